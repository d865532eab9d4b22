"""Who must not stand in what is learned from a note."""

from chartside.documentation.context import VisitContext
from chartside.documentation.writing.chart import chart_shape
from chartside.drafting.corrections.deidentified import FindIdentifiers, known_names
from chartside.platform.tenancy import Work
from chartside.privacy.api import Chart, Finder


def detectors_for(work: Work, context: VisitContext) -> tuple[FindIdentifiers, ...]:
    """The detectors of one chart; each finds what the others may miss.

    The first finds the patient, the family and their identifiers. What is learned goes from note to note, so
    the clinic's own people and places must not stand in it either.
    """
    people = (context.provider, context.supervisor)
    names = [name for one in people if one is not None for name in (one.first, one.last)]
    patient = Finder(Chart.model_validate(chart_shape(work, context)))
    return (patient.spans, known_names([*names, context.visit.location]))
