"""Connectors: one folder per kind, its simulator beside it. Vendors are YAML profiles, not code."""
