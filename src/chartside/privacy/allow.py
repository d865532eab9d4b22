"""What stays in a text: codes, instruments, eponyms, brands, the clinic's own data. Read before any rule."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from chartside.privacy.lexicon import allowed, cues, states
from chartside.privacy.model import Clinic
from chartside.privacy.note import Note, keys_of, low_of, words_of

_ICD = re.compile(r"(?<![\w-])[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4}\b|[0-9A-Z]{0,4}\b)(?!\.\d|-\w)")
_HCPCS = re.compile(r"(?<![\w-])[A-HJ-NP-V]\d{4}\b(?!-\w{3})")
_PROCEDURE = re.compile(r"(?<![\w-])\d{4}[0-9TFU](?!-\d{4})(?:-[A-Z0-9]{2})*(?![\w-])")
_NPI = re.compile(r"\bNPI\b[\s:#(]*(?:no\.?|number|is)?[\s:#]*(\d{10})\b", re.IGNORECASE)
_ZIP_BEFORE = re.compile(r"\b([A-Z]{2}|[A-Z][a-z]+)[.,]?\s+$")
_GAP = re.compile(r"[\s\-./,()#&']{0,4}")
_LEAST_DIGITS = 5


@dataclass(frozen=True)
class Kept:
    """Places of the folded text that stay, sorted, not overlapping."""

    starts: list[int]
    ends: list[int]

    def touches(self, start: int, end: int) -> bool:
        """Whether a stretch overlaps one that stays."""
        place = bisect_right(self.ends, start)
        return place < len(self.starts) and self.starts[place] < end

    def covers(self, start: int, end: int) -> bool:
        """Whether a stretch lies within one that stays."""
        place = bisect_right(self.ends, start)
        return place < len(self.starts) and self.starts[place] <= start and end <= self.ends[place]

    def cut(self, start: int, end: int) -> int:
        """Where a stretch that begins outside must end so that it touches nothing that stays."""
        place = bisect_right(self.ends, start)
        return min(end, self.starts[place]) if place < len(self.starts) else end


def kept_of(stretches: Iterable[tuple[int, int]]) -> Kept:
    """Merge stretches."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(stretches):
        if ends and start < ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return Kept(starts, ends)


@dataclass(frozen=True)
class Own:
    """The clinic's own data: phrases by their first key, numbers run together, names of staff, web sites."""

    phrases: dict[str, list[tuple[str, ...]]]
    numbers: tuple[str, ...]
    staff: frozenset[str]
    hosts: frozenset[str]


def own_data(clinic: Clinic | None) -> Own:
    """Compile a clinic; the last few are kept, since many texts come from one."""
    return _compiled(json.dumps(clinic.members() if clinic else {}, default=str))


@lru_cache(maxsize=32)
def _compiled(written: str) -> Own:
    members = json.loads(written)
    phrases: dict[str, list[tuple[str, ...]]] = {}
    numbers: set[str] = set()
    staff: set[str] = set()
    for text in _texts(members):
        for part in (text, *re.split(r"[,;(]", text)):
            _add_phrase(phrases, part)
        digits = re.sub(r"\D", "", text)
        if len(digits) >= _LEAST_DIGITS:
            numbers |= {digits, digits[-10:]}
    for text in _addresses(members.get("address")):
        _add_phrase(phrases, text)
    for name in _people(members.get("staff")):
        staff |= {low_of(word) for word in words_of(name.split(",")[0]) if len(word) > 1}
    hosts = frozenset(host.lower() for text in _texts(members) for host in _hosts(text))
    return Own(phrases, tuple(sorted(numbers)), frozenset(staff), hosts)


def with_payer(own: Own, payer: Any) -> Own:  # noqa: ANN401 - a member of an open object
    """The same with the name of the patient's payer, which alone identifies nobody: `Oscar Health`."""
    texts = [text for text in _texts(payer) if not any(character.isdigit() for character in text)]
    if not texts:
        return own
    phrases = {first: list(found) for first, found in own.phrases.items()}
    for text in texts:
        _add_phrase(phrases, text)
    words = {low_of(word) for text in texts for word in words_of(text)}
    return Own(phrases, own.numbers, own.staff | words, own.hosts)


def _add_phrase(phrases: dict[str, list[tuple[str, ...]]], text: str) -> None:
    """Several words; one word alone would also keep a patient of that name."""
    words = keys_of(text)
    if len(words) > 1 and words not in phrases.setdefault(words[0], []):
        phrases[words[0]].append(words)
        phrases[words[0]].sort(key=len, reverse=True)


