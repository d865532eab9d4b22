"""Numbers that follow from two values of one thing: differences, shares, products."""

import re
from itertools import combinations

from chartside.drafting.verifier.claimed import Amount, amounts
from chartside.drafting.verifier.statements import Statement

_CHANGED = re.compile(
    r"\b(?:(?:improv|increas|decreas|declin|reduc|chang)\w*(?: by)?"
    r"|(?:rose|fell|dropped|up|down|gained|lost)(?: by)?)\s+$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?P<baseline>\bbaseline|\bevaluation|\binitial|\bstart of care|\bintake|\badmission)"
    r"|(?P<last>\blast\b|\bprevious|\bprior)",
    re.IGNORECASE,
)
_BY_BEFORE = re.compile(
    r"\b(?:by|gain(?:ed|s)?(?: of)?|increase[ds]?(?: of)?|improve(?:d|ment)?(?: of)?|reduction of"
    r"|difference of|lost|decrease[ds]?(?: of)?|short|missed|rose|fell|dropped|change of"
    r"|total(?:ing)?(?: of)?|totaled|another|additional|remaining"
    r"|(?:up|down))\s+(?:a |an |about |nearly |over |by )?$",
    re.IGNORECASE,
)
_BY_AFTER = re.compile(
    r"^[^.;,]{0,24}?\b(?:more|less|fewer|higher|lower|short|below|above|away|improve\w*|gain\w*"
    r"|(?:de|in)crease\w*|reduc\w*|difference|points?|since|over (?:baseline|the last|her|his)"
    r"|better|worse|longer|shorter|faster|slower|additional|further|remaining|missed"
    r"|of (?:the |her |his |their )?(?:goal|target)|total|in total|in all|shy|under|off|softer|louder"
    r"|of (?:the )?(?:left|right|other|opposite|uninvolved|unaffected)"
    r"|from (?:the |her |his |their )?"
    r"(?:last|prior|previous|baseline|initial|evaluation|start|intake|goal|target)"
    r"|to (?:reach|meet|hit|go))\b",
    re.IGNORECASE,
)


def is_change(text: str, claim: Amount) -> bool:
    """Whether a number is told as a change: `decreased by 3`, `gained 5`, `up 4 minutes from`."""
    ranged = re.match(r"[°%]?\s*to\s+\d", text[claim.end :])
    return not ranged and bool(_CHANGED.search(text[max(0, claim.start - 30) : claim.start]))


_OFFSET = re.compile(
    r"^\s*(?:[^\W\d_]+\s+)?(?:below|above|short|shy|under|over|away|off|from|since|past|ahead"
    r"|more|less|fewer|faster|slower|better|higher|lower|longer|shorter)\b",
    re.IGNORECASE,
)


def is_offset(text: str, claim: Amount) -> bool:
    """Whether a number is a distance, not a value: `5 below goal`, `5 from baseline`."""
    return bool(_OFFSET.match(text[claim.end : claim.end + 40]))


def since(text: str, claim: Amount) -> set[str]:
    """What a change is measured from, where the words after it say so."""
    after = re.split(r"\band\b|[.;,]|\d", text[claim.end : claim.end + 60])[0]
    return {found.lastgroup or "" for found in _SINCE.finditer(after)}


def is_compared(text: str, claim: Amount) -> bool:
    """Whether the words around a number tell a comparison: `by 3`, `5 more`, `a total of 300`."""
    before, after = text[max(0, claim.start - 40) : claim.start], text[claim.end : claim.end + 45]
    return bool(_BY_BEFORE.search(before) or _BY_AFTER.search(after))


def derives(claim: Amount, one: Amount, other: Amount) -> bool:
    """Whether a number is the difference, the share or the change of two values."""
    if not one.fits(other):
        return False
    low, high = sorted((one.value, other.value))
    if claim.scale == "%":
        shares = [100 * low / high, 100 * (high - low) / high] if high else []
        shares += [100 * (high - low) / low, 100 * high / low] if low else []
        if one.scale == "%" or not claim.scale:
            shares.append(high - low)
        return any(abs(share - claim.value) < 0.51 for share in shares)
    loose = claim.scale in ("", "point", one.scale, other.scale) or not (one.scale or other.scale)
    return loose and abs(high - low - claim.value) < 1e-6


def is_product(claim: Amount, one: Statement) -> bool:
    """Whether a number is the whole of what was done several times (`150 ft x 2`)."""
    held = amounts(one.reading)
    return any(
        claim.fits(first if first.scale else second) and abs(first.value * second.value - claim.value) < 1e-6
        for first, second in combinations(held, 2)
        if not (first.scale and second.scale) and min(first.value, second.value) > 1
    )
