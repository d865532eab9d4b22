"""What the page of one's own style shows."""

from dataclasses import dataclass

from chartside.drafting.style import Style
from chartside.drafting.style.style import patient_words

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class StylePage:
    """The style in the form, and how many notes it was just read from (0: it is the one that is kept)."""

    style: Style
    lengths: Options
    patients: Options
    therapists: Options
    layouts: Options
    openings: Options
    read_from: int = 0


def show_style(style: Style, read_from: int = 0) -> StylePage:
    """The page's values."""
    return StylePage(
        style=style,
        lengths=(
            ("brief", "Brief: lean phrases"),
            ("standard", "Standard"),
            ("full", "Full: whole sentences"),
        ),
        patients=(
            ("", "As the specialty does"),
            *((word, word.capitalize()) for word in patient_words()),
            ("name", "The given name"),
        ),
        therapists=(("third", "The therapist graded ..."), ("first", "I graded ...")),
        layouts=(
            ("prose", "Prose"),
            ("lists", "Bullets for activities and plan"),
            ("bullets", "Bullets throughout"),
        ),
        openings=(("activities", "What was done"), ("response", "The response")),
        read_from=read_from,
    )
