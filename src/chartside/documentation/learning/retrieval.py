"""Finding sentences that were signed before: by what they are about, by whose they are, by meaning.

Never a patient's history: values of earlier visits come from the goal that the therapist picks, with their
dates. These sentences have nobody in them and state nothing; they show how something was said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Float, Select, bindparam, cast, func, literal_column, select, text
from sqlalchemy.dialects.postgresql import ARRAY, REAL

from chartside.clinic.sealing import open_rows
from chartside.documentation.learning.model import model_in_use
from chartside.documentation.learning.tables import ApprovedSentenceRow
from chartside.drafting.retrieval.meaning import Model, nearest
from chartside.platform.tenancy import Work

_SCANNED = 5_000
Row = ApprovedSentenceRow


@dataclass(frozen=True)
class Asked:
    """Which sentences count; an empty member asks for nothing."""

    discipline: str
    section: str = ""
    setting: str = ""
    payer: str = ""
    fact_kind: str = ""
    author_id: UUID | None = None


@dataclass(frozen=True)
class Approved:
    """A sentence that somebody signed, without names and dates; `nearness` is 1 for the same words."""

    text: str
    author_id: UUID
    nearness: float = 0.0


def approved_examples(work: Work, asked: Asked, most: int) -> list[Approved]:
    """The newest that fit, each wording once: examples for a writer."""
    rows = work.session.scalars(_fitting(work, asked).order_by(*_newest_first()).limit(most * 4)).all()
    return _once(_opened(work, [(row, 0.0) for row in rows]), most)


def similar_sentences(
    work: Work, wanted: str, asked: Asked, most: int, model: Model | None = None
) -> list[Approved]:
    """The nearest in meaning that fit, best first, each wording once.

    The server compares where it has the vector extension; elsewhere this process does, over the same newest
    few thousand and with the same answer.
    """
    model = model or model_in_use()
    vector = model.vectors([wanted])[0]
    if not any(vector):
        return []
    fitting = _fitting(work, asked).where(Row.model == model.name)
    found = (
        _by_server(work, fitting, vector, most * 4)
        if has_vectors(work)
        else _here(work, fitting, vector, most * 4)
    )
    return _once(_opened(work, found), most)


def has_vectors(work: Work) -> bool:
    """Whether this database has the vector extension."""
    asked = text("select exists (select 1 from pg_extension where extname = 'vector')")
    return bool(work.session.scalar(asked))


def _fitting(work: Work, asked: Asked) -> Select[Row]:
    told = {
        Row.section: asked.section,
        Row.setting: asked.setting,
        Row.payer: asked.payer,
        Row.fact_kind: asked.fact_kind,
        Row.author_id: asked.author_id,
    }
    rows = select(Row).where(Row.org_id == work.org_id, Row.discipline == asked.discipline)
    return rows.where(*(column == value for column, value in told.items() if value))


def _newest_first() -> tuple[ColumnElement[Any], ...]:
    return Row.signed_at.desc(), Row.id.asc()


def _here(work: Work, fitting: Select[Row], vector: Sequence[float], most: int) -> list[tuple[Row, float]]:
    rows = work.session.scalars(fitting.order_by(*_newest_first()).limit(_SCANNED)).all()
    return [(rows[at], near) for at, near in nearest(vector, enumerate(row.meaning for row in rows), most)]


def _by_server(
    work: Work, fitting: Select[Row], vector: Sequence[float], most: int
) -> list[tuple[Row, float]]:
    asked = bindparam("asked", list(vector), type_=ARRAY(REAL))
    near = func.inner_product(_as_vector(Row.meaning), _as_vector(asked))
    newest = fitting.order_by(*_newest_first()).limit(_SCANNED).subquery()
    rows = work.session.execute(
        select(Row, cast(near, Float))
        .join(newest, (newest.c.org_id == Row.org_id) & (newest.c.id == Row.id))
        .order_by(near.desc(), *_newest_first())
        .limit(most)
    )
    return [(row, float(found)) for row, found in rows]


def _as_vector(numbers: Any) -> ColumnElement[Any]:  # noqa: ANN401 - a column or a value that is handed in
    """Plain numbers as the extension's own type."""
    found: ColumnElement[Any] = numbers.op("::")(literal_column("vector"))
    return found


def _opened(work: Work, found: list[tuple[Row, float]]) -> list[Approved]:
    shapes = open_rows(work, "approved_sentence", [row for row, _ in found])
    return [
        Approved(shape["text"], row.author_id, round(near, 4))
        for (row, near), shape in zip(found, shapes, strict=True)
    ]


def _once(found: list[Approved], most: int) -> list[Approved]:
    return list({one.text: one for one in reversed(found)}.values())[::-1][:most]
