"""The draft that a signed note began as."""

from typing import Any

from chartside.documentation.kind import BODY_SECTIONS
from chartside.platform.tenancy import Work
from chartside.review.reading import content_of
from chartside.review.record import ProposalRecord

Sentences = list[dict[str, Any]]


def drafted_sentences(work: Work, record: ProposalRecord) -> Sentences:
    """The body as the writer last left it, before a person changed anything.

    A note drafted again keeps what a person had written; then the draft before that is compared with.
    """
    drafted = [row.version for row in record.versions if row.change == "drafted"]
    for version in reversed(drafted):
        sentences = body_of(content_of(work, record.id, version))
        if not any(one["edited"] for one in sentences):
            return sentences
    return body_of(content_of(work, record.id, drafted[0]))


def body_of(content: dict[str, Any]) -> Sentences:
    """The sentences of S, O, A and P; heading and signature lines are nobody's wording."""
    return [one for one in content["sentences"] if one["section"] in BODY_SECTIONS]
