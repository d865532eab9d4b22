"""What a chart tells: its identifiers in every form in which people write them, and where they stand in a text."""
