"""Which model says what a sentence is about: the stronger one where it is installed, else the built-in."""

from functools import cache

from sqlalchemy import select

from chartside.clinic.sealing import open_rows
from chartside.documentation.learning.tables import ApprovedSentenceRow
from chartside.drafting.retrieval.hashed import HashedWords
from chartside.drafting.retrieval.meaning import Model
from chartside.drafting.retrieval.minilm import MiniLm, ModelMissingError
from chartside.platform.tenancy import Work

AT_ONCE = 50


@cache
def model_in_use() -> Model:
    """The model of this process; installing the stronger one and starting anew is how a clinic chooses it."""
    try:
        return MiniLm.installed()
    except ModelMissingError:
        return HashedWords()


def reread(work: Work, model: Model, most: int = AT_ONCE) -> int:
    """Read some sentences anew whose vectors are of another model; returns how many were.

    Done bit by bit as notes are signed, so that a change of model needs nobody's care.
    """
    rows = work.session.scalars(
        select(ApprovedSentenceRow)
        .where(ApprovedSentenceRow.org_id == work.org_id, ApprovedSentenceRow.model != model.name)
        .order_by(ApprovedSentenceRow.signed_at.desc(), ApprovedSentenceRow.id)
        .limit(most)
    ).all()
    texts = [shape["text"] for shape in open_rows(work, "approved_sentence", list(rows))]
    for row, vector in zip(rows, model.vectors(texts), strict=True):
        row.model, row.meaning = model.name, vector
    work.session.flush()
    return len(rows)
