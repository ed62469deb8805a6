"""Themes: role names to colours and type sizes. The one place that knows colours; scenes know roles only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from tourapp.authoring.sizes import SCALE, TAG

ROLES = (
    "ground",
    "ground2",
    "raised",
    "line",
    "ink",
    "dim",
    "prefill",
    "decode",
    "key",
    "value",
    "weights",
    "waste",
    "good",
    "white",
    "black",
    "onlight",
)


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #RRGGBB by role; `fills` where an area wants another colour than words do. scale: how much larger a
    person wants words."""

    name: str
    words: dict[str, str]
    fills: dict[str, str]
    glow: bool
    text_gain: float
    smallest: float
    stroke_gain: float
    smallest_tag: float = TAG
    smallest_label: float = TAG
    scale: float = 1.0

    def colour(self, role: str, fill: bool = True) -> str:
        """#RRGGBB of a role, for an area (`fill`) or for words and lines."""
        if role.startswith("#"):
            raise ValueError(f"{role} is a colour; scenes name roles: {', '.join(ROLES)}")
        if fill and role in self.fills:
            return self.fills[role]
        return self.words[role]

    def px(self, size: float) -> float:
        """A type size on this theme, from the size on the dark one: those of the scale stay as they are, but for the
        smallest ones; those of older pictures grow. Below a scale of 1 nothing goes under the smallest size."""
        if size in SCALE:
            usual = max(size, self.smallest_tag) if size == TAG else max(size, self.smallest_label)
        else:
            usual = max(self.smallest, size * self.text_gain)
        return usual if self.scale == 1.0 else max(min(usual, self.smallest_tag), usual * self.scale)

    def size_for(self, px: float) -> float:
        """The type size that is painted at px where no scale is set: what `px` turns into that."""
        size = px / self.text_gain
        return size + 1e-4 if size in SCALE and self.text_gain != 1.0 else size

    def scaled(self, scale: float) -> Theme:
        """This theme at another scale of its words."""
        return self if scale == self.scale else _scaled(self.name, scale)


DARK = Theme(
    "dark",
    {
        "ground": "#070A12",
        "ground2": "#0E1424",
        "raised": "#0F1628",
        "line": "#26304A",
        "ink": "#EAF0FF",
        "dim": "#8B97B5",
        "prefill": "#4FA8FF",
        "decode": "#FFC24B",
        "key": "#39D0C0",
        "value": "#B58CFF",
        "weights": "#8C9BC8",
        "waste": "#FF6B80",
        "good": "#58D68D",
        "white": "#FFFFFF",
        "black": "#000000",
        "onlight": "#0A0F1E",
    },
    {"waste": "#E0556B", "weights": "#6C7BA8"},
    True,
    1.0,
    14.0,
    1.0,
)

PROJECTOR = Theme(
    "projector",
    {
        "ground": "#F6F7FB",
        "ground2": "#FFFFFF",
        "raised": "#FFFFFF",
        "line": "#B9C0D4",
        "ink": "#0A0F1E",
        "dim": "#39425E",
        "prefill": "#0A4A96",
        "decode": "#7A4300",
        "key": "#005A52",
        "value": "#56289C",
        "weights": "#3F4C78",
        "waste": "#9C1230",
        "good": "#0B5A2B",
        "white": "#0A0F1E",
        "black": "#FFFFFF",
        "onlight": "#0A0F1E",
    },
    {"decode": "#FFC247", "line": "#D5DAE8"},
    False,
    1.16,
    18.0,
    1.5,
    24.0,
    28.0,
)

HIGH_CONTRAST = Theme(
    "high-contrast",
    {
        "ground": "#000000",
        "ground2": "#000000",
        "raised": "#0A0A0A",
        "line": "#7A86A8",
        "ink": "#FFFFFF",
        "dim": "#D5DCF0",
        "prefill": "#7CC0FF",
        "decode": "#FFD24B",
        "key": "#55F0DD",
        "value": "#D2B5FF",
        "weights": "#B9C6F0",
        "waste": "#FF8291",
        "good": "#7CF0AA",
        "white": "#FFFFFF",
        "black": "#000000",
        "onlight": "#0A0F1E",
    },
    {},
    True,
    1.1,
    17.0,
    1.4,
)

THEMES = {theme.name: theme for theme in (DARK, PROJECTOR, HIGH_CONTRAST)}


@lru_cache(maxsize=32)
def _scaled(name: str, scale: float) -> Theme:
    return replace(THEMES[name], scale=scale)
