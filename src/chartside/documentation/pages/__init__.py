"""The web pages of documentation; they decide nothing."""
