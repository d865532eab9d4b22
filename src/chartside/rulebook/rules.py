"""A rule: something a compliance officer can read, and one pure check."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chartside.kernel.dates import ALWAYS, DateRange
from chartside.kernel.findings import Citation, Confidence, Finding, Level
from chartside.kernel.people import Discipline
from chartside.rulebook.payers import Payer

EVERY_PAYER = frozenset({"all"})
EVERY_DISCIPLINE = frozenset(Discipline)


@dataclass(frozen=True)
class RuleInfo:
    """What is said about a rule outside its check.

    Attributes:
        id: stable, never reused (`COD-014`).
        name: a few words in `kebab-case`.
        title: what a person sees, one line.
        family: the kind of finding (`units`, `assistant_modifier` ...).
        level: how hard it holds when its source is confirmed.
        citation: on whose authority it speaks.
        payers: payer ids or kinds it reaches; `all` for every payer.
        effective: dates of service it judges.
    """

    id: str
    name: str
    title: str
    family: str
    level: Level
    citation: Citation
    payers: frozenset[str] = EVERY_PAYER
    disciplines: frozenset[Discipline] = EVERY_DISCIPLINE
    effective: DateRange = ALWAYS

    def applies(
        self, payer: Payer | None = None, discipline: Discipline | None = None, on: date | None = None
    ) -> bool:
        """Whether the rule reaches this payer, discipline and day; one that is not told does not exclude."""
        return (
            (payer is None or payer.is_in(self.payers))
            and (discipline is None or discipline in self.disciplines)
            and (on is None or on in self.effective)
        )

    def finding(
        self,
        message: str,
        fix: str,
        *evidence: dict[str, Any],
        citation: Citation | None = None,
        level: Level | None = None,
        table_as_of: date | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> Finding:
        """A finding of this rule; `citation` and `level` replace the rule's own for this one finding.

        A finding on an unconfirmed source can only warn, whatever level is asked for.
        """
        cited = citation or self.citation
        wanted = level or self.level
        withheld = wanted is Level.BLOCK and cited.confidence is Confidence.UNVERIFIED
        return Finding(
            rule=self.id,
            family=self.family,
            level=Level.WARN if withheld else wanted,
            message=message,
            fix=fix,
            citation=cited,
            evidence=evidence,
            table_as_of=table_as_of,
            more=dict(more or {}),
        )


@dataclass(frozen=True)
class Rule:
    """A rule with its manual page and its check.

    Attributes:
        manual: the page's text: what it checks, why it matters, how to fix it.
        check: from the area's subject to findings; pure.
    """

    info: RuleInfo
    manual: str
    check: Callable[[Any], Iterable[Finding]] = field(compare=False)


def run(rules: Iterable[Rule], subject: object) -> list[Finding]:
    """Every finding of these rules about one subject, in the order of the rules."""
    return [finding for rule in rules for finding in rule.check(subject)]
