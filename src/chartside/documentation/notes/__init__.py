"""The treatment note: composed, checked, with its charge, and checked again after every edit."""
