"""A text read for checking: its exact claims, and its words with meaning, place, clause and polarity."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from chartside.drafting.language.concepts import concept
from chartside.drafting.language.data import phrases, word_set
from chartside.drafting.language.negation import negators
from chartside.drafting.language.people import GENDERED, person_of
from chartside.drafting.language.quantities import NUMBER_WORDS, blank, unit_of
from chartside.drafting.language.words import WORD
from chartside.drafting.verifier.atoms import Atoms, read_atoms

_PART = re.compile(
    r"[^\W\d_]+(?:['’][^\W\d_]+)*|[,;:.()!?–—]|(?<=\s)-(?=\s)|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?\b|\d+(?:[.,:/]\d+)*"
)
_BREAKS = frozenset({"and", "then", "while", "whereas", "but", "versus", "plus", "although"})
_STOPS = frozenset(
    {
        "and",
        "but",
        "then",
        "however",
        "due",
        "because",
        "since",
        "so",
        "although",
        "despite",
        "until",
        "before",
        "while",
    }
    | {"after", "when", "during", "except", "unless", "though", "following", "which", "who", "that"}
    | {"with", "on", "in", "at", "over", "under", "from"}
)
_REFUSING = frozenset({"refused", "refuses", "refuse", "declined", "declines", "avoided", "avoid", "avoids"})
# `Declined from` tells of values, `declined the` of a refusal.
_OF_VALUES = re.compile(r"\s*(?:from|to\s+\d|by|since|in|at|$|[.,;])", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being)\s+$", re.IGNORECASE)
_NO_CHANGE = re.compile(r"\b(?:no|without)(?: any)? (?:([a-z]+) changes?\b|changes? in\b)", re.IGNORECASE)
_NONE = re.compile(
    r"\b((?:[^\W\d_]+ ){0,3}[^\W\d_]+): (?:none|no|nil|denied|negative)(?: reported)?(?=\s*(?:[.;,]|$))",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\bno longer\b|\bnot only\b|\bno (?:later|more|less|fewer) than\b", re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """One word: `concept` is what it means, `clause` counts the clauses of the text from 0."""

    word: str
    concept: str
    start: int
    clause: int
    positive: bool


@dataclass(frozen=True, eq=False)
class Reading:
    """A text with its claims. `free` tokens claim nothing by themselves."""

    atoms: Atoms
    tokens: tuple[Token, ...]
    clauses: tuple[int, ...]
    negated: bool

    @property
    def content(self) -> list[Token]:
        """The words that need evidence."""
        return [token for token in self.tokens if not is_free(token.word)]

    def clause_at(self, place: int) -> int:
        """The clause in which a place of the text stands."""
        return sum(1 for start in self.clauses if start <= place) - 1


@cache
def _free_words() -> frozenset[str]:
    plain = set(phrases("plain_words")["words"].lower().split())
    return frozenset(plain) | word_set("vocabulary", "function") | word_set("vocabulary", "generic")


@lru_cache(maxsize=20000)
def is_free(word: str) -> bool:
    """Whether a word may be said without evidence: glue, numbers, units, people, pronouns, denials."""
    low = word.lower().replace("’", "'")
    bare = low.removesuffix("'s")
    return (
        bare in _free_words()
        or (len(bare) > 4 and bare.endswith("s") and bare[:-1] in _free_words())
        or bare in word_set("verbs", "reporting")
        or low in negators()
        or low.endswith("n't")
        or low in NUMBER_WORDS
        or low in GENDERED
        or bool(unit_of(bare))
        or bool(person_of(bare))
        or (len(low) == 1 and low not in "rlsz")
    )


@lru_cache(maxsize=6000)
def read(text: str) -> Reading:
    """Read a text. The answer is shared and must not be changed."""
    atoms = read_atoms(text)
    tokens, clauses = _tokens(atoms)
    return Reading(atoms, tuple(tokens), tuple(clauses), any(not token.positive for token in tokens))


def _tokens(atoms: Atoms) -> tuple[list[Token], list[int]]:
    hidden = _hide_levels(atoms)
    text = _NONE.sub(lambda m: f"no {m[1]}".ljust(len(m[0])), hidden)
    text = _NO_CHANGE.sub(lambda m: f"{m[1] or ''} unchanged"[: len(m[0])].ljust(len(m[0])), text)
    text = _OTHERS.sub(lambda m: " " * len(m[0]), text)
    tokens: list[Token] = []
    clauses, positive, clause, counted, refusing, denied = [0], True, 0, False, False, True
    for part in _PART.finditer(text):
        word = part[0].lower().replace("’", "'")
        if word[0].isdigit():
            counted = True
            continue
        if not word[0].isalpha():
            positive = positive if word == ":" and refusing else True
            if word != ":" or counted:
                counted = False
                clause += 1
                clauses.append(part.start())
            continue
        if word in _STOPS and denied:
            positive = True
        if word in _BREAKS:
            clause += 1
            clauses.append(part.start())
        denied = denied or (not positive and not is_free(word))
        if word in negators() or word.endswith("n't"):
            positive, denied = False, False
        elif word in _REFUSING and not (word.startswith("declin") and _OF_VALUES.match(text[part.end() :])):
            if not word.startswith("avoid"):
                tokens.append(Token(part[0], concept("refused"), part.start(), clause, positive))
            refusing = True
            if _PASSIVE.search(text[: part.start()]):
                tokens = [
                    replace(token, positive=not token.positive) if _is_subject(token, clause) else token
                    for token in tokens
                ]
            else:
                positive = not positive
        else:
            meant = "worsen" if word.startswith("declin") else concept(word)
            tokens.append(Token(part[0], meant, part.start(), clause, positive))
    return tokens, clauses


def _is_subject(token: Token, clause: int) -> bool:
    return token.clause == clause and token.concept != concept("refused")


def _hide_levels(atoms: Atoms) -> str:
    """The text without its exact claims and without its levels of help, save the denials among them."""
    rest = atoms.rest
    for level in atoms.levels:
        if level.code != "C0":
            rest = blank(rest, level.start, level.end)
    return rest


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return [found[0].lower() for found in WORD.finditer(text)]
