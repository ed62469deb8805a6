"""Makes assets/fonts/inter_advances.json: advance widths (in em) of the packaged Inter at two weights.

Needs `fonttools` and `fontpkg-inter`; run it again when the font package changes.
"""

import importlib.resources
import json
import pathlib
import sys

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


def main(target: str) -> None:
    source = next(
        path
        for path in importlib.resources.files("fontpkg_inter").joinpath("files").iterdir()
        if path.name.startswith("Inter[")
    )
    table = {}
    for weight in (400, 600):
        font = instantiateVariableFont(TTFont(str(source)), {"wght": weight, "opsz": 20})
        cmap, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        names = {c: tabular(cmap[c], widths.metrics) for low, high in RANGES for c in range(low, high) if c in cmap}
        table[str(weight)] = {chr(c): round(widths[name][0] / em, 4) for c, name in names.items()}
    pathlib.Path(target).write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
