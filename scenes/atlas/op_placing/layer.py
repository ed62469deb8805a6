"""The first beat: one layer as a stream of light with two blocks on it. The norms slide from where they were first
drawn, on the stream behind the sum, to where they stand: on the way into a block.

The stream is as thick as the small model's real vector is long.
"""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_placing.facts import PlacingFacts
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix, ramp
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, READOUT, TAG
from tourapp.figures.card_frame import BigNumber, draw_big_number

RAIL_Y, LEFT, RIGHT = 286.0, 64.0, 1440.0
BLOCKS = (Rect(170.0, 486.0, 560.0, 246.0), Rect(810.0, 486.0, 560.0, 246.0))
NAMES = (Phrase("attention"), Phrase("FFN"))
NORM_Y, NORM_R = 396.0, 72.0
DROP, BEHIND = 70.0, 44.0
"""How far inside a block's edges its ways in and out are; how far behind the sum the norm stood at first."""
THICK = 34.0
VECTORS, HALF = (104.0, 188.0), 34.0
"""Middles of a block's two vectors below its top, and how high their longest number is (heights: square roots)."""
NUMBER = (64.0, 826.0)


def taps() -> tuple[tuple[float, float], ...]:
    """Where each block leaves the stream and where it joins it again, across."""
    return tuple((box.x + DROP, box.right - DROP) for box in BLOCKS)


def draw_layer(f: Frame, p: Picture, facts: PlacingFacts) -> None:
    """Stream, blocks, norms and what is told of them; all leave with the next beat."""
    gone = f.cue("cost.lift") if f.reached("cost") else 0.0
    with p.group(opacity=1.0 - gone, move=(0.0, -50.0 * gone)):
        _draw_stream(f, p, facts)
        for place, (box, called) in enumerate(zip(BLOCKS, NAMES, strict=True)):
            _draw_block(f, p, box, called, place)
            _draw_vectors(f, p, facts, place)
        for place in range(len(BLOCKS)):
            _draw_norms(f, p, facts, place)
        _draw_sizes(f, p, facts)
        told = f.cue("what.told")
        lines = (
            Phrase("{n|norm|norms} in a layer of {model}", n=int(facts.calls.of_layer.value), model=facts.model),
            Phrase("{n} in a pass", n=facts.calls.calls),
        )
        draw_big_number(p, BigNumber(NUMBER, facts.calls.of_layer, (), "ink", size=FIGURE_LARGE), told)
        p.text((NUMBER[0] + 92.0, NUMBER[1] - 34.0), lines[0], size=LINE, alpha=told, part="number")
        p.text((NUMBER[0] + 92.0, NUMBER[1] + 2.0), lines[1], size=LABEL, role="dim", alpha=told, part="number")


def thicknesses(facts: PlacingFacts) -> tuple[float, float, float]:
    """Height of the stream before attention, between the blocks, and behind the layer."""
    if facts.sizes is None:
        return (THICK / 2, THICK / 2, THICK / 2)
    values = [float(size.value) for size in facts.sizes]
    one, two, three = (THICK * value / max(values) for value in values)
    return one, two, three


def _draw_stream(f: Frame, p: Picture, facts: PlacingFacts) -> None:
    """The residual stream in three parts, with lights that run along it."""
    come = f.cue("what.rail")
    edges = (LEFT, taps()[0][1], taps()[1][1], RIGHT)
    for part, high in enumerate(thicknesses(facts)):
        x, wide = edges[part], max(0.0, min(edges[part + 1], LEFT + (RIGHT - LEFT) * come) - edges[part])
        for glow, light in ((2.2, 0.06), (1.7, 0.08), (1.3, 0.12)):
            p.rects([(x, RAIL_Y - high * glow / 2, wide, high * glow)], "decode", alpha=light)
        p.rects([(x, RAIL_Y - high / 2, wide, high)], "decode", radius=3, alpha=0.92)
    run = (f.clock / 3.4 + np.arange(4) / 4) % 1.0
    at = np.stack([LEFT + (RIGHT - LEFT) * run, np.full(4, RAIL_Y)], 1)
    p.sprites(at, 70.0, "white", alpha=0.8 * come * np.sin(np.pi * run))


def _draw_block(f: Frame, p: Picture, box: Rect, called: Phrase, place: int) -> None:
    """A block with its way in and its way back to the sum."""
    shown = f.cue("what.blocks")
    come, back = taps()[place]
    for x, wide, light in ((come, 10.0, 0.12), (come, 3.0, 0.9), (back, 10.0, 0.12), (back, 3.0, 0.9)):
        p.lines([(x, RAIL_Y, x, mix(RAIL_Y, box.y, shown))], "decode", width=wide, alpha=light * shown)
    p.rects([box], "weights", radius=12, alpha=0.30 * shown, stroke="weights", stroke_width=2.0, stroke_alpha=shown)
    p.text((box.cx, box.y + 44), called, size=READOUT, weight=600, align="center", alpha=shown)
    p.sprites([(back, RAIL_Y)], 64.0, "ground", kind="dot", alpha=shown, additive=False)
    p.sprites([(back, RAIL_Y)], 56.0, "white", kind="ring", alpha=shown, additive=False)
    p.text((back, RAIL_Y + 12), "+", size=READOUT, weight=700, align="center", alpha=shown, part="scenery")
    flow = (f.clock / 1.8 + 0.5 * place) % 1.0
    down, up = (come, mix(RAIL_Y, box.y, flow)), (back, mix(box.y, RAIL_Y, flow))
    p.sprites([down, up], 44.0, "decode", alpha=shown * float(np.sin(np.pi * flow)))


