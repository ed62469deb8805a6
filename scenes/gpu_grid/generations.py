"""Five generations: a tower of math (its height) on a road of memory (its width), and over them a wire through the
ridge points, the quotient of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.gpu_grid.facts import SIXTEEN, ChipAtWork, bare, family
from tourapp.authoring import STAGE, Frame, Picture, Rect, cascade, ease_out, smooth
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Chip

BASE, ROAD_END, NAME_Y = 640.0, 756.0, 840.0
"""Stage y where towers stand, where the roads end, and of the names."""
TALLEST, WIDEST = 268.0, 236.0
"""Of the tower with the most math, and of the road with the most bandwidth, stage units."""
TOWER, DEPTH, LIFT = 72.0, 26.0, 15.0
"""A tower's front, and how far its side reaches to the right and up."""
WIRE_LOW, WIRE_HIGH = 372.0, 194.0
"""Stage y of a ridge of zero and of the highest one."""
PLOT, PLOT_TOP, PLOT_H = 236.0, 470.0, 380.0
"""The ground each tower stands on."""
NARROW = 0.42
"""Width of a road at the tower's foot, as a share of its end."""
LANES, RUNNERS = 7, 3
LETTER, USUAL = 15.0, 4
"""Stage units of a letter of a name, and letters of most names."""
STOREYS, WINDOWS = 14.0, 6
"""Stage units of a storey, and windows in its front."""


def shown_chips(facts: ChipAtWork) -> tuple[Chip, ...]:
    """The line, and the chosen GPU beside it where it is not of the line."""
    return facts.line if facts.chip in facts.line else (*facts.line, facts.chip)


def draw_generations(f: Frame, p: Picture, facts: ChipAtWork) -> None:
    """Towers, roads and wire; each year grows after the one before."""
    chips = shown_chips(facts)
    x = np.array([tower_of(facts, chip)[0] for chip in chips])
    grown = cascade(f.cue("generations.grow", eased=False), len(chips), 0.35)
    widest = max(float(chip.bandwidth.value) for chip in chips)
    plots = np.stack([x - PLOT / 2, np.full(len(x), PLOT_TOP), np.full(len(x), PLOT), np.full(len(x), PLOT_H)], 1)
    p.rects(plots, "raised", radius=14, alpha=0.5 * grown)
    for chip, middle, share in zip(chips, x.tolist(), grown.tolist(), strict=True):
        height, width = tower_of(facts, chip)[1], WIDEST * float(chip.bandwidth.value) / widest
        _draw_road(f, p, middle, width, float(ease_out(share)))
        _draw_tower(p, middle, height * float(ease_out(share)))
        _draw_words(p, chip, middle, height, float(smooth(share)))
        if chip.id == facts.chip.id:
            left = 94 + LETTER * max(0, len(family(chip)) - USUAL)
            p.rects([(middle - left, NAME_Y - 29, left + 90, 38)], None, radius=8, stroke="white", stroke_width=2.0)
    _draw_wire(f, p, facts, x, grown)
    p.text((STAGE.x, 148), "Ridge point in {format}, FLOP per byte", format=SIXTEEN, size=LABEL, weight=600)


def tower_of(facts: ChipAtWork, chip: Chip) -> tuple[float, float]:
    """Middle and height of a chip's tower."""
    chips = shown_chips(facts)
    most = max(float(each.peak.value) for each in chips)
    place = next(k for k, each in enumerate(chips) if each.id == chip.id)
    return STAGE.columns(len(chips))[place].cx, TALLEST * float(chip.peak.value) / most


def tower_front(x: float, height: float) -> Rect:
    """The front of a tower."""
    return Rect(x - TOWER / 2, BASE - height, TOWER, height)


