"""The phrase frames that a clinic has of its own: rows of the table `own_frames`, overlays among them."""

from chartside.drafting.composer.frames import Frame, OwnFrame, OwnFrames
from chartside.rulebook.packs import PackSet, shipped_packs


def own_frames(packs: PackSet | None = None) -> OwnFrames:
    """By kind and form, the frames to add (and those to leave out, whose text is empty)."""
    return (packs or shipped_packs()).compiled(_read)


def _read(packs: PackSet) -> OwnFrames:
    found: dict[tuple[str, str], tuple[OwnFrame, ...]] = {}
    seen = set[tuple[str, ...]]()
    table = packs.table("own_frames")
    # The clinic's rows stand first: the newest word on a frame is the one that counts.
    for row in table.rows:
        key = tuple(row[column] for column in table.key)
        if key in seen:
            continue
        seen.add(key)
        own = OwnFrame(row["discipline"], Frame(row["id"], row["text"].strip()))
        place = (row["kind"], row["form"])
        found[place] = (*found.get(place, ()), own)
    return found
