"""Preferences of wording: offered from an author's own edits, switched on and off by that author alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from chartside.clinic.overlays import pack_set
from chartside.clinic.sealing import open_rows, sealed_columns
from chartside.documentation.learning.tables import (
    ApprovedSentenceRow,
    NoteCorrectionRow,
    NoteFigureRow,
    WordingPreferenceRow,
)
from chartside.documentation.similarity.standards import standard
from chartside.drafting.corrections.model import Correction, EditClass
from chartside.drafting.corrections.proposing import Proposed, find_preferences, may_be_learned
from chartside.drafting.corrections.weights import frame_weights
from chartside.drafting.corrections.wording import Preference
from chartside.kernel.errors import NotFound, Refused
from chartside.kernel.ids import new_id
from chartside.platform.tenancy import Work

PROPOSED, ON, OFF = "proposed", "on", "off"


@dataclass(frozen=True)
class PreferenceView:
    """A preference as its author sees it.

    Attributes:
        edits: how often the author had made the change when it was offered.
        examples: sentences before and after, without names and dates.
        version: how many decisions were made about it.
    """

    id: UUID
    author_id: UUID
    preference: Preference
    state: str
    edits: int
    version: int
    decided_at: datetime
    decided_by: str
    examples: tuple[tuple[str, str], ...]


def propose_preferences(work: Work, author_id: UUID) -> int:
    """Offer what the author's edits of the last days suggest; what was ever offered is not offered again."""
    packs = pack_set(work)
    since = work.clock.now() - timedelta(days=standard("learn_days", packs))
    found = find_preferences(
        _corrections(work, author_id, since),
        _approved(work, author_id, since),
        edits=int(standard("learn_edits", packs)),
        share=standard("learn_share", packs),
    )
    offered = 0
    for proposed in found:
        if _newest(work, author_id, _key(work, proposed.preference)) is None:
            offer(work, author_id, proposed)
            offered += 1
    return offered


def preferences_of(work: Work, author_id: UUID) -> list[PreferenceView]:
    """Every preference of an author as it stands: offered, on or off; the newest decision first."""
    newest = (
        select(func.max(WordingPreferenceRow.version).label("version"), WordingPreferenceRow.key)
        .where(WordingPreferenceRow.org_id == work.org_id, WordingPreferenceRow.author_id == author_id)
        .group_by(WordingPreferenceRow.key)
        .subquery()
    )
    rows = work.session.scalars(
        select(WordingPreferenceRow)
        .join(
            newest,
            (newest.c.key == WordingPreferenceRow.key) & (newest.c.version == WordingPreferenceRow.version),
        )
        .where(WordingPreferenceRow.org_id == work.org_id, WordingPreferenceRow.author_id == author_id)
        .order_by(WordingPreferenceRow.decided_at.desc(), WordingPreferenceRow.id)
    ).all()
    opened = open_rows(work, "wording_preference", list(rows))
    return [_view(row, content) for row, content in zip(rows, opened, strict=True)]


def active_preferences(work: Work, author_id: UUID) -> tuple[Preference, ...]:
    """What is written for an author in place of what, in the order in which they switched it on."""
    switched_on = [one for one in preferences_of(work, author_id) if one.state == ON]
    switched_on.sort(key=lambda one: (one.decided_at, one.id))
    return tuple(one.preference for one in switched_on if may_be_learned(*_sides(one.preference)))


def author_weights(work: Work, author_id: UUID) -> dict[str, float]:
    """How much an author likes each phrase frame, from their last signed notes."""
    packs = pack_set(work)
    notes = work.session.scalars(
        select(NoteFigureRow.frames)
        .where(NoteFigureRow.org_id == work.org_id, NoteFigureRow.author_id == author_id)
        .order_by(NoteFigureRow.signed_at.desc(), NoteFigureRow.proposal_id)
        .limit(int(standard("frame_notes", packs)))
    ).all()
    return frame_weights(notes, standard("frame_least_weight", packs))


