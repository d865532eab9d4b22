"""What a treatment is for (`to improve stair climbing`): the reason for it, not something that was done."""

import re

from chartside.drafting.verifier.ledger import Ledger
from chartside.drafting.verifier.reading import read

_PURPOSE = re.compile(
    r"\b(?:in order )?(?:to|for) (?:help )?(?:improv|increas|promot|build|facilitat|address|enhanc|support"
    r"|restor|maximi|reduc|decreas|prepar|strengthen|encourag|develop)\w*\b(?: [^.;:,()]*)?",
    re.IGNORECASE,
)
# Whom it would concern, how much, or that it came true are claims of their own.
_EXACT = re.compile(
    r"\d|\b(?:left|right|bilateral|no|not|without|by|from|because|and (?:then|was|did|he|she))\b|\"|“",
    re.IGNORECASE,
)
_HOPED = re.compile(
    r"\b(?:(?:continu|expect|like|begin|start|help|seem|need|want|fail|plan|motivat)\w*"
    r"|able|unable|began|will|going|goal|not|due)\s*(?:\w+\s*)?$",
    re.IGNORECASE,
)


def without_purpose(text: str, ledger: Ledger) -> str:
    """A text without what its treatment is for, where the facts hold something of the rest."""
    found = _PURPOSE.search(text)
    if not found or _EXACT.search(found[0]) or _HOPED.search(text[: found.start()]):
        return text
    rest = f"{text[: found.start()]}{' ' * len(found[0])}{text[found.end() :]}"
    return rest if any(ledger.resolve(token.concept) for token in read(rest).content) else text
