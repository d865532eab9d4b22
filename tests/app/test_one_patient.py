"""What is written about one patient is made of that patient's own facts, and shows nobody else's."""

import io
import json
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pypdf
import pytest
from sqlalchemy import select

from chartside.clinic.patients import identity_of
from chartside.clinic.tables import Visit
from chartside.demo.play import stories
from chartside.demo.telling import tell
from chartside.documentation.forms.store import saved_form
from chartside.platform.tenancy import Actor, Work
from chartside.review.reading import content_of, files_of
from chartside.review.record import proposal_record
from tests.app.asking import Answer, Asker, SignedIn
from tests.app.clinics import Clinic, TwoClinics

pytestmark = pytest.mark.xdist_group("two_clinics")

CHILDREN = ("group_visit_mila", "group_visit_jun", "group_visit_nora")
OWN_WORDS = {
    "group_visit_mila": ("paper maze", "3 of 4", "asked for a break"),
    "group_visit_jun": ("dot-to-dot", "9 of 12", "covered ears"),
    "group_visit_nora": ("raised-line", "17 of 20", "lunch list"),
}
"""What was entered for each child, as the story tells it."""


@pytest.fixture
def clinic(two: TwoClinics) -> Clinic:
    return two.mine


def reading(clinic: Clinic) -> Any:
    return clinic.house.database.work(clinic.org_id, Actor.system("test"))


def note_of(clinic: Clinic, story: str) -> UUID:
    return clinic.demo.proposals[story]


def visit_of(clinic: Clinic, story: str) -> UUID:
    with reading(clinic) as work:
        return proposal_record(work, note_of(clinic, story)).subject_id


def patient_name(work: Work, proposal_id: UUID) -> str:
    patient_id = proposal_record(work, proposal_id).patient_id
    assert patient_id is not None
    return identity_of(work, patient_id, "test").name


def others_in(text: str, own: str) -> set[str]:
    """The other patients and their families that a text names: by full name, or by the family's name."""
    found = set()
    for person in tell().people:
        names = {person.name, str(person.told.get("guardian", person.name))}
        if own not in names:
            found |= {name for name in names if re.search(rf"\b{re.escape(name)}\b", text)}
            found |= {person.mrn} & set(re.findall(r"W-\d{5}", text))
            if person.last != own.rsplit(maxsplit=1)[-1] and re.search(rf"\b{person.last}\b", text):
                found.add(person.last)
    return found


def paper_of(work: Work, proposal_id: UUID) -> str:
    """All that would leave, as text."""
    version = proposal_record(work, proposal_id).state.version
    files = files_of(work, proposal_id, version)
    texts = [file.data.decode() for name, file in files.items() if not name.endswith(".pdf")]
    pdf = pypdf.PdfReader(io.BytesIO(files["note.pdf"].data))
    return "\n".join([*texts, *(page.extract_text() for page in pdf.pages)])


@pytest.mark.parametrize("story", [name for name, told in stories().items() if not told.get("form_only")])
def test_a_note_names_one_patient(story: str, clinic: Clinic, asker: Asker) -> None:
    proposal_id, writer = note_of(clinic, story), stories()[story]["by"]
    with reading(clinic) as work:
        own, paper = patient_name(work, proposal_id), paper_of(work, proposal_id)
        content = json.dumps(content_of(work, proposal_id, 1))
    who = SignedIn.of(clinic, clinic.email_named(writer))
    pages = [f"/notes/{proposal_id}", f"/notes/{proposal_id}?step=edit", f"/notes/{proposal_id}?step=sign"]
    pages += [f"/visits/{visit_of(clinic, story)}/session"]
    for address in pages:
        answer = asker.ask("GET", address, who)
        assert (answer.status, own.split()[0] in answer.text) == (200, True), address
        assert others_in(answer.text, own) == set(), address
    assert own in paper
    assert others_in(paper + content, own) == set()


