"""What a person changed in a draft, and what may be learned from it. Pure."""
