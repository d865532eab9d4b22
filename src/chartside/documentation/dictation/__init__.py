"""Dictated or pasted text, split into what was meant; nothing is a fact until a person confirms it."""
