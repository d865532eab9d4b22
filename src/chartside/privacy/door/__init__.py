"""The one door through which text from a chart may reach a model: deny by default, scan, log, then call."""
