"""A note is built, edited, vouched for and charged; each change is checked anew and changes nothing else."""

from copy import deepcopy
from typing import Any

import pytest

from chartside.documentation.api import NoteRequest, blocks, build_note, recheck
from chartside.documentation.notes.note import Content
from chartside.kernel.canonical import canonical_json
from chartside.kernel.people import Discipline
from tests.documentation.rule_cases import note_of
from tests.documentation.sessions_made import made_session

INVENTED = "He is calmer at school since the swing program began."


def texts(content: Content, section: str) -> list[str]:
    return [sentence["text"] for sentence in content["sentences"] if sentence["section"] == section]


def edited(content: Content, **changes: str) -> list[dict[str, Any]]:
    """The sentences of a note as an edit sends them, some with other text."""
    return [
        {"i": s["i"], "section": s["section"], "text": changes.get(f"s{s['i']}", s["text"])}
        for s in content["sentences"]
    ]


def test_the_content_has_the_shape_that_the_review_page_reads():
    content = note_of({})
    assert content["doc_type"] == "treatment_note"
    assert content["writer"] == "composer"
    assert content["header"] | {"setting": ""} == {
        "date": "2026-11-20",
        "start": "10:00",
        "end": "10:50",
        "minutes": 45,
        "timed_minutes": 45,
        "patient": "Helen Ostrow",
        "provider": "Dana Whitfield, OTR/L",
        "supervisor": None,
        "discipline": "OT",
        "setting": "",
        "payer": "medicare_b",
    }
    assert set(content["sentences"][0]) >= {
        "i",
        "section",
        "text",
        "facts",
        "status",
        "problems",
        "vouch",
        "edited",
    }
    assert set(content["facts"][0]) == {"id", "kind", "path", "value", "source", "label", "text"}
    assert content["charge"]["lines"][0] == {
        "code": "97530", "units": 2, "modifiers": ["GO"], "minutes": 25, "by": "therapist"
    }  # fmt: skip
    canonical_json(content)


def test_same_session_same_bytes():
    for seed in range(20):
        line = made_session(seed)
        request = NoteRequest(Discipline(line["discipline"]), line["input"], line["setting"], line["payer"])
        assert canonical_json(build_note(request)) == canonical_json(build_note(deepcopy(request)))


def test_recheck_of_an_unchanged_note_changes_nothing():
    for seed in range(20):
        line = made_session(seed)
        content = build_note(NoteRequest(Discipline(line["discipline"]), line["input"], payer=line["payer"]))
        assert recheck(content) == content
        assert recheck(content, sentences=edited(content)) == content


def test_an_invented_sentence_blocks_until_somebody_vouches_for_it():
    content = note_of({})
    worse = recheck(content, sentences=[*edited(content), {"section": "A", "text": INVENTED}])
    new = worse["sentences"][-1]
    assert (new["status"], new["edited"]) == ("unsupported", True)
    assert len(blocks(worse)) == 1
    assert INVENTED in blocks(worse)[0]
    vouch = {"by": "Dana Whitfield, OTR/L", "reason": "told by the teacher", "at": "2026-11-20T11:00:00Z"}
    vouched = recheck(worse, vouches={new["i"]: vouch})
    assert vouched["sentences"][-1]["status"] == "vouched"
    assert vouched["sentences"][-1]["vouch"] == vouch
    assert blocks(vouched) == []
    assert content == note_of({}), "the content given is not changed"


def test_a_vouch_falls_when_the_sentence_is_changed_again():
    content = recheck(note_of({}), sentences=[*edited(note_of({})), {"section": "A", "text": INVENTED}])
    i = content["sentences"][-1]["i"]
    content = recheck(content, vouches={i: {"by": "x", "reason": "y", "at": "z"}})
    again = recheck(
        content, sentences=edited(content, **{f"s{i}": "He is calmer at home since the swing program."})
    )
    assert again["sentences"][-1]["status"] == "unsupported"
    assert again["sentences"][-1]["vouch"] is None


