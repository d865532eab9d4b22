"""Whatever is put into a log call, no text of it comes out."""

import ast
import asyncio
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartside.kernel.ids import new_id
from chartside.platform.logs import AccessLog, configure_logs, declare_words, get_logger, log_context

MARK = "Xq7"
PATIENT = f"{MARK} Maria Delgado-Vance"
texts = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30).map(
    lambda t: MARK + t
)
library = logging.getLogger("some.library")


@pytest.fixture(autouse=True)
def out() -> Iterator[io.StringIO]:
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    factory, level = logging.getLogRecordFactory(), logging.getLogger().level
    handlers = list(logging.getLogger().handlers)
    stream = io.StringIO()
    configure_logs(stream=stream)
    yield stream
    logging.captureWarnings(capture=False)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    logging.setLogRecordFactory(factory)
    logging.getLogger().handlers[:] = handlers
    logging.getLogger().setLevel(level)
    for name in ("dbos", "uvicorn", "alembic"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True


def fail(error: Exception, cause: Exception | None = None) -> None:
    raise error from cause


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@given(text=texts)
def test_no_string_put_into_a_line_comes_out(text: str) -> None:
    stream = io.StringIO()
    configure_logs(stream=stream)
    log = get_logger("test")
    log.info(text, job=text, code=text, route=text)
    anything: Any = {"org_id": text, "count": text, text: text}
    log.info("test.happened", **anything)
    library.error(text)
    library.error("could not find %s", text)
    library.error(f"could not find {text}")
    library.error("could not find " + text)
    library.error("could not find %s and %d", text)
    try:
        fail(ValueError(text), KeyError(text))
    except ValueError as error:
        error.add_note(text)
        log.failure("test.failed", error=error)
        library.exception("failed with %s", text)
    assert MARK not in stream.getvalue()
    assert len(lines(stream)) == 9


class Colour(StrEnum):
    GREEN = "green"


def test_a_line_of_ours_keeps_what_is_allowed(out: io.StringIO) -> None:
    declare_words("review.deliver")
    who = new_id()
    get_logger("review").info(
        "effect.delivered", effect_id=who, attempt=2, ms=13.456, code=Colour.GREEN, job="review.deliver"
    )
    (line,) = lines(out)
    assert line["event"] == "effect.delivered"
    assert line["logger"] == "review"
    assert line["level"] == "info"
    assert line["effect_id"] == str(who)
    assert (line["attempt"], line["ms"]) == (2, 13.46)
    assert (line["code"], line["job"]) == ("green", "review.deliver")


def test_dropped_fields_are_counted(out: io.StringIO) -> None:
    get_logger("t").info("a.b", count=3, code=PATIENT, rows=987_654_321_000, ms=True, status=True)
    (line,) = lines(out)
    assert (line["count"], line["dropped"]) == (3, 4)


def test_a_constant_template_of_a_library_is_kept_without_its_arguments(out: io.StringIO) -> None:
    library.warning("no answer from %s", PATIENT)
    (line,) = lines(out)
    assert line["template"] == "no answer from %s"
    assert "test_logs_carry_no_phi.py:" in line["from"]


def test_an_exception_is_its_type_and_places(out: io.StringIO) -> None:
    try:
        fail(LookupError(PATIENT))
    except LookupError as error:
        get_logger("t").failure("a.b", error=error)
    (line,) = lines(out)
    assert line["error"]["type"] == "LookupError"
    assert "test_logs_carry_no_phi.py:" in line["error"]["at"][0]


def test_uncaught_exceptions_warnings_and_broken_log_calls(
    out: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    thread = threading.Thread(target=fail, args=(RuntimeError(PATIENT),))
    thread.start()
    thread.join()
    error = RuntimeError(PATIENT)
    sys.excepthook(RuntimeError, error, None)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(PATIENT, stacklevel=1)
    library.error("%d", PATIENT)
    captured = capsys.readouterr()
    everything = out.getvalue() + captured.out + captured.err
    assert MARK not in everything
    assert [line["event"] for line in lines(out)] == [
        "process.uncaught_in_thread",
        "process.uncaught",
        "library.message",
        "library.message",
    ]


def test_context_is_added_to_each_line_inside(out: io.StringIO) -> None:
    org = new_id()
    with log_context(org_id=org):
        get_logger("t").info("a.b")
    get_logger("t").info("a.c")
    first, second = lines(out)
    assert first["org_id"] == str(org)
    assert "org_id" not in second


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_lines_for_eyes() -> None:
    stream = Terminal()
    configure_logs(stream=stream)
    try:
        fail(ValueError(PATIENT), KeyError(PATIENT))
    except ValueError as error:
        get_logger("jobs").failure("job.failed", error=error, attempt=2)
    text = stream.getvalue()
    assert "jobs: job.failed  attempt=2" in text
    assert "ValueError" in text
    assert "KeyError" in text
    assert MARK not in text


class Route:
    path = "/visits/{visit_id}"


def apart(exchange: Coroutine[Any, Any, None]) -> None:
    """Run it in a thread of its own: a browser of another test may hold this thread's event loop."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, exchange).result()


def parsed_apart(path: Path) -> ast.Module:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(ast.parse, path.read_text(encoding="utf-8")).result()


async def call(middleware: AccessLog, path: str) -> None:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        return None

    await middleware(
        {"type": "http", "method": "GET", "path": path, "query_string": b"q=" + path.encode()}, receive, send
    )


def test_the_access_log_names_the_route_not_the_address(out: io.StringIO) -> None:
    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["path"].startswith("/visits"):
            scope["route"] = Route()
        get_logger("t").info("a.b")
        await send({"type": "http.response.start", "status": 204})

    apart(call(AccessLog(answer), f"/visits/{MARK}"))
    apart(call(AccessLog(answer), f"/{MARK}"))
    assert MARK not in out.getvalue()
    inner, request, _, unknown = lines(out)
    assert (request["route"], request["status"], request["method"]) == ("/visits/{visit_id}", 204, "GET")
    assert inner["request_id"] == request["request_id"]
    assert str(UUID(request["request_id"])) == request["request_id"]
    assert unknown["route"] == "no-route"


def test_a_failing_request_is_a_500(out: io.StringIO) -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise ValueError(PATIENT)

    with pytest.raises(ValueError, match=MARK):
        apart(call(AccessLog(broken), "/"))
    (line,) = lines(out)
    assert line["status"] == 500


def test_a_word_is_a_name() -> None:
    with pytest.raises(ValueError, match="short name"):
        declare_words("two words")


def test_every_event_in_the_source_is_a_literal() -> None:
    """A log event built at run time could hold data; the check is on the source."""
    source = Path(__file__).parents[3] / "src"
    for path in source.rglob("*.py"):
        for node in ast.walk(parsed_apart(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            owner = node.func.value
            named = getattr(owner, "id", getattr(owner, "attr", ""))
            if named.lower() in {"log", "_log"} and node.func.attr in {"debug", "info", "warning", "failure"}:
                assert isinstance(node.args[0], ast.Constant), f"{path}:{node.lineno}"
