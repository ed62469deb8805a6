"""The memory wall: how little of a decode step the math works, and what makes fewer bytes do. Each technique is a wall
of the same height, of which only its true share is left to be read for one token."""

from __future__ import annotations

import itertools

import numpy as np

from scenes.finale.facts import Gain, memory_gains
from tourapp.authoring import Frame, GotoStop, Phrase, Picture, Rect, Tag, cascade, mix, smooth, text_width
from tourapp.authoring.sizes import CAPTION, FIGURE, LABEL, LINE

TOP, FOOT = 150.0, 690.0
STEP = Rect(64, TOP, 150, FOOT - TOP)
"""One decode step: how long the math works, and how long it waits."""
TOLD = Rect(242, 0, 250, 0)
FIRST, LAST, WALL = 540.0, 1868.0, 196.0
"""Left end of the first column, right end of the last, and width of a wall."""
BRICK, JOINT = 30.0, 3.0
CLIMB = 2.6
"""Seconds in which a light climbs the whole wall; what is left of one is climbed in its share of them."""
QUICKEST = 0.4


def draw_wall_beat(f: Frame, p: Picture) -> None:
    """The step first, then the walls come down one by one."""
    _draw_step(f, p)
    gains = memory_gains(f)
    down = smooth(cascade(f.cue("wall.down", eased=False), len(gains), 0.55))
    pitch = (LAST - FIRST) / max(1, len(gains))
    for k, gain in enumerate(gains):
        column = Rect(FIRST + pitch * k, TOP, pitch - 12, FOOT - TOP)
        _draw_wall(f, p, gain, column, float(down[k]))


def _draw_step(f: Frame, p: Picture) -> None:
    """Time of a decode step: the math's part at the foot, the rest hatched."""
    busy, shown = f.world.cost.decode.compute_busy, f.cue("wall.step")
    share = min(1.0, float(busy.value))
    works = Rect(STEP.x, STEP.bottom - STEP.h * share, STEP.w, STEP.h * share)
    waits = Rect(STEP.x, mix(works.y, STEP.y, shown), STEP.w, (works.y - STEP.y) * shown)
    p.hatch([waits], "waste", ground=0.3)
    p.rects([STEP], None, stroke="waste", stroke_width=2.0, stroke_alpha=0.9)
    p.rects([works], "prefill")
    if not f.still:
        p.sprites([(STEP.cx, works.y)], 120, "prefill", alpha=0.5 + 0.3 * float(np.sin(f.clock * 2.4)))
    x, y = TOLD.x, TOP + 74.0
    size = FIGURE if text_width("00.0 %", FIGURE, weight=600) < TOLD.w else CAPTION
    p.text((x, y), "{v}", v=busy, size=size, role="prefill", weight=600, alpha=shown)
    told = "of a decode step the math works, ideal. The rest it waits."
    p.text((x, y + 26), told, size=LINE, wrap=TOLD.w, lines=5, alpha=shown)
    p.text((STEP.x, FOOT + 44), "one decode step", size=LABEL, role="dim")
    p.text((STEP.x, FOOT + 78), "for {n} {n|user|users}", n=f.world.cost.scenario.batch, size=LABEL, role="dim")


def _draw_wall(f: Frame, p: Picture, gain: Gain, column: Rect, down: float) -> None:
    """What is left of one wall; its factor stands in the room above."""
    left = mix(1.0, gain.left, down)
    full = Rect(column.x, TOP, WALL, FOOT - TOP)
    rest = Rect(full.x, FOOT - full.h * left, full.w, full.h * left)
    if down > 0.0:
        p.rects([full], None, stroke="line", stroke_width=2.0, dash=True)
    p.bake(("finale wall", WALL), _draw_bricks, rect=Rect(0, TOP, WALL, FOOT - TOP), shift=(full.x, 0), reveal=rest)
    if f.hovered("gain") == gain.name:
        p.rects([full.inset(-6)], None, radius=6, stroke="white", stroke_width=3.0)
    if down >= 1.0 and not f.still:
        share = (f.clock / max(QUICKEST, CLIMB * gain.left)) % 1.0
        p.sprites([(full.cx, mix(FOOT, rest.y, share))], 46, "white", alpha=0.9)
    y = min(rest.y - 22.0, FOOT - 60.0)
    if down > 0.5:
        figure = "{v:,.0f} ×" if float(gain.value.value) >= 99.95 else "{v:.3g} ×"
        p.text((column.x, y), figure, v=gain.value, size=FIGURE, weight=600, role="good", alpha=2 * down - 1)
    p.text((column.x, FOOT + 44), gain.name, size=LABEL, weight=600)
    p.text((column.x, FOOT + 58), gain.words, size=LABEL, role="dim", wrap=column.w, lines=3)
    p.hot([full], (Tag("gain", gain.name),), (GotoStop(gain.stop) if gain.stop else None,))


def _draw_bricks(p: Picture) -> None:
    """A wall of bricks, from its foot up."""
    rows = int((FOOT - TOP) / BRICK)
    bricks = []
    for row in range(rows):
        y = FOOT - (row + 1) * BRICK + JOINT
        cuts = (0.0, 0.5, 1.0) if row % 2 else (0.0, 0.25, 0.75, 1.0)
        for a, b in itertools.pairwise(cuts):
            bricks.append((a * WALL, y, (b - a) * WALL - JOINT, BRICK - JOINT))
    p.rects(bricks, "weights", radius=3, alpha=0.85)


def wall_words(f: Frame) -> Phrase:
    """Whether the math waits for bytes at this batch, as the numbers say."""
    if f.world.cost.decode.bound == "memory":
        return Phrase("The first enemy is the memory wall: the math waits for bytes.")
    return Phrase("The first enemy is the memory wall; at this batch the math is the limit instead.")
