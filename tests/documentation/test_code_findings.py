"""What stands beside a line of the charge when the words do not carry its code."""

from chartside.documentation.code_findings import findings_of_code, is_beside_a_line
from tests.documentation.rule_cases import note_of

STRENGTH = {
    "session.activities.0.activity": "stacking cones for strength",
    "session.activities.0.performance": "3 x 10",
    "session.activities.0.goal": None,
    "session.activities.0.skilled": None,
    "session.activities.0.assist": None,
}


def test_the_line_shows_the_code_that_comes_next_and_what_would_tip_it():
    content = note_of({"set": STRENGTH})
    (shown,) = findings_of_code(content, "97530")
    assert "97530" in shown.title or "97530" in shown.why
    assert "97110" in shown.why
    assert "Only if it was so" in shown.why
    assert "CD-01" in shown.authority


def test_a_line_whose_words_carry_it_shows_nothing():
    content = note_of({})
    assert list(findings_of_code(content, "97530")) == []
    assert list(findings_of_code(content, "97535")) == []


def test_a_finding_of_another_family_stays_where_it_was():
    content = note_of({"set": {"session.activities.0.minutes": None}})
    assert not any(
        is_beside_a_line(finding, content)
        for finding in content["findings"]
        if finding["family"] != "code_support"
    )


def test_the_charge_is_not_changed():
    before, after = note_of({}), note_of({"set": STRENGTH})
    codes = [[line["code"] for line in content["charge"]["lines"]] for content in (before, after)]
    assert codes[0] == codes[1]
