"""Words that have no place in the house."""

import re
from hashlib import sha256

from tests.house.tree import Complaint, Tree

# Written in pieces, so that this file does not complain about itself.
_WORKPLACE = re.compile(
    r"(?<![\w.])/wo" r"rk/|/fa" r"rm\b|\bsub-?ag" r"ents?\b|\bhelper ses" r"sions?\b|\btmp/sp" r"ec",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"\bTO" r"DO\b|\bFIX" r"ME\b|\bXX" r"X\b|\bfor n" r"ow\b|\bNotImplem" r"entedError\b"
)

_WINDOW = 5


def no_workplace_words(tree: Tree) -> list[Complaint]:
    """Nothing names the place or the way in which this was written."""
    return _lines_with(tree, _WORKPLACE, "this names the workplace")


def nothing_unfinished(tree: Tree) -> list[Complaint]:
    """What is on the main branch is finished; what is missing is said in an issue or in the handbook."""
    return _lines_with(tree, _UNFINISHED, "finish it, or leave it out")


def no_code_set_descriptors(tree: Tree) -> list[Complaint]:
    """No procedure code is described in the words of its publisher, whose text is not ours to ship.

    The words themselves are not here either: `descriptor_windows.txt` holds hashes of five words in a row.
    """
    file = tree.root / "tests/house/descriptor_windows.txt"
    known = set(file.read_text().split()) if file.exists() else set()
    complaints = []
    for path, text in tree.texts():
        words = [(match.group().lower(), match.start()) for match in re.finditer(r"[A-Za-z0-9]+", text)]
        for place in range(len(words) - _WINDOW + 1):
            window = " ".join(word for word, _ in words[place : place + _WINDOW])
            if sha256(window.encode()).hexdigest()[:16] in known:
                line = text.count("\n", 0, words[place][1]) + 1
                complaints.append(tree.complaint(path, line, "a code set's own words; use ours"))
                break
    return complaints


def readme_names_two_commands(tree: Tree) -> list[Complaint]:
    """The README says how to see it and how to test it, each as a command to copy."""
    readme = tree.root / "README.md"
    fences = re.findall(
        r"^```.*?^```", readme.read_text() if readme.exists() else "", re.MULTILINE | re.DOTALL
    )
    shown = "\n".join(fences)
    return [
        Complaint("README.md", 1, f"does not show `{command}`")
        for command in ("make demo", "make test")
        if command not in shown
    ]


def _lines_with(tree: Tree, pattern: re.Pattern[str], message: str) -> list[Complaint]:
    return [
        tree.complaint(path, number, f"{message}: {match.group()!r}")
        for path, text in tree.texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if (match := pattern.search(line))
    ]