def _addresses(address: Any) -> Iterator[str]:  # noqa: ANN401 - a member of an open object
    """The whole of an address, and its street: a patient may live in the same town."""
    if isinstance(address, dict):
        address = ", ".join(
            str(address[key]) for key in ("street", "city", "state", "zip") if address.get(key)
        )
    for one in address if isinstance(address, list) else [address] if address else []:
        parts = str(one).split(",")
        yield from (",".join(parts[: count + 1]) for count in range(len(parts)))


def _hosts(text: str) -> list[str]:
    return re.findall(r"(?:https?://|www\.)([\w.-]+)", text)


def _people(given: Any) -> Iterator[str]:  # noqa: ANN401 - a member of an open object
    for person in given if isinstance(given, list) else [given] if given else []:
        name = person.get("name") if isinstance(person, dict) else person
        if isinstance(name, str):
            yield name


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - a member of an open object
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "address":
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif value is not None:
        yield str(value)


def find_kept(note: Note, own: Own) -> tuple[Kept, Kept]:
    """What stays whatever is said beside it, and that with all that has the form of a code."""
    firm = [*_known_codes(note), *_phrases(note), *_clinic(note, own)]
    return kept_of(firm), kept_of([*firm, *_forms_of_codes(note)])


def _known_codes(note: Note) -> Iterator[tuple[int, int]]:
    plain, codes = note.plain, allowed().codes
    for match in note.at_numerals(_PROCEDURE):
        beside = "-" in match.group() or _speaks_of_codes(note, note.place_at(match.start()))
        before = _ZIP_BEFORE.search(plain, max(0, match.start() - 24), match.start())
        zip_code = before and before[1].lower() in states() and not beside
        if (match.group()[:5] in codes and not zip_code) or (beside and match.group()[:5].isdigit()):
            yield match.span()
    if "npi" in note.vocabulary:
        for match in _NPI.finditer(plain):
            yield match.span(1)


def _speaks_of_codes(note: Note, place: int) -> bool:
    """Whether the word before or after, in the same sentence, is one of billing."""
    words = allowed().code_cues
    entry = note.low(place - 1) == "code" and note.low(place - 2) in cues()["entry_words"]
    before = note.low(place - 1) in words and not entry and not re.search(r"[.;\n]", note.before(place))
    return before or (note.low(place + 1) in words and not re.search(r"[.;\n]", note.after(place)))


def _forms_of_codes(note: Note) -> Iterator[tuple[int, int]]:
    for pattern in (_ICD, _HCPCS):
        for match in note.at_numerals(pattern):
            yield match.span()


def _phrases(note: Note) -> Iterator[tuple[int, int]]:
    table = allowed().phrases
    lows = note.lows
    for place in note.where(table):
        for phrase in table[lows[place]]:
            last = place + len(phrase) - 1
            if tuple(lows[place : last + 1]) == phrase and note.words[place][0].isupper():
                yield note.starts[place], note.ends[last]
                break


def _clinic(note: Note, own: Own) -> Iterator[tuple[int, int]]:
    if own.phrases:
        keys = note.keys
        for place, key in enumerate(keys):
            for phrase in own.phrases.get(key, ()):
                last = place + len(phrase) - 1
                if tuple(keys[place : last + 1]) == phrase:
                    yield note.starts[place], note.ends[last]
    for number in own.numbers:
        yield from number_places(note, number)


def number_places(note: Note, number: str) -> Iterator[tuple[int, int]]:
    """Places of a number or mark, whatever stands between its parts and whatever the scanner made of it."""
    joined, begins = note.joined
    at = joined.find(number)
    while at >= 0:
        first = bisect_right(begins, at) - 1
        last = bisect_right(begins, at + len(number) - 1) - 1
        start = note.starts[first] + _inside(note.words[first], at - begins[first])
        end = note.starts[last] + _inside(note.words[last], at + len(number) - begins[last])
        if _stands_alone(note, start, end, first, last):
            yield start, end
        at = joined.find(number, at + 1)


def _inside(word: str, letters: int) -> int:
    """How many characters of a word hold so many letters and digits (an apostrophe counts for none)."""
    if "'" not in word:
        return letters
    seen = 0
    for place, character in enumerate(word):
        if seen == letters:
            return place
        seen += character != "'"
    return len(word)


def _stands_alone(note: Note, start: int, end: int, first: int, last: int) -> bool:
    """Whether a match begins and ends at the edge of a word, or where letters turn to digits."""
    plain = note.plain
    if start > note.starts[first] and (plain[start - 1].isdigit() or plain[start].isalpha()):
        return False
    if end < note.ends[last] and (plain[end].isdigit() or plain[end - 1].isalpha()):
        return False
    return all(_GAP.fullmatch(note.gap(place, place + 1)) for place in range(first, last))
