"""Everything the record holds about one visit that its form and note need, read once."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chartside.clinic.chart import Chart, patient_chart
from chartside.clinic.coverage import CoverageView
from chartside.clinic.identity import PatientIdentity
from chartside.clinic.plans import EpisodeView, PlanView, episode_for_visit
from chartside.clinic.staff import licences_of, needs_cosignature, staff_member, supervisors_on
from chartside.clinic.tables import Staff
from chartside.clinic.visits import VisitView, co_treated_with, get_visit
from chartside.documentation.tables import SessionFormRow
from chartside.kernel.errors import Refused
from chartside.kernel.people import Discipline
from chartside.platform.tenancy import Work


@dataclass(frozen=True)
class VisitContext:
    """One visit in its chart.

    Attributes:
        supervisor: who co-signs; None when the provider signs alone, or no supervision is on file.
        licence: the provider's licence number for the signature line; empty when none is on file.
        partners: visits of other disciplines that treat the patient at the same time.
        finisher: the colleague to whom the provider handed the form; None when the provider finishes it.
    """

    visit: VisitView
    chart: Chart
    provider: Staff
    supervisor: Staff | None
    licence: str
    episode: EpisodeView | None
    coverage: CoverageView | None
    partners: tuple[VisitView, ...] = ()
    finisher: Staff | None = None

    @property
    def patient(self) -> PatientIdentity:
        """Who was treated."""
        return self.chart.identity

    @property
    def plan(self) -> PlanView | None:
        """The plan of care in force on the day of the visit: the newest one made by then."""
        day = self.visit.day
        plans = self.episode.plans if self.episode else ()
        return next((plan for plan in plans if (plan.evaluated_on or day) <= day), None)

    @property
    def discipline(self) -> Discipline:
        """The discipline of the visit, which is that of its plan."""
        return Discipline.read(self.visit.discipline)

    @property
    def setting(self) -> str:
        """The specialty pack; empty for the general rules."""
        return (self.episode.setting if self.episode else None) or ""

    @property
    def payer_code(self) -> str:
        """The clinic's own id of the payer, by which its rules are chosen; empty without coverage on file."""
        return self.coverage.payer_code if self.coverage else ""

    @property
    def diagnosis_codes(self) -> tuple[str, ...]:
        """The episode's diagnosis codes."""
        return self.episode.diagnosis_codes if self.episode else ()

    @property
    def previous_visit(self) -> VisitView | None:
        """The completed visit of this discipline before this one."""
        before = (
            one
            for one in self.chart.visits
            if one.starts_at < self.visit.starts_at
            and one.status == "completed"
            and one.discipline == self.visit.discipline
        )
        return next(before, None)


def visit_context(work: Work, visit_id: UUID, page: str) -> VisitContext:
    """Read a visit and its chart; the look is logged under `page`.

    Raises:
        NotFound: no such visit in this organisation.
    """
    visit = get_visit(work, visit_id)
    chart = patient_chart(work, visit.patient_id, page)
    provider = staff_member(work, visit.provider_id)
    return VisitContext(
        visit=visit,
        chart=chart,
        provider=provider,
        supervisor=_supervisor(work, provider, visit.day),
        licence=_licence(work, provider.id, visit.day),
        episode=episode_for_visit(work, visit.patient_id, visit.discipline, visit.day),
        coverage=_coverage(chart, visit),
        partners=tuple(co_treated_with(work, visit)),
        finisher=_finisher(work, visit_id),
    )


def refuse_other_people(work: Work, context: VisitContext) -> None:
    """Only the person who treated writes the note of a visit, and the colleague to whom it was handed over.

    Raises:
        Refused: the actor is somebody else.
    """
    writers = {context.provider.id, *([context.finisher.id] if context.finisher else [])}
    if work.actor.staff_id not in writers:
        raise Refused(f"This visit is {context.provider.display_name}'s to write.")


def _supervisor(work: Work, provider: Staff, day: date) -> Staff | None:
    if not needs_cosignature(provider):
        return None
    return next(iter(supervisors_on(work, provider.id, day)), None)


def _finisher(work: Work, visit_id: UUID) -> Staff | None:
    row = work.session.get(SessionFormRow, (work.org_id, visit_id))
    return staff_member(work, row.handed_to) if row and row.handed_to else None


def _licence(work: Work, staff_id: UUID, day: date) -> str:
    valid = (
        one.number
        for one in licences_of(work, staff_id)
        if (one.effective or day) <= day <= (one.expires or day)
    )
    return next(valid, "")


def _coverage(chart: Chart, visit: VisitView) -> CoverageView | None:
    by_id = {one.id: one for one in chart.coverages}
    if visit.coverage_id in by_id:
        return by_id[visit.coverage_id]
    return next((one for one in chart.coverages if one.covers(visit.day)), None)
