"""What a paper says, as values: the caller fills them, the templates only lay them out.

All text is plain text. Nothing in it is read as markup, whatever characters it holds.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Letterhead:
    """The clinic as it signs its letters.

    Attributes:
        name: the clinic's name.
        lines: address, telephone and fax, one printed line each.
    """

    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class PatientIdentity:
    """The three marks that tell one patient from another; they stand on every page."""

    name: str
    date_of_birth: date
    mrn: str


@dataclass(frozen=True)
class Vouch:
    """A named person's word for a sentence that the evidence does not support.

    Attributes:
        by: name with credential, as displayed.
        reason: in the person's own words.
        at: the instant, in the zone it is to be printed in.
    """

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class PaperSentence:
    """One sentence of a note.

    Attributes:
        section: `S`, `O`, `A`, `P`, or the printed name of another section.
        new_paragraph: begins a paragraph within its section.
    """

    section: str
    text: str
    vouch: Vouch | None = None
    new_paragraph: bool = False


@dataclass(frozen=True)
class ChargeRow:
    """One line of the charge table.

    Attributes:
        words: what was done in the clinic's own words, never a code set's descriptor.
        minutes: of this line, or None where the record holds none for it.
        by: who furnished it, as printed (`therapist`, `assistant`).
    """

    code: str
    words: str
    minutes: int | None
    units: int
    modifiers: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True)
class Signer:
    """One person whose signature the paper needs.

    Attributes:
        role: what they sign as (`Treating therapist`), with a licence number if wanted.
    """

    name: str
    credential: str
    role: str


@dataclass(frozen=True)
class NotePaper:
    """A treatment note ready for print.

    Attributes:
        title: `Occupational therapy treatment note`.
        starts_at: start of the visit, in the zone of its location.
        ends_at: end of the visit, same zone.
        place: where it took place, as printed.
        provider: who treated, with credential.
        sentences: in reading order; sections print in the order of their first sentence.
        timed_minutes: sum of the minutes of timed codes (Medicare Benefit Policy Manual, chapter 15, 220.3E).
        total_minutes: whole treatment time, untimed services included (same source).
        signers: in the order in which they sign.
        record: id of the signature record, known before anyone signs.
        written_at: when this text was fixed; it becomes the date inside the PDF (equal values, equal bytes).
        details: further label and value pairs for the header (payer, diagnoses, supervising therapist).
        unit_rule: one line that says how units were counted, or empty.
        draft: prints the watermark and the banner of a preview.
    """

    title: str
    letterhead: Letterhead
    patient: PatientIdentity
    starts_at: datetime
    ends_at: datetime
    place: str
    provider: str
    sentences: tuple[PaperSentence, ...]
    charge: tuple[ChargeRow, ...]
    timed_minutes: int
    total_minutes: int
    signers: tuple[Signer, ...]
    record: str
    written_at: datetime
    details: tuple[tuple[str, str], ...] = ()
    unit_rule: str = ""
    draft: bool = False


@dataclass(frozen=True)
class AddendumPaper:
    """What is added to a signed note.

    Attributes:
        note_title: title of the note that it adds to.
        date_of_service: date of that note's visit.
        note_record: signature record of that note.
        note_sha256: fingerprint of that note's PDF.
        author: who writes the addendum, with credential.
        reason: why it is added.
        sentences: sections are not printed; a vouched sentence is marked as in a note.
        written_at: as in `NotePaper`, in the zone it is to be printed in.
    """

    note_title: str
    date_of_service: date
    note_record: str
    note_sha256: str
    letterhead: Letterhead
    patient: PatientIdentity
    author: str
    reason: str
    sentences: tuple[PaperSentence, ...]
    signers: tuple[Signer, ...]
    record: str
    written_at: datetime
    draft: bool = False
