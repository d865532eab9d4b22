"""Headers to fields."""

from chartside.interchange.tables import Column, Mapping, Profile, guess_mapping
from chartside.interchange.tables.dates import DateOrder

COLUMNS = (
    Column("source_id", "patient id", ("Chart #", "MRN"), required=True),
    Column("last", "last name", ("Surname",), required=True),
    Column("birth_date", "date of birth", ("DOB",)),
)


def test_names_meet_whatever_their_spelling():
    found = guess_mapping(["CHART NUMBER", "Last_Name", "D.O.B", "dob"], COLUMNS)
    assert found.columns == {"source_id": "CHART NUMBER", "last": "Last_Name", "birth_date": "dob"}
    assert found.unused(["CHART NUMBER", "Last_Name", "D.O.B", "dob"]) == ("D.O.B",)


def test_a_profile_goes_first():
    profile = Profile("x", "X", {"patients": {"last": ("Client",)}}, DateOrder.MONTH_FIRST)
    found = guess_mapping(["Client", "Last name"], COLUMNS, "patients", profile)
    assert found.columns["last"] == "Client"
    assert (found.profile, found.date_order) == ("x", DateOrder.MONTH_FIRST)


def test_one_header_serves_one_field():
    columns = (Column("a", "name"), Column("b", "other", ("Name",)))
    assert guess_mapping(["Name"], columns).columns == {"a": "Name"}


def test_problems_name_what_is_missing():
    mapping = Mapping({"last": "Family name"})
    assert [(p.code, p.path) for p in mapping.problems(["Surname"], COLUMNS)] == [
        ("field_not_mapped", "source_id"),
        ("no_such_header", "last"),
    ]


def test_it_is_stored_and_read_back():
    mapping = Mapping({"last": "Surname"}, DateOrder.DAY_FIRST, "x")
    assert Mapping.from_json(mapping.as_json()) == mapping
    assert mapping.pick({"Surname": "Marsh", "Other": "1"}) == {"last": "Marsh"}
