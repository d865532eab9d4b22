"""The migrations of the schema, in order, one file per owner; run as `cs_owner`."""
