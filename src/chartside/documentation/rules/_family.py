"""Whether a message goes to the family of a child."""

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import limit
from chartside.drafting.language.days import read_day


def is_child(note: Note) -> bool:
    """The patient is under age on the day of service; so is one whose age cannot be known."""
    born, on = read_day(note.one("patient_dob").get("date")), note.service_date
    if born is None or on is None:
        return True
    return (on.year - born.year) - ((on.month, on.day) < (born.month, born.day)) < limit("child_years")
