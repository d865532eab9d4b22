"""Which code do these words carry: judged by intent, never by the code's name in the text."""
