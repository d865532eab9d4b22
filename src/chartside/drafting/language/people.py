"""The cast of a note: who speaks, and the patient's pronouns."""

import re
from dataclasses import dataclass
from functools import cache

from chartside.drafting.language.data import phrases, word_set
from chartside.drafting.language.words import WORD, words


@dataclass(frozen=True)
class Pronouns:
    """The forms of one set of pronouns."""

    subject: str
    object: str
    possessive: str


_SETS = {
    "he": Pronouns("he", "him", "his"),
    "she": Pronouns("she", "her", "her"),
    "they": Pronouns("they", "them", "their"),
}
GENDERED = {
    form: name
    for name in ("he", "she")
    for form in (*vars(_SETS[name]).values(), *(["hers"] if name == "she" else []))
}
GENDERED |= {"himself": "he", "herself": "she"}


def read_pronouns(text: object) -> Pronouns | None:
    """The pronouns that a record names, or None: then the note does without.

    A set that is not one of the three commonest is left alone rather than guessed at.
    """
    if not isinstance(text, str):
        return None
    first = re.split(r"[\s/,;]+", text.strip().lower())[0]
    aliases = {
        "he": "he",
        "him": "he",
        "his": "he",
        "she": "she",
        "her": "she",
        "hers": "she",
        "they": "they",
        "them": "they",
    }
    return _SETS.get(aliases.get(first, ""))


@cache
def _people() -> dict[str, str]:
    return {name: group[0] for group in phrases("vocabulary")["people"] for name in group}


def person_of(word: str) -> str:
    """The person that a word names, by the name a draft uses (`mom` is `mother`), or an empty text."""
    text = word.lower().strip(" .:,")
    return _people().get(text, "")


def people_in(text: str) -> list[tuple[str, int]]:
    """Everybody whom a text names by what they are, with the place: `foster mother` is not `mother`."""
    found: list[tuple[str, int]] = []
    before, before_at = "", 0
    for match in WORD.finditer(text):
        word = match.group().lower().replace("’", "'").removesuffix("'s")
        both = person_of(f"{before} {word}")
        if both:
            if found and found[-1][1] >= before_at:
                found.pop()
            found.append((both, before_at))
        elif person := person_of(word):
            found.append((person, match.start()))
        before, before_at = word, match.start()
    return found


@dataclass(frozen=True)
class Report:
    """What somebody said: who (or None), with which verb (`reports`), and what follows it.

    `whole` is True when the text already says all of it as a sentence (`Mom reports he slept well`).
    """

    speaker: str | None
    text: str
    whole: bool = False


_COLON = re.compile(
    r"^\s*(?:(?:per|from)\s+)?(?:the\s+|his\s+|her\s+|their\s+|patient['’]s\s+)?([A-Za-z]+(?:\s[A-Za-z]+)?)\s*(?::|\s-\s|,)\s*(.+)$",
    re.DOTALL | re.IGNORECASE,
)


def read_report(text: str) -> Report:
    """Who speaks in a subjective entry: `Mom: slept badly`, `Per father, ...`, `Mother reports that ...`."""
    found = _COLON.match(text)
    if (
        found
        and person_of(found[1])
        and (":" in text[: found.start(2)] or text.lower().startswith(("per ", "from ")) or " - " in text)
    ):
        return Report(person_of(found[1]), found[2].strip())
    opening = words(text)[:5]
    reporting = word_set("verbs", "reporting")
    people = [word for word in opening if person_of(word)]
    if people and any(word in reporting for word in opening):
        return Report(person_of(people[0]), text, whole=True)
    return Report(None, text)
