"""What every review page shows around the proposal: its history and its place in the queue."""

from chartside.documentation.showing import Surroundings
from chartside.platform.identity.accounts import list_accounts
from chartside.platform.pages import Page
from chartside.review.kinds import kind_named
from chartside.review.queue import queue_for
from chartside.review.reading import content_of
from chartside.review.record import ProposalRecord


def surroundings(page: Page, record: ProposalRecord, *, editing: bool = False) -> Surroundings:
    """The texts of all versions (a note has a handful), who made them, where the queue goes on."""
    words = kind_named(record.kind).text
    place, next_url = _queue_place(page, record)
    return Surroundings(
        texts={row.version: words(content_of(page.work, record.id, row.version)) for row in record.versions},
        names={account.id: account.display_name for account in list_accounts(page.work)},
        place=place,
        next_url=next_url,
        editing=editing,
    )


def _queue_place(page: Page, record: ProposalRecord) -> tuple[str, str | None]:
    queue = queue_for(page.work)
    others = [item for item in queue if item.proposal_id != record.id]
    at = next((place for place, one in enumerate(queue, 1) if one.proposal_id == record.id), None)
    place = f"{at} of {len(queue)} in your queue" if at else ""
    url = kind_named(others[0].kind).page(others[0].proposal_id) if others else None
    return place, url
