"""Delivers a signed package as one folder that appears at once, for an EHR that imports from a folder."""
