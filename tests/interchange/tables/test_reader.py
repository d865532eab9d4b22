"""Files as clinics send them: every row is handed over, none raises."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartside.interchange.tables import Row, read_table, write_table
from chartside.interchange.tables.writer import defuse
from chartside.kernel.errors import Problem

HEADER = "Patient ID,Name,DOB\n"


def rows(data: bytes) -> list[Row]:
    return list(read_table(data).rows())


def codes(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings(encoding):
    table = read_table("Name,Ort\nZoë Ærø,Łódź\n".encode(encoding))
    assert [row.cells for row in table.rows()] == [{"Name": "Zoë Ærø", "Ort": "Łódź"}]
    assert table.problems == ()


def test_windows_1252_is_read_and_said():
    table = read_table("Name\nJosé\n".encode("cp1252"))
    assert codes(table.problems) == ["not_utf8"]
    assert next(table.rows()).cells == {"Name": "José"}


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_separator_is_sniffed(delimiter):
    text = f'Name{delimiter}Address\nMarsh{delimiter}"4 Alder, Unit; 2"\nIto{delimiter}9 Elm\n'
    table = read_table(text.encode())
    assert table.delimiter == delimiter
    assert [row.cells["Name"] for row in table.rows()] == ["Marsh", "Ito"]


def test_quoted_line_break_stays_in_its_cell():
    found = rows(b'Name,Note\n"Marsh","two\r\nlines"\nIto,one\n')
    assert found[0].cells["Note"] == "two\r\nlines"
    assert (found[0].line, found[0].lines, found[1].line) == (2, 2, 4)


def test_ragged_rows_carry_their_line_and_cells():
    few, many, trailing = rows(HEADER.encode() + b"1,Marsh\n2,Ito,2019-01-01,spare\n3,Soto,2018-01-01,,\n")
    assert (few.line, codes(few.problems)) == (2, ["too_few_cells"])
    assert (many.line, codes(many.problems), many.extra) == (3, ["too_many_cells"], ("spare",))
    assert trailing.problems == ()


def test_unclosed_quote_costs_its_own_line_only():
    found = rows(HEADER.encode() + b'1,"Marsh,2019-04-11\n2,Ito,2018-01-01\n3,Soto,2018-02-02\n')
    assert codes(found[0].problems) == ["unclosed_quote"]
    assert '1,"Marsh,2019-04-11' in found[0].cells.values()
    assert [row.cells["Name"] for row in found[1:]] == ["Ito", "Soto"]


def test_quotes_inside_a_cell_are_noted():
    (row,) = rows(HEADER.encode() + b'1,"Theo" Marsh,2019-04-11\n')
    assert row.problems == ()
    assert codes(row.notes) == ["odd_quotes"]


def test_nul_is_removed_and_said():
    (row,) = rows(HEADER.encode() + b"1,Ma\0rsh,2019-04-11\n")
    assert (row.cells["Name"], codes(row.notes)) == ("Marsh", ["nul_removed"])


def test_huge_cell_is_a_problem():
    (row,) = rows(HEADER.encode() + b"1," + b"a" * 300_000 + b",2019-04-11\n")
    assert codes(row.problems) == ["cell_too_long"]


def test_cell_beyond_the_parser_is_a_problem():
    (row,) = rows(b"Name\n" + b"a" * (17 * 1024 * 1024) + b"\n")
    assert "unreadable_line" in codes(row.problems)


@pytest.mark.parametrize("data", [b"", b"\n\n", b" , ,\n", b"\xef\xbb\xbf"])
def test_empty_file(data):
    table = read_table(data)
    assert table.headers == ()
    assert codes(table.problems) == ["empty_file"]


def test_duplicate_and_empty_headers_are_named_apart():
    table = read_table(b"Name,Name,,Name\na,b,c,d\n")
    assert table.headers == ("Name", "Name (2)", "column 3", "Name (3)")
    assert codes(table.problems) == ["duplicate_header", "empty_header", "duplicate_header"]
    assert next(table.rows()).cells == {"Name": "a", "Name (2)": "b", "column 3": "c", "Name (3)": "d"}


def test_rows_stream():
    table = read_table(b"Name\nMarsh\nIto\n")
    assert next(table.rows()).number == 1


@given(st.binary(max_size=400))
def test_any_bytes_are_read(data):
    accounted_for(data)


@given(st.text(alphabet='a1",;|\t\r\n\0 é', max_size=200), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_each_line_is_header_blank_or_in_a_row(text, encoding):
    accounted_for(text.encode(encoding))


def accounted_for(data: bytes) -> None:
    table = read_table(data)
    found = list(table.rows())
    covered = table.header_lines + table.blank_lines + sum(row.lines for row in found)
    assert covered == count_lines(data.decode(table.encoding, "replace"))
    for row in found:
        assert set(row.cells) == set(table.headers)
        assert not any("\0" in cell for cell in row.cells.values())


def count_lines(text: str) -> int:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines) if lines[-1] else len(lines) - 1


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@given(st.lists(st.tuples(CELL, CELL), max_size=5))
def test_what_is_written_is_read_back(pairs):
    table = read_table(write_table(["A", "B"], pairs), delimiter=",")
    wanted = [[defuse(cell).strip() for cell in pair] for pair in pairs]
    assert [list(row.cells.values()) for row in table.rows()] == [pair for pair in wanted if any(pair)]


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+cmd", "@SUM(A1)", "\tx", "＝1"])
def test_formulas_are_defused(cell):
    assert write_table(["A"], [[cell]]).decode().splitlines()[1].lstrip('"').startswith("'")


@pytest.mark.parametrize("cell", ["-5", "+1 555 555 0142", "-3.25", "97530"])
def test_plain_numbers_stay(cell):
    assert write_table(["A"], [[cell]]).decode() == f"A\r\n{cell}\r\n"
