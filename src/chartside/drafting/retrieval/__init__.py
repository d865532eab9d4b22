"""Sentences of like meaning: where a text lies, and how near two texts are. The strong model is an extra."""
