# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools[woff]==4.60.1"]
# ///
"""Make the fonts that paper is set in: web fonts of the npm registry in, TrueType for Typst out.

A maintainer runs it by hand (`uv run scripts/make_paper_fonts.py`) when a font is renewed; it needs `npm`.
The result is committed, so that no build and no clinic needs the network. The house test compares the files
with their manifest.
"""

import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "src/chartside/interchange/paper/fonts"
VERSION = "5.3.0"
SIGNS = ",".join(
    [
        *("U+00B5", "U+2100-214F", "U+2150-218F", "U+2190-21FF", "U+2200-22FF", "U+2300-230F", "U+25A0-25FF"),
        *("U+2605", "U+2606", "U+2610-2612", "U+2640", "U+2642", "U+2713", "U+2717", "U+27F5-27FF"),
    ]
)

# target file: (npm package, subsets merged in this order, weight and style, ranges kept or None for all)
PLAN: dict[str, tuple[str, list[str], str, str | None]] = {
    "AtkinsonHyperlegibleNext-Regular": (
        "atkinson-hyperlegible-next",
        ["latin", "latin-ext"],
        "400-normal",
        None,
    ),
    "AtkinsonHyperlegibleNext-SemiBold": (
        "atkinson-hyperlegible-next",
        ["latin", "latin-ext"],
        "600-normal",
        None,
    ),
    "NotoSans-Regular": (
        "noto-sans",
        ["latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext"],
        "400-normal",
        None,
    ),
    "NotoSans-SemiBold": (
        "noto-sans",
        ["latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext"],
        "600-normal",
        None,
    ),
    "NotoSansHebrew-Regular": ("noto-sans-hebrew", ["hebrew"], "400-normal", None),
    "NotoSansHebrew-SemiBold": ("noto-sans-hebrew", ["hebrew"], "600-normal", None),
    "NotoSansArabic-Regular": ("noto-sans-arabic", ["arabic"], "400-normal", None),
    "NotoSansArabic-SemiBold": ("noto-sans-arabic", ["arabic"], "600-normal", None),
    "NotoSansMath-Regular": ("noto-sans-math", ["latin"], "400-normal", SIGNS),
}


def unpack(package: str, into: Path) -> Path:
    """The folder of the unpacked npm package `@fontsource/<package>`."""
    folder = into / package
    if not folder.exists():
        folder.mkdir()
        command = ["npm", "pack", "--silent", f"@fontsource/{package}@{VERSION}"]
        subprocess.run(command, cwd=folder, check=True)  # noqa: S603
        with tarfile.open(next(folder.glob("*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
    return folder / "package"


def make(target: str, package: str, subsets: list[str], cut: str, ranges: str | None, work: Path) -> None:
    """Write one TrueType file."""
    source = unpack(package, work)
    pieces = []
    for name in subsets:
        font = TTFont(source / "files" / f"{package}-{name}-{cut}.woff2")
        font.flavor = None
        piece = work / f"{target}-{name}.ttf"
        font.save(piece)
        pieces.append(str(piece))
    font = Merger().merge(pieces) if len(pieces) > 1 else TTFont(pieces[0])
    if ranges:
        options = subset.Options(layout_features=[], name_IDs=["*"], notdef_outline=True)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=subset.parse_unicodes(ranges))
        cutter.subset(font)
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    font.save(FONTS / f"{target}.ttf")
    (FONTS / f"LICENSE-{package}.txt").write_bytes((source / "LICENSE").read_bytes())


def coverage() -> str:
    """Which characters each family shows: lines `family: first-last ...` with hexadecimal code points."""
    codes: dict[str, set[int]] = {}
    for file in sorted(FONTS.glob("*.ttf")):
        font = TTFont(file)
        family = (font["name"].getDebugName(16) or font["name"].getDebugName(1)).removesuffix(" Thin")
        shown = set(font.getBestCmap())
        codes[family] = codes.get(family, shown) & shown
    return "".join(f"{family}: {' '.join(ranges(shown))}\n" for family, shown in codes.items())


def ranges(codes: set[int]) -> list[str]:
    """Code points as ranges in hexadecimal."""
    found: list[list[int]] = []
    for code in sorted(codes):
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return [f"{first:04X}-{last:04X}" for first, last in found]


def main() -> None:
    """Make every font, then the manifest of their hashes and the list of characters they show."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        for target, (package, subsets, cut, ranges) in PLAN.items():
            make(target, package, subsets, cut, ranges, Path(temporary))
    lines = [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}" for f in sorted(FONTS.glob("*.ttf"))]
    (FONTS / "SHA256SUMS").write_text("\n".join(lines) + "\n")
    (FONTS / "coverage.txt").write_text(coverage())


if __name__ == "__main__":
    main()
