"""Where each control of the rail stands in a beat: the one or two that the beat is about large, the others folded.

Window and pictures without a window lay out by the same plan. Heights and widths are those that hold in every theme:
words are measured at their largest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from tourapp.authoring.layout import RAIL, Rect
from tourapp.authoring.rail_stand import EDGE, ROW, ROW_GAP, SIDE, RailStand
from tourapp.authoring.sizes import LABEL, LINE, VALUE
from tourapp.authoring.text import text_width
from tourapp.words import Catalogue, say, spoken
from tourapp.world import Button, Choice, Control, Slider, Text

INSET = 24.0
HEAD = 20.0
"""From the top of the rail to its first control."""
GAP, SMALL_GAP = 18.0, 8.0
MORE = 48.0
"""Height of the line that unfolds the other controls and takes changes back."""
FOOT = RAIL.bottom - 12.0
MORE_ROW = 168.0
"""Width of that line where controls stand in rows."""
ROW_BETWEEN, TRACK_ROW = 28.0, 96.0
"""Between two controls of a row; the shortest track of a slider in one."""
BUTTONS = 124.0
"""Width that undo, redo and reset take at the right of that line."""
MOST_LARGE = 2
FOOT = 16.0
"""Below the readouts."""
WIDEST_LABEL, WIDEST_TAG = LINE, LABEL
"""What labels and tags measure in the theme that has them largest."""


@dataclass(frozen=True, slots=True)
class RailPlace:
    """A control and its box (the rail's own units: those of the stage where it stands at the side). large: one of
    those that the beat is about; asleep: it changes nothing in this beat; stacked: its value stands below its label;
    row: all its parts stand in one row."""

    control: Control
    box: Rect
    large: bool
    asleep: bool
    stacked: bool = False
    row: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True)
class RailPlan:
    """places: controls that are seen, from the top; folded: how many are not; more: the line that unfolds them;
    top: where readouts begin; opened: whether all are unfolded, so that there is no room for readouts; stand: where
    the rail stands; ground: its box on the stage, in stage units; icons: whether undo and reset stand beside "more"."""

    places: tuple[RailPlace, ...]
    folded: int
    more: Rect | None
    top: float
    opened: bool = False
    stand: RailStand = field(default=SIDE, repr=False)
    ground: Rect = field(default=RAIL, repr=False)
    icons: bool = field(default=True, repr=False)

    @property
    def area(self) -> Rect:
        """Where readouts stand, in the rail's own units: below the controls, or in a place of their own."""
        if self.stand.kind == "side":
            return Rect(RAIL.x + INSET, self.top, RAIL.w - 2 * INSET, RAIL.bottom - FOOT - self.top)
        place, s = self.stand.readouts or Rect(0.0, 0.0, 0.0, 0.0), self.stand.scale
        return Rect(RAIL.x + INSET, RAIL.y, max(0.0, place.w / s - 2 * INSET), place.h / s)


def slider_words(control: Slider, value: float) -> tuple[str, str]:
    """A slider's number and its unit, or its word for "off" and nothing."""
    if control.off_text and value <= control.low:
        return say(control.off_text), ""
    number = f"{int(value):,}" if control.whole else f"{float(value):.{control.decimals}f}"
    return (f"${number}", "") if control.unit == "$" else (number, say(control.unit) if control.unit else "")


def is_menu(control: Control) -> bool:
    """Whether a choice has too many or too long options to stand side by side."""
    if not isinstance(control, Choice):
        return False
    cell = (RAIL.w - 2 * INSET - 4.0 * (len(control.choices) - 1)) / len(control.choices)
    return any(text_width(say(label), WIDEST_TAG, weight=600) > cell - 10.0 for _, label in control.choices)


def plan_rail(
    controls: Sequence[Control],
    acts: Sequence[str] | None = None,
    *,
    opened: bool = False,
    stand: RailStand = SIDE,
    foot: float = 0.0,
) -> RailPlan:
    """The plan for a beat. acts: ids of the controls that change something in it, those it is about first; None for
    all. opened: with the other controls unfolded. foot: height that stays free below all of them."""
    return _plan(tuple(controls), None if acts is None else tuple(acts), opened, stand, spoken(), foot=foot)


@lru_cache(maxsize=512)
def _plan(
    controls: tuple[Control, ...],
    acts: tuple[str, ...] | None,
    opened: bool,
    stand: RailStand,
    _language: Catalogue,
    *,
    foot: float,
) -> RailPlan:
    if not controls:
        return RailPlan((), 0, None, RAIL.y + HEAD, stand=stand, ground=stand.ground)
    awake = tuple(item.id for item in controls) if acts is None else acts
    known = {item.id: item for item in controls}
    large = [known[name] for name in awake[:MOST_LARGE]] or [controls[0]]
    rest = [item for item in controls if item not in large]
    if stand.kind == "across":
        return _across(large, rest, awake, opened, stand)
    whole = stand.kind == "panel"
    x, y, w = RAIL.x + INSET, RAIL.y + HEAD, stand.width - 2 * INSET
    places = []
    for item in large:
        stacked = _stacked(item, w)
        height = _height(item, stacked)
        places.append(RailPlace(item, Rect(x, y, w, height), True, item.id not in awake, stacked))
        y += height + GAP
    more = None if whole else Rect(x, y, w, MORE)
    folded = 0 if whole else len(rest)
    y += -GAP / 2 if whole else MORE + GAP - 4
    if not rest or not (opened or whole):
        return RailPlan(tuple(places), folded, more, y, stand=stand, ground=stand.ground)
    total = sum(_small_height(item) for item in rest)
    room = RAIL.y + stand.height - 16.0 - y - foot
    squeeze = min(1.0, room / total)
    gap = max(0.0, min(SMALL_GAP, (room - total) / max(1, len(rest) - 1)))
    for item in rest:
        height = _small_height(item) * squeeze
        places.append(RailPlace(item, Rect(x, y, w, height), False, item.id not in awake))
        y += height + gap
    more = Rect(x, y, w, MORE) if whole else more
    return RailPlan(tuple(places), folded, more, y, opened=not whole, stand=stand, ground=stand.ground)


def _across(
    large: list[Control], rest: list[Control], awake: tuple[str, ...], opened: bool, stand: RailStand
) -> RailPlan:
    """One row of what the beat is about, as far as it holds that, and the line that unfolds the others; unfolded, as
    few rows as hold all. The foot of the rail stays."""
    room = stand.width - 2 * INSET
    if not opened and len(large) > 1 and _row_need([*large, *([None] if rest else [])], opened) > room:
        large, rest = large[:1], [*large[1:], *rest]
    items: list[Control | None] = [*large, *(rest if opened else ())]
    if rest:
        items.append(None)
    rows: list[list[Control | None]] = [[]]
    for item in items:
        if rows[-1] and _row_need(rows[-1], opened) + ROW_BETWEEN + _row_need([item], opened) > room:
            rows.append([])
        rows[-1].append(item)
    places, more, y = [], None, RAIL.y + EDGE
    for row in rows:
        x, spare = RAIL.x + INSET, (room - _row_need(row, opened)) / max(1, sum(item is not None for item in row))
        for item in row:
            wide = _row_need([item], opened) + (0.0 if item is None else spare)
            box = Rect(x, y, wide, ROW)
            x += wide + ROW_BETWEEN
            if item is None:
                more = box
            else:
                places.append(RailPlace(item, box, True, item.id not in awake, row=True))
        y += ROW + ROW_GAP
    height = (y - ROW_GAP + EDGE - RAIL.y) * stand.scale
    ground = Rect(stand.ground.x, stand.ground.bottom - height, stand.ground.w, height)
    return RailPlan(tuple(places), len(rest), more, y, opened and bool(rest), stand, ground, opened)


def _row_need(items: Sequence[Control | None], opened: bool) -> float:
    """Width that controls in one row take at least; None is the line that unfolds the others."""
    needs = [MORE_ROW + BUTTONS * opened if item is None else row_label(item) + _row_field(item) for item in items]
    return sum(needs) + ROW_BETWEEN * (len(items) - 1)


def row_label(control: Control) -> float:
    """Width of a control's name in a row, with the room beside it."""
    return (
        0.0 if isinstance(control, Button) else text_width(say(control.label), WIDEST_LABEL, weight=600) * 1.04 + 18.0
    )


def _row_field(control: Control) -> float:
    if isinstance(control, Slider):
        return TRACK_ROW + 20.0 + widest_value(control)
    if isinstance(control, Button):
        return text_width(say(control.label), WIDEST_LABEL, weight=600) * 1.06 + 48.0
    if isinstance(control, Choice) and is_menu(control):
        return max(text_width(say(label), WIDEST_LABEL, weight=600) for _, label in control.choices) * 1.05 + 62.0
    if isinstance(control, Choice):
        cell = max(text_width(say(label), WIDEST_TAG, weight=600) for _, label in control.choices) + 14.0
        return max(120.0, (cell + 4.0) * len(control.choices))
    return 230.0 if isinstance(control, Text) else 64.0


def widest_value(control: Slider) -> float:
    """Width of the widest value that a slider shows, with its unit."""
    return max(value_width(control, each) for each in (control.low, control.high, control.default)) + 6.0


def _height(control: Control, stacked: bool) -> float:
    if isinstance(control, Slider):
        return 114.0 if stacked else 80.0
    if isinstance(control, Choice | Text):
        return 86.0
    return 52.0


def _small_height(control: Control) -> float:
    if isinstance(control, Slider):
        return 54.0
    if isinstance(control, Choice | Text):
        return 66.0
    return 44.0 if isinstance(control, Button) else 38.0


def _stacked(control: Control, room: float) -> bool:
    """Whether label and value are too wide for one line. A toggle's long label never is: it wraps."""
    if not isinstance(control, Slider):
        return False
    ends = (control.low, control.high, control.default)
    return text_width(say(control.label), WIDEST_LABEL) + max(value_width(control, each) for each in ends) + 14.0 > room


def value_size(control: Slider, value: float) -> float:
    """Type size of a large value: a number's, or a word's for "off"."""
    return LABEL if control.off_text and value <= control.low else VALUE


def value_width(control: Slider, value: float) -> float:
    """Stage units that a large value takes with its unit."""
    number, unit = slider_words(control, value)
    return text_width(number, value_size(control, value), "mono") + (
        8.0 + text_width(unit, WIDEST_LABEL) if unit else 0.0
    )


class RowParts(NamedTuple):
    """Where the parts of a control stand: baselines of its label and value, the middle of its track, its field."""

    label: float
    value: float
    track: float
    field: Rect


def parts_of(place: RailPlace) -> RowParts:
    """The parts of a control in its box, large or small. The track of a slider lies in its field."""
    x, y, w, h = place.box
    if place.row:
        left, right = row_label(place.control), 0.0
        inset = 4.0
        if isinstance(place.control, Slider):
            right, inset = widest_value(place.control) + 20.0, 0.0
        return RowParts(
            y + h / 2 + 9.0, y + h / 2 + 14.0, y + h / 2, Rect(x + left, y + inset, w - left - right, h - 2 * inset)
        )
    if place.large:
        label = y + (26.0 if place.stacked or not isinstance(place.control, Slider) else 34.0)
        return RowParts(label, y + (72.0 if place.stacked else 36.0), y + h - 16.0, Rect(x, y + 38.0, w, h - 38.0))
    return RowParts(y + 20.0, y + 20.0, y + h - 12.0, Rect(x, y + 28.0, w, h - 28.0))
