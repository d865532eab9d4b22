"""Writes the pages that are made, not written: `make docs` runs it.

One page for each rule under `docs/rules/`, and the permission table as `docs/permissions.md`.
"""

from collections.abc import Sequence
from pathlib import Path

from chartside.cli.rules import all_rules
from chartside.platform.identity.permissions import permissions_page
from chartside.rulebook.manual import manual_page

RULES = Path("docs/rules")
PERMISSIONS = Path("docs/permissions.md")


def write_manual(folder: Path) -> Sequence[Path]:
    """Write every rule's page and an index, remove pages of rules that are gone; gives what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {folder / f"{rule.info.id}.md": manual_page(rule) for _, rule in all_rules()}
    pages[folder / "README.md"] = _index()
    for gone in set(folder.glob("*.md")) - set(pages):
        gone.unlink()
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8")
    return sorted(pages)


def _index() -> str:
    rows = [
        f"| [{info.id}]({info.id}.md) | {area} | {info.level} | {info.family} | {info.title} |"
        for area, info in ((area, rule.info) for area, rule in all_rules())
    ]
    head = [
        "# Rules",
        "",
        "Made by `make docs` from the rules themselves; edit the rule, not the page.",
        "",
        "| rule | area | level | family | title |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


if __name__ == "__main__":
    PERMISSIONS.write_text(permissions_page(), encoding="utf-8")
    print(f"{len(write_manual(RULES))} pages in {RULES}, and {PERMISSIONS}")
