"""Beside a line of the charge: whether the words carry its code, and which code comes next."""

from collections.abc import Iterator
from typing import Any

from chartside.documentation.views.note import FindingView

_FAMILY = "code_support"


def is_beside_a_line(finding: dict[str, Any], content: dict[str, Any]) -> bool:
    """Whether a finding is about the words under a code that stands in the charge."""
    lines = (content["charge"] or {}).get("lines", [])
    return finding["family"] == _FAMILY and finding.get("code") in {line["code"] for line in lines}


def findings_of_code(content: dict[str, Any], code: str) -> Iterator[FindingView]:
    """The findings beside the line of a code, each with the runner-up and what would tip it."""
    for finding in content["findings"]:
        if finding.get("code") == code and is_beside_a_line(finding, content):
            citation = finding["citation"]
            yield FindingView(
                level=finding["level"],
                title=finding["message"],
                why=" ".join(part for part in (finding["fix"], _next(finding), _tip(finding)) if part),
                authority=f"{finding['rule']}. {citation['title']} ({citation['confidence']}).",
            )


def _next(finding: dict[str, Any]) -> str:
    runner_up = finding.get("runner_up")
    return f"The code that comes next is {runner_up}; the words stay yours to choose." if runner_up else ""


def _tip(finding: dict[str, Any]) -> str:
    tip = str(finding.get("tip", ""))
    return tip if tip != finding["fix"] else ""
