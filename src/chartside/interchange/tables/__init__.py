"""Tables as clinics exchange them: bytes to rows and typed values, and rows back to bytes.

It knows formats and no business. Bad data never raises: each input row is handed over as values, as a
problem, or as both.
"""

from chartside.interchange.tables.mapping import Column, Mapping, Profile, guess_mapping
from chartside.interchange.tables.reader import Row, Table, read_table
from chartside.interchange.tables.reading import Reading
from chartside.interchange.tables.writer import write_table

__all__ = [
    "Column",
    "Mapping",
    "Profile",
    "Reading",
    "Row",
    "Table",
    "guess_mapping",
    "read_table",
    "write_table",
]
