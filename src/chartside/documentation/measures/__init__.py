"""Tests and questionnaires as values: range, direction, the change that counts. Scores only."""
