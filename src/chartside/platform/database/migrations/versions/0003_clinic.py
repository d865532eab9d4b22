"""The clinic's record: locations, staff, patients, payers, plans, visits, charges, overlays, imports."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from chartside.platform.database.migrations import helpers as h

revision = "0003_clinic"
down_revision = "0002_identity"

_VISIT_STATUS = ("scheduled", "completed", "cancelled", "late_cancelled", "no_show")
_VISIT_KIND = ("evaluation", "re_evaluation", "treatment", "group", "co_treatment", "tour")
_DISCIPLINE = ("OT", "PT", "SLP")


def upgrade() -> None:
    _places_and_staff()
    _people()
    _payers()
    _plans()
    _visits()
    _measures_and_charges()
    _overlays()
    _imports()


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(name, h.org_column(), h.id_column(), *parts, h.own_key(name))
    h.protect(name)


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _texts(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [_text(name, nullable=nullable) for name in names]


def _day(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _days(*names: str) -> list[sa.Column[Any]]:
    return [_day(name) for name in names]


def _ref(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _refs(*names: str) -> list[sa.Column[Any]]:
    return [_ref(name) for name in names]


def _count(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _number(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Numeric(), nullable=nullable)


def _bytes(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint("org_id", *columns, name=f"uq_{table}_org_id_{'_'.join(columns)}")


def _one_of(column: str, words: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} in ({listed})", name=column)


def _in_order(first: str, last: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{last} >= {first}", name=last)


def _places_and_staff() -> None:
    _table(
        "location",
        *_texts("code", "name", "zone"),
        *_texts("place_of_service", "npi", nullable=True),
        h.json_column("address"),
        *_texts("phone", "fax", nullable=True),
        _flag("active"),
        h.of_organisation("location"),
        _unique("location", "code"),
    )
    _table(
        "staff",
        *_texts("code", "first", "last", "credential"),
        *_texts("clinical_role", "npi", "email", nullable=True),
        h.json_column("roles"),
        h.json_column("location_codes"),
        _flag("active"),
        h.of_organisation("staff"),
        _unique("staff", "code"),
        _one_of("clinical_role", ("OT", "OTA", "PT", "PTA", "SLP", "SLPA", "student")),
    )
    _table(
        "licence",
        _ref("staff_id"),
        *_texts("state", "number"),
        *_days("effective", "expires"),
        h.refers("licence", "staff_id", "staff"),
        _unique("licence", "staff_id", "state", "number"),
        _in_order("effective", "expires"),
    )
    _table(
        "supervision",
        *_refs("assistant_id", "supervisor_id"),
        _day("starts", nullable=False),
        _day("ends"),
        h.refers("supervision", "assistant_id", "staff"),
        h.refers("supervision", "supervisor_id", "staff"),
        _unique("supervision", "assistant_id", "supervisor_id", "starts"),
        _in_order("starts", "ends"),
        sa.CheckConstraint("assistant_id <> supervisor_id", name="not_oneself"),
    )
    op.create_index("ix_supervision_supervisor", "supervision", ["org_id", "supervisor_id"])


def _people() -> None:
    _table(
        "patient",
        _ref("location_id"),
        _text("source"),
        _bytes("source_key"),
        _bytes("fingerprint", nullable=True),
        _flag("active"),
        h.instant("created_at", server_default=sa.func.now()),
        *h.sealed_columns(),
        h.refers("patient", "location_id", "location"),
        _unique("patient", "source", "source_key"),
    )
    op.create_index("ix_patient_location", "patient", ["org_id", "location_id"])
    op.create_table(
        "patient_token",
        h.org_column(),
        _text("field"),
        _bytes("digest"),
        _ref("patient_id"),
        sa.PrimaryKeyConstraint("org_id", "field", "digest", "patient_id", name="pk_patient_token"),
        sa.ForeignKeyConstraint(
            ["org_id", "patient_id"],
            ["patient.org_id", "patient.id"],
            name="fk_patient_token_org_id_patient_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_patient_token_patient", "patient_token", ["org_id", "patient_id"])
    h.protect("patient_token")
    _table(
        "contact",
        _ref("patient_id"),
        _count("rank"),
        _flag("is_guardian"),
        *h.sealed_columns(),
        h.refers("contact", "patient_id", "patient"),
        _unique("contact", "patient_id", "rank"),
    )


def _payers() -> None:
    _table(
        "payer",
        *_texts("code", "name", "kind"),
        _text("unit_rule", nullable=True),
        _flag("active"),
        h.of_organisation("payer"),
        _unique("payer", "code"),
        _one_of("unit_rule", ("cms_8_minute", "ama_midpoint_per_code")),
    )
    _table(
        "coverage",
        *_refs("patient_id", "payer_id"),
        _count("rank"),
        *_days("starts", "ends"),
        _bytes("member_key"),
        *h.sealed_columns(),
        h.refers("coverage", "patient_id", "patient"),
        h.refers("coverage", "payer_id", "payer"),
        _in_order("starts", "ends"),
    )
    op.create_index("ix_coverage_patient", "coverage", ["org_id", "patient_id", "rank"])
    op.create_index("ix_coverage_payer", "coverage", ["org_id", "payer_id"])


def _plans() -> None:
    _table(
        "episode",
        _ref("patient_id"),
        _text("discipline"),
        _text("setting", nullable=True),
        h.json_column("diagnosis_codes"),
        h.json_column("referring"),
        _ref("therapist_id", nullable=True),
        *_days("started_on", "ended_on"),
        *_texts("source", "source_id"),
        h.refers("episode", "patient_id", "patient"),
        h.refers("episode", "therapist_id", "staff"),
        _unique("episode", "source", "source_id"),
        _one_of("discipline", _DISCIPLINE),
        _in_order("started_on", "ended_on"),
    )
    op.create_index("ix_episode_patient", "episode", ["org_id", "patient_id"])
    _table(
        "plan_of_care",
        _ref("episode_id"),
        *_days("evaluated_on", "signed_on", "certified_to"),
        _text("frequency", nullable=True),
        *_texts("source", "source_id"),
        _bytes("fingerprint", nullable=True),
        h.refers("plan_of_care", "episode_id", "episode"),
        _unique("plan_of_care", "source", "source_id"),
    )
    op.create_index("ix_plan_of_care_episode", "plan_of_care", ["org_id", "episode_id"])
    _table(
        "goal",
        _ref("plan_id"),
        _text("code"),
        *_texts("measure", "unit", nullable=True),
        _number("baseline"),
        _day("baseline_on"),
        _number("target"),
        _text("direction"),
        _number("total"),
        *_texts("status", "source", "source_id"),
        _bytes("fingerprint", nullable=True),
        *h.sealed_columns(),
        h.refers("goal", "plan_id", "plan_of_care"),
        _unique("goal", "source", "source_id"),
        _one_of("direction", ("up", "down")),
        _one_of("status", ("active", "met", "discontinued")),
    )
    op.create_index("ix_goal_plan", "goal", ["org_id", "plan_id"])


def _visits() -> None:
    _table(
        "visit",
        _ref("patient_id"),
        _ref("coverage_id", nullable=True),
        *_refs("provider_id", "location_id"),
        *_texts("kind", "discipline"),
        h.instant("starts_at"),
        h.instant("ends_at"),
        _text("status"),
        *_texts("group_id", "co_treatment_id", nullable=True),
        h.instant("note_signed_at", nullable=True),
        *_texts("source", "source_id"),
        _bytes("fingerprint", nullable=True),
        h.refers("visit", "patient_id", "patient"),
        h.refers("visit", "coverage_id", "coverage"),
        h.refers("visit", "provider_id", "staff"),
        h.refers("visit", "location_id", "location"),
        _unique("visit", "source", "source_id"),
        _one_of("kind", _VISIT_KIND),
        _one_of("discipline", _DISCIPLINE),
        _one_of("status", _VISIT_STATUS),
        sa.CheckConstraint("ends_at > starts_at", name="ends_at"),
    )
    op.create_index("ix_visit_patient", "visit", ["org_id", "patient_id", "starts_at"])
    op.create_index("ix_visit_provider", "visit", ["org_id", "provider_id", "starts_at"])
    op.create_index("ix_visit_location", "visit", ["org_id", "location_id", "starts_at"])
    op.create_index("ix_visit_group", "visit", ["org_id", "group_id"])


def _measures_and_charges() -> None:
    _table(
        "goal_measure",
        *_refs("visit_id", "goal_id"),
        _number("value", nullable=False),
        h.refers("goal_measure", "visit_id", "visit"),
        h.refers("goal_measure", "goal_id", "goal"),
        _unique("goal_measure", "visit_id", "goal_id"),
    )
    op.create_index("ix_goal_measure_goal", "goal_measure", ["org_id", "goal_id"])
    _table(
        "charge",
        _ref("visit_id"),
        h.json_column("lines"),
        _text("status"),
        h.instant("changed_at", server_default=sa.func.now()),
        h.refers("charge", "visit_id", "visit"),
        _unique("charge", "visit_id"),
        _one_of("status", ("proposed", "exported")),
    )


def _overlays() -> None:
    op.create_table(
        "overlay",
        h.org_column(),
        h.id_column(),
        *_texts("pack", "key"),
        h.json_column("value", nullable=True),
        *_days("effective_from", "effective_to"),
        *_texts("source", "confidence", "owner"),
        _text("approved_by", nullable=True),
        _count("version"),
        h.instant("created_at"),
        h.own_key("overlay"),
        h.of_organisation("overlay"),
        _unique("overlay", "pack", "key", "version"),
        _one_of("confidence", ("verified", "single-source", "unverified")),
        _in_order("effective_from", "effective_to"),
    )
    h.append_only("overlay")


def _imports() -> None:
    _table(
        "import_run",
        *_texts("kind", "source"),
        h.json_column("mapping"),
        _text("sha256"),
        h.json_column("problems"),
        _flag("announces"),
        *(_count(name) for name in ("total", "done", "created", "updated", "unchanged", "refused")),
        *_texts("status", "started_by"),
        h.instant("created_at"),
        h.instant("finished_at", nullable=True),
        *h.sealed_columns(),
        h.of_organisation("import_run"),
        _one_of("status", ("ready", "running", "cancelled", "finished")),
        sa.CheckConstraint(
            "created + updated + unchanged + refused = done and done <= total",
            name="nothing_lost",
        ),
    )
    op.create_index("ix_import_run_created", "import_run", ["org_id", "created_at"])
    _table(
        "import_row_error",
        _ref("run_id"),
        _count("row"),
        _count("line"),
        h.json_column("codes"),
        h.json_column("columns"),
        *h.sealed_columns(),
        h.refers("import_row_error", "run_id", "import_run"),
        _unique("import_row_error", "run_id", "row"),
    )