def _draw_norms(f: Frame, p: Picture, facts: PlacingFacts, place: int) -> None:
    """The norm's way from the stream to the tap, its old place left dashed; a second one behind the block where there
    is one, and those inside attention."""
    move, shown, told = f.cue("what.move"), f.cue("what.blocks"), f.cue("what.told")
    come, back = taps()[place]
    old = (back + BEHIND + 30.0, RAIL_Y)
    at = (mix(old[0], come, move), mix(RAIL_Y, NORM_Y, move) - 60.0 * float(np.sin(np.pi * move)))
    ghost = ramp(move, 0.1, 0.6)
    p.rects(
        [(old[0] - 34, RAIL_Y - 34, 68.0, 68.0)],
        None,
        radius=34,
        stroke="waste",
        stroke_width=2.0,
        stroke_alpha=ghost,
        dash=True,
    )
    _draw_norm(p, at, shown)
    if place == 0:
        word = Phrase("LayerNorm") if facts.layer_norm else Phrase("RMSNorm")
        p.text((come + NORM_R / 2 + 14, NORM_Y + 9), word, size=LABEL, weight=600, alpha=told)
        p.text((old[0] + 4, RAIL_Y - 58), "as at first", size=TAG, role="waste", align="center", alpha=told)
    if facts.behind:
        _draw_norm(p, (back, NORM_Y), shown * ramp(move, 0.5, 1.0))
    if place == 0 and facts.inside:
        box = BLOCKS[0]
        p.text((box.right - 24, box.y + 40), "and two inside", size=TAG, role="dim", align="right", alpha=told)


def _draw_norm(p: Picture, at: tuple[float, float], alpha: float) -> None:
    """One norm: a white ring on dark ground."""
    p.sprites([at], 150.0, "white", kind="soft", alpha=0.35 * alpha)
    p.sprites([at], NORM_R, "ground", kind="dot", alpha=alpha, additive=False)
    p.sprites([at], NORM_R, "white", kind="ring", alpha=alpha, additive=False)
    p.text((at[0], at[1] + 10), "N", size=LINE, weight=700, align="center", alpha=alpha, part="scenery")


def _draw_sizes(f: Frame, p: Picture, facts: PlacingFacts) -> None:
    """The real size of the stream in each part, and whose it is."""
    told = f.cue("what.told")
    if facts.sizes is None:
        p.text((LEFT, RAIL_Y - 60), "sizes: not in this recording", size=TAG, role="dim", alpha=told)
        return
    ends = (LEFT, taps()[0][1] + 190.0, RIGHT)
    for x, size, align in zip(ends, facts.sizes, ("left", "left", "right"), strict=True):
        p.text(
            (x, RAIL_Y - 44),
            "{v}",
            v=size,
            size=READOUT,
            weight=600,
            mono=True,
            role="decode",
            align=align,
            alpha=told,
            part="sizes",
        )
    p.text(
        (LEFT, RAIL_Y - 92),
        Phrase("size of the stream, layer {n} of the small model", n=facts.layer + 1),
        size=LABEL,
        role="dim",
        alpha=told,
    )


def _draw_vectors(f: Frame, p: Picture, facts: PlacingFacts, place: int) -> None:
    """Inside a block: the vector that it sees and the one that it adds to the stream, number by number."""
    if place >= len(facts.vectors):
        return
    box, told = BLOCKS[place], f.cue("what.told")
    for row, (vector, called) in enumerate(zip(facts.vectors[place], (Phrase("sees"), Phrase("adds")), strict=True)):
        middle = box.y + VECTORS[row]
        p.text((box.x + 24, middle + 8), called, size=TAG, role="dim", alpha=told, part="vectors")
        values = np.asarray(vector, float)
        top = float(np.abs(values).max()) or 1.0
        tall = np.maximum(np.sqrt(np.abs(values) / top) * HALF, 0.6)
        left, wide = box.x + 92.0, (box.w - 116.0) / len(values)
        x = left + np.arange(len(values)) * wide
        bars = np.stack([x, np.where(values > 0, middle - tall, middle), np.full(len(values), wide * 0.8), tall], 1)
        run = np.exp(-(((f.clock / 3.6 + 0.5 * row) % 1.2 - np.arange(len(values)) / len(values)) ** 2) / 0.004)
        p.rects(bars, "white" if row == 0 else "decode", alpha=told * np.clip(0.55 + 0.45 * run, 0.0, 1.0))
