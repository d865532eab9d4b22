"""The clinic's choice of a writer, its own server, and its own words to the model: entries over the packs."""

from urllib.parse import urlsplit

from chartside.clinic.overlays import Entry, pack_set, put_overlay
from chartside.documentation.kind import TREATMENT_NOTE
from chartside.drafting.writers.profiles import OPENAI, profile
from chartside.kernel.errors import Refused
from chartside.kernel.findings import Confidence
from chartside.platform.tenancy import Work
from chartside.privacy.door.places import is_local

OWN_SERVER = "local"
LONGEST_INSTRUCTIONS = 4000


def choose_writer(work: Work, writer: str) -> None:
    """From the next draft on, this writer. Whether it may be reached is judged at the door each time.

    Raises:
        Refused: there is no such writer, or it lacks a setting.
    """
    try:
        wanted = profile(pack_set(work), writer)
    except KeyError as error:
        raise Refused("There is no such writer.") from error
    if wanted.lacks:
        raise Refused(f"{wanted.title} lacks {wanted.lacks}; set it first.")
    _put(work, "writer_choice", TREATMENT_NOTE, {"writer": writer})


def set_own_server(work: Work, model: str, address: str) -> None:
    """Which model stands at which address of the clinic's own network.

    Raises:
        Refused: it is no address of the clinic's own, or the model has no name.
    """
    model, address = model.strip(), address.strip()
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https") or not is_local(address):
        raise Refused(
            "An own server has an address of the clinic's network, such as http://127.0.0.1:11434/v1 or "
            "a name that ends in .local or .internal."
        )
    if not model or len(model) > 200:
        raise Refused("Give the name under which the server knows the model.")
    _put(work, "writers", OWN_SERVER, {"model": model, "base_url": address, "protocol": OPENAI})


def set_instructions(work: Work, text: str) -> None:
    """The clinic's own layer of the instructions to a model. It must name nobody.

    Raises:
        Refused: it is too long.
    """
    if len(text) > LONGEST_INSTRUCTIONS:
        raise Refused(f"At most {LONGEST_INSTRUCTIONS} letters.")
    _put(work, "prompt_layers", "clinic|own", {"text": text.strip()})


def _put(work: Work, pack: str, key: str, value: dict[str, str]) -> None:
    name = work.actor.name
    put_overlay(
        work, Entry(pack, key, value, "the clinic's choice", name, Confidence.VERIFIED, approved_by=name)
    )
