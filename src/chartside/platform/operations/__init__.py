"""Keeping an installation well: the doctor and upgrades."""
