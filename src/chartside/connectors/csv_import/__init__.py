"""What is known about the CSV exports of clinic systems, one YAML profile each."""

from chartside.connectors.csv_import.catalogue import known_profiles, profile

__all__ = ["known_profiles", "profile"]
