"""Finds, replaces and restores identifiers, and holds the one door through which text may reach a model."""