def switch(work: Work, preference_id: UUID, *, on: bool) -> None:
    """The author decides; from the next draft on it is so, until they decide otherwise.

    Raises:
        NotFound: there is no such preference.
        Refused: it is somebody else's, or its opposite is on.
    """
    asked = work.session.get(WordingPreferenceRow, (work.org_id, preference_id))
    if asked is None:
        raise NotFound("There is no such preference.")
    if work.actor.account_id is None or work.actor.staff_id != asked.author_id:
        raise Refused("Only the person whose edits these were switches this on or off.")
    standing = {one.preference: one for one in preferences_of(work, asked.author_id)}
    mine = next(one for one in standing.values() if _key(work, one.preference) == asked.key)
    wanted = ON if on else OFF
    if mine.state == wanted:
        return
    against = standing.get(Preference(mine.preference.now.lower(), mine.preference.was))
    if on and against is not None and against.state == ON:
        raise Refused("The opposite of this is on. Switch that off first.")
    row = _row(work, mine.author_id, asked.key, mine.version + 1, wanted, mine.edits, _content(mine))
    work.audit(f"preference.switched_{wanted}", "wording_preference", row.id, version=row.version)


def _corrections(work: Work, author_id: UUID, since: datetime) -> list[Correction]:
    rows = work.session.scalars(
        select(NoteCorrectionRow)
        .where(
            NoteCorrectionRow.org_id == work.org_id,
            NoteCorrectionRow.author_id == author_id,
            NoteCorrectionRow.signed_at >= since,
            NoteCorrectionRow.kind == EditClass.WORDING.value,
            NoteCorrectionRow.fact_changing.is_(False),
        )
        .order_by(NoteCorrectionRow.signed_at, NoteCorrectionRow.id)
    ).all()
    return [Correction.from_json(shape) for shape in open_rows(work, "note_correction", list(rows))]


def _approved(work: Work, author_id: UUID, since: datetime) -> list[str]:
    rows = work.session.scalars(
        select(ApprovedSentenceRow).where(
            ApprovedSentenceRow.org_id == work.org_id,
            ApprovedSentenceRow.author_id == author_id,
            ApprovedSentenceRow.signed_at >= since,
        )
    ).all()
    return [shape["text"] for shape in open_rows(work, "approved_sentence", list(rows))]


def offer(work: Work, author_id: UUID, proposed: Proposed) -> None:
    """Offer one preference to the author whose edits suggest it."""
    content = {
        "was": proposed.preference.was,
        "now": proposed.preference.now,
        "examples": [list(pair) for pair in proposed.examples],
    }
    row = _row(work, author_id, _key(work, proposed.preference), 1, PROPOSED, proposed.edits, content)
    work.audit("preference.proposed", "wording_preference", row.id, edits=proposed.edits)


def _row(
    work: Work, author_id: UUID, key: bytes, version: int, state: str, edits: int, content: dict[str, Any]
) -> WordingPreferenceRow:
    row_id = new_id()
    row = WordingPreferenceRow(
        org_id=work.org_id,
        id=row_id,
        author_id=author_id,
        key=key,
        version=version,
        state=state,
        edits=edits,
        decided_at=work.clock.now(),
        decided_by=work.actor.name,
        account_id=work.actor.account_id,
        **sealed_columns(work, "wording_preference", row_id, content),
    )
    work.session.add(row)
    work.session.flush()
    return row


def _newest(work: Work, author_id: UUID, key: bytes) -> WordingPreferenceRow | None:
    return work.session.scalars(
        select(WordingPreferenceRow)
        .where(
            WordingPreferenceRow.org_id == work.org_id,
            WordingPreferenceRow.author_id == author_id,
            WordingPreferenceRow.key == key,
        )
        .order_by(WordingPreferenceRow.version.desc())
        .limit(1)
    ).first()


def _key(work: Work, preference: Preference) -> bytes:
    return work.vault.blind_index(work.org_id, "wording_preference", "\n".join(_sides(preference)))


def _sides(preference: Preference) -> Sequence[str]:
    return preference.was, preference.now


def _content(view: PreferenceView) -> dict[str, Any]:
    examples = [list(pair) for pair in view.examples]
    return {"was": view.preference.was, "now": view.preference.now, "examples": examples}


def _view(row: WordingPreferenceRow, content: dict[str, Any]) -> PreferenceView:
    return PreferenceView(
        row.id,
        row.author_id,
        Preference(content["was"], content["now"]),
        row.state,
        row.edits,
        row.version,
        row.decided_at,
        row.decided_by,
        tuple((was, now) for was, now in content["examples"]),
    )
