"""Rules that need no chart: one module a kind of identifier, each a function from a note to what it found."""
