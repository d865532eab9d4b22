"""Formats: bytes to values and back. Knows no business; formats do not know each other."""