@pytest.mark.parametrize("story", CHILDREN)
def test_the_children_of_a_group_are_kept_apart(story: str, clinic: Clinic, asker: Asker) -> None:
    proposal_id = note_of(clinic, story)
    who = SignedIn.of(clinic, clinic.email_named("dwhitfield"))
    page = asker.ask("GET", f"/notes/{proposal_id}", who).text
    with reading(clinic) as work:
        texts = [page, paper_of(work, proposal_id), json.dumps(content_of(work, proposal_id, 1))]
    for other in CHILDREN:
        for words in OWN_WORDS[other]:
            found = [words in re.sub(r"\s+", " ", text) for text in texts]
            assert any(found) == (other == story), (other, words)


def send(asker: Asker, clinic: Clinic, method: str, address: str, form: Mapping[str, str]) -> Answer:
    return asker.ask(method, address, SignedIn.of(clinic, clinic.email_named("dwhitfield")), form)


def test_a_form_takes_no_goal_and_no_visit_of_anothers(clinic: Clinic, asker: Asker) -> None:
    """Theo's form, sent with ids and goals of Mila's beside his own."""
    with reading(clinic) as work:
        theos = work.session.scalars(select(Visit.id).where(Visit.source_id == "A001-20261120-1000")).one()
        before = saved_form(work, visit_of(clinic, "group_visit_mila"))
    milas = str(visit_of(clinic, "group_visit_mila"))
    form = {
        "revision": "0",
        "visit_id": milas,
        "patient_id": milas,
        "activities": "platform-swing",
        "minutes:platform-swing": "20",
        "achieved:platform-swing": "4",
        "total:platform-swing": "8",
        "for:platform-swing": "G9",
        "goal:G1": "8",
        "goal:G9": "77",
        f"goal:{milas}": "66",
    }
    answer = send(asker, clinic, "PUT", f"/visits/{theos}/session", form)
    assert answer.status == 200, answer.text
    with reading(clinic) as work:
        kept = saved_form(work, theos)
        assert kept is not None
        assert [goal.goal for goal in kept.answers.goals] == ["G1"]
        assert [one.goal for one in kept.answers.activities] == [""], (
            "a goal that is not in the plan was kept"
        )
        assert saved_form(work, visit_of(clinic, "group_visit_mila")) == before


def test_a_sentence_with_anothers_numbers_blocks(clinic: Clinic, asker: Asker) -> None:
    proposal_id = note_of(clinic, "group_visit_mila")
    with reading(clinic) as work:
        record = proposal_record(work, proposal_id)
        own = [one["text"] for one in record.content["sentences"] if one["section"] == "O"]
    form = {
        "version": str(record.state.version),
        "section:O": "\n".join([*own, "Completed 9 of 12 dot-to-dot letters in pencil club."]),
    }
    assert send(asker, clinic, "POST", f"/notes/{proposal_id}/edit", form).status == 303
    with reading(clinic) as work:
        after = proposal_record(work, proposal_id)
        (added,) = [one for one in after.content["sentences"] if "9 of 12" in one["text"]]
        assert added["status"] == "unsupported"
        assert after.state.blocked > record.state.blocked


@pytest.mark.parametrize("theirs", ["hand_therapy", "group_visit_nora"])
def test_a_signature_is_over_this_patients_package(theirs: str, clinic: Clinic, asker: Asker) -> None:
    proposal_id = note_of(clinic, "group_visit_jun")
    with reading(clinic) as work:
        other, own = proposal_record(work, note_of(clinic, theirs)), proposal_record(work, proposal_id)
    form = {"version": str(own.state.version), "package_sha256": other.state.package_sha256}
    answer = send(asker, clinic, "POST", f"/notes/{proposal_id}/sign", form)
    assert answer.status == 409, answer.text
    with reading(clinic) as work:
        assert proposal_record(work, proposal_id).state == own.state


def test_a_delivery_is_decided_from_its_own_note_only(clinic: Clinic, asker: Asker) -> None:
    with reading(clinic) as work:
        delivered = proposal_record(work, note_of(clinic, "plain_pediatric")).effects
    who = SignedIn.of(clinic, clinic.email_of("director"))
    address = f"/notes/{note_of(clinic, 'hand_therapy')}/effects/{delivered[0].id}/decide"
    answer = asker.ask("POST", address, who, {"happened": "true", "reference": "by telephone"})
    assert answer.status == 404, answer.text
