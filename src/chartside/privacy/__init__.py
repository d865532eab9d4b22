"""Finds, replaces and restores identifiers; the one door through which text may reach a model."""
