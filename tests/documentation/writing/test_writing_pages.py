"""The pages: a draft that comes sentence by sentence, who writes, vendors, what left, data flows."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from chartside.drafting.writers.simulator import behaviours
from tests.documentation.clinic import answers_of
from tests.documentation.writing.desk import DIRECTOR, WritingClinic
from tests.web.site import Browser, Site, words

# The last test looks at what the others left in the audit.
pytestmark = pytest.mark.xdist_group("writing_pages")
DANA, OFFICER = "dwhitfield", "ipetrak"


def browser(here: WritingClinic, site: Site, code: str) -> Browser:
    return site.browser(here.clinic.demo.org_id, actor=here.clinic.actor(code))


def fresh(here: WritingClinic, said: str) -> UUID:
    """Draft again with other answers; the built-in draft stands and no model was asked."""
    return here.clinic.draft(
        "A002-20261120-0900", DANA, **{**answers_of("plain_pediatric"), "subjective": said}
    )


def ask(here: WritingClinic, site: Site, said: str) -> tuple[Browser, str]:
    """Ask for the draft on the form's page, as a browser does; where it leads."""
    dana = browser(here, site, DANA)
    visit = here.clinic.visit("A002-20261120-0900")
    form = dana.read(f"/visits/{visit}/session")
    fields = dict(re.findall(r'name="([^"]+)"[^>]*?value="([^"]*)"', form))
    checked = re.findall(r'type="checkbox" name="(\w+)" value="([^"]*)"[^>]*checked', form)
    sent = {name: value for name, value in fields.items() if name not in ("csrf_token", *dict(checked))}
    many = {name: [value for other, value in checked if other == name] for name, _ in checked}
    return dana, dana.go(f"/visits/{visit}/session/draft", **{**sent, **many, "subjective": said})


def test_a_model_draft_appears_and_leads_to_the_note(here: WritingClinic, site: Site) -> None:
    fresh(here, "Mom: the first week.")
    dana, where = ask(here, site, "Mom: the very first week.")
    assert where.endswith("/writing")
    shown = dana.read(where)
    assert "Draft in the making" in shown
    assert "Write it now" in shown, "works without scripts"
    with dana.client.stream("GET", f"{where}/live") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        stream = "".join(answer.iter_text())
    assert stream.rstrip().split("\n\n")[-1].startswith("event: done")
    assert "very first week" in stream
    assert "{{" not in stream
    note = where.removesuffix("/writing")
    assert dana.get(where).headers["location"] == note
    assert "Model on our own server: " in words(dana.read(note))


def test_without_scripts_a_button_writes(here: WritingClinic, site: Site) -> None:
    dana, where = ask(here, site, "Mom: the second week.")
    note = dana.go(f"{where}/finish")
    assert "Model on our own server: " in words(dana.read(note))


def test_the_note_says_plainly_that_the_model_did_not_write(here: WritingClinic, site: Site) -> None:
    here.model.behave(behaviours.overloaded)
    dana, where = ask(here, site, "Mom: the third week.")
    note = dana.go(f"{where}/finish")
    said = words(dana.read(note))
    assert "Model on our own server did not write this" in said
    assert "The model is overloaded. This is the built-in draft." in said
    assert "built-in writer, no model" in said


def test_somebody_else_cannot_set_it_off(here: WritingClinic, site: Site) -> None:
    _, where = ask(here, site, "Mom: the fourth week.")
    other = browser(here, site, "jtamsin")
    assert other.get(where).status_code in (403, 404, 409)
    assert other.get(f"{where}/live").status_code in (403, 404, 409)
    assert other.send(f"{where}/finish").status_code in (403, 404, 409)
    assert here.model.received == []


def test_a_look_at_the_page_sends_nothing(here: WritingClinic, site: Site) -> None:
    dana, where = ask(here, site, "Mom: the fifth week.")
    for _ in range(3):
        dana.read(where)
    assert here.model.received == []
    dana.go(f"{where}/finish")
    assert len(here.model.received) >= 1


