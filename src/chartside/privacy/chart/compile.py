"""From a chart to its `Known` forms, one reader for each kind of member."""

import re
from collections.abc import Callable
from datetime import date
from itertools import product

from chartside.privacy.chart.addresses import add_address, add_organisation, add_place, add_zip
from chartside.privacy.chart.known import Known, nicknames_as_words
from chartside.privacy.chart.members import leaves
from chartside.privacy.chart.people import Person, name_words, person, read_person
from chartside.privacy.lexicon import allowed, cues, english, states
from chartside.privacy.model import Chart, IdentifierType
from chartside.privacy.note import fold, words_of

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_HANDLE = re.compile(r"(?<!\w)@[\w.]+")
_PHONE = re.compile(
    r"(?<![\w-])(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}(?!\d)(?:\s*(?:x|ext\.?)\s*\d+)?"
)
_MARK = re.compile(r"#?\b(?=[\w-]*\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_PAIR = re.compile(r"\b[A-Za-z]{3,} #?\d{1,3}[A-Za-z]?\b")
_SEVERAL = re.compile(r";|\band\b|&|/")
_NO_DIGIT = re.compile(r"\D")
_EXTENSION = re.compile(r"x|ext", re.IGNORECASE)
_NO_SPACES_FROM = 0x2E80
"""From here on stand the scripts that write a name without a space."""
_DIGIT = re.compile(r"\d")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_SLASHED = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_NAME_KEYS = frozenset(
    {
        "first",
        "last",
        "middle",
        "given",
        "family",
        "surname",
        "maiden",
        "first_name",
        "last_name",
        "nicknames",
    }
)


def compile_chart(chart: Chart) -> Known:
    """Every form of every identifier of a chart."""
    known = Known()
    _patient(known, chart)
    for kind, path, text in leaves(chart.members()):
        if kind == "name" and len(path) == 1 and path[0] in _NAME_KEYS:
            continue
        rest = _taken_out(known, text)
        reader = _READERS.get(kind, _other)
        reader(known, rest, IdentifierType(kind) if kind in _TYPES else IdentifierType.OTHER)
    return known


def _patient(known: Known, chart: Chart) -> None:
    given = [word for part in (chart.first, chart.middle) for word in _listed(part)]
    family = [word for part in (chart.last, chart.members().get("maiden")) for word in _listed(part)]
    patient = person(given, family)
    _add_person(known, patient)
    for nickname in _listed(chart.nicknames):
        known.add_word(nickname.lower().replace("'", "").replace("-", ""), IdentifierType.NAME)
    whole = [str(part).strip() for part in (chart.last, chart.first) if part]
    if any(ord(character) > _NO_SPACES_FROM for part in whole for character in part):
        for order in (whole, whole[::-1]):
            known.add_mark("".join(order), IdentifierType.NAME)
    first = [word[0].lower() for word in patient.given]
    last = [word[0].lower() for word in patient.family]
    if first and last:
        particles = "".join(word[0] for word in patient.particles)
        for given_letters, family_letters in product(
            {first[0], "".join(first)}, {last[0], last[-1], "".join(last), particles + "".join(last)}
        ):
            known.initials.add(given_letters + family_letters)
    if len(first) > 1:
        known.initials.add("".join(first))


def _listed(value: object) -> list[str]:
    """The name words of a text or a list of texts."""
    values = value if isinstance(value, list | tuple) else [value]
    return [word for one in values if isinstance(one, str) for word in name_words(one)]


def _add_person(known: Known, one: Person) -> None:
    name = IdentifierType.NAME
    for word in one.given:
        known.add_word(word, name)
    for word in one.family:
        known.add_word(word, name, family=True)
    known.add_word(one.whole, name, family=True)
    known.particles |= set(one.particles)
    for word in one.given:
        for short, as_word in nicknames_as_words(word).items():
            known.words.setdefault(short, as_word)
    surnames = {*one.family, one.whole, "".join(one.family)} - {""}
    for given in one.given:
        for surname in surnames:
            for glued in (given + surname, surname + given, given[0] + surname):
                if len(glued) >= 5 and glued not in english():
                    known.glued.setdefault(glued, known.words.get(surname) or known.words[given])
    if len(one.given) > 1:
        known.add_word("".join(one.given[:2]), name)
    if one.organisation:
        add_organisation(known, one.organisation, IdentifierType.FACILITY)


def _taken_out(known: Known, text: str) -> str:
    """The text without the addresses, telephone numbers and dates in it, which are added."""
    plain = fold(text)
    if "@" in plain:
        for pattern, kind in ((_MAIL, IdentifierType.EMAIL), (_HANDLE, IdentifierType.OTHER)):
            for match in pattern.findall(plain):
                known.add_mark(match, kind)
            plain = pattern.sub(" ", plain)
    if len(plain) < 8 or not _DIGIT.search(plain):
        return plain
    for match in _PHONE.findall(plain):
        _phone(known, match, IdentifierType.PHONE)
    for pattern in (_ISO, _SLASHED):
        for match in pattern.finditer(plain):
            _add_date(known, *map(int, match.groups()))
    return _ISO.sub(" ", _SLASHED.sub(" ", plain))


def _add_date(known: Known, one: int, two: int, three: int) -> None:
    year, month, day = (one, two, three) if one > 31 else (three, one, two)
    try:
        found = date(year, month, day)
    except ValueError:
        return
    known.days.add((found.month, found.day))
    short = f"{found.month:02}{found.day:02}"
    for form in (f"{found.year}{short}", f"{short}{found.year}", f"{short}{found.year % 100:02}"):
        known.add_number(form, IdentifierType.DATE)


def _name(known: Known, text: str, _kind: IdentifierType) -> None:
    for one in _SEVERAL.split(text):
        _add_person(known, read_person(one))


def _phone(known: Known, text: str, kind: IdentifierType) -> None:
    digits = _NO_DIGIT.sub("", _EXTENSION.split(text, maxsplit=1)[0])
    if text.lstrip().startswith("+") and not digits.startswith("1"):
        known.add_number("0" + digits[2:], kind)  # as it is dialled in a country with a code of two digits
    if len(digits) >= 7:
        known.add_number(digits[-10:], kind)
        known.add_number(digits[-7:], kind)


def _mark(known: Known, text: str, kind: IdentifierType) -> None:
    known.add_mark(text.strip(), kind)
    if kind is IdentifierType.URL:
        known.add_mark(re.sub(r"^https?://(?:www\.)?", "", text.strip()).rstrip("/"), kind)


def _number(known: Known, text: str, kind: IdentifierType) -> None:
    """A number alone, or numbers within words (`SN 4410-77812 for the chair`)."""
    if not _DIGIT.search(text):
        _phrase(known, text, kind)
        return
    if len(text.split()) <= 3:
        known.add_number(text, kind)
    for part in _MARK.findall(text):
        if part != text:
            known.add_number(part, kind)


def _serial(known: Known, text: str, kind: IdentifierType) -> None:
    """The numbers of a vehicle or device; makes and models may stay."""
    for mark in _MARK.findall(text):
        if sum(map(str.isalnum, mark)) >= LEAST_PLATE:
            known.add_number(mark, kind)


def _phrase(known: Known, text: str, kind: IdentifierType) -> None:
    if len(text.split()) > 1:
        known.add_phrase(text, kind)
    elif text.isalpha():
        known.add_word(text.lower(), kind)


def _other(known: Known, text: str, kind: IdentifierType) -> None:
    """Anything else: its numbers, its proper names, and the whole of it."""
    for web in _WEB.findall(text):
        if "." in web and not web.replace(".", "").isdigit():
            known.add_mark(web, IdentifierType.URL)
    for mark in _MARK.findall(text):
        if sum(map(str.isalnum, mark)) >= LEAST_PLATE:
            known.add_number(mark, kind)
    for pair in _PAIR.findall(text):
        known.add_phrase(pair, kind)
    words = words_of(text)
    known.add_phrase(text, kind)
    capitals = [word for word in words if word[0].isupper() and word.isalpha()]
    alone = len(words) <= 4 and len(capitals) == len(words)
    for word in capitals:
        low = word.lower()
        proper = low not in english() or (alone and low not in allowed().abbreviations and len(words) > 1)
        if proper and not (low in states() or low in cues()["relations"] or low in allowed().brands):
            known.add_word(low, kind)
        elif not alone and word != words[0] and low not in allowed().abbreviations:
            known.add_word(low, IdentifierType.NAME)
    if len(words) == 1 and words[0].isalpha():
        known.add_word(words[0].lower(), kind)


LEAST_PLATE = 3
_TYPES = frozenset(kind.value for kind in IdentifierType)
_READERS: dict[str, Callable[[Known, str, IdentifierType], None]] = {
    "name": _name,
    "phone": _phone,
    "fax": _phone,
    "email": _mark,
    "url": _mark,
    "ip": _mark,
    "photo": _mark,
    "place": add_place,
    "zip": add_zip,
    "address": add_address,
    "school": add_organisation,
    "employer": add_organisation,
    "facility": add_organisation,
    "vehicle": _serial,
    "device": _serial,
    "date": lambda *_: None,
    **dict.fromkeys(("ssn", "mrn", "health_plan", "account", "reference", "license", "biometric"), _number),
}
