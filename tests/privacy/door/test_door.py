"""The door lets out what may leave, says so first, and nothing else ever passes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartside.kernel.findings import Confidence
from chartside.kernel.ids import new_id
from chartside.privacy.door.chart_strings import chart_finders
from chartside.privacy.door.door import Departure, Door, Outgoing
from chartside.privacy.door.places import host_of, is_encrypted, is_local
from chartside.privacy.door.policy import Cover, Permit, Stopped, permit
from chartside.rulebook.overlays import OverlayRow, merge
from chartside.rulebook.packs import PackSet, shipped_packs

TODAY = date(2026, 11, 20)
CHART = {"first": "Theo", "last": "Marsh", "dob": "2019-04-11", "mrn": "W-10023"}
VENDOR = Cover(new_id(), "Vendor", ("api.vendor.example.com",), date(2026, 1, 5), None, "Noa Lind")
ADDRESS = "https://api.vendor.example.com"


@dataclass
class Book:
    """Keeps lines, and what happened in which order."""

    lines: list[Departure] = field(default_factory=list)
    order: list[str] = field(default_factory=list)

    def write(self, departure: Departure) -> None:
        self.lines.append(departure)
        self.order.append(departure.decision)


def allowed() -> Permit:
    return permit(ADDRESS, [VENDOR], TODAY, shipped_packs())


def sending(book: Book) -> Iterator[str]:
    book.order.append("call")
    return iter(["answer"])


def go(book: Book, *parts: str) -> list[str]:
    door = Door(chart_finders(CHART).second, book)
    outgoing = Outgoing("treatment_note", "api.vendor.example.com", b"{}", parts, {"PT": 1})
    return list(door.let_out(outgoing, allowed, lambda: sending(book)))


def test_it_is_written_down_before_it_leaves() -> None:
    book = Book()
    assert go(book, "{{PT}} sat for 9 min.") == ["answer"]
    assert book.order == ["sent", "call"]
    (line,) = book.lines
    assert (line.basis, line.vendor_id, line.reason) == ("cloud_with_baa", VENDOR.vendor_id, "")
    assert line.words == "The agreement with Vendor, signed January 5, 2026, covers api.vendor.example.com."
    assert line.replaced == {"PT": 1}


@pytest.mark.parametrize(
    "part",
    [
        "Theo sat.",
        "THEO",
        "Marsh, T.",
        "born 4/11/2019",
        "born April 11, 2019",
        "chart W10023",
        "w-10023",
        "Théo",
    ],
)
def test_one_identifier_stops_it(part: str) -> None:
    book = Book()
    with pytest.raises(Stopped) as stop:
        go(book, "{{PT}} sat.", part)
    assert stop.value.code == "identifier_found"
    assert book.order == ["stopped"]
    assert sum(book.lines[0].found.values()) >= 1


def test_the_log_holds_no_text() -> None:
    book = Book()
    with pytest.raises(Stopped):
        go(book, "Theo Marsh")
    assert "Theo" not in str(book.lines)


def test_a_ledger_that_cannot_write_keeps_everything_in() -> None:
    class Broken(Book):
        def write(self, departure: Departure) -> None:
            raise OSError("no room")

    book = Broken()
    with pytest.raises(OSError, match="no room"):
        go(book, "{{PT}} sat.")
    assert book.order == []


@given(
    st.lists(
        st.sampled_from(["Theo", "Marsh", "swing", "{{PT}}", "W-10023", "5/8"]) | st.text(max_size=9),
        max_size=6,
    )
)
def test_nothing_with_a_string_of_the_chart_ever_passes(parts: list[str]) -> None:
    book, holds = Book(), any(word in part.split() for part in parts for word in ("Theo", "Marsh", "W-10023"))
    try:
        go(book, *parts)
    except Stopped:
        assert "call" not in book.order
    else:
        assert not holds


NO_VENDOR: dict[str, tuple[list[Cover], str]] = {
    "nobody": ([], "no_vendor"),
    "another host": ([Cover(new_id(), "V", ("vendor.example.org",), TODAY, None, "x")], "no_vendor"),
    "a host that only ends alike": (
        [Cover(new_id(), "V", ("dor.example.com",), TODAY, None, "x")],
        "no_vendor",
    ),
    "no agreement": ([Cover(new_id(), "V", ("example.com",), None, None, "x")], "no_baa"),
    "later": ([Cover(new_id(), "V", ("example.com",), date(2026, 11, 21), None, "x")], "baa_not_begun"),
    "ended": (
        [Cover(new_id(), "V", ("example.com",), date(2025, 1, 1), date(2026, 11, 19), "x")],
        "baa_ended",
    ),
    "nobody to call": ([Cover(new_id(), "V", ("example.com",), TODAY, None, "  ")], "no_contact"),
}


@pytest.mark.parametrize("name", NO_VENDOR)
def test_without_an_agreement_in_force_nothing_leaves(name: str) -> None:
    register, code = NO_VENDOR[name]
    with pytest.raises(Stopped) as stop:
        permit(ADDRESS, register, TODAY, shipped_packs())
    assert stop.value.code == code


def test_an_agreement_covers_its_last_day_and_the_hosts_below() -> None:
    cover = Cover(new_id(), "V", ("example.com",), TODAY, TODAY, "Noa")
    assert permit(ADDRESS, [cover], TODAY, shipped_packs()).vendor == "V"


def test_a_cloud_address_is_encrypted() -> None:
    with pytest.raises(Stopped) as stop:
        permit("http://api.vendor.example.com", [VENDOR], TODAY, shipped_packs())
    assert stop.value.code == "not_encrypted"


def overlaid(destination: str, carries: str) -> PackSet:
    row = OverlayRow(
        "destinations", destination, {"carries": carries}, "us", Confidence.VERIFIED, "us", 1, "us"
    )
    return merge(shipped_packs(), [row])


def test_a_clinic_can_close_a_way_and_never_open_one() -> None:
    for address, destination in ((ADDRESS, "cloud_with_baa"), ("http://127.0.0.1:1", "local_model")):
        with pytest.raises(Stopped) as stop:
            permit(address, [VENDOR], TODAY, overlaid(destination, "nothing"))
        assert stop.value.code == "forbidden"
    with pytest.raises(Stopped):
        permit(ADDRESS, [], TODAY, overlaid("cloud_without_baa", "placeholders"))


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://127.0.0.1:11434/v1", True),
        ("http://localhost:8000", True),
        ("http://[::1]:8000", True),
        ("http://10.0.4.7", True),
        ("http://192.168.1.20:1234/v1", True),
        ("https://models.clinic.internal/v1", True),
        ("http://box.local", True),
        ("https://api.anthropic.com", False),
        ("http://8.8.8.8", False),
        ("http://0.0.0.0:80", False),
        ("http://127.0.0.1.example.com", False),
        ("http://127.0.0.1@evil.example.com/", False),
        ("http://evil.example.com#127.0.0.1", False),
        ("http://evil.example.com/localhost", False),
        ("http://localhost.example.com", False),
        ("http://modelbox", False),
        ("http://[", False),
        ("127.0.0.1:80", False),
        ("", False),
    ],
)
def test_the_address_says_whether_it_is_the_clinics_own(address: str, local: bool) -> None:
    assert is_local(address) is local


def test_hosts_are_read_as_a_client_reads_them() -> None:
    assert host_of("https://API.Vendor.Example.com./v1") == "api.vendor.example.com"
    assert is_encrypted("https://x.example.com")
    assert not is_encrypted("http://x.example.com")
    assert not is_encrypted("http://[")
