"""One product three ways on this computer: bars on a logarithmic axis of seconds, ticks for rounds, and a button."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.gemm_tiling.places import RACE, RACE_BUTTON, RACE_CARD, RACE_PITCH, RACE_TALL
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why, pulse, set_control
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, READOUT, TAG
from tourapp.figures.measure_card import MeasureCard, draw_measure_card

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ProductTimes, ProductWay

LOW, HIGH = 1e-6, 10.0
"""Seconds at both ends of the axis, at least."""
TICKS = (
    (1e-6, Phrase("1 µs")), (1e-5, Phrase("10 µs")), (1e-4, Phrase("100 µs")), (1e-3, Phrase("1 ms")),
    (1e-2, Phrase("10 ms")), (1e-1, Phrase("100 ms")), (1.0, Phrase("1 s")), (10.0, Phrase("10 s")),
)  # fmt: skip
ROLES = ("waste", "weights", "good")
NAMES = (
    Phrase("number by number: three loops"),
    Phrase("a row times a column at a time"),
    Phrase("all in one call of the library"),
)
RUN = 3.2


def at_seconds(value: float | np.ndarray) -> np.ndarray:
    """Where so many seconds stand across."""
    u = np.log(np.clip(value, LOW, HIGH) / LOW) / math.log(HIGH / LOW)
    return np.asarray(RACE.x + RACE.w * u)


def draw_racing(f: Frame, p: Picture) -> None:
    """Three bars, the axis, and whose seconds these are."""
    told, ran, shown = f.world.product_times, f.cue("race.run", eased=False), f.cue("race.told")
    foot = RACE.y + 3 * RACE_PITCH - 30
    for tick, words in TICKS:
        x = float(at_seconds(tick))
        p.lines([(x, RACE.y, x, foot)], "line", width=1.5, alpha=0.7)
        align = "left" if tick == LOW else "right" if tick == HIGH else "center"
        p.text((x, foot + 28), words, size=TAG, role="dim", align=align, part="seconds")
    for place, way in enumerate(told.ways):
        _draw_way(f, p, (place, way), ran, shown)
    p.text((RACE.x, foot + 72), "seconds for one product, logarithmic", size=LABEL, role="dim")
    _draw_apart(p, told, shown)
    _draw_card(f, p, told, shown)


def _draw_way(f: Frame, p: Picture, row: tuple[int, ProductWay], ran: float, shown: float) -> None:
    """One bar as long as the median round."""
    place, way = row
    box = Rect(RACE.x, RACE.y + 40 + RACE_PITCH * place, RACE.w, RACE_TALL)
    wide = float(at_seconds(float(way.seconds.value))) - box.x
    here = min(wide, ran * box.w)
    p.rects([box], "raised", radius=8, alpha=0.5)
    if ROLES[place] == "waste":
        p.hatch([(box.x, box.y, here, box.h)], "waste", radius=8, ground=0.35)
    else:
        p.rects([(box.x, box.y, here, box.h)], ROLES[place], radius=8, alpha=0.9)
    ends = at_seconds(way.rounds)
    ticks = np.stack([ends, np.full(len(ends), box.y + 6), ends, np.full(len(ends), box.bottom - 6)], 1)
    p.lines(ticks, "ink", width=3.0, alpha=shown)
    u = (f.clock / RUN + 0.31 * place) % 1.0
    p.spark((box.x + wide * u, box.cy), "white", 60.0, 0.8 * shown)
    p.text((box.x, box.y - 14), NAMES[place], size=LINE, weight=600)
    at = (max(box.x + wide, float(ends.max())) + 20, box.cy + 12)
    p.text(at, "{v}", v=way.seconds, size=READOUT, weight=700, mono=True, alpha=shown, backed=0.6)
    p.hot([box], (Tag("way", place),), (Why(),), (way.seconds,))


def _draw_apart(p: Picture, told: ProductTimes, shown: float) -> None:
    """How far apart the first and the last way lie, round by round, and the second one."""
    y = RACE_CARD.y + 60
    spread = Phrase("from {low} to {high}", low=told.low, high=told.high)
    for place, words in ((2, Phrase("the speed of the loops")), (1, Phrase("with rows and columns"))):
        x = RACE.x + (0.0 if place == 2 else 440.0)
        role = ROLES[place] if place == 2 else "ink"
        p.text((x, y), "{v}", v=told.ways[place].faster, size=FIGURE, weight=700, role=role, alpha=shown)
        p.text((x, y + 42), words, size=LINE, role="dim", alpha=shown)
    p.text((RACE.x, y + 80), spread, size=LABEL, role="dim", alpha=shown)


def _draw_card(f: Frame, p: Picture, told: ProductTimes, shown: float) -> None:
    """Whose seconds these are, and the button."""
    head = Phrase("{n:.0f} recorded rounds", n=told.rounds)
    if told.seen:
        head = Phrase("{n:.0f} rounds, measured here", n=told.rounds)
    mood = Phrase("The rounds agree well.")
    if told.busy:
        mood = Phrase("This computer is busy: try again.") if told.seen else Phrase("That computer was busy.")
    again = set_control("product_run", f["product_run"] + 1)
    card = MeasureCard(RACE_CARD, RACE_BUTTON, head, ((mood, "dim"),), Phrase("Multiply here"), again, "race")
    draw_measure_card(p, card, shown, pulse(f.clock, 2.4, 0.0, 1.0))
