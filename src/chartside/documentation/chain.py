"""Who signs a visit's papers, in which order."""

from chartside.clinic.staff import needs_cosignature
from chartside.documentation.context import VisitContext
from chartside.kernel.errors import Refused
from chartside.platform.identity.accounts import account_of_staff
from chartside.platform.tenancy import Work
from chartside.review.model import Signer


def note_chain(work: Work, context: VisitContext) -> list[Signer]:
    """Who finished the form for another, the person who treated, for an assistant the supervising therapist.

    Raises:
        Refused: an assistant has no supervisor on that day, or one of them cannot sign in.
    """
    provider, supervisor, day = context.provider, context.supervisor, context.visit.day
    if not needs_cosignature(provider):
        people = [(provider, "therapist")]
    elif supervisor is None:
        raise Refused(
            f"{provider.display_name} has no supervising therapist on file for {day:%B} {day.day}. "
            "Add the supervision first; the note needs a co-signature."
        )
    else:
        people = [(provider, "assistant"), (supervisor, "therapist")]
    finisher = context.finisher
    if finisher and finisher.id not in {person.id for person, _ in people}:
        people.insert(0, (finisher, "assistant" if needs_cosignature(finisher) else "therapist"))
    chain = []
    for position, (person, role) in enumerate(people, 1):
        account_id = account_of_staff(work, person.id)
        if account_id is None:
            raise Refused(f"{person.display_name} has no sign-in yet; invite them first.")
        chain.append(Signer(position, role, account_id))
    return chain
