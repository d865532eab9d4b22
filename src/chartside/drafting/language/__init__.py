"""How therapists write: words, quantities, levels of help, days and people, read the same way everywhere.

The reader of the session form, the composer and the verifier all use these, so that what
one wrote the other can check.
"""
