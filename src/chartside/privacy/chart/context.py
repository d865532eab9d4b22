"""Whether a word that may be a name is one here: `Will will walk`, `Rose rose`, `a Walker`, `Berg 42`."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from chartside.privacy.lexicon import allowed, context, cues, english
from chartside.privacy.note import Note

_SIGN = re.compile(r"^\s*(?:\(?[+\-](?:ve)?\)?(?!\w)|:?\s*\d)")
_BULLET = re.compile(r"[-*]\s*$|\d[.)]\s*$")
_LINK = re.compile(r"^\s*(?:,|&)\s*$")


@dataclass(frozen=True)
class Names:
    """What the chart says of other words of the text, by their place.

    Attributes:
        sure: the word can only be a name of the chart.
        possible: it begins with a capital and is a name of the chart.
    """

    sure: Callable[[int], bool]
    possible: Callable[[int], bool]


def is_eponym_here(note: Note, place: int) -> bool:
    """Whether the word stands as the name of a test, sign or condition."""
    table = allowed()
    low = note.low(place)
    if low not in table.eponyms and low not in table.in_context:
        singular = low.removesuffix("s")
        if singular not in table.eponyms and singular not in table.in_context:
            return False
    if after_honorific(note, place):
        return False
    for step in (1, 2):
        if note.low(place + step) in table.partners and not re.search(
            r"[.;:!?\n]", _between(note, place, place + step)
        ):
            return step == 1 or _of_the_field(note.low(place + 1))
    return bool(
        _SIGN.match(note.after(place)) or _SIGN.match(note.plain[note.ends[place] : note.ends[place] + 6])
    )


def is_mark_of_the_field(note: Note, place: int) -> bool:
    """`ROM` in a line of small letters, also where somebody is called Rom."""
    typed = note.words[place]
    return typed.isupper() and note.lows[place] in allowed().abbreviations and not note.in_title(place)


def _of_the_field(low: str) -> bool:
    return low in allowed().in_context or low in allowed().eponyms or low in ("los", "and")


def _between(note: Note, left: int, right: int) -> str:
    return note.plain[note.ends[left] : note.starts[right]] if right < len(note) else "\n"


def after_honorific(note: Note, place: int) -> bool:
    """Whether `Mr.` or the like stands right before."""
    return (
        note.low(place - 1) in cues()["honorifics"]
        and re.fullmatch(r"\.?\s+", note.before(place)) is not None
    )


def reads_as_name(note: Note, place: int, names: Names, *, family: bool) -> bool:
    """Whether a word that is in the dictionary, too, stands as a name.

    Args:
        note: the text.
        place: the number of the word.
        names: what the chart says of the words around it.
        family: the word is a family name, which seldom begins a sentence.
    """
    settled = _by_neighbours(note, place, names, family=family)
    return _by_position(note, place, names, family=family) if settled is None else settled


def _by_neighbours(note: Note, place: int, names: Names, *, family: bool) -> bool | None:
    """What the words beside it settle; None when they settle nothing."""
    if after_honorific(note, place):
        return True
    if is_eponym_here(note, place) or _is_level(note, place):
        return False
    whole = _of_a_family(note, place) if family else _has_initial(note, place)
    if whole or _has_partner(note, place, names):
        return True
    if not note.capital(place):
        return False
    if note.low(place - 1) in cues()["relations"] and note.before(place) == " ":
        return not (note.words[place].isupper() and note.low(place + 1) in context()["base_verbs_after_will"])
    return None


def _by_position(note: Note, place: int, names: Names, *, family: bool) -> bool:
    """What its capital says where it stands."""
    word, words = note.words[place], context()
    if word.isupper() and len(word) > 1:
        return _says_person(note, place, family=family)
    opens = note.begins_sentence(place)
    if note.low(place - 1) in words["never_before_a_name"] and not opens:
        return False
    if opens or note.in_title(place):
        return _opens_as_name(note, place, names, family=family)
    return (
        note.low(place + 1) not in words["words_after_the_word"]
        or note.low(place - 1) in words["before_a_name"]
    )


def _has_partner(note: Note, place: int, names: Names) -> bool:
    """Whether a sure name of the chart stands directly beside, on the same line."""
    for other in (place - 1, place + 1):
        if not 0 <= other < len(note):
            continue
        gap = note.gap(min(place, other), max(place, other))
        same_case = note.capital(place) or not note.capital(other)
        if same_case and names.sure(other) and re.fullmatch(r" |,? ?|-", gap):
            return True
    return False


def _is_level(note: Note, place: int) -> bool:
    """`max A`, `Mod assist`: how much help was given, not who gave it."""
    words = context()
    named = note.lows[place] in words["levels"] and note.low(place + 1) in words["after_a_level"]
    return named and not (note.capital(place) and note.begins_sentence(place))


def _of_a_family(note: Note, place: int) -> bool:
    """`the Young home`, `Banks family`."""
    following = note.low(place + 1)
    return note.capital(place) and note.after(place) == " " and following in context()["of_a_family"]


def _has_initial(note: Note, place: int) -> bool:
    """`Will B.`: a single capital with a dot."""
    following = note.word(place + 1)
    return (
        len(following) == 1
        and following.isupper()
        and note.capital(place)
        and note.after(place) == " "
        and (note.after(place + 1).startswith("."))
    )


def _opens_as_name(note: Note, place: int, names: Names, *, family: bool) -> bool:
    """Whether a capital at the beginning of a sentence is more than that."""
    following, words = note.low(place + 1), context()
    if note.words[place].endswith("'s"):
        return True
    if not family and note.after(place).startswith(","):
        return True
    if following in ("and", "&") or _LINK.match(note.after(place)):
        other = place + (2 if following in ("and", "&") else 1)
        if note.capital(other) and not note.words[other].isupper():
            return names.possible(other) or note.low(other) not in english()
    if following in words["words_after_the_word"] and (family or following not in words["person_verbs"]):
        return False
    thing = family and note.lows[place] in words["surnames_that_are_things"]
    if thing or note.lows[place] in words["verb_names"]:
        return _says_person(note, place, family=family)
    return True


def _says_person(note: Note, place: int, *, family: bool) -> bool:
    """Whether what follows is what a person does."""
    following, words = note.low(place + 1), context()
    if re.search(r"[.;:!?\n]", note.after(place)):
        return False
    if note.lows[place] in words["verb_names"]:
        return _verb_says_person(note, place, following)
    return (
        following in words["person_verbs"]
        or (not family and following.endswith("ed"))
        or (not family and _third_person(following) and following not in words["words_after_the_word"])
    )


def _verb_says_person(note: Note, place: int, following: str) -> bool:
    """The same for a name that is also a verb: `Will prints`, not `Will print`; `Mark said`."""
    words = context()
    if note.lows[place] in words["modals"] and _third_person(following):
        return True
    if (
        _BULLET.search(note.before(place))
        and following.endswith("s")
        and following not in words["auxiliaries"]
    ):
        return False
    if following.endswith("ly") and note.low(place + 2) not in words["person_verbs"]:
        return False
    return following not in words["base_verbs_after_will"] and (
        following == note.lows[place] or following in words["person_verbs"]
    )


def _third_person(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss") and word[:-1] in english()