def test_a_vouch_is_not_kept_for_a_sentence_that_needs_none():
    content = note_of({})
    vouched = recheck(content, vouches={1: {"by": "x", "reason": "y", "at": "z"}})
    assert vouched["sentences"][0]["status"] == "supported"
    assert vouched["sentences"][0]["vouch"] is None


def test_a_changed_number_is_held_to_its_fact():
    content = note_of({})
    i = next(s["i"] for s in content["sentences"] if "7 of 10 cups" in s["text"])
    text = next(s["text"] for s in content["sentences"] if s["i"] == i)
    changed = recheck(content, sentences=edited(content, **{f"s{i}": text.replace("7 of 10", "9 of 10")}))
    sentence = next(s for s in changed["sentences"] if s["i"] == i)
    assert [problem["type"] for problem in sentence["problems"]] == ["wrong_number"]
    assert [finding["rule"] for finding in changed["findings"] if finding["level"] == "block"] == ["AI-02"]


def test_a_removed_safety_sentence_is_reported_and_its_fact_is_unstated():
    content = note_of({})
    kept = [s for s in edited(content) if not s["text"].startswith("Precaution")]
    changed = recheck(content, sentences=kept)
    assert "TN-15" in {finding["rule"] for finding in changed["findings"]}
    unstated = [fact["kind"] for fact in changed["facts"] if fact["id"] in changed["unstated"]]
    assert unstated == ["precaution"]


def test_numbers_of_sentences_are_kept_and_new_ones_are_free():
    content = note_of({})
    kept = edited(content)[2:]
    changed = recheck(
        content, sentences=[{"section": "S", "text": "Patient: dropped two cups this week."}, *kept]
    )
    numbers = [sentence["i"] for sentence in changed["sentences"]]
    assert len(set(numbers)) == len(numbers)
    assert numbers[1:] == [sentence["i"] for sentence in kept]
    assert numbers[0] > max(s["i"] for s in content["sentences"])


def tied() -> Content:
    return note_of({"set": {"session.activities.0.minutes": 23, "session.activities.1.minutes": 23}})


def test_every_allocation_is_offered_and_one_is_chosen():
    content = tied()
    charge = content["charge"]
    assert [one["units"] for one in charge["allocations"]] == [
        {"97530": 2, "97535": 1},
        {"97530": 1, "97535": 2},
    ]
    assert charge["chosen"] == 0
    other = recheck(content, chosen=1)["charge"]
    assert other["chosen"] == 1
    assert {line["code"]: line["units"] for line in other["lines"]} == {"97530": 1, "97535": 2}
    assert recheck(content, chosen=7)["charge"]["chosen"] == 0


def test_the_choice_survives_an_edit():
    content = recheck(tied(), chosen=1)
    assert recheck(content, sentences=edited(content))["charge"]["chosen"] == 1


def test_without_codes_there_is_no_charge():
    content = note_of({"set": {"session.activities.0.code": None, "session.activities.1.code": None}})
    assert content["charge"] is None
    assert not any("timed" in text for text in texts(content, "O"))


def test_minutes_by_an_assistant_are_lines_of_their_own():
    content = note_of({"set": {"session.activities.1.by": "assistant"}})
    by = {line["code"]: (line["by"], line["modifiers"]) for line in content["charge"]["lines"]}
    assert by == {"97530": ("therapist", ["GO"]), "97535": ("assistant", ["GO", "CO"])}


def test_recent_notes_are_not_repeated_where_another_frame_fits():
    line = made_session(11)
    request = NoteRequest(Discipline(line["discipline"]), line["input"], line["setting"])
    first = build_note(request)
    recent = (" ".join(s["text"] for s in first["sentences"]),)
    second = build_note(NoteRequest(request.discipline, request.input, request.setting, "", recent))
    body = {s["text"] for s in first["sentences"] if s["section"] in "OA"}
    repeated = [s["text"] for s in second["sentences"] if s["text"] in body]
    assert len(repeated) <= len(body) // 3


@pytest.mark.parametrize(
    ("discipline", "title"), [("OT", "Occupational"), ("PT", "Physical"), ("SLP", "Speech")]
)
def test_the_title_names_the_discipline(discipline, title):
    assert note_of({"discipline": discipline})["title"].startswith(title)
