"""The kinds of files that can be brought in, in the order in which a clinic brings them."""

from chartside.clinic.imports.kinds.goals import GOALS
from chartside.clinic.imports.kinds.kind import ImportKind, Outcome
from chartside.clinic.imports.kinds.measures import MEASURES
from chartside.clinic.imports.kinds.patients import PATIENTS
from chartside.clinic.imports.kinds.plans import PLANS
from chartside.clinic.imports.kinds.visits import VISITS

KINDS: dict[str, ImportKind] = {kind.name: kind for kind in (PATIENTS, PLANS, GOALS, VISITS, MEASURES)}
"""By name. Each refers to rows of the ones before it."""

__all__ = ["GOALS", "KINDS", "MEASURES", "PATIENTS", "PLANS", "VISITS", "ImportKind", "Outcome"]
