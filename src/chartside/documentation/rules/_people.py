"""Who signs a document, as its text shows it."""

import re
from collections.abc import Mapping
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import pattern, reading, says
from chartside.documentation.sessions.identity import is_assistant, role_of
from chartside.drafting.language.words import words

_NAME = re.compile(r"(?:[A-Z][\w'’.-]+\s+){1,3}(?:[A-Z][\w'’-]+)|[A-Z]\.\s?[A-Z][\w'’-]+|[A-Z][\w'’-]{2,}")


def is_signed(note: Note) -> bool:
    """Whether the text names the author with letters or words that show a clinical role."""
    person = note.one("provider")
    name = [word for word in words(str(person.get("name", ""))) if len(word) > 1]
    for sentence in note.sentences:
        text = reading(sentence)
        if not says(text, "credential"):
            continue
        if name:
            if name[-1] in words(text) or (name[0] in words(text) and not name[1:]):
                return True
        elif _NAME.search(pattern("credential").sub(" ", str(sentence["text"]))) and _closes(note, sentence):
            return True
    return False


def is_signature(sentence: Mapping[str, Any]) -> bool:
    """A line of a name with a credential, which says nothing of what was done."""
    text = reading(sentence)
    left = words(pattern("credential").sub(" ", text))
    return str(sentence["section"]).upper().startswith("SIG") or (
        says(text, "credential") and len(left) <= _SHORT and not says(text, "skilled_act")
    )


_SHORT = 10


def _closes(note: Note, sentence: dict[str, Any]) -> bool:
    """Without a provider told: a line that signs, or one of the last two of the text."""
    return sentence in note.sentences[-2:] or says(reading(sentence), "signature")


def author_role(note: Note) -> str:
    """The role of the author: as told, else as the credential at the end of the text shows it."""
    if role := str(note.one("provider").get("role", "")):
        return role
    for sentence in reversed(note.sentences):
        if says(reading(sentence), "credential"):
            letters = " ".join(pattern("credential").findall(str(sentence["text"])))
            if role := role_of(letters):
                return role
    return ""


def by_assistant(note: Note) -> bool:
    """Whether an assistant or a student wrote the document."""
    return is_assistant(author_role(note))
