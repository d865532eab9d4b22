"""What of a chart a model is told: nobody's name, also not a peer's; examples masked; no invented name goes back."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from chartside.documentation.context import VisitContext, visit_context
from chartside.documentation.writing.asking import ask_model
from chartside.documentation.writing.chart import chart_shape
from chartside.documentation.writing.run import ModelDesk
from chartside.documentation.writing.runs import Runs
from chartside.drafting.writers.simulator import behaviours
from chartside.drafting.writers.simulator.behaviours import Told, saying
from chartside.kernel.errors import Refused
from chartside.platform.tenancy import Work
from chartside.privacy.door.detector import detector_finders
from tests.documentation.clinic import answers_of
from tests.documentation.writing.desk import WritingClinic

DANA = "dwhitfield"
GROUP = ("A004-20261120-1100", "A003-20261120-1100", "A005-20261120-1100")


def messages(here: WritingClinic) -> list[dict[str, Any]]:
    return [json.loads(request["messages"][-1]["content"]) for _, _, request in here.model.received]


def test_a_form_that_names_a_peer_of_the_group_tells_a_model_nothing(here: WritingClinic) -> None:
    with here.clinic.work(DANA) as work:
        names = [visit_context(work, here.clinic.visit(one), "test").patient for one in GROUP]
    mine, other = names[0], names[1]
    said = f"{mine.first} shared the swing with {other.first} and asked for {other.name}."
    answers = {**answers_of("group_visit_mila"), "subjective": said}
    with pytest.raises(Refused, match="another member of the group"):
        here.clinic.draft(GROUP[0], DANA, **answers)
    assert here.model.received == []


def test_a_peer_of_the_group_is_an_identifier(here: WritingClinic) -> None:
    with here.clinic.work(DANA) as work:
        shape = chart_shape(work, visit_context(work, here.clinic.visit(GROUP[0]), "test"))
        names = [visit_context(work, here.clinic.visit(one), "test").patient.name for one in GROUP[1:]]
    found = detector_finders(shape).first(f"He shared the swing with {' and '.join(names)}.")
    assert len({one.start for one in found}) >= len(names)


def test_examples_are_shown_without_names(here: WritingClinic) -> None:
    def examples(_work: Work, context: VisitContext) -> tuple[str, ...]:
        return (f"{context.patient.first} sat for 6 min with one cue.",)

    draft = here.clinic.draft("A002-20261120-0900", DANA, **_said("Mom: an example."))
    with here.clinic.work(DANA) as work:
        assert ask_model(work, draft)
    house = here.clinic.house
    runs = Runs(house.database.work, ModelDesk(house.settings.secrets, examples=examples))
    runs.finish(here.clinic.demo.org_id, here.clinic.actor(DANA), here.run_of(draft).id)
    assert messages(here)[0]["wording_examples"] == ["{{PT}} sat for 6 min with one cue."]


def _naming(name: str) -> Callable[[Told], behaviours.Reply]:
    return lambda told: saying(("O", [told["facts"][0]["id"]], f"{name} ran 40 miles."))(told)


@pytest.mark.parametrize(("name", "shown"), [("Whitfield", ""), ("The patient", "The patient ran 40 miles.")])
def test_a_sentence_that_holds_a_name_does_not_go_back(name: str, shown: str, here: WritingClinic) -> None:
    here.model.behave(_naming(name), behaviours.plain)
    draft = here.clinic.draft("A002-20261120-0900", DANA, **_said(f"Mom: {len(name)} steps."))
    here.write(draft, DANA)
    again = messages(here)[1]["write_again"]
    assert {one["sentence"] for one in again if one["reason"] == "wrong_number"} == {shown}
    assert "Whitfield" not in here.model.everything


def _said(text: str) -> dict[str, Any]:
    return {**answers_of("plain_pediatric"), "subjective": text}
