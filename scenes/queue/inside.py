"""Little's law inside a machine: tokens a second times seconds a token are sequences in flight, and they need seats in
the hall of its memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Phrase, Picture, Rect, pulse
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import InFlight

HALL = Rect(64.0, 416.0, 1376.0, 410.0)
TERMS = ((64.0, 270.0), (640.0, 270.0), (1060.0, 270.0))
"""Where the three terms of the product stand."""
MOST_SEATS = 600
"""Seats that are drawn; a larger hall draws each for several."""
GAP = 4.0


def inside_words(told: InFlight) -> tuple[Phrase, Phrase]:
    """Caption and second line."""
    if told.flight is None:
        said = Phrase("No batch gives so many tokens a second.")
    elif told.fits:
        said = Phrase("Inside, Little again: {n:.0f} in flight, and they all find a seat.", n=told.flight)
    else:
        said = Phrase("Inside, Little again: {n:.0f} in flight, and not all find a seat.", n=told.flight)
    words = "The memory holds {h} of {each} each; with all of them it gives {x}, achieved."
    note = Phrase(words, h=told.holds, each=told.each, x=told.most)
    return said, note


def draw_inside(f: Frame, p: Picture) -> None:
    """The product, and the hall."""
    told = f.world.in_flight
    came = f.cue("inside.product", eased=False)
    _draw_product(p, told, came)
    _draw_hall(f, p, told, f.cue("inside.hall"))


def _draw_product(p: Picture, told: InFlight, came: float) -> None:
    """Rate × time = how many."""
    terms = (
        ("{v}", told.asked, Phrase("asked for"), "decode"),
        ("{v}", told.pace, Phrase("for each token, achieved"), "ink"),
        ("{v:.1f}", told.flight, Phrase("sequences in flight"), "good" if told.fits else "waste"),
    )
    for place, ((x, y), (template, value, words, role)) in enumerate(zip(TERMS, terms, strict=True)):
        shown = min(max(came * 3.0 - place, 0.0), 1.0)
        size = FIGURE_LARGE if place == 2 else FIGURE
        if value is None:
            p.text((x, y), "–", size=size, weight=600, role="waste", alpha=shown)
        else:
            p.text((x, y), template, v=value, size=size, weight=600, role=role, alpha=shown)
        p.text((x, y + 44), words, size=LABEL, role="dim", alpha=shown)
        if place:
            sign = "×" if place == 1 else "="
            p.text((x - 44, y), sign, size=FIGURE, role="dim", align="center", alpha=shown)


def seats(told: InFlight) -> tuple[np.ndarray, int]:
    """Boxes of the hall's seats [n, 4] and how many sequences each stands for."""
    count = max(1, int(told.holds.value))
    each = -(-count // MOST_SEATS)
    n = -(-count // each)
    columns = int(np.ceil(np.sqrt(n * HALL.w / HALL.h)))
    rows = -(-n // columns)
    wide, high = HALL.w / columns, HALL.h / rows
    k = np.arange(n)
    x, y = HALL.x + wide * (k % columns), HALL.y + high * (k // columns)
    gap = min(GAP, wide / 4)
    return np.stack([x, y, np.full(n, wide - gap), np.full(n, high - gap)], 1), each


def _draw_hall(f: Frame, p: Picture, told: InFlight, shown: float) -> None:
    """Every seat is the room of one conversation; those in flight are lit."""
    if shown <= 0.004:
        return
    boxes, each = seats(told)
    if not told.holds.value:
        p.hatch([HALL], alpha=0.7 * shown, radius=8)
        p.text((HALL.cx, HALL.cy), "no room for a single one", size=LABEL, role="waste", align="center", backed=0.8)
        return
    key = ("seats", len(boxes), each)
    p.bake(key, lambda q: q.rects(boxes, "raised", radius=3, stroke="line"), rect=HALL, alpha=shown)
    flight = 0.0 if told.flight is None else float(told.flight.value)
    lit = min(len(boxes), round(flight * shown / each))
    if lit:
        wave = 0.72 + 0.28 * np.sin(2 * np.pi * (f.clock / 2.4 - np.arange(lit) / 9.0))
        keys, values = boxes[:lit].copy(), boxes[:lit].copy()
        keys[:, 3] /= 2
        values[:, 3] /= 2
        values[:, 1] += values[:, 3]
        p.rects(keys, "key", radius=3, alpha=wave)
        p.rects(values, "value", radius=3, alpha=wave)
    if not told.fits:
        breath = pulse(f.clock, 2.0, 0.6, 1.0)
        p.rects([HALL.inset(-8.0)], None, radius=10, stroke="waste", stroke_width=4.0, stroke_alpha=breath * shown)
    words = (
        Phrase("a seat: the cache of one conversation") if each == 1 else Phrase("a seat: {n} conversations", n=each)
    )
    p.text((HALL.x, HALL.y - 22), words, size=LABEL, role="dim", alpha=shown)
    if told.share is not None:
        said = Phrase("{s} of the seats", s=told.share) if told.fits else Phrase("✗ {s} of the seats", s=told.share)
        role = "ink" if told.fits else "waste"
        p.text((HALL.right, HALL.y - 22), said, size=LABEL, weight=600, role=role, align="right", alpha=shown)
