"""Every link in a page of ours leads somewhere."""

import re
from pathlib import Path

from tests.house.tree import Complaint, Tree, read

_LINK = re.compile(r"\[[^\]\n]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
_CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)


def links_lead_somewhere(tree: Tree) -> list[Complaint]:
    """Relative links and their anchors exist. Pictures count once the browser test has made their folder."""
    complaints = []
    for page in tree.files(".md"):
        text = _CODE.sub(lambda fence: "\n" * fence.group().count("\n"), read(page))
        for match in _LINK.finditer(text):
            missing = _missing(tree, page, match.group(1))
            if missing:
                complaints.append(tree.complaint(page, text.count("\n", 0, match.start()) + 1, missing))
    return complaints


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    headings = _HEADING.findall(re.sub(r"^```.*?^```", "", read(page), flags=re.MULTILINE | re.DOTALL))
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()).strip() for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


def _missing(tree: Tree, page: Path, target: str) -> str:
    if re.match(r"[a-z][a-z0-9+.-]*:", target):
        return ""
    path, _, anchor = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    pictures = tree.root / "docs/images"
    if file.parent == pictures and not pictures.is_dir():
        return ""
    if not file.exists():
        return f"leads nowhere: {target}"
    if anchor and file.suffix == ".md" and anchor not in anchors(file):
        return f"no such heading: {target}"
    return ""
