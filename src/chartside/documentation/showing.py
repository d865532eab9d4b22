"""The review page's values: a proposal's content and state, laid out as a person reads it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from chartside.coding.api import UnitRule, find_code, unit_thresholds
from chartside.documentation.code_findings import findings_of_code, is_beside_a_line
from chartside.documentation.context import VisitContext
from chartside.documentation.forms.chart import goals_of
from chartside.documentation.forms.show import PASSING, patient_strip
from chartside.documentation.kind import BODY_SECTIONS
from chartside.documentation.signature_bar import Reader, signature_of
from chartside.documentation.views.charts import Trend, measure_title, trend, units_bar
from chartside.documentation.views.note import (
    Allocation,
    Blocker,
    ChargeLine,
    ChargeView,
    FactGroup,
    FactView,
    FindingView,
    Fix,
    Mark,
    NoteReview,
    Paragraph,
    Ref,
    SectionText,
    SentenceView,
    Signature,
    Version,
)
from chartside.documentation.views.patient import Step
from chartside.documentation.views.twin import TwinView
from chartside.kernel.dates import clock_range, clock_time
from chartside.review.difference import change_from_draft
from chartside.review.kinds import kind_named
from chartside.review.record import ProposalRecord

SECTION_NAMES = {"S": "Subjective", "O": "Objective", "A": "Assessment", "P": "Plan", "ADD": "Addendum"}
_RULES = {"cms_8_minute": "CMS 8-minute rule", "ama_midpoint_per_code": "midpoint rule, each code alone"}
_LETTERS = {"ADD": "+"}
CHANGES = {
    "drafted": "Draft",
    "edited": "Edited",
    "vouched": "Vouched for by name",
    "allocation": "Units spread anew",
    "explained": "Likeness explained",
    "recalled": "Recalled after signing",
}
FORM = "session form"
# Findings that only repeat what the sentence's own mark says.
_SAID_BY_SENTENCES = frozenset({"AI-01", "AI-02"})


@dataclass(frozen=True)
class Surroundings:
    """What the page shows around the proposal itself.

    Attributes:
        texts: the sentences of each version, for the history.
        names: display names by account, for the history.
        place: `2 of 12 in your queue`.
        next_url: the next draft in the queue.
        editing: whether the draft is shown as text areas.
        objection: why it can no longer be signed as it stands, though nothing in it blocks.
        twin: the note that it is most like.
    """

    texts: dict[int, list[str]]
    names: dict[UUID, str]
    place: str = ""
    next_url: str | None = None
    editing: bool = False
    objection: str | None = None
    twin: TwinView | None = None


def show_note(
    record: ProposalRecord, context: VisitContext, reader: Reader, around: Surroundings
) -> NoteReview:
    """The whole page of a note as this reader sees it."""
    content, base = record.content, kind_named(record.kind).page(record.id)
    numbers = _numbers(content)
    version = record.state.version
    mine = any(signer.account_id == reader.account_id for signer in record.state.chain)
    return NoteReview(
        base=base,
        version=version,
        patient=patient_strip(context),
        title=content["title"],
        subtitle=_subtitle(context, content),
        made=_made(record, context),
        paragraphs=tuple(_paragraphs(content, numbers, context, base, version)),
        facts=tuple(_facts(content, numbers, context)),
        charge=_charge(content, context),
        signature=_with_objection(signature_of(record, reader, base), around.objection, context),
        footer=_footer(record, context),
        passing=tuple(content.get(PASSING, ())),
        findings=tuple(_findings(content, coding=False)),
        passed=tuple(content["passed"]),
        history=tuple(_history(record, around)),
        editing=tuple(_sections(content)) if around.editing and mine else (),
        place=around.place,
        next_url=around.next_url,
        return_reason=record.returns[-1].reason
        if record.state.status == "returned" and record.returns
        else "",
        twin=around.twin,
    )


def _with_objection(bar: Signature, objection: str | None, context: VisitContext) -> Signature:
    if objection is None or bar.state not in ("ready", "blocked"):
        return bar
    again = Blocker(objection.rstrip("."), f"/visits/{context.visit.id}/session")
    return replace(bar, state="blocked", blockers=(*bar.blockers, again))


def sections_of(content: dict[str, Any]) -> tuple[str, ...]:
    """The sections that a reader reads: of a note S, O, A and P; an addendum has one of its own."""
    return ("ADD",) if content["doc_type"] == "addendum" else BODY_SECTIONS


def _numbers(content: dict[str, Any]) -> dict[str, int]:
    """Facts numbered in the order in which the body cites them."""
    cited = [
        fact
        for one in content["sentences"]
        if one["section"] in BODY_SECTIONS and one["status"] != "unsupported"
        for fact in one["facts"]
    ]
    return {fact: number for number, fact in enumerate(dict.fromkeys(cited), 1)}


def _subtitle(context: VisitContext, content: dict[str, Any]) -> str:
    visit = context.visit
    minutes = content["header"]["minutes"]
    times = clock_range(visit.starts_at, visit.ends_at)
    return f"{visit.day:%B} {visit.day.day}, {visit.day.year}, {times}. Total {minutes} min."


def _made(record: ProposalRecord, context: VisitContext) -> tuple[str, str]:
    newest = record.versions[-1]
    at = newest.created_at.astimezone(context.visit.starts_at.tzinfo)
    return f"{CHANGES[newest.change]}, version {newest.version}, {clock_time(at)}", record.writer


def _footer(record: ProposalRecord, context: VisitContext) -> str:
    provider = context.provider.display_name
    licence = f", license {context.licence}" if context.licence else ""
    signed = ", ".join(one.signer_name for one in record.signatures)
    return f"{provider}{licence}. {'Signed by ' + signed + '.' if signed else 'Not signed.'}"


def _paragraphs(
    content: dict[str, Any], numbers: dict[str, int], context: VisitContext, base: str, version: int
) -> Iterator[Paragraph]:
    labels = {fact["id"]: fact["label"] for fact in content["facts"]}
    for letter in sections_of(content):
        sentences = [one for one in content["sentences"] if one["section"] == letter]
        first = True
        for group in _margin_groups(sentences):
            views = tuple(_sentence(one, numbers, labels) for one in group)
            findings = tuple(
                _unsupported(one, base, version) for one in group if one["status"] == "unsupported"
            )
            shown = _trend(content, context) if letter == "A" and first else None
            yield Paragraph(
                _LETTERS.get(letter, letter) if first else "", SECTION_NAMES[letter], views, findings, shown
            )
            first = False


def _margin_groups(sentences: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """A sentence with a note in the margin is a paragraph of its own, so that the note stands beside it."""
    group: list[dict[str, Any]] = []
    for sentence in sentences:
        if sentence["status"] == "unsupported":
            if group:
                yield group
            yield [sentence]
            group = []
        else:
            group.append(sentence)
    if group:
        yield group


def _sentence(sentence: dict[str, Any], numbers: dict[str, int], labels: dict[str, str]) -> SentenceView:
    marks: dict[str, Mark] = {"supported": "", "interpretive": "interpretive"}
    status, vouch = sentence["status"], sentence["vouch"]
    # What a sentence without evidence shares with a fact (a pronoun, a name) is no evidence: no number there.
    cited = sentence["facts"] if status != "unsupported" else []
    return SentenceView(
        i=sentence["i"],
        text=sentence["text"],
        refs=tuple(Ref(numbers[fact], labels[fact]) for fact in cited if fact in numbers),
        mark=marks.get(status, "vouched" if status == "vouched" else "unsupported"),
        note="No evidence for this sentence." if status == "unsupported" else "",
        vouch=f"{vouch['by']} vouches: {vouch['reason']}" if vouch else None,
        edited=sentence["edited"],
    )


def _unsupported(sentence: dict[str, Any], base: str, version: int) -> FindingView:
    number = str(sentence["i"])
    return FindingView(
        level="block",
        title="Blocks: no evidence",
        why=_sentence_of("; ".join(problem["evidence"] for problem in sentence["problems"])),
        authority="AI-01, Chartside law 3: never invent.",
        fixes=(
            Fix("Remove", f"{base}/remove", {"sentence": number, "version": str(version)}, main=True),
            Fix("Vouch by name", opens="vouch", fills={"sentence": number}, main=True),
        ),
    )


def _sentence_of(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _findings(content: dict[str, Any], *, coding: bool) -> Iterator[FindingView]:
    for finding in content["findings"]:
        if finding["rule"] in _SAID_BY_SENTENCES or finding["rule"].startswith("COD-") != coding:
            continue
        if is_beside_a_line(finding, content):
            continue
        citation = finding["citation"]
        yield FindingView(
            level=finding["level"],
            title=finding["message"],
            why=finding["fix"],
            authority=f"{finding['rule']}. {citation['title']} ({citation['confidence']}).",
        )


def _trend(content: dict[str, Any], context: VisitContext) -> Trend | None:
    """The course of the first goal that was measured today."""
    measured = [fact["value"] for fact in content["facts"] if fact["kind"] == "goal_measure"]
    goals = {goal.code: goal for goal in goals_of(context)}
    for value in measured:
        goal, now = goals.get(value.get("goal", "")), value.get("now", {})
        today = now.get("value", now.get("achieved"))
        if goal is None or today is None:
            continue
        earlier = [float(one.value) for one in goal.series if one.at < context.visit.starts_at]
        start = [float(goal.baseline)] if goal.baseline is not None else []
        since = f"{goal.baseline_on:%b} {goal.baseline_on.day}" if goal.baseline_on else "baseline"
        target = float(goal.target) if goal.target is not None else None
        words = measure_title(goal.code, goal.measure, goal.unit)
        return trend(words, [*start, *earlier, float(today)], target=target, dates=(since, "today"))
    return None


def _facts(content: dict[str, Any], numbers: dict[str, int], context: VisitContext) -> Iterator[FactGroup]:
    groups: dict[str, list[FactView]] = {}
    heading = _heading_facts(content) - numbers.keys()
    for fact in content["facts"]:
        if fact["id"] in heading:
            continue
        number = numbers.get(fact["id"])
        by = fact.get("person", "")
        view = FactView(
            fact["id"],
            number,
            fact["label"],
            fact["text"],
            left_out=number is None and fact["source"] not in _BACKGROUND,
            words=fact.get("words", ""),
            by="" if by == context.provider.display_name else by,
        )
        groups.setdefault(fact["source"], []).append(view)
    details = {FORM: context.provider.display_name, "plan of care": _plan_detail(context)}
    for source, facts in groups.items():
        ordered = sorted(facts, key=lambda fact: (fact.number is None, fact.number or 0))
        yield FactGroup(source.capitalize(), details.get(source, ""), tuple(ordered))


# What no person entered for this note.
_BACKGROUND = frozenset({"plan of care", "chart", "calculated"})


def _heading_facts(content: dict[str, Any]) -> set[str]:
    """Facts stated in the heading and the signature lines: who, when, by whom."""
    body = sections_of(content)
    return {fact for one in content["sentences"] if one["section"] not in body for fact in one["facts"]}


def _plan_detail(context: VisitContext) -> str:
    plan = context.plan
    if plan is None or plan.signed_on is None:
        return "not signed"
    return f"signed {plan.signed_on:%b} {plan.signed_on.day}, {plan.signed_on.year}"


def _charge(content: dict[str, Any], context: VisitContext) -> ChargeView | None:
    charge = content["charge"]
    if not charge:
        return None
    lines = charge["lines"]
    units = sum(line["units"] for line in lines)
    minutes = [(line["code"], line["minutes"]) for line in lines if _timed(line["code"], context)]
    payer = context.coverage.payer if context.coverage else "no payer on file"
    clash = content["header"]["minutes"] != sum(line["minutes"] for line in lines)
    words = f"{_units(units)}, not timed"
    if charge["timed_minutes"]:
        words = f"{charge['timed_minutes']} timed min = {_units(charge['timed_units'])}"
    return ChargeView(
        rule=f"{payer}, {_RULES[charge['unit_rule']]}",
        lines=tuple(_charge_line(line, content, context) for line in lines),
        bar=units_bar(
            minutes,
            unit_thresholds(charge["timed_minutes"], UnitRule(charge["unit_rule"]), context.visit.day),
        ),
        total=Step("quiet" if clash else "ok", words if lines else "nothing to bill"),
        total_detail=f"of {content['header']['minutes']} min in all; {_units(units)} on the claim",
        allocations=tuple(
            Allocation(index, _spread(one["units"]), chosen=index == charge["chosen"])
            for index, one in enumerate(charge["allocations"])
        ),
        findings=tuple(_findings(content, coding=True)),
    )


def _units(count: int) -> str:
    return f"{count} unit{'' if count == 1 else 's'}"


def _timed(code: str, context: VisitContext) -> bool:
    found = find_code(code, context.visit.day)
    return found is not None and found.timed


def _spread(units: dict[str, int]) -> str:
    return ", ".join(f"{code} ×{count}" for code, count in units.items())


def _charge_line(line: dict[str, Any], content: dict[str, Any], context: VisitContext) -> ChargeLine:
    code = find_code(line["code"], context.visit.day)
    return ChargeLine(
        code=line["code"],
        what=code.description if code else "unknown on this date",
        minutes=line["minutes"],
        units=line["units"],
        modifiers=" ".join(line["modifiers"]),
        by="by the assistant" if line["by"] == "assistant" else "",
        findings=tuple(findings_of_code(content, line["code"])),
    )


def _sections(content: dict[str, Any]) -> Iterator[SectionText]:
    for letter in BODY_SECTIONS:
        sentences = tuple(
            SentenceView(one["i"], one["text"]) for one in content["sentences"] if one["section"] == letter
        )
        yield SectionText(letter, SECTION_NAMES[letter], sentences)


def _history(record: ProposalRecord, around: Surroundings) -> Iterator[Version]:
    texts, names = around.texts, around.names
    for row in record.versions:
        before = texts.get(row.version - 1)
        changes = change_from_draft(before, texts[row.version]) if before else []
        yield Version(
            title=f"{CHANGES[row.change]}, version {row.version}",
            when=row.created_at,
            by=names.get(row.created_by, "Chartside") if row.created_by else "Chartside",
            changes=tuple((one["was"], one["now"]) for one in changes),
        )
