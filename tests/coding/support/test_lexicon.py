"""The phrases of the activity lexicon and the intents agree."""

import pytest

from chartside.coding.support.intents import intent_book
from chartside.coding.support.reading import read_parts
from chartside.rulebook.packs import shipped_packs

STRONG = [row for row in shipped_packs().table("activity_lexicon").rows if row["strength"] == "strong"]


@pytest.mark.parametrize("row", STRONG, ids=lambda row: row["activity_phrase"])
def test_a_strong_phrase_names_the_act_of_its_code(row):
    book = intent_book()
    intent = book.by_code[row["code"]]
    (part,) = read_parts([row["activity_phrase"]], book)
    assert part.said & (intent.act | intent.weak_act)


def test_every_code_has_an_intent_or_is_for_what_no_code_is_for():
    known = {row["code"] for row in shipped_packs().table("therapy_codes").rows}
    without = known - set(intent_book().by_code)
    categories = {
        row["category"] for row in shipped_packs().table("therapy_codes").rows if row["code"] in without
    }
    assert all(category.startswith("unlisted") for category in categories), without
    assert set(intent_book().by_code) - known <= {"98986"}
