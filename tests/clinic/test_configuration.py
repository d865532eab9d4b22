"""One file describes a clinic; what is wrong with it is said where it stands."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
import yaml

from chartside.clinic.configuration import apply_configuration, read_configuration
from chartside.clinic.tables import Licence, Staff, Supervision
from tests.clinic.conftest import CLINIC


def changed(**parts: Callable[[Any], object]) -> bytes:
    shape = yaml.safe_load(CLINIC)
    for name, change in parts.items():
        change(shape[name])
    return yaml.safe_dump(shape).encode()


@pytest.mark.parametrize(
    ("data", "path", "words"),
    [
        (b"\xff\xfe\x00", "", "no YAML"),
        (b"a: [1", "", "near line"),
        (b"- a list", "", "no clinic"),
        (b"", "", "no clinic"),
        (b"a: &a [*a]", "organisation", "required"),
        (b"organisation: {code: X Y, name: A}\nlocations: []", "organisation.code", "pattern"),
        (changed(locations=lambda it: it[0].update(zone="Mars/Base")), "locations[0].zone", "IANA"),
        (changed(locations=lambda it: it[0].update(zone="../etc/passwd")), "locations[0].zone", "IANA"),
        (changed(staff=lambda it: it[0].update(npi="1999000016")), "staff[0].npi", "check digit"),
        (changed(staff=lambda it: it[0].update(clinical_role="MD")), "staff[0].clinical_role", "OT"),
        (changed(staff=lambda it: it[0].update(telephone="1")), "staff[0].telephone", "spelling"),
        (changed(staff=lambda it: it[1].update(code="dwhitfield")), "", "twice"),
        (changed(staff=lambda it: it[0].update(locations=["north"])), "", "no location of this file"),
        (changed(payers=lambda it: it[0].update(kind="magic")), "payers[0].kind", "payer kind"),
        (changed(supervision=lambda it: it[0].update(assistant="dwhitfield")), "", "no assistant"),
        (changed(supervision=lambda it: it[0].update(supervisor="moyelaran")), "", "cannot supervise"),
        (changed(supervision=lambda it: it[0].update(supervisor="nobody")), "", "not in staff"),
        (
            changed(staff=lambda it: it[0]["licences"][0].update(expires="2000-01-01")),
            "staff[0].licences[0]",
            "before it takes effect",
        ),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(data, path, words):
    clinic, problems = read_configuration(data)
    assert clinic is None
    assert any(words in problem.message and problem.path == path for problem in problems), problems


def test_a_state_medicaid_is_a_payer_kind():
    clinic, _ = read_configuration(changed(payers=lambda it: it[0].update(kind="tx_medicaid")))
    assert clinic is not None


def test_the_same_file_again_changes_nothing(clinic, work):
    configuration, _ = read_configuration(CLINIC.encode())
    assert configuration is not None
    with work() as w:
        applied = apply_configuration(w, configuration)
    assert (applied.created, applied.updated, applied.retired) == (0, 0, 0)


def test_who_is_absent_is_retired_and_who_changed_is_changed(clinic, work):
    data = changed(
        staff=lambda it: (
            it.pop(2),
            it[0].update(last="Whitfield-Roe"),
            it[0]["licences"][0].update(expires="2028-06-30"),
        ),
        supervision=lambda it: it[0].update(to="2026-12-31"),
    )
    configuration, problems = read_configuration(data)
    assert configuration is not None, problems
    with work() as w:
        applied = apply_configuration(w, configuration)
        assert (applied.created, applied.updated, applied.retired) == (0, 3, 1)
        assert w.session.scalars(sa.select(Staff.code).where(~Staff.active)).all() == ["moyelaran"]
        assert w.session.scalars(sa.select(Licence.expires)).one().year == 2028
        assert w.session.scalars(sa.select(Supervision.ends)).one() is not None
