"""A note by a model: what of the chart is told, the run through the door, and the draft that comes of it."""
