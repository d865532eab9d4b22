"""What code may not do, by reading its syntax tree."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import Complaint, Tree, dotted

_CLOCK_HOMES = ("src/chartside/kernel/clock.py", "src/chartside/kernel/ids.py")
_CLOCK_CALLS = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|localtime|gmtime|ctime))$"
)

_SOCKET_HOMES = ("connectors", "drafting/writers", "platform/identity")
_SOCKET_MODULES = {
    *("socket", "ssl", "socketserver", "http.client", "http.server", "urllib.request", "smtplib", "ftplib"),
    *("poplib", "imaplib", "telnetlib", "xmlrpc", "httpx", "httpx2", "httpcore", "httpcore2", "requests"),
    *("urllib3", "aiohttp", "websockets", "websocket", "grpc", "paramiko", "asyncssh", "boto3", "botocore"),
    *("anthropic", "openai", "pydantic_ai", "authlib", "hl7.mllp", "asyncio.streams"),
}

_FACT_FREE = ("coding", "documentation", "drafting", "rulebook", "clinic", "review")
_AMOUNT = re.compile(r"\$\s?\d|^\d{1,3}(,\d{3})+(\.\d\d)?$|^\d{3,}\.\d\d$")
_PROCEDURE_CODE = re.compile(r"^(\d{5}|[A-CEGHJ-V]\d{4})$")
# 2000 is a round number more often than a year.
_YEARS = frozenset(range(1990, 2100)) - {2000}


def only_the_clock_reads_the_clock(tree: Tree) -> list[Complaint]:
    """Time is handed in (`Clock`); a decision that reads the machine's clock cannot be tested or repeated."""
    complaints = []
    for path, module in tree.modules():
        if path.relative_to(tree.root).as_posix() in _CLOCK_HOMES:
            continue
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and _CLOCK_CALLS.search(dotted(node.func)):
                complaints.append(
                    tree.complaint(path, node.lineno, f"{dotted(node.func)}: take a Clock instead")
                )
    return complaints


def sockets_only_at_the_doors(tree: Tree) -> list[Complaint]:
    """Only connectors, model writers and sign-in may open a network connection (the database aside)."""
    complaints = []
    for path, module in tree.modules():
        place = path.relative_to(tree.root / "src").as_posix().removeprefix("chartside/")
        if place.startswith(_SOCKET_HOMES):
            continue
        for line, name in _imported(module):
            if any(name == door or name.startswith(f"{door}.") for door in _SOCKET_MODULES):
                complaints.append(tree.complaint(path, line, f"imports {name}, which opens sockets"))
    return complaints


def facts_live_in_packs(tree: Tree) -> list[Complaint]:
    """No year, dollar amount or procedure code in the code of a judgement: those are rows with a source."""
    complaints = []
    for room in _FACT_FREE:
        for path, module in tree.modules(f"src/chartside/{room}"):
            for line, what in _facts(module):
                complaints.append(tree.complaint(path, line, f"{what} belongs in a pack"))
    return complaints


def _facts(module: ast.Module) -> Iterator[tuple[int, str]]:
    prose = _prose(module)
    for node in ast.walk(module):
        if not isinstance(node, ast.Constant) or id(node) in prose:
            continue
        value = node.value
        if isinstance(value, int) and not isinstance(value, bool) and value in _YEARS:
            yield node.lineno, f"the year {value}"
        if isinstance(value, str) and _AMOUNT.search(value.strip()):
            yield node.lineno, f"the amount {value!r}"
        if isinstance(value, str) and _PROCEDURE_CODE.match(value):
            yield node.lineno, f"the code {value!r}"


def _prose(module: ast.Module) -> set[int]:
    """Docstrings and what is told to a person: they may cite a year."""
    return {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}


def _imported(module: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def shipped_bytes_match_their_manifest(tree: Tree) -> list[Complaint]:
    """Fonts are the bytes that their manifest names."""
    from hashlib import sha256

    folder: Path = tree.root / "src/chartside/interchange/paper/fonts"
    manifest = folder / "SHA256SUMS"
    lines = manifest.read_text().splitlines() if manifest.exists() else []
    named = {line.split()[1]: line.split()[0] for line in lines}
    found = {file.name: sha256(file.read_bytes()).hexdigest() for file in folder.glob("*.ttf")}
    return [
        tree.complaint(folder / name, 1, "differs from SHA256SUMS")
        for name in sorted(set(named) | set(found))
        if named.get(name) != found.get(name)
    ]
