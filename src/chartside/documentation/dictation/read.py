"""Reading a whole text: turns, pieces, and which pieces belong together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chartside.documentation.dictation.corrections import settle
from chartside.documentation.dictation.heads import kind_of, speaker_in
from chartside.documentation.dictation.lexicon import corrects, matcher, pack, without_openers
from chartside.documentation.dictation.model import Candidate, Heard, Kind
from chartside.documentation.dictation.numbers import digits
from chartside.documentation.dictation.pieces import Piece, pieces
from chartside.documentation.dictation.slots import Slots, name_of, read_slots
from chartside.documentation.dictation.turns import THERAPIST, Turn, turns
from chartside.documentation.dictation.values import quoted, says_nothing, talks_to_patient, value_of
from chartside.drafting.language.words import words

LONGEST = 20_000
_HEADED = {
    "report": Kind.REPORT,
    "plan": Kind.PLAN,
    "assessment": Kind.ASSESSMENT,
    "precaution": Kind.PRECAUTION,
    "response": Kind.RESPONSE,
    "safety": Kind.SAFETY,
}
_GROWS = (Kind.ACTIVITY, Kind.GOAL, Kind.SKILLED, Kind.OBSERVATION, Kind.MEASURE)
_PLAN = {Kind.EARLIER: (), Kind.PLAN: ("plan",)}
_MEASURED = {Kind.SKILLED: Kind.ACTIVITY, Kind.OBSERVATION: Kind.ACTIVITY, Kind.MEASURE: Kind.MEASURE}
_OF_THERAPISTS = frozenset({Kind.PLAN, Kind.SKILLED, Kind.RESPONSE, Kind.MEASURE, Kind.TIME, Kind.GOAL})
_KEEPS_ON = frozenset({Kind.REPORT, Kind.PLAN, Kind.PRECAUTION, Kind.NOT_DONE, Kind.EARLIER, Kind.PRESENT})


_PRESSURE = re.compile(r"\W*\d{2,3}/\d{2,3}(?:\s+[^\W\d_]+)*\W*")
_OTHER_SIDE = re.compile(
    r"\W*(?:(?:and|the)\s+)*(?:left|right)\W+(?:was\s+|is\s+)?-?\d[\d.]*\W*(?:[^\W\d_]+)?\W*", re.IGNORECASE
)


@dataclass
class _Found:
    """One thing so far; `kind` None while nothing gives it away."""

    kind: Kind | None
    start: int
    end: int
    speaker: str
    text: str
    open: bool = True
    verbatim: bool = False


@dataclass
class _Reading:
    text: str
    found: list[_Found] = field(default_factory=list)
    unread: list[tuple[int, int]] = field(default_factory=list)


def hear(text: str, cast: Mapping[str, str] | None = None) -> Heard:
    """What a therapist probably meant, in the order in which it was said.

    Args:
        text: dictated or pasted; instructions in it are text like any other. Read up to `LONGEST` characters.
        cast: labels of a transcript with who they are, in lower case: `{"dana": "therapist"}`.
    """
    reading = _Reading(text[:LONGEST])
    for turn in turns(reading.text, cast or {}):
        if turn.speaker == THERAPIST:
            _read_therapist(reading, turn)
        else:
            _read_other(reading, turn)
    for one in reading.found:
        if not words(one.text):
            one.kind = None  # all of it was taken back
    known = [one for one in reading.found if one.kind is not None]
    unread = reading.unread + [(one.start, one.end) for one in reading.found if one.kind is None]
    outside = (
        (start, end) for start, end in unread if not any(one.start <= start < one.end for one in known)
    )
    return Heard(tuple(_candidate(reading.text, one) for one in known), tuple(sorted(outside)))


def read_as(kind: Kind, text: str, speaker: str = THERAPIST) -> Candidate:
    """A text that a person typed in place of what was heard, as one of a kind."""
    return _candidate(text, _Found(kind, 0, len(text), speaker, _settled(text)[0]))


def _settled(text: str) -> tuple[str, bool]:
    return settle(digits(text))


def _read_other(reading: _Reading, turn: Turn) -> None:
    """What anybody else says is their words, sentence by sentence, and stays as they said it."""
    for piece in _sentences(pieces(reading.text, turn.start, turn.end)):
        start, end = _trimmed(reading.text, piece.start, piece.end)
        said = reading.text[start:end]
        if says_nothing(said):
            reading.unread.append((start, end))
        elif not turn.in_dialogue and _is_the_therapists(said):
            _place(reading, Turn(THERAPIST, turn.start, turn.end), Piece(start, end, opens=True))
        else:
            kept = _Found(Kind.REPORT, start, end, turn.speaker, said, open=False, verbatim=turn.in_dialogue)
            reading.found.append(kept)


def _is_the_therapists(said: str) -> bool:
    """After "Mom: slept badly." the therapist goes on in their own words."""
    said = _settled(said)[0]
    slots = read_slots(said)
    kind = kind_of(said, slots)
    if kind is Kind.ACTIVITY:
        return bool(slots.minutes or slots.results or slots.assist or slots.cues)
    return kind in _OF_THERAPISTS or bool(speaker_in(said))


def _sentences(found: list[Piece]) -> Iterator[Piece]:
    """Pieces joined again up to the end of their sentence."""
    held: Piece | None = None
    for piece in found:
        if held is None or piece.opens:
            if held:
                yield held
            held = piece
        else:
            held = Piece(held.start, piece.end, held.opens)
    if held:
        yield held


def _read_therapist(reading: _Reading, turn: Turn) -> None:
    for piece in pieces(reading.text, turn.start, turn.end):
        start, end = _trimmed(reading.text, piece.start, piece.end)
        said = reading.text[start:end]
        if says_nothing(said) or (turn.in_dialogue and talks_to_patient(said)):
            reading.unread.append((start, end))
            continue
        _place(reading, turn, Piece(start, end, piece.opens))


def _place(reading: _Reading, turn: Turn, piece: Piece) -> None:
    last = reading.found[-1] if reading.found and reading.found[-1].start >= turn.start else None
    said = _settled(reading.text[piece.start : piece.end])[0]
    slots = read_slots(said)
    kind = _HEADED[turn.heading] if _takes_heading(said, turn, slots) else kind_of(said, slots)
    if last and last.kind is None and not piece.opens and _explains(reading.text, last, piece):
        return
    if last and last.kind is Kind.SAFETY and _PRESSURE.fullmatch(said) and not piece.opens:
        kind = None
    elif last and last.kind is Kind.MEASURE and _OTHER_SIDE.fullmatch(said):
        kind = None
        piece = Piece(piece.start, piece.end, opens=False)
    elif (
        last
        and last.kind in _MEASURED
        and kind is Kind.ACTIVITY
        and not piece.opens
        and not name_of(slots.rest)
    ):
        last.kind, kind = _MEASURED[last.kind], None
    if last and last.kind and _belongs(last, said, slots, kind, opens=piece.opens):
        last.end = piece.end
        last.text = _settled(reading.text[last.start : last.end])[0]
        return
    speaker = "" if kind is Kind.REPORT and turn.speaker == THERAPIST else turn.speaker
    reading.found.append(_Found(kind, piece.start, piece.end, speaker or "patient", said))


def _explains(text: str, last: _Found, piece: Piece) -> bool:
    """Whether a stretch that gave nothing away becomes something with the piece after it."""
    said = _settled(text[last.start : piece.end])[0]
    alone = _settled(text[piece.start : piece.end])[0]
    kind = kind_of(said, read_slots(said))
    if kind not in (*_GROWS, None) or kind_of(alone, read_slots(alone)) not in (*_GROWS, None):
        return False
    last.kind, last.end, last.text = kind, piece.end, said
    return True


def _takes_heading(said: str, turn: Turn, slots: Slots) -> bool:
    """Under a heading every statement is of its kind, except what plainly is something else."""
    if turn.heading not in _HEADED:
        return False
    kind = kind_of(said, slots)
    if turn.heading == "report":
        return kind not in (Kind.REPORT, Kind.SAFETY)
    return turn.heading in ("plan", "assessment") or kind in (None, Kind.OBSERVATION)


def _belongs(last: _Found, said: str, slots: Slots, kind: Kind | None, *, opens: bool) -> bool:
    """Whether a piece goes on with what was said before it."""
    if corrects().match(said) and last.open:
        return True
    if last.kind is Kind.ACTIVITY:
        return _goes_on_with_activity(last, said, slots, kind, opens=opens)
    if opens or not last.open:
        return False
    if _is_bare(last):
        return True
    if last.kind in _KEEPS_ON:
        same = (last.kind,) if last.kind is not Kind.REPORT else ()
        return kind in (None, Kind.OBSERVATION, *same) or (kind is Kind.REPORT and not speaker_in(said))
    return kind is None


def _is_bare(last: _Found) -> bool:
    """`Mom says` without what she says, `last time` without what happened."""
    if last.kind is Kind.REPORT:
        return not value_of(last.kind, last.text, read_slots(last.text), last.speaker)[0]["text"]
    if last.kind in (Kind.EARLIER, Kind.PLAN):
        return not words(
            matcher("earlier" if last.kind is Kind.EARLIER else "cues", *_PLAN[last.kind]).sub(" ", last.text)
        )
    return False


def _goes_on_with_activity(last: _Found, said: str, slots: Slots, kind: Kind | None, *, opens: bool) -> bool:
    if matcher("comparing").match(said) and matcher("earlier").search(said) and not opens:
        return True
    if kind not in (None, Kind.ACTIVITY) or (opens and kind is None):
        return False
    before = read_slots(last.text)
    if slots.minutes and before.minutes:
        return False
    named = name_of(slots.rest)
    if opens or matcher("activity_openers").match(without_openers(said, ("subjects",))):
        return not named and not (slots.results and before.results)
    if not (slots.minutes or slots.assist or slots.cues or slots.goals or slots.results):
        return True
    return not (named and slots.minutes) and not (named and before.results and slots.results)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:-–—•*"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:-–—"):
        end -= 1
    return start, end


def _candidate(text: str, one: _Found) -> Candidate:
    assert one.kind is not None
    value, doubts = value_of(one.kind, one.text, read_slots(one.text), one.speaker)
    said = text[one.start : one.end]
    if one.kind is not Kind.REPORT:
        if hedge := matcher("hedges").search(said):
            doubts = (*doubts, f"“{hedge[0]}” was said: is it certain")
        if _settled(said)[1]:
            doubts = (*doubts, "a correction was said that could not be followed")
    elif one.speaker not in (THERAPIST, "") and not one.open:
        quote = quoted(said) or said
        value = {"speaker": one.speaker, "text": quote} | (
            {"quote": quote} if one.verbatim or quote != said else {}
        )
        if one.speaker.split()[0] in pack()["speakers"]["unknown"]:
            doubts = (*doubts, f"who is {one.speaker}")
    return Candidate(one.kind, value, one.start, one.end, said, tuple(doubts))
