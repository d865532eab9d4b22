"""What a chart tells: its identifiers in every form people write, and where they stand in a text."""
