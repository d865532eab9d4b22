"""Rules that need no chart: one module for each kind of identifier, each a function from a note to what it found."""
