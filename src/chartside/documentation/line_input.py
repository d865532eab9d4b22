"""The input that the commands of documentation share."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from chartside.documentation.sessions.identity import read_person
from chartside.kernel.commands import CannotAnswerError, LineInput
from chartside.kernel.errors import Problem
from chartside.kernel.people import ClinicalRole, Discipline

DocType = Literal[
    "treatment_note",
    "evaluation",
    "re_evaluation",
    "plan_of_care",
    "progress_report",
    "discharge",
    "letter",
    "appeal",
    "goal",
    "hep",
    "parent_update",
    "school_note",
    "school_report",
    "iep",
    "section504",
]


def _read_discipline(value: object) -> object:
    return Discipline.read(value) if isinstance(value, str) else value


class DocumentInput(LineInput):
    """What is known. `input` is open: members without a meaning of their own are facts under their path."""

    doc_type: Annotated[str, Field(description=f"one of {', '.join(get_args(DocType))}")]
    setting: Annotated[
        str | None, Field(description="id of a specialty pack; unknown or absent: the general rules")
    ] = None
    discipline: Annotated[
        Discipline | None,
        BeforeValidator(_read_discipline),
        Field(description="ST and speech are read as SLP; absent: that of the provider's credential"),
    ] = None
    payer: Annotated[str | None, Field(description="a payer kind or the id of a payer pack")] = None
    input: Annotated[
        dict[str, Any],
        Field(
            description="one visit; `context.style` or `context.style_samples` (notes of the author) word "
            "the draft as its author writes; `prior_note` and `context.recent_notes` are not repeated"
        ),
    ]


def check_doc_type(doc_type: str) -> None:
    """Say so when nobody knows the type.

    Raises:
        CannotAnswerError: it is none of the contract's types.
    """
    if doc_type not in get_args(DocType):
        raise CannotAnswerError(Problem("unknown_doc_type", f"no document type {doc_type!r}", "doc_type"))


def discipline_of(record: Mapping[str, Any]) -> Discipline | None:
    """The discipline that the provider's credential shows."""
    roles = [value["role"] for _, _, value in read_person(record.get("provider"), "provider", "provider")]
    known = [ClinicalRole(role).discipline for role in roles if role]
    return known[0] if known else None
