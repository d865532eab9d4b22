"""Episodes of care, their plans, goals and what was measured."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified, SealedColumns


class Episode(Identified, Base):
    """Care of one discipline for one need, from evaluation to discharge.

    `setting` names the specialty pack; `referring` holds the referring provider's name, NPI, phone and fax.
    """

    __tablename__ = "episode"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "patient_id"], ["patient.org_id", "patient.id"]),
        ForeignKeyConstraint(["org_id", "therapist_id"], ["staff.org_id", "staff.id"]),
        UniqueConstraint("org_id", "source", "source_id"),
        Index("ix_episode_patient", "org_id", "patient_id"),
    )

    patient_id: Mapped[UUID]
    discipline: Mapped[str]
    setting: Mapped[str | None]
    diagnosis_codes: Mapped[list[str]]
    referring: Mapped[dict[str, Any]]
    therapist_id: Mapped[UUID | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    source: Mapped[str]
    source_id: Mapped[str]


class PlanOfCare(Identified, Base):
    """A plan of care. `signed_on` is `None` while the physician's signature is missing."""

    __tablename__ = "plan_of_care"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "episode_id"], ["episode.org_id", "episode.id"]),
        UniqueConstraint("org_id", "source", "source_id"),
        Index("ix_plan_of_care_episode", "org_id", "episode_id"),
    )

    episode_id: Mapped[UUID]
    evaluated_on: Mapped[date | None]
    signed_on: Mapped[date | None]
    certified_to: Mapped[date | None]
    frequency: Mapped[str | None]
    source: Mapped[str]
    source_id: Mapped[str]
    fingerprint: Mapped[bytes | None]


class Goal(Identified, SealedColumns, Base):
    """A goal of a plan; its text is sealed, since clinicians name the child in it.

    `baseline` and `target` are in `unit`; `total` is out of how many, for counts such as 4 of 5.
    """

    __tablename__ = "goal"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "plan_id"], ["plan_of_care.org_id", "plan_of_care.id"]),
        UniqueConstraint("org_id", "source", "source_id"),
        Index("ix_goal_plan", "org_id", "plan_id"),
    )

    plan_id: Mapped[UUID]
    code: Mapped[str]
    measure: Mapped[str | None]
    unit: Mapped[str | None]
    baseline: Mapped[Decimal | None] = mapped_column(Numeric)
    baseline_on: Mapped[date | None]
    target: Mapped[Decimal | None] = mapped_column(Numeric)
    direction: Mapped[str]
    total: Mapped[Decimal | None] = mapped_column(Numeric)
    status: Mapped[str]
    source: Mapped[str]
    source_id: Mapped[str]
    fingerprint: Mapped[bytes | None]


class GoalMeasure(Identified, Base):
    """The value of a goal's measure at one visit, in the goal's unit."""

    __tablename__ = "goal_measure"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "visit_id"], ["visit.org_id", "visit.id"]),
        ForeignKeyConstraint(["org_id", "goal_id"], ["goal.org_id", "goal.id"]),
        UniqueConstraint("org_id", "visit_id", "goal_id"),
        Index("ix_goal_measure_goal", "org_id", "goal_id"),
    )

    visit_id: Mapped[UUID]
    goal_id: Mapped[UUID]
    value: Mapped[Decimal] = mapped_column(Numeric)
