"""Who did what, when, to whom: a chain of acts and a log of looks that nobody can change unnoticed."""
