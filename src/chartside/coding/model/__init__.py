"""Minutes by person to units, allocations and lines. Pure."""
