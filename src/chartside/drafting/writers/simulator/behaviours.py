"""How a simulated model answers. A behaviour takes what it was told and gives a reply."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

Told = dict[str, Any]
"""The JSON object of the user's message."""


@dataclass(frozen=True)
class Reply:
    """One answer.

    Attributes:
        text: the answer's text, streamed in pieces.
        status: of the response; other than 200 it is an error without text.
        end: why the model stopped: `done`, `length` or `refusal`.
        breaks_off: the connection ends in the middle of the answer.
        pause_seconds: waited before each piece.
        redirect: where the server sends the client instead.
    """

    text: str = ""
    status: int = 200
    end: str = "done"
    breaks_off: bool = False
    pause_seconds: float = 0.0
    redirect: str = ""


Behaviour = Callable[[Told], Reply]


def sentences(*lines: tuple[str, list[str], str]) -> str:
    """The text of an answer of the asked shape: section, fact ids and text of each sentence."""
    shaped = [{"section": section, "facts": facts, "text": text} for section, facts, text in lines]
    return json.dumps({"sentences": shaped}, ensure_ascii=False)


def plain(told: Told) -> Reply:
    """A faithful model: one sentence for each fact, in the fact's own words."""
    return Reply(sentences(*(_sentence(fact) for fact in told["facts"] if fact["kind"] != "pronouns")))


def _sentence(fact: dict[str, str]) -> tuple[str, list[str], str]:
    says = fact["says"].rstrip(" .;")
    if fact["kind"] == "subjective":
        named = re.fullmatch(r"[A-Z][a-z]+", fact["label"]) and fact["label"] not in ("Subjective", "Patient")
        who = fact["label"] if named else "The patient"
        return ("S", [fact["id"]], f"{who} reported: {says}.")
    section = "P" if fact["kind"] in ("plan", "next_visit") else "A" if "goal" in fact["kind"] else "O"
    return (section, [fact["id"]], f"{says[:1].upper()}{says[1:]}.")


def overloaded(_told: Told) -> Reply:
    """Too busy: 529 over the Messages API, 503 over chat completions."""
    return Reply(status=529)


def failing(status: int) -> Behaviour:
    """Answers with a status: 401 for a wrong key, 400 for a request it does not like."""
    return lambda _told: Reply(status=status)


def truncated(told: Told) -> Reply:
    """Reaches its limit in the middle."""
    whole = plain(told).text
    return Reply(whole[: len(whole) * 2 // 3], end="length")


def refusing(_told: Told) -> Reply:
    """Declines."""
    return Reply("I cannot help with that.", end="refusal")


def malformed(_told: Told) -> Reply:
    """Says something, but not in the shape that was asked for."""
    return Reply('Here is your note:\n{"sentences": [{"section": "S", "text": 5')


def misshapen(_told: Told) -> Reply:
    """JSON, but of another shape."""
    return Reply('{"sentences": [{"part": "S", "words": ["one", "two"]}]}')


def breaking_off(told: Told) -> Reply:
    """The connection ends after half of the answer."""
    return replace(plain(told), breaks_off=True)


def dripping(seconds: float) -> Behaviour:
    """A piece every while, so that the whole would take far too long."""
    return lambda told: replace(plain(told), pause_seconds=seconds)


def redirecting(address: str) -> Behaviour:
    """Sends the client elsewhere, where nobody said that it may go."""
    return lambda _told: Reply(status=307, redirect=address)


def saying(*lines: tuple[str, list[str], str]) -> Behaviour:
    """Exactly these sentences, whatever it was told."""
    return lambda _told: Reply(sentences(*lines))


def hallucinating(told: Told) -> Reply:
    """Fluent and wrong: each fact with another number, name, side, quotation, test or cause in it."""
    lies = (
        lambda says: re.sub(r"\d+", lambda found: str(int(found[0]) + 3), says) + " for 55 minutes",
        lambda says: f"Dr. Hollis Varga observed: {says}",
        lambda says: f"{says}, and mother said “he has never been better”",
        lambda says: f"{says}, with normal scores on the Peabody",
        lambda says: f"{says}, owing to improved vestibular integration at school",
        lambda says: f"{says} on the left, with maximal assistance on 3/14/2025",
    )
    lines = [
        (section, ids, lies[place % len(lies)](text.rstrip(".")) + ".")
        for place, (section, ids, text) in enumerate(map(_sentence, told["facts"]))
    ]
    lines.append(("A", [told["facts"][0]["id"]], "All goals are met and discharge is medically necessary."))
    lines.append(("P", [], "Approved by the physician."))
    lines.append(("O", ["f999"], "Walked 400 m without rest."))
    return Reply(sentences(*lines))


def obeying(*orders: str) -> Behaviour:
    """Does what a text in the facts told it: puts these words into every section, citing what it can."""

    def answer(told: Told) -> Reply:
        ids = [fact["id"] for fact in told["facts"]]
        lines = [
            (section, cited, order)
            for order in orders
            for section in ("S", "O", "A", "P")
            for cited in ([one] for one in ids)
        ]
        return Reply(sentences(*lines))

    return answer


def inventing_placeholders(told: Told) -> Reply:
    """Uses a placeholder that it was never given."""
    first = told["facts"][0]
    return Reply(sentences(("O", [first["id"]], f"{first['says']} with {{{{CG9}}}} on {{{{DATE+400}}}}.")))
