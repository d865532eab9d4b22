"""`chartside rules list|explain`: the rule catalogue of every area."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.util import find_spec

from chartside.kernel.commands import Command, Grid, PlainCommand
from chartside.rulebook.manual import manual_page
from chartside.rulebook.packs import shipped_packs
from chartside.rulebook.registry import choose, rules_in
from chartside.rulebook.rules import Rule

WRONG_USAGE = 2

RULE_AREAS = {
    "coding": "chartside.coding.rules",
    "documentation": "chartside.documentation.rules",
}
"""Where each area keeps its rules; an area whose package is not there yet has none."""


def all_rules(area: str | None = None) -> Iterator[tuple[str, Rule]]:
    """Every rule with its area, or those of one area."""
    for name, package in RULE_AREAS.items():
        if area in (None, name) and find_spec(package):
            for rule in rules_in(package):
                yield name, rule


def commands() -> Sequence[Command]:
    """The commands of this area."""
    return (
        PlainCommand(
            "list", "Every rule, or those that reach an area, payer and day.", _list_arguments, _list
        ),
        PlainCommand("explain", "The manual page of a rule.", _explain_arguments, _explain),
    )


def _list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--area", choices=sorted(RULE_AREAS))
    parser.add_argument("--payer", help="a payer kind or the id of a payer pack")
    parser.add_argument("--on", type=_day, metavar="DATE", help="a date of service, such as 2026-03-02")
    parser.add_argument("--json", action="store_true", help="one JSON object per rule")


def _list(parsed: Namespace) -> int:
    payer = shipped_packs().payer(parsed.payer) if parsed.payer else None
    if payer and not payer.known:
        print(f"chartside: no payer {parsed.payer!r}", file=sys.stderr)
        return WRONG_USAGE
    found = [(area, rule) for area, rule in all_rules(parsed.area) if choose([rule], payer, on=parsed.on)]
    if parsed.json:
        for area, rule in found:
            print(json.dumps({"area": area} | _as_json(rule), ensure_ascii=False))
        return 0
    from rich.console import Console  # noqa: PLC0415 - not needed for JSON

    from chartside.cli.show import show_part  # noqa: PLC0415

    rows = [(rule.info.id, rule.info.level.value, rule.info.family, rule.info.title) for _, rule in found]
    show_part(Console(highlight=False, soft_wrap=True), Grid(("rule", "level", "family", "title"), rows))
    return 0


def _as_json(rule: Rule) -> dict[str, object]:
    info = rule.info
    return {
        "id": info.id,
        "name": info.name,
        "title": info.title,
        "family": info.family,
        "level": info.level.value,
        "payers": sorted(info.payers),
        "disciplines": sorted(info.disciplines),
        "effective_from": info.effective.start.isoformat() if info.effective.start else None,
        "effective_to": info.effective.end.isoformat() if info.effective.end else None,
        "citation": info.citation.as_json(),
    }


def _explain_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="a rule's id, such as COD-003")
    parser.add_argument("--json", action="store_true", help="one JSON object with the page in `manual`")


def _explain(parsed: Namespace) -> int:
    wanted = parsed.id.strip().upper()
    for area, rule in all_rules():
        if rule.info.id == wanted:
            page = manual_page(rule)
            as_json = {"area": area} | _as_json(rule) | {"manual": page}
            print(
                json.dumps(as_json, ensure_ascii=False) if parsed.json else page,
                end="\n" if parsed.json else "",
            )
            return 0
    print(f"chartside: no rule {parsed.id!r}; `chartside rules list` shows them all", file=sys.stderr)
    return WRONG_USAGE


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"not a date: {text!r} (use 2026-03-02)") from error
