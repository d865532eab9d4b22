"""The only door out: proposals, countersignatures, effects."""
