"""Controls drawn as a picture, for snapshots and hand-outs: the same places the window's native widgets fill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tourapp.authoring import (
    Choice,
    Picture,
    RailPlace,
    RailPlan,
    Rect,
    Slider,
    Text,
    Toggle,
    begun,
    is_menu,
    show,
    sizes,
    slider_words,
    text_width,
)
from tourapp.authoring.rail_plan import BUTTONS, parts_of, value_size
from tourapp.words import say

KNOB, SMALL_KNOB = 28.0, 20.0
"""Diameters of a slider's handle."""
FIELD_EDGE = 14.0
"""Between a field's border and its words."""
LARGEST = 1.2
"""How much larger a theme may set them."""


def draw_controls(p: Picture, plan: RailPlan, values: Mapping[str, Any]) -> None:
    """The controls of a plan with their values, and the line that unfolds the others."""
    for place in plan.places:
        control = place.control
        value = values.get(control.id, control.default)
        if isinstance(control, Slider):
            _slider(p, place, control, float(value))
        elif isinstance(control, Choice) and not is_menu(control):
            _segments(p, place, [(label, choice == value) for choice, label in control.choices])
        elif isinstance(control, Toggle):
            _toggle(p, place, bool(value))
        elif isinstance(control, Choice):
            label = next((say(words) for choice, words in control.choices if choice == value), show(value))
            _field(p, place, label, chevron=True)
        elif isinstance(control, Text):
            words, room = " ".join(str(value).split()), (parts_of(place).field.w - 2 * FIELD_EDGE) / LARGEST
            _field(p, place, begun(words, _label_size(place), room, weight=600), chevron=False)
        else:
            p.rects([place.box], "line", radius=10, alpha=0.5, stroke="ink", stroke_alpha=0.5)
            size, role = _label_size(place), "dim" if place.asleep else "ink"
            p.text(place.box, control.label, size=size, weight=600, role=role)
    _more(p, plan)


def _more(p: Picture, plan: RailPlan) -> None:
    if plan.more is None or not plan.folded:
        return
    box = Rect(plan.more.x, plan.more.y, plan.more.w - BUTTONS * plan.icons, plan.more.h)
    p.rects([box], "line", radius=10, alpha=0.35)
    p.text((box.x + 16, box.cy + 9), "{n} more", n=plan.folded, size=sizes.LABEL, role="ink")
    _chevron(p, box, up=plan.opened)


def _chevron(p: Picture, box: Rect, *, up: bool = False) -> None:
    x, y, d = box.right - 26, box.cy, -4.0 if up else 4.0
    p.lines([(x - 8, y - d, x, y + d), (x, y + d, x + 8, y - d)], "dim", width=2.0)


def _label_size(place: RailPlace) -> float:
    return sizes.LABEL if place.large else sizes.TAG


def _label(p: Picture, place: RailPlace) -> None:
    """The name of a control above what it holds."""
    weight, role = (600 if place.large else 400), ("dim" if place.asleep else "ink")
    at = (place.box.x, parts_of(place).label)
    p.text(at, place.control.label, size=_label_size(place), weight=weight, role=role)


def _slider(p: Picture, place: RailPlace, control: Slider, value: float) -> None:
    _label(p, place)
    parts, box, role = parts_of(place), place.box, "dim" if place.asleep else "ink"
    number, unit = slider_words(control, value)
    right = box.right
    if unit:
        size = _label_size(place)
        p.text((right, parts.value), "{unit}", unit=unit, size=size, role="dim", align="right")
        right -= text_width(unit, size * _gain(place)) + 8.0
    size = value_size(control, value) if place.large else sizes.TAG
    p.text((right, parts.value), "{v}", v=number, size=size, role=role, mono=True, weight=600, align="right")
    high, knob = (12.0, KNOB) if place.large else (8.0, SMALL_KNOB)
    y, share = parts.track, min(max(control.fraction(value), 0.0), 1.0)
    run = parts.field if place.row else box
    at = run.x + knob / 2 + (run.w - knob) * share
    p.rects([(run.x, y - high / 2, run.w, high)], "line", radius=high / 2)
    p.rects([(run.x, y - high / 2, at - run.x, high)], "dim", radius=high / 2)
    p.sprites([(at, y)], knob + 2, role, kind="dot", additive=False)


def _gain(place: RailPlace) -> float:
    """How much wider a unit is in the theme that has it largest."""
    return sizes.LINE / sizes.LABEL if place.large else sizes.LABEL / sizes.TAG


def _segments(p: Picture, place: RailPlace, options: list[tuple[str, bool]]) -> None:
    _label(p, place)
    for cell, (words, chosen) in zip(parts_of(place).field.columns(len(options), 4), options, strict=True):
        loud = chosen and not place.asleep
        stroke = "ink" if loud else "dim" if chosen else None
        p.rects([cell], "line", radius=8, alpha=0.9 if chosen else 0.4, stroke=stroke, stroke_width=1.6)
        role = "ink" if loud else "dim"
        p.text((cell.cx, cell.cy + 8), words, size=sizes.TAG, weight=600, role=role, align="center")


def _toggle(p: Picture, place: RailPlace, on: bool) -> None:
    box, role = place.box, "dim" if place.asleep else "ink"
    size = _label_size(place)
    p.text((box.x, box.cy + size * 0.36), place.control.label, size=size, weight=600 if place.large else 400, role=role)
    w, h = (60.0, 32.0) if place.large else (48.0, 26.0)
    p.rects([(box.right - w, box.cy - h / 2, w, h)], "dim" if on else "line", radius=h / 2)
    x = box.right - h / 2 if on else box.right - w + h / 2
    p.sprites([(x, box.cy)], h - 4, role, kind="dot", additive=False)


def _field(p: Picture, place: RailPlace, words: str, *, chevron: bool) -> None:
    _label(p, place)
    field, size = parts_of(place).field, _label_size(place)
    p.rects([field], "line", radius=8, alpha=0.35, stroke="line", stroke_alpha=0.9)
    at = (field.x + FIELD_EDGE, field.cy + size * 0.36)
    p.text(at, "{w}", w=words, size=size, weight=600, role="dim" if place.asleep else "ink")
    if chevron:
        _chevron(p, field)
