"""The two font families of the product as cached QFonts, and how wide they set a text.

Inter ("text") and JetBrains Mono ("mono") are variable fonts from Python packages. A weight is a coordinate
on the font's axis, because QFont.setWeight alone does not move a variable font. Not here: colours, roles and
sizes of styles (the painter's), and widths for laying out pictures without Qt.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from tourapp.preflight import FONT_FILES, font_file

OPTICAL_SIZES = (14.0, 32.0)
"""Range of Inter's axis "opsz": letter shapes for small and for large type."""

_SYSTEM_FONTS = {"text": QFontDatabase.SystemFont.GeneralFont, "mono": QFontDatabase.SystemFont.FixedFont}


@lru_cache(maxsize=1)
def load_fonts() -> dict[str, str]:
    """Register both fonts with Qt, once; needs a QGuiApplication. Family roles to names; "" where a font is missing and
    the system's own takes its place."""
    return {family: _register(family) for family in FONT_FILES}


def missing_fonts() -> list[str]:
    """The family roles that fell back to a font of the system."""
    return [family for family, name in load_fonts().items() if not name]


@lru_cache(maxsize=1024)
def font(family: str, px: float, weight: int = 400) -> QFont:
    """The QFont of a family role ("text" or "mono"), size in pixels, weight 100 to 900; figures are tabular.

    Qt sets whole pixels only: `px` is rounded, at least 1. The object is shared: copy it before changing it.
    Raises KeyError for another role.
    """
    name = load_fonts()[family]
    made = QFont(name) if name else QFontDatabase.systemFont(_SYSTEM_FONTS[family])
    made.setPixelSize(max(1, round(px)))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(_tag("tnum"), 1)
    if family == "mono":  # no code ligatures: "<|" and "!=" must show their own characters
        made.setFeature(_tag("calt"), 0)
    if not name:
        made.setWeight(QFont.Weight.DemiBold if weight >= 550 else QFont.Weight.Normal)
        return made
    made.setVariableAxis(_tag("wght"), float(weight))
    if family == "text":
        low, high = OPTICAL_SIZES
        made.setVariableAxis(_tag("opsz"), min(high, max(low, float(round(px)))))
    return made


@lru_cache(maxsize=1024)
def stage_font(family: str, px: float, weight: int = 400) -> QFont:
    """The same font for pictures: it never borrows a letter from another font of the computer, so that a picture is
    the same everywhere. Where the package is missing, the system's own font keeps its ways."""
    made = QFont(font(family, px, weight))
    if load_fonts()[family]:
        made.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return made


def text_width(text: str, family: str, px: float, weight: int = 400) -> float:
    """Width in pixels of one line as it will be drawn by `font(family, px, weight)`."""
    return QFontMetricsF(font(family, px, weight)).horizontalAdvance(text)


def _tag(name: str) -> QFont.Tag:
    tag = QFont.Tag.fromString(name)
    assert tag is not None  # four letters are always a tag
    return tag


def _register(family: str) -> str:
    """The family name under which Qt knows the packaged font; empty if it is missing or broken."""
    path = font_file(family)
    if path is None:
        return ""
    number = QFontDatabase.addApplicationFont(str(path))
    names = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return names[0] if names else ""
