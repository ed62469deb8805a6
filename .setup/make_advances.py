"""Makes what the stage knows of its fonts without Qt: advance widths of Inter (in em) at two weights, and which
characters each packaged font draws.

Needs `fonttools`; run it again when a font package changes: make_advances.py assets/fonts.
"""

import importlib.resources
import json
import pathlib
import sys
import unicodedata

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

RANGES = (
    (0x20, 0x7F),
    (0xA0, 0x250),
    (0x370, 0x400),
    (0x400, 0x460),
    (0x2000, 0x2070),
    (0x2070, 0x20D0),
    (0x2190, 0x2200),
    (0x2200, 0x2300),
    (0x25A0, 0x2600),
    (0x2700, 0x2720),
)


def tabular(name: str, glyphs: dict) -> str:
    """The tabular form of a digit where the font has one: numbers on the stage do not jump."""
    return f"{name}.tf" if f"{name}.tf" in glyphs else name


FONTS = {"text": ("fontpkg_inter", "Inter["), "mono": ("fontpkg_jetbrains_mono", "JetBrainsMono[")}
SPACES = " \u00a0\u2009\u202f"
"""Spaces that may stand in a text unseen; every other one is told by its code."""


def packaged(family: str) -> str:
    """The variable font of a family, as a path."""
    package, start = FONTS[family]
    files = importlib.resources.files(package).joinpath("files").iterdir()
    return str(next(path for path in files if path.name.startswith(start)))


def spans_of(family: str) -> list[list[int]]:
    """The characters that a font draws with a shape of their own, as [first, last] in order."""
    spans: list[list[int]] = []
    for code in sorted(TTFont(packaged(family)).getBestCmap()):
        kind = unicodedata.category(chr(code))[0]
        if kind == "C" or (kind == "Z" and chr(code) not in SPACES):
            continue
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return spans


def write(target: pathlib.Path, value: object) -> None:
    """A table as one line."""
    target.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def main(folder: str) -> None:
    table = {}
    for weight in (400, 600):
        font = instantiateVariableFont(TTFont(packaged("text")), {"wght": weight, "opsz": 20})
        cmap, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        names = {c: tabular(cmap[c], widths.metrics) for low, high in RANGES for c in range(low, high) if c in cmap}
        table[str(weight)] = {chr(c): round(widths[name][0] / em, 4) for c, name in names.items()}
    write(pathlib.Path(folder, "inter_advances.json"), table)
    write(pathlib.Path(folder, "coverage.json"), {family: spans_of(family) for family in FONTS})


if __name__ == "__main__":
    main(sys.argv[1])
