"""Which writers there are, and the one that a clinic chose for a use. All of it is pack data."""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec

from chartside.drafting.writers.port import Writer, WriterFailed
from chartside.rulebook.packs import PackSet
from chartside.rulebook.tables import Row

COMPOSER, ANTHROPIC, OPENAI = "composer", "anthropic", "openai"


@dataclass(frozen=True)
class Profile:
    """One writer as configured.

    Attributes:
        writer: its name in the pack; `title` is what people read.
        protocol: `composer`, `anthropic` (Messages API) or `openai` (chat completions).
        base_url: where it is asked. Whether that is the clinic's own network is read from the address.
        key_name: the file of the secrets folder that holds the key; empty for a server that wants none.
        output: `json_schema`, `json_object` or `text`: how the server is told the shape of the answer.
        first_seconds: how long to wait for the next piece of an answer; `all_seconds` for all of it.
        retries: how often an overloaded server is asked again, with growing pauses.
    """

    writer: str
    title: str
    protocol: str
    model: str = ""
    base_url: str = ""
    key_name: str = ""
    output: str = "json_schema"
    max_tokens: int = 4096
    first_seconds: float = 20.0
    all_seconds: float = 60.0
    retries: int = 2

    @property
    def is_model(self) -> bool:
        """Not the built-in writer."""
        return self.protocol != COMPOSER

    @property
    def lacks(self) -> str:
        """What has to be set before it can write, in words; empty when nothing."""
        if self.is_model and not self.model:
            return "the name of the model"
        return "the address" if self.is_model and not self.base_url else ""

    @property
    def label(self) -> str:
        """How a draft of it is labelled."""
        return f"{self.title}, checked against the facts"


def profiles(packs: PackSet) -> list[Profile]:
    """Every writer, the clinic's word over the shipped one, in the order of the pack."""
    names = dict.fromkeys(row["writer"] for row in packs.table("writers").rows)
    return sorted((profile(packs, name) for name in names), key=lambda one: one.is_model)


def profile(packs: PackSet, writer: str) -> Profile:
    """One writer.

    Raises:
        KeyError: the pack has none of that name.
    """
    row = packs.table("writers").get(writer)
    if row is None:
        raise KeyError(writer)
    return _read(row)


def chosen(packs: PackSet, use: str) -> Profile:
    """The writer that drafts this; the built-in one where nothing usable was chosen."""
    row = packs.table("writer_choice").get(use)
    found = packs.table("writers").get(row["writer"]) if row else None
    return _read(found) if found else profile(packs, COMPOSER)


@lru_cache(maxsize=8)
def make_writer(profile: Profile, key: str | None) -> Writer:
    """The writer of a profile, made once; the vendor's client is loaded here and not before.

    Raises:
        WriterFailed: its client is not installed, it lacks a setting, or its protocol is unknown.
    """
    if profile.lacks:
        raise WriterFailed("not_allowed", f"{profile.title} lacks {profile.lacks}.")
    if profile.key_name and not key:
        raise WriterFailed("not_allowed", f"There is no key for {profile.title} on this server.")
    try:
        if profile.protocol == ANTHROPIC:
            from chartside.drafting.writers.anthropic_messages import AnthropicWriter  # noqa: PLC0415

            return AnthropicWriter(profile, key or "")
        if profile.protocol == OPENAI:
            from chartside.drafting.writers.openai_chat import OpenAIWriter  # noqa: PLC0415

            return OpenAIWriter(profile, key or "")
    except ModuleNotFoundError as missing:
        words = "The clients of the vendors are not installed; install chartside[models]."
        raise WriterFailed("not_installed", words) from missing
    raise WriterFailed("not_allowed", f"{profile.title} speaks no protocol that is known here.")


def is_installed(profile: Profile) -> bool:
    """Whether the client that a writer needs is part of this installation."""
    return not profile.is_model or find_spec(profile.protocol) is not None


def load_client(profile: Profile) -> None:
    """Load the vendor's client of a profile ahead of its first use; without an effect where it is missing."""
    with suppress(WriterFailed):
        make_writer(profile, "ahead of use")


def _read(row: Row) -> Profile:
    return Profile(
        writer=row["writer"],
        title=row["title"],
        protocol=row["protocol"],
        model=row["model"],
        base_url=row["base_url"],
        key_name=row["key_name"],
        output=row["output"] or "json_schema",
        max_tokens=int(row["max_tokens"] or 4096),
        first_seconds=float(row["first_seconds"] or 20),
        all_seconds=float(row["all_seconds"] or 60),
        retries=int(row["retries"] or 0),
    )
