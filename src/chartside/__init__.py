"""Chartside works beside the chart."""

__version__ = "0.1.0"
