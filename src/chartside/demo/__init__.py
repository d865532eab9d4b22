"""The demo clinic: seeded, believable, fictitious, with its own clock."""
