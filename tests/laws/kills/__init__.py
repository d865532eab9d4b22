"""A real installation whose processes are killed at random while people sign; see `campaign`."""
