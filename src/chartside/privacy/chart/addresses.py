"""Addresses and organisations of a chart: by the whole, by their parts, by what people shorten them to."""

import re

from chartside.privacy.chart.known import Known
from chartside.privacy.lexicon import english, given_names, members, states
from chartside.privacy.model import IdentifierType
from chartside.privacy.note import low_of, phrase_key, words_of

_ZIP = re.compile(r"\b\d{5}(?:-?\d{4})?\b")


def add_place(known: Known, text: str, kind: IdentifierType) -> None:
    """A town or county."""
    words = list(map(low_of, words_of(text.removesuffix(" County"))))
    if len(words) == 1 and words[0] not in states():
        known.add_word(words[0], kind)
    known.add_phrase(text, kind)


def add_zip(known: Known, text: str, kind: IdentifierType) -> None:
    """A ZIP code, long or short."""
    digits = re.sub(r"\D", "", text)
    for form in {digits, digits[:5]}:
        known.add_number(form, kind)


def add_address(known: Known, text: str, kind: IdentifierType) -> None:
    """A street alone, or a whole address in one text."""
    for number in _ZIP.findall(text.partition(" ")[2]):
        add_zip(known, number, IdentifierType.ZIP)
    parts = [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
    _street(known, parts[0] if parts else "", kind)
    for part in parts[1:]:
        words = [word for word in words_of(_ZIP.sub("", part)) if word.lower() not in states()]
        if words and any(c.isdigit() for c in "".join(words)):
            _street(known, " ".join(words), kind)
        elif words:
            add_place(known, " ".join(words), IdentifierType.PLACE)


def _street(known: Known, text: str, kind: IdentifierType) -> None:
    """A street by its whole, without its unit, and by its name alone."""
    generic = members().lists["street_generic"]
    text = re.sub(r"\bP\.? ?O\.? ?Box\b", "PO Box", text, flags=re.IGNORECASE)
    words = words_of(text)
    keys = [phrase_key(word.lower()) for word in words]
    unit = next((i for i, key in enumerate(keys) if key in ("apt", "ste", "lot", "bldg") and i), len(words))
    street = words[:unit]
    known.add_phrase(" ".join(words), kind, generic)
    known.add_phrase(" ".join(street), kind, generic)
    if unit < len(words):
        known.add_phrase(" ".join([*street, *words[unit + 1 :]]), kind, generic)
        known.add_phrase(" ".join(words[unit:]), kind, generic)
    if keys[:2] == ["po", "box"]:
        known.add_phrase(" ".join(["p", "o", *words[1:]]), kind, generic)
        return
    named = [
        i for i, key in enumerate(keys[:unit]) if key not in generic and not (key[0].isdigit() and i == 0)
    ]
    if named:
        first, last = named[0], named[-1]
        known.add_phrase(" ".join(words[: last + 1]), kind, generic)
        known.add_phrase(" ".join(words[first:unit]), kind, generic)
        known.add_phrase(" ".join(words[first : last + 1]), kind, generic)
        core = words[first].lower()
        if first == last and len(core) >= 5 and core not in english() and core.isalpha():
            known.add_word(core, kind)


def add_organisation(known: Known, text: str, kind: IdentifierType) -> None:
    """An organisation by its whole name, without its form, by its core, and by its initials."""
    generic = members().lists["organisation_generic"]
    for one in re.split(r"[,;(]", text):
        words = words_of(one)
        known.add_phrase(" ".join(words), kind, generic)
        core = [
            i
            for i, word in enumerate(words)
            if word.lower() not in generic and phrase_key(word.lower()) not in generic
        ]
        if not core:
            continue
        first, last = core[0], core[-1]
        for end in range(first + 2, last + 3):
            known.add_phrase(" ".join(words[first:end]), kind, generic)
        telling = words[first].lower()
        if first == last or (len(telling) >= 4 and telling not in english() and telling not in given_names()):
            known.add_word(telling, kind)
        if kind is IdentifierType.SCHOOL and last > first:
            known.add_word(words[last].lower(), kind)
            short = "".join(word[0] for word in words[first:last])
            known.add_phrase(f"{short} {words[last]}", kind, generic)
        letters = "".join(
            word[0] for word in words if word.lower() not in ("of", "the", "and", "llc", "inc")
        ).lower()
        if len(letters) >= 3:
            known.acronyms[letters] = kind