def tower_windows(x: float, height: float) -> np.ndarray:
    """The windows in it [n, 4]; none in a tower of less than a storey."""
    row, column = np.divmod(np.arange(int(height // STOREYS) * WINDOWS), WINDOWS)
    step = TOWER / WINDOWS
    at = np.stack([x - TOWER / 2 + column * step + 2.5, BASE - (row + 1) * STOREYS + 3], 1)
    return np.concatenate([at, np.full((len(at), 1), step - 5), np.full((len(at), 1), 7.0)], 1)


def _draw_road(f: Frame, p: Picture, x: float, width: float, share: float) -> None:
    """Lanes that widen towards the viewer, with traffic towards the tower."""
    w = width / 2 * share
    road = [(x - w * NARROW, BASE), (x + w * NARROW, BASE), (x + w, ROAD_END), (x - w, ROAD_END)]
    p.polys(road, "weights", alpha=0.30, stroke="weights", stroke_alpha=0.9)
    k = (np.arange(LANES) + 0.5) / LANES * 2 - 1
    top, low = x + k * w * NARROW, x + k * w
    p.lines(np.stack([top, np.full(LANES, BASE), low, np.full(LANES, ROAD_END)], 1), "ink", width=2.0, alpha=0.55)
    u = (np.arange(RUNNERS)[:, None] / RUNNERS + f.clock * 0.4 + k[None] * 0.37) % 1.0
    at = np.stack([low + (top - low) * u, ROAD_END + (BASE - ROAD_END) * u], -1).reshape(-1, 2)
    p.sprites(at, 22, "ink", alpha=0.85 * share)


def _draw_tower(p: Picture, x: float, height: float) -> None:
    """Front with windows, side and roof."""
    front = tower_front(x, height)
    left, right, top = front.x, front.right, front.y
    side = [(right, BASE), (right + DEPTH, BASE - LIFT), (right + DEPTH, top - LIFT), (right, top)]
    roof = [(left, top), (right, top), (right + DEPTH, top - LIFT), (left + DEPTH, top - LIFT)]
    p.polys(side, "ground", alpha=1.0)
    p.polys(side, "prefill", alpha=0.38)
    p.polys(roof, "ground", alpha=1.0)
    p.polys(roof, "prefill", alpha=0.9, stroke="prefill")
    p.rects([front], "ground")
    p.rects([front], "prefill", alpha=0.55, stroke="prefill")
    windows = tower_windows(x, height)
    if len(windows):
        p.rects(windows, "ink", alpha=0.5)


def _draw_words(p: Picture, chip: Chip, x: float, height: float, shown: float) -> None:
    name = family(chip)
    if not chip.announced:
        p.text((x, NAME_Y), "{name}", name=name, size=LINE, weight=600, align="center", part="names")
    else:
        p.text((x - 6, NAME_Y), "{name}", name=name, size=LINE, weight=600, align="right", part="names")
        p.text((x + 10, NAME_Y), "{year:d}", year=chip.announced, size=LABEL, role="dim", part="years")
    at = (x + DEPTH / 2, BASE - height - LIFT - 14)
    p.text(at, "{v}", v=chip.peak, size=LABEL, weight=600, role="prefill", align="center", alpha=shown, part="math")
    at = (x, ROAD_END + 36)
    p.text(at, "{v}", v=chip.bandwidth, size=READOUT, mono=True, weight=600, align="center", alpha=shown, part="memory")


def _draw_wire(f: Frame, p: Picture, facts: ChipAtWork, x: np.ndarray, grown: np.ndarray) -> None:
    """A ball for each ridge, the wire through those of the line, and a level where the highest one stood."""
    chips = shown_chips(facts)
    ridges = np.array([float(chip.ridge.value) for chip in chips])
    y = WIRE_LOW + (WIRE_HIGH - WIRE_LOW) * ridges / ridges.max()
    count = len(facts.line)
    _draw_level(p, facts, x, y)
    along = float(np.interp(grown[:count].sum(), np.arange(count + 1), np.concatenate([x[:1], x[:count]])))
    at = np.linspace(x[0], along, 60)
    wire = np.stack([at, np.interp(at, x[:count], y[:count])], 1)
    p.curves(wire, "ink", width=5.0)
    p.sprites(wire[::2], 44, "ink", alpha=0.16, kind="soft")
    runner = np.interp([f.clock * 0.22 % 1.0 * (along - x[0]) + x[0]], at, np.arange(60))
    p.sprites(wire[runner.astype(int)], 60, "ink", alpha=0.8)
    for i, chip in enumerate(chips):
        shown = float(smooth(grown[i]))
        p.sprites([(x[i], y[i])], 74, "ink", alpha=shown)
        p.sprites([(x[i], y[i])], 18, "ink", kind="dot", additive=False, alpha=shown)
        place = (x[i], y[i] + 78 if _dips(y, i, count) else y[i] - 22)
        p.text(place, "{v}", v=bare(chip.ridge), size=FIGURE, weight=600, align="center", alpha=shown)


def _dips(y: np.ndarray, i: int, count: int) -> bool:
    """Whether a ridge of the line is lower than both beside it: its number stands below."""
    return bool(0 < i < count - 1 and y[i] > y[i - 1] and y[i] > y[i + 1])


def _draw_level(p: Picture, facts: ChipAtWork, x: np.ndarray, y: np.ndarray) -> None:
    """Where the highest of the line stood."""
    highest = max(facts.line, key=lambda chip: float(chip.ridge.value))
    level = float(y[facts.line.index(highest)])
    p.lines([(STAGE.x, level, STAGE.right, level)], "dim", dash=True, alpha=0.8)
    place = facts.line.index(highest)
    beside = [i for i in (place - 1, place + 1) if 0 <= i < len(facts.line)]
    if highest.announced and beside:
        low = max(beside, key=lambda i: (_dips(y, i, len(facts.line)), float(y[i])))
        words_at = (float(x[low]), level - 14)
        p.text(words_at, "where {year:d} stood", year=highest.announced, size=LABEL, align="center", role="dim")
