"""Levels of help: what `mod A`, `CGA` or `min VC` mean, in one scale per system.

The table is `packs/measures/assistance_levels.csv`. In running text a bare `min` means minutes,
so a level needs its noun (`min A`, `minimal assist`); in a field that asks for the level, the bare word is
enough.
"""

import re
from dataclasses import dataclass
from functools import cache

from chartside.rulebook.packs import shipped_packs


@dataclass(frozen=True)
class Level:
    """One step of one scale. `rank` is higher the more the patient does alone; None is no score."""

    system: str
    code: str
    rank: float | None
    label: str


@dataclass(frozen=True)
class LevelFound:
    """A level read at `start:end` of a text; `cue` is the kind of cue when the scale is that of cues."""

    code: str
    start: int
    end: int
    cue: str = ""


_AMOUNTS = {"min": "MINA", "mod": "MODA", "max": "MAXA", "tot": "TOTA"}
_CUES = {
    "min": "C2",
    "mod": "C3",
    "max": "C4",
    "occ": "C1",
    "con": "C5",
    "no": "C0",
    "zer": "C0",
    "wit": "C0",
}
_AMOUNT = r"(?:minimal(?:ly)?|minimum|min|moderate(?:ly)?|mod|maximal(?:ly)?|maximum|max|total)"
_CUE_KIND = (
    r"(?:verbal|visual|tactile|gestural|physical|auditory|written|picture|demonstration|phonemic|semantic"
    r"|orthographic|articulatory|environmental|contextual|kinesthetic|imitative|indirect|direct|manual)"
)
_CUE_KINDS = rf"{_CUE_KIND}(?:(?:\s*(?:,|/|and|or|&)\s*|\s+){_CUE_KIND})*"
_CUED = re.compile(
    rf"\b(?P<amount>{_AMOUNT}|occasional|continuous|constant|no|without|zero)"
    rf"(?:(?:\s*(?:to|/|-)\s*)(?P<second>{_AMOUNT}))?\s+"
    rf"(?:(?P<kind>{_CUE_KINDS})\s+)?(?P<noun>cues?|cue?ing|prompts?|prompting|VCs?|TCs?|(?P<bare>verbal|tactile|visual)s)\b",
    re.IGNORECASE,
)
_ASSISTED = re.compile(
    rf"\b(?P<amount>{_AMOUNT})(?:\.?(?:\s*(?:to|/|-)\s*)(?P<second>{_AMOUNT}))?\.?[\s-]*"
    rf"(?:physical\s+)?(?:A\b(?!\s+[a-z]+ly)|assist(?:ance|ed)?\b)",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"(?P<MODI>\bmodified[\s-]+independen(?:t|ce|tly)\b|\bmod(?:\.|\s|-)*I\b)"
    r"|(?P<SBA>\bstand[\s-]?by(?:[\s-]+(?:assist(?:ance)?|A))?\b|\bSBA\b|\bclose supervision\b)"
    r"|(?P<CGA>\bcontact[\s-]+guard(?:ing)?(?:[\s-]+(?:assist(?:ance)?|A))?\b|\bCGA\b)"
    r"|(?P<SUP>\b(?:distant )?supervision\b|\bsupervised\b)"
    r"|(?P<SETUP>\bset[\s-]?up(?:[\s-]+(?:assist(?:ance)?|A))?\b)"
    r"|(?P<P7>\bhand[\s-]over[\s-]hand(?:[\s-]+(?:assist(?:ance)?|A))?\b|\bHOHA?\b"
    r"|\bfull physical prompts?\b)"
    r"|(?P<P6>\bpartial physical prompts?\b)"
    r"|(?P<IND>\bindependen(?:t|ce|tly)\b)"
    r"|(?P<DEP>\bdependen(?:t|ce|tly)\b)",
    re.IGNORECASE,
)
# Nothing is a level without one of these: most sentences are done after this one look.
_HINT = re.compile(
    r"assist|cue|prompt|guard|superv|depend|over[\s-]hand|set[\s-]?up|stand[\s-]?by|CGA|SBA|HOH|FIM|GG"
    r"|\b(?:min|mod|max|total)\w*\.?[\s-]*(?:A|I|to|VC|TC|verbal|tactile|visual)\b|/\s*m(?:in|od|ax)|VC|TC",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:(?P<fim>FIM)[\s-]*(?:level\s+)?(?P<f>[1-7])|(?P<gg>GG)[\s-]*(?P<g>0[1-79]|10|88))\b", re.IGNORECASE
)


@cache
def levels() -> dict[str, Level]:
    """Every level of the table by its code (`MODA`, `C3`, `P7`; FIM and Section GG as `FIM 4`, `GG 04`)."""
    found = {}
    for row in shipped_packs().table("assistance_levels").rows:
        code = {"FIM": f"FIM {row['code']}", "SectionGG": f"GG {row['code']}"}.get(row["system"], row["code"])
        rank = row["order_high_is_independent"]
        found[code] = Level(row["system"], code, float(rank) if rank else None, row["label"])
    return found


@cache
def _field_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in shipped_packs().table("assistance_levels").rows:
        if row["system"] != "conventional":
            continue
        for word in (row["label"], row["code"], *row["synonyms"].split("|")):
            found.setdefault(word.strip().lower().rstrip("."), row["code"])
    found["x2"] = found["two-person"] = "DEP"
    return found


def find_levels(text: str) -> list[LevelFound]:
    """Every level that a running text names, in order of place, none inside another."""
    taken: list[LevelFound] = []
    if not _HINT.search(text):
        return taken

    def add(code: str, start: int, end: int, cue: str = "") -> None:
        if not any(start < other.end and other.start < end for other in taken):
            taken.append(LevelFound(code, start, end, cue))

    for found in _CUED.finditer(text):
        _add_cue(found, taken)
    for found in _ASSISTED.finditer(text):
        if found["second"]:
            add(_AMOUNTS[found["amount"][:3].lower()], found.start(), found.start("second"))
            add(_AMOUNTS[found["second"][:3].lower()], found.start("second"), found.end())
        else:
            add(_AMOUNTS[found["amount"][:3].lower()], found.start(), found.end())
    for found in _NUMBERED.finditer(text):
        add(f"FIM {found['f']}" if found["fim"] else f"GG {found['g']}", found.start(), found.end())
    for found in _PLAIN.finditer(text):
        add(found.lastgroup or "", found.start(), found.end())
    return sorted(taken, key=lambda level: level.start)


def _add_cue(found: re.Match[str], taken: list[LevelFound]) -> None:
    amount, noun = found["amount"][:3].lower(), found["noun"].lower()
    kind = (
        found["kind"]
        or found["bare"]
        or {"v": "verbal", "t": "tactile"}.get(noun[0] if noun.rstrip("s") in ("vc", "tc") else "", "")
    )
    cue = " ".join(sorted(re.findall(_CUE_KIND, kind.lower())))
    first, second = _CUES.get(amount), _CUES.get((found["second"] or "")[:3].lower())
    if first is None:
        return
    middle = found.start("second") if second else found.end()
    taken.append(LevelFound(first, found.start(), middle, cue))
    if second:
        taken.append(LevelFound(second, middle, found.end(), cue))


def field_level(text: str) -> str | None:
    """The level that a field asked for one holds as its whole text (`min`, `Mod A`, `S`), or None."""
    return _field_words().get(text.strip().lower().rstrip("."))


def level_label(code: str) -> str:
    """The label a note uses for a level."""
    return levels()[code].label
