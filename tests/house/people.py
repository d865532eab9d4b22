"""Only fictitious people, and nothing that could be taken for a real one's number."""

import re

from tests.house.tree import Complaint, Tree

_SOCIAL_SECURITY = re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")
# Not before a telephone number: part of a word, or a citation (`OAR 410-133-0320`).
_CITED = r"(?<![\w.-])(?<!OAR )"
_TELEPHONE = re.compile(_CITED + r"(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])?(\d{3})[.-](\d{4})(?![\d.-])")
_MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_RESERVED_DOMAINS = re.compile(r"(^|\.)(example|test|invalid|localhost)(\.(com|org|net))?$")


def no_real_numbers(tree: Tree) -> list[Complaint]:
    """No social security number; telephone numbers from the fictitious block 555-0100 on; no live mail.

    Domains reserved for examples: RFC 2606 and RFC 6761. Telephone block: North American Numbering Plan.
    """
    complaints = []
    for path, text in tree.texts():
        for number, line in enumerate(text.splitlines(), start=1):
            complaints += [tree.complaint(path, number, what) for what in _wrong(line)]
    return complaints


def _wrong(line: str) -> list[str]:
    found = [f"looks like a social security number: {m.group()}" for m in _SOCIAL_SECURITY.finditer(line)]
    for match in _TELEPHONE.finditer(line):
        exchange, last = match.groups()
        if exchange != "555" or not last.startswith("01"):
            found.append(f"telephone numbers are 555-0100 to 555-0199, not {match.group().strip()}")
    for match in _MAIL.finditer(line):
        if not _RESERVED_DOMAINS.search(match.group(1).lower()):
            found.append(f"mail addresses end in example.com, not {match.group(1)}")
    return found
