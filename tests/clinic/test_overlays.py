"""What a clinic lays over the packs: versioned, never changed, merged into what rules see."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from chartside.clinic.overlays import Entry, overlay_history, pack_set, put_overlay, take_back_overlay
from chartside.clinic.tables import Overlay
from chartside.kernel.errors import Refused
from chartside.kernel.findings import Confidence
from chartside.platform.tenancy import Work
from chartside.rulebook.packs import shipped_packs
from chartside.rulebook.payers import Setting

TODAY = date(2026, 11, 20)


def entry(value: str = "ama_midpoint_per_code", **more: Any) -> Entry:
    said = {
        "pack": "payers",
        "key": "commercial|unit_rule",
        "source": "contract 2026, page 4",
        "owner": "M. Oyelaran",
    }
    columns: dict[str, Any] = said | {"value": {"value": value}} | more
    return Entry(**columns)


def unit_rule(work: Work, payer: str, on: date = TODAY) -> Setting:
    found = pack_set(work).payer(payer).setting("unit_rule", on)
    assert found is not None
    return found


def test_an_organisation_without_overlays_sees_the_shipped_packs(work):
    with work() as w:
        assert pack_set(w) is shipped_packs()


def test_the_clinics_own_word_goes_first(work):
    with work() as w:
        confirmed = entry(approved_by="M. Oyelaran", confidence=Confidence.VERIFIED)
        assert put_overlay(w, confirmed) == 1
        found = unit_rule(w, "commercial")
    assert (found.value, found.source, found.confidence) == (
        "ama_midpoint_per_code",
        "contract 2026, page 4",
        Confidence.VERIFIED,
    )


def test_what_nobody_confirmed_stays_unverified(work):
    with work() as w:
        put_overlay(w, entry(confidence=Confidence.VERIFIED))
        assert unit_rule(w, "commercial").confidence is Confidence.UNVERIFIED


def test_newer_versions_win_and_old_ones_stay_on_record(work):
    with work() as w:
        put_overlay(w, entry())
        assert put_overlay(w, entry("cms_8_minute", effective_from=date(2026, 11, 1))) == 2
        assert unit_rule(w, "commercial").value == "cms_8_minute"
        assert unit_rule(w, "commercial", date(2026, 1, 5)).value == "ama_midpoint_per_code"
        assert [row.version for row in overlay_history(w, "payers", "commercial|unit_rule")] == [2, 1]


def test_taken_back_the_shipped_packs_speak_again(work):
    with work() as w:
        put_overlay(w, entry())
        assert take_back_overlay(w, "payers", "commercial|unit_rule", "M. Oyelaran", "contract ended") == 2
        assert pack_set(w) is shipped_packs()


def test_the_clinics_list_of_payers_is_part_of_it(clinic, work):
    with work() as w:
        assert unit_rule(w, "harrow").value == "ama_midpoint_per_code"
        assert pack_set(w).payer("harrow").lineage == ("harrow", "commercial")
        bluestem = pack_set(w).payer("bluestem")
        assert bluestem.known
        assert bluestem.is_in(["medicaid"])
        assert unit_rule(w, "bluestem") == unit_rule(w, "medicaid")


def test_an_entry_that_fits_no_pack_is_refused(work):
    with work() as w:
        for wrong in (entry(pack="nothing"), entry(key="commercial"), entry(pack="thresholds", key="a")):
            with pytest.raises(Refused):
                put_overlay(w, wrong)
        assert w.session.scalars(sa.select(Overlay.id)).all() == []


def test_another_organisation_sees_none_of_it(database, work, org):
    with work() as w:
        put_overlay(w, entry())
    with work(org_id=org) as w:
        assert unit_rule(w, "commercial").value == "ama_midpoint_per_code"


def test_rows_are_added_and_never_changed(work):
    with work() as w:
        put_overlay(w, entry())
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), work() as w:
        w.session.execute(sa.update(Overlay).values(owner="nobody"))
