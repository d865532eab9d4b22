"""The common runner: order, ids, errors that name the field, exit codes, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

from chartside.cli.lines import answer_line
from chartside.kernel.commands import CannotAnswerError, LineCommand, LineInput
from chartside.kernel.errors import Problem

CHARTSIDE = [sys.executable, "-m", "chartside.cli.main"]
GOOD = {
    "id": "a",
    "payer": "medicare_b",
    "discipline": "OT",
    "date_of_service": "2026-03-02",
    "services": [{"code": "97530", "minutes": 23, "by": "therapist"}],
}


def chartside(*arguments: str, given: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*CHARTSIDE, *arguments], input=given, capture_output=True, check=False, env=os.environ | more
    )


def line(**changes: object) -> bytes:
    return json.dumps(GOOD | changes).encode() + b"\n"


def answers(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(text) for text in done.stdout.splitlines()]


def error(given: bytes) -> dict[str, str]:
    from chartside.coding.commands import commands

    (units,) = commands()
    assert isinstance(units, LineCommand)
    answer = answer_line(units, given)
    assert answer.failed
    found: dict[str, str] = answer.content["error"]
    return found


def test_answers_come_in_order_with_their_ids():
    done = chartside("coding", "units", "--json", given=line(id=3) + b"\n" + line(id="b") + line(id=1))
    assert [answer["id"] for answer in answers(done)] == [3, "b", 1]
    assert done.returncode == 0
    assert done.stderr == b""


def test_a_bad_line_does_not_stop_the_run():
    done = chartside("coding", "units", "--json", given=line(id=1) + b"nonsense\n" + line(id=2))
    first, second, third = answers(done)
    assert (first["id"], second["id"], third["id"]) == (1, None, 2)
    assert "error" in second
    assert "error" not in third
    assert done.returncode == 1


def test_files_are_read_one_after_the_other(tmp_path: Path):
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(line(id=name))
    done = chartside(
        "coding", "units", "--json", str(tmp_path / "one"), "-", str(tmp_path / "two"), given=line(id="in")
    )
    assert [answer["id"] for answer in answers(done)] == ["one", "in", "two"]


def test_a_last_line_without_its_newline_and_a_byte_order_mark_are_read():
    done = chartside("coding", "units", "--json", given=b"\xef\xbb\xbf" + line().rstrip())
    assert done.returncode == 0


def test_no_lines_are_no_error():
    done = chartside("coding", "units", "--json")
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        (line(colour="red"), "unknown_field", "colour"),
        (
            line(services=[{"code": "97530", "minutes": 1, "by": "therapist", "x": 1}]),
            "unknown_field",
            "services[0].x",
        ),
        (line(services=[{"code": "97530", "by": "therapist"}]), "missing_field", "services[0].minutes"),
        (line(services=[{"code": "97530", "minutes": 1, "by": "aide"}]), "bad_value", "services[0].by"),
        (
            line(services=[{"code": "97530", "minutes": "9", "by": "therapist"}]),
            "bad_value",
            "services[0].minutes",
        ),
        (
            line(services=[{"code": "97530", "minutes": 9.5, "by": "therapist"}]),
            "bad_value",
            "services[0].minutes",
        ),
        (
            line(services=[{"code": "97530", "minutes": -1, "by": "therapist"}]),
            "bad_value",
            "services[0].minutes",
        ),
        (
            line(services=[{"code": "97530", "minutes": True, "by": "therapist"}]),
            "bad_value",
            "services[0].minutes",
        ),
        (line(services=None), "bad_value", "services"),
        (line(discipline="dance"), "bad_value", "discipline"),
        (line(date_of_service="2026-02-30"), "bad_value", "date_of_service"),
        (line(unit_rule="guess"), "bad_value", "unit_rule"),
        (line(billed={"97530": -1}), "bad_value", "billed.97530"),
        (line(id=None), "bad_value", "id"),
        (line(id=1.5), "bad_value", "id"),
        (b'{"id": 1}', "missing_field", "discipline"),
        (b"[1]", "bad_json", ""),
        (b"{", "bad_json", ""),
        (b"\xff", "bad_json", ""),
        (b"[" * 100_000, "bad_json", ""),
        (line(id="\ud800"), "bad_value", ""),
    ],
)
def test_what_is_wrong_is_named(given, code, path):
    found = error(given)
    assert (found["code"], found["path"]) == (code, path)
    assert found["message"]


def test_an_unknown_field_is_named_before_other_faults():
    assert error(line(discipline="dance", colour="red"))["path"] == "colour"


class Broken(LineInput):
    """A line of a command that fails."""


class Nothing(BaseModel):
    """No answer."""


def command_that(raises: Exception) -> LineCommand:
    def answer(_: Broken) -> dict[str, object]:
        raise raises

    return LineCommand("break", "fails", Broken, Nothing, answer, lambda _: [])


def test_a_line_that_cannot_be_answered_says_why():
    problem = Problem("not_yet_composed", "no such document yet", "doc_type")
    answer = answer_line(command_that(CannotAnswerError(problem)), b'{"id": 7}')
    assert answer.as_json() == {
        "id": 7,
        "error": {"code": "not_yet_composed", "message": "no such document yet", "path": "doc_type"},
    }


def test_a_programming_error_is_an_error_of_its_line(capsys):
    answer = answer_line(command_that(ZeroDivisionError("oops")), b'{"id": 7}')
    assert answer.content["error"]["code"] == "internal_error"
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_wrong_usage_is_2():
    for arguments in ([], ["dance"], ["coding"], ["coding", "dance"], ["coding", "units", "--loud"]):
        done = chartside(*arguments)
        assert done.returncode == 2, arguments
        assert b"Traceback" not in done.stderr
    assert chartside("coding", "units", "no-such-file").returncode == 2


def test_help_and_version_are_0():
    for arguments in (["--help"], ["--version"], ["coding", "--help"], ["coding", "units", "--help"]):
        assert chartside(*arguments).returncode == 0


def test_output_is_utf_8_whatever_the_terminal_says():
    given = json.dumps(GOOD | {"id": "Müller"}, ensure_ascii=False).encode()
    done = chartside("coding", "units", "--json", given=given, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert answers(done)[0]["id"] == "Müller"
    escaped = chartside("coding", "units", "--json", given=line(id="\ud800"))
    assert answers(escaped)[0]["id"] == "\ud800"


def test_without_json_a_person_reads_a_table():
    done = chartside("coding", "units", given=line() + line(discipline="dance"))
    text = done.stdout.decode()
    assert "97530" in text
    assert "GO" in text
    assert "bad_value" in text
    assert done.returncode == 1
    assert "\x1b" not in text


def test_a_reader_that_leaves_early_is_no_fault():
    running = subprocess.Popen(
        [*CHARTSIDE, "coding", "units", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdin
    assert running.stdout
    running.stdout.close()
    _, complaint = running.communicate(line() * 200)
    assert b"Traceback" not in complaint
    assert b"BrokenPipe" not in complaint
