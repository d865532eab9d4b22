"""Words that an author prefers, put into a draft where the sentence still says what its facts say."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from chartside.drafting.corrections.claims import exact_claims
from chartside.drafting.language.words import capital
from chartside.drafting.model import Sentence

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|\{\{[^}]*\}\}|\[[^\]]*\]")
_HOLE = "\ue000"


@dataclass(frozen=True)
class Preference:
    """Words to write instead of others: in small letters, but for a short form such as `HEP`."""

    was: str
    now: str


def prefer(text: str, preferences: Sequence[Preference]) -> str:
    """A sentence with the preferred words; quotations, placeholders and gaps stay as they are."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        return _HOLE

    worded = _QUOTED.sub(hold, text)
    for preference in preferences:
        for start, end in reversed(list(places_of(worded, preference.was))):
            said = worded[start:end]
            instead = capital(preference.now) if said[:1].isupper() else preference.now
            worded = worded[:start] + instead + worded[end:]
    whole = iter(held)
    return re.sub(_HOLE, lambda _: next(whole), worded)


def prefer_where_true(
    sentences: Sequence[Sentence],
    preferences: Sequence[Preference],
    stands: Callable[[Sequence[Sentence]], Sequence[bool]],
) -> tuple[Sentence, ...]:
    """Sentences of a draft in the author's words, each only where the evidence still carries it.

    Args:
        sentences: the draft.
        preferences: what the author switched on, in the order in which it is applied.
        stands: which of some sentences the verifier accepts.
    """
    if not preferences:
        return tuple(sentences)
    worded = [
        one if one.section == "SIG" else replace(one, text=prefer(one.text, preferences)) for one in sentences
    ]
    accepted = stands(worded)
    return tuple(
        new if new.text == old.text or (fine and exact_claims(new.text) == exact_claims(old.text)) else old
        for old, new, fine in zip(sentences, worded, accepted, strict=True)
    )


def places_of(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Where these words stand as whole words, whatever their capitals."""
    pattern = r"\s+".join(re.escape(word) for word in wanted.split(" "))
    for found in re.finditer(rf"(?<![\w-]){pattern}(?![\w-])", text, re.IGNORECASE):
        yield found.span()