def test_the_director_switches_with_one_setting(here: WritingClinic, site: Site) -> None:
    ruth = browser(here, site, DIRECTOR)
    said = words(ruth.read("/set-up/writers"))
    assert "No vendor in the register answers for api.anthropic.com." in said
    assert "127.0.0.1 stands on the clinic" in said
    assert ruth.go("/set-up/writers/choose", writer="composer") == "/set-up/writers"
    _, where = ask(here, site, "Mom: the sixth week.")
    assert not where.endswith("/writing")
    assert here.model.received == []
    assert ruth.send("/set-up/writers/choose", writer="nobody").status_code == 422
    assert "There is no such writer." in words(ruth.send("/set-up/writers/choose", writer="nobody").text)


@pytest.mark.parametrize(
    "address",
    [
        "http://models.example.com/v1",
        "https://api.example.com/v1",
        "",
        "ftp://127.0.0.1",
        "http://[",
        "file:///etc",
    ],
)
def test_an_own_server_stands_on_the_own_network(address: str, here: WritingClinic, site: Site) -> None:
    ruth = browser(here, site, DIRECTOR)
    answer = ruth.send("/set-up/writers/own-server", model="m", address=address)
    assert answer.status_code == 422
    assert "address of the clinic" in answer.text


def test_our_own_words_reach_the_model_in_their_version(here: WritingClinic, site: Site) -> None:
    ruth = browser(here, site, DIRECTOR)
    ruth.go("/set-up/writers/instructions", text="Write attention, never focus.")
    dana, where = ask(here, site, "Mom: the seventh week.")
    dana.go(f"{where}/finish")
    assert "Write attention, never focus." in here.model.everything


def test_the_register_is_the_officers_to_keep(here: WritingClinic, site: Site) -> None:
    ivo = browser(here, site, OFFICER)
    assert "No vendor yet" in words(ivo.read("/privacy/vendors"))
    entry = {"name": "Anthropic", "hosts": "api.anthropic.com", "contact": "Noa Lind, 555-0142"}
    assert ivo.go("/privacy/vendors/new", **entry) == "/privacy/vendors"
    assert "no agreement: nothing leaves" in words(ivo.read("/privacy/vendors"))
    (link,) = re.findall(r'href="(/privacy/vendors/[0-9a-f-]{36})"', ivo.read("/privacy/vendors"))
    refused = ivo.send(link, **entry, signed_on="2026-11-30", ends_on="2026-11-01")
    assert refused.status_code == 422
    assert "ends before it was signed" in words(refused.text)
    assert ivo.send(link, **entry, signed_on="last week").status_code == 422
    assert ivo.send(link, name="x", hosts="127.0.0.1", contact="").status_code == 422
    ivo.go(link, **entry, signed_on="2026-11-01", ends_on="2026-12-15")
    assert "ends in 25 days" in words(ivo.read("/privacy/vendors"))
    ruth = browser(here, site, DIRECTOR)
    said = words(ruth.read("/set-up/writers"))
    assert "The agreement with Anthropic, signed November 1, 2026, covers api.anthropic.com." in said
    here.clinic.clock.advance(timedelta(days=30))
    assert "The agreement with Anthropic has ended." in words(ruth.read("/set-up/writers"))
    here.clinic.clock.advance(timedelta(days=-30))
    ivo.go(f"{link}/retire")
    assert "retired" in words(ivo.read("/privacy/vendors"))
    assert "No vendor in the register" in words(ruth.read("/set-up/writers"))
    assert browser(here, site, DANA).get("/privacy/vendors").status_code == 403
    assert browser(here, site, "sadair").get(link).status_code == 403


def test_the_officer_reads_what_left_and_why(here: WritingClinic, site: Site) -> None:
    dana, where = ask(here, site, "Mom: the eighth week.")
    dana.go(f"{where}/finish")
    ivo = browser(here, site, OFFICER)
    said = words(ivo.read("/privacy/left"))
    assert "127.0.0.1 stands on the clinic" in said
    assert "Dana Whitfield" in said
    assert "house-model" in said
    assert "eighth week" not in said
    flows = words(ivo.read("/privacy"))
    for way in ("Database", "Export folder: chart", "Claude Sonnet 5.5", "Model on our own server"):
        assert way in flows
    assert "Not used. No vendor in the register answers for api.anthropic.com." in flows
    assert browser(here, site, DANA).get("/privacy/left").status_code == 403


def test_every_act_stands_in_the_audit(here: WritingClinic, site: Site) -> None:
    acts = set(site.acts(here.clinic.demo.org_id))
    assert {"model.asked", "model.run_ended", "vendor.added", "vendor.changed", "vendor.retired"} <= acts
    assert "overlay.put" in acts
