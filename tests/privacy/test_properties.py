"""Laws for any text and any chart: never an exception, spans in order inside the text, no name of the chart left."""

import json

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chartside.privacy.api import Chart, Clinic, find_identifiers, redact, replaced
from chartside.privacy.lexicon import allowed, english

PIECES = st.sampled_from(
    [
        *(
            "Stella",
            "stella",
            "STELLA",
            "Marquez-Boone",
            "Mr.",
            "will",
            "Will",
            "3/4",
            "4/5 trials",
            "9/14/2018",
        ),
        *(
            "97530",
            "MRN",
            "#",
            "00482913",
            "(512)",
            "555-0142",
            "Berg",
            "Balance Scale",
            "\n",
            "’s",
            "Dr.",
            "é",
        ),
        *(
            "May",
            "in",
            "the 22nd",
            "@",
            "example.com",
            "Rd",
            "418",
            "Cedar",
            "TX",
            "78664",
            "\u200b",
            "-",
            ",",
            ".",
        ),
        *(
            "mother",
            "(",
            ")",
            "named",
            "Theo",
            "ninety-two",
            "years old",
            "S/N",
            "PX-2231",
            "https://",
            "\ud800",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=30).map(" ".join),
    st.lists(PIECES, max_size=30).map("".join),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30) | PIECES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
MEMBERS = st.sampled_from(
    [
        *(
            "first",
            "last",
            "middle",
            "nicknames",
            "dob",
            "mrn",
            "member_id",
            "ssn",
            "phones",
            "emails",
            "address",
            "other",
        ),
        *(
            "guardians",
            "school",
            "employer",
            "vehicle",
            "device_serials",
            "unknown_member",
            "zip",
            "pcp",
            "sex",
            "payer",
        ),
    ]
)
CHARTS = st.dictionaries(MEMBERS, VALUES, max_size=6)
NAMES = st.from_regex(r"[A-Z][a-z]{4,9}", fullmatch=True)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, chart=CHARTS, clinic=CHARTS)
def test_any_text_and_chart_give_spans_in_order_inside_the_text(text, chart, clinic):
    chart, clinic = (
        Chart(**chart),
        Clinic(**{"name" if key == "first" else key: it for key, it in clinic.items()}),
    )
    redacted, spans = redact(text, chart, clinic)
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        at = span.end
    assert redacted == replaced(text, spans)
    assert find_identifiers(text, chart, clinic) == spans


@settings(max_examples=200, deadline=None)
@given(first=NAMES, last=NAMES, around=st.lists(PIECES, max_size=8))
def test_no_name_of_the_chart_is_left(first, last, around):
    field = allowed().eponyms | allowed().in_context | allowed().brands | english()
    assume({first.lower(), last.lower()}.isdisjoint(field))
    text = " ".join([*around, f"and {first} with {last}, {first} {last}", *around])
    redacted, _ = redact(text, Chart(first=first, last=last))
    for name in (first, last):
        assert name not in redacted.replace("[", " [").split()


@settings(max_examples=200, deadline=None)
@given(
    digits=st.text("0123456789", min_size=6, max_size=12),
    marks=st.lists(st.sampled_from(["", "-", " ", "."]), min_size=12),
)
def test_a_number_of_the_chart_is_found_with_any_marks_between(digits, marks):
    written = "".join(digit + mark for digit, mark in zip(digits, marks, strict=False)).rstrip("-. ")
    text = f"on file: {written}; next"
    redacted, _ = redact(text, Chart(mrn=digits))
    assert "".join(c for c in redacted if c.isdigit()) == ""


@given(text=st.text(max_size=80))
def test_an_empty_chart_is_enough(text):
    assert json.dumps([span.type.value for span in find_identifiers(text, Chart())])
