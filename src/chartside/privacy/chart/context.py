"""Whether a word that may be a name is one here: `Will will walk`, `Rose rose`, `a Walker`, `Berg Balance Scale`."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from chartside.privacy.lexicon import allowed, context, cues, english
from chartside.privacy.note import Note

_SIGN = re.compile(r"^\s*(?:\(?[+\-](?:ve)?\)?(?!\w)|:?\s*\d)")
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
        if note.low(place + step) in table.partners and not re.search(r"[.;:!?\n]", _between(note, place, place + step)):
            return step == 1 or note.low(place + 1) in table.in_context | table.eponyms | {"los", "and"}
    return bool(_SIGN.match(note.after(place)) or _SIGN.match(note.plain[note.ends[place] : note.ends[place] + 6]))


def _between(note: Note, left: int, right: int) -> str:
    return note.plain[note.ends[left] : note.starts[right]] if right < len(note) else "\n"


def after_honorific(note: Note, place: int) -> bool:
    """Whether `Mr.` or the like stands right before."""
    return note.low(place - 1) in cues()["honorifics"] and re.fullmatch(r"\.?\s+", note.before(place)) is not None


def reads_as_name(note: Note, place: int, names: Names, *, family: bool) -> bool:
    """Whether a word that is in the dictionary, too, stands as a name.

    Args:
        note: the text.
        place: the number of the word.
        names: what the chart says of the words around it.
        family: the word is a family name, which seldom begins a sentence.
    """
    word = note.words[place]
    if after_honorific(note, place):
        return True
    if is_eponym_here(note, place):
        return False
    if _has_partner(note, place, names) or (not family and _has_initial(note, place)):
        return True
    if not word[0].isupper():
        return False
    if note.low(place - 1) in cues()["relations"] and note.before(place) == " ":
        return note.low(place + 1) not in context()["base_verbs_after_will"] or not word.isupper()
    if word.isupper() and len(word) > 1:
        return _says_person(note, place, verb_name=note.lows[place] in context()["verb_names"])
    if note.low(place - 1) in context()["never_before_a_name"] and not note.begins_sentence(place):
        return False
    if note.begins_sentence(place) or note.in_title(place):
        return _opens_as_name(note, place, names, family=family)
    return note.low(place + 1) not in context()["words_after_the_word"] or note.low(place - 1) in _LEADS


_MODALS = frozenset({"will", "may"})
_AUXILIARIES = frozenset({"is", "was", "has", "says", "does"})
_LEADS = frozenset({"with", "by", "for", "and", "per", "told", "asked", "that", "said", "to", "sister", "brother"})


def _has_partner(note: Note, place: int, names: Names) -> bool:
    """Whether a sure name of the chart stands directly beside, on the same line."""
    for other in (place - 1, place + 1):
        if not 0 <= other < len(note):
            continue
        gap = note.gap(min(place, other), max(place, other))
        if names.sure(other) and re.fullmatch(r" |,? ?|-", gap):
            if note.words[place][0].isupper() or not note.words[other][0].isupper():
                return True
    return False


def _has_initial(note: Note, place: int) -> bool:
    """`Will B.`: a single capital with a dot."""
    following = note.word(place + 1)
    return len(following) == 1 and following.isupper() and note.capital(place) and note.after(place) == " " and (
        note.after(place + 1).startswith(".")
    )


def _opens_as_name(note: Note, place: int, names: Names, *, family: bool) -> bool:
    """Whether a capital at the beginning of a sentence is more than that."""
    low, following = note.lows[place], note.low(place + 1)
    words = context()
    if note.words[place].endswith("'s"):
        return following not in words["partners"] if "partners" in words else True
    if following in ("and", "&") or _LINK.match(note.after(place)):
        step = 2 if following in ("and", "&") else 1
        if note.capital(place + step) and not note.words[place + step].isupper():
            return names.possible(place + step) or note.low(place + step) not in english()
    if low in words["verb_names"]:
        return _says_person(note, place, verb_name=True)
    if _says_person(note, place, verb_name=False):
        return not (family and following in words["words_after_the_word"])
    if following in words["words_after_the_word"] or family:
        return False
    return following.endswith(("ed", "ly")) or not following or "\n" in note.after(place)


def _says_person(note: Note, place: int, *, verb_name: bool) -> bool:
    """Whether what follows is what a person does."""
    following = note.low(place + 1)
    if re.search(r"[.;:!?\n]", note.after(place)):
        return False
    words = context()
    low = note.lows[place]
    bullet = re.search(r"[-*•]\s*$|\d[.)]\s*$", note.before(place)) or place == 0
    if low in _MODALS and following.endswith("s") and following[:-1] in english() and not following.endswith("ss"):
        return True
    if verb_name and bullet and low not in _MODALS and following.endswith("s") and following not in _AUXILIARIES:
        return False
    if not verb_name and following.endswith("s") and following[:-1] in english() and following not in words["words_after_the_word"]:
        return True
    if verb_name and (
        following in words["base_verbs_after_will"]
        or (following.endswith("ly") and note.low(place + 2) not in words["person_verbs"])
    ):
        return False
    if following == note.lows[place]:
        return True
    return following in words["person_verbs"]
