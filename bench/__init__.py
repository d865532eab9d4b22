"""Measures the product against floors measured beside it."""
