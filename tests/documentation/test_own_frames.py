"""A clinic edits the phrase frames: adds one, takes one away, and can make no sentence say more than its facts."""

from chartside.documentation.notes.build import NoteRequest, build_note
from chartside.drafting.composer.frames import frames
from chartside.drafting.style import Style
from chartside.kernel.findings import Confidence
from chartside.kernel.people import Discipline
from chartside.rulebook.overlays import OverlayRow, merge
from chartside.rulebook.packs import PackSet, shipped_packs

SESSION = {"response": "tolerated the swing", "plan": "continue twice weekly"}


def packs_with(*entries: tuple[str, str]) -> PackSet:
    rows = [
        OverlayRow(
            "own_frames", key, {"text": text}, "our clinic", Confidence.UNVERIFIED, "Dana Whitfield", 1
        )
        for key, text in entries
    ]
    return merge(shipped_packs(), rows)


def texts(packs: PackSet) -> list[str]:
    content = build_note(NoteRequest(Discipline.OT, {"session": SESSION}), packs)
    assert {one["status"] for one in content["sentences"]} == {"supported"}
    return [one["text"] for one in content["sentences"]]


def only(form: str, pack: str, text: str) -> PackSet:
    """The clinic's one frame in place of all shipped ones of a form."""
    gone = [(f"{pack}|{form}|all|{frame.id}", "") for frame in frames(pack, form, "OT")]
    return packs_with(*gone, (f"{pack}|{form}|all|house-1", text))


def test_a_clinics_own_frame_is_used():
    assert "Planned care: continue twice weekly." in texts(only("base", "plan", "Planned care: {text}"))


def test_a_frame_of_another_discipline_is_not():
    packs = packs_with(("plan|base|SLP|house-1", "Planned care: {text}"))
    assert not any("Planned care" in text for text in texts(packs))


def test_a_frame_that_claims_more_than_the_facts_gives_way():
    packs = packs_with(("plan|base|all|house-1", "Prognosis is excellent; plan to {text}"))
    weights = {frame.id: 0.0 for frame in frames("plan", "base", "OT")}
    content = build_note(NoteRequest(Discipline.OT, {"session": SESSION}, weights=weights), packs)
    assert not any("Prognosis" in one["text"] for one in content["sentences"])
    assert {one["status"] for one in content["sentences"]} == {"supported"}


def test_a_broken_frame_is_never_used():
    for text in ("{nosuch} {text}", "[{text}", "{text", "]{text}["):
        assert len(texts(packs_with(("plan|base|all|house-1", text)))) == 2


def test_a_clinic_says_how_drafts_are_worded_and_an_author_may_differ():
    row = OverlayRow(
        "house_style", "layout", {"value": "bullets"}, "us", Confidence.UNVERIFIED, "Dana Whitfield", 1
    )
    packs = merge(shipped_packs(), [row])
    assert all(text.startswith("• ") for text in texts(packs))
    assert not any(text.startswith("• ") for text in texts(shipped_packs()))
    own = NoteRequest(Discipline.OT, {"session": SESSION}, style=Style())
    assert not any(one["text"].startswith("• ") for one in build_note(own, packs)["sentences"])


def test_every_choice_of_the_house_style_is_one():
    for row in shipped_packs().table("house_style").rows:
        for choice in row.listed("choices"):
            value = "" if choice == "as the specialty" else choice
            assert getattr(Style.read({row["name"]: choice}), row["name"]) == value
