"""Who must not stand in what is learned from a note."""

from collections.abc import Iterator

from chartside.documentation.context import VisitContext
from chartside.drafting.corrections.deidentified import FindIdentifiers, known_names


def detectors_for(context: VisitContext) -> tuple[FindIdentifiers, ...]:
    """The detectors of one chart; each finds what the others may miss."""
    return (known_names(_names(context)),)


def _names(context: VisitContext) -> Iterator[str]:
    patient = context.patient
    yield from (patient.first, patient.middle, patient.last, patient.preferred)
    yield from (patient.mrn, patient.address.street, patient.address.city)
    yield from (contact.name for contact in context.chart.contacts)
    for person in (context.provider, context.supervisor):
        if person is not None:
            yield from (person.first, person.last)
    yield from (
        context.visit.location,
        str(context.episode.referring.get("name", "")) if context.episode else "",
    )
