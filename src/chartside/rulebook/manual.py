"""The manual page of a rule, as Markdown: `rules explain` prints it, `make docs` writes it."""

from chartside.rulebook.rules import EVERY_DISCIPLINE, EVERY_PAYER, Rule


def manual_page(rule: Rule) -> str:
    """The page of one rule: title, where it applies, its text, its authority."""
    info = rule.info
    lines = [
        f"# {info.id} {info.title}",
        "",
        f"- Name: {info.name}",
        f"- Family: {info.family}",
        f"- Level: {info.level}",
        f"- Payers: {_listed(info.payers, EVERY_PAYER)}",
        f"- Disciplines: {_listed(info.disciplines, EVERY_DISCIPLINE)}",
        f"- Dates of service: {_dates(rule)}",
        "",
        rule.manual,
        "",
        "## Authority",
        "",
        f"{info.citation.title} (confidence: {info.citation.confidence})",
    ]
    if info.citation.url:
        lines += ["", f"<{info.citation.url}>"]
    return "\n".join(lines) + "\n"


def _listed(named: frozenset[str], everything: frozenset[str]) -> str:
    return "all" if named == everything else ", ".join(sorted(named))


def _dates(rule: Rule) -> str:
    start, end = rule.info.effective.start, rule.info.effective.end
    if start is None and end is None:
        return "all"
    if end is None:
        return f"from {start}"
    return f"until {end}" if start is None else f"{start} to {end}"
