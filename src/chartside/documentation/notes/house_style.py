"""How the clinic wants drafts worded whose author has no style of their own: the table `house_style`."""

from chartside.drafting.style import Style
from chartside.rulebook.packs import PackSet, shipped_packs


def house_style(packs: PackSet | None = None) -> Style:
    """The clinic's style; the plain one until it says otherwise."""
    return (packs or shipped_packs()).compiled(_read)


def _read(packs: PackSet) -> Style:
    table = packs.table("house_style")
    names = dict.fromkeys(row["name"] for row in table.rows)
    # The clinic's rows stand first, so the first row of a name is the newest word on it.
    return Style.read({name: table.history(name)[0]["value"] for name in names})
