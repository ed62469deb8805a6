"""Where the two names of a path stand, and how clear of other words they are. Nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.network.globe import GlobePath
from tourapp.authoring import Phrase, Rect, say_words, text_width
from tourapp.authoring.sizes import LABEL, LINE

LABEL_WIDEST = 290.0


@dataclass(frozen=True, slots=True)
class EndName:
    """What stands beside an end of the path: the place's name, and in words what it is here."""

    at_end: bool
    name: str
    what: Phrase


@dataclass(frozen=True, slots=True)
class LabelSpot:
    """Where a place's name stands: baseline point and alignment. `middle` is the centre of its two lines."""

    x: float
    y: float
    align: str

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the words, for a name of middling length."""
        shift = {"left": 96.0, "right": -96.0, "center": 0.0}[self.align]
        return self.x + shift, self.y + 8.0

    def box(self, name: str, what: str | Phrase, gain: float) -> Rect:
        """The room of the two lines of words; `gain` is the theme's enlargement of type."""
        width = min(LABEL_WIDEST, max(text_width(name, LINE, weight=600), gain * text_width(say_words(what), LABEL)))
        left = self.x - width * {"left": 0.0, "right": 1.0, "center": 0.5}[self.align]
        return Rect(left, self.y - 24.0, width, 42.0 + 24.0 * gain)


def label_spot(path: GlobePath, at_end: bool) -> LabelSpot:
    """Outside the path where there is room, else below the place."""
    (x, y), (other, _) = (path.end, path.start) if at_end else (path.start, path.end)
    if path.in_one_town:
        return LabelSpot(x, y + 58.0, "center")
    left = x < other if abs(x - other) > 1.0 else not at_end
    if (x - 64.0 if left else 1440.0 - x) > 330.0:
        return LabelSpot(x - 46.0 if left else x + 46.0, y + 4.0, "right" if left else "left")
    return LabelSpot(min(max(x, 212.0), 1292.0), y + 58.0, "center")


def gap(a: Rect, b: Rect) -> float:
    """Stage units of clear room between two rectangles, weighted for words: across counts a third."""
    across = max(a.x - b.right, b.x - a.right)
    down = max(a.y - b.bottom, b.y - a.bottom)
    return max(across / 3.0, down)
