"""Shipped data, not code: each file names its source, dates and confidence."""
