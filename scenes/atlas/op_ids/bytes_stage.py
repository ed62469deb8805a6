"""The second beat: each id as the four bytes it takes, thirty-two lamps, and what all of them take together."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_ids.columns import CHIP_H, chip_box, columns
from scenes.atlas.op_ids.facts import IdsFacts
from scenes.atlas.op_ids.field import CHIPS_Y, FIELD, IDS_Y, draw_chips
from tourapp.authoring import Frame, Phrase, Picture, Rect, cascade, mix, ramp
from tourapp.authoring.sizes import LABEL
from tourapp.figures.card_frame import BigNumber, draw_big_number

ROOM = Rect(64.0, 160.0, 976.0, 520.0)
"""Chips and lamps; the figure stands at the right."""
CHIPS_THEN, IDS_THEN = 172.0, 284.0
LAMPS_Y, BYTE_STEP = 322.0, 86.0
BYTES, BITS = 4, 8
FIGURE_AT = (1080.0, 440.0)


def draw_bytes(f: Frame, p: Picture, facts: IdsFacts) -> None:
    """Lamps below each id, and the sum."""
    if f.reached("scale"):
        return
    lit = f.cue("cost.lamps", eased=False)
    shares = columns(facts, ROOM)
    grown = cascade(lit, len(shares), 0.6)
    for place, column in enumerate(shares):
        _draw_lamps(f, p, facts.ids[place], column, float(grown[place]))
    told = f.cue("cost.told")
    words = Phrase("{n} {n|id|ids} × {each}", n=facts.bytes.all.inputs[0], each=facts.bytes.each)
    draw_big_number(p, BigNumber(FIGURE_AT, facts.bytes.all, (words, whose(f)), "prefill"), told)


def whose(f: Frame) -> Phrase:
    """Which tokens are counted."""
    return Phrase("the template's too") if f["chat"] else Phrase("of your prompt")


def chips_now(f: Frame, facts: IdsFacts) -> tuple[list[Rect], float, float]:
    """Where the chips stand, the baseline of their ids, and how far they are on their way up."""
    rise = f.cue("cost.rise") if f.reached("cost") else 0.0
    here = [chip_box(column, CHIPS_Y) for column in columns(facts, FIELD)]
    there = [chip_box(column, CHIPS_THEN) for column in columns(facts, ROOM)]
    boxes = [
        Rect(mix(one.x, two.x, rise), mix(one.y, two.y, rise), mix(one.w, two.w, rise), CHIP_H)
        for one, two in zip(here, there, strict=True)
    ]
    return boxes, mix(IDS_Y, IDS_THEN, rise), rise


def draw_numbers(f: Frame, p: Picture, facts: IdsFacts) -> None:
    """Chips with their ids, on their way from the first beat to the second."""
    boxes, y, rise = chips_now(f, facts)
    draw_chips(f, p, facts, boxes, y)
    if facts.more > 0 and boxes and rise < 0.5:
        p.text(
            (boxes[-1].right, CHIPS_Y + CHIP_H + 30), "… {n} more", n=facts.more, size=LABEL, role="dim", align="right"
        )


def _draw_lamps(f: Frame, p: Picture, token: int, column: Rect, grown: float) -> None:
    """Four rows of eight lamps, the highest byte first; at rest a light runs over those that are on."""
    if grown <= 0.004:
        return
    bits = np.array([(token >> (31 - bit)) & 1 for bit in range(BYTES * BITS)])
    pitch = min((column.w - 28.0) / BITS, 27.0)
    left = column.cx - pitch * BITS / 2
    rows, across = np.divmod(np.arange(BYTES * BITS), BITS)
    x, y = left + (across + 0.5) * pitch, LAMPS_Y + rows * BYTE_STEP + 30.0
    come = ramp(grown, 0.0, 0.6)
    plates = [(left - 6.0, LAMPS_Y + row * BYTE_STEP + 2.0, pitch * BITS + 12.0, 56.0) for row in range(BYTES)]
    p.rects(plates, "raised", radius=10, alpha=0.9 * come, stroke="line")
    at = np.stack([x, y], 1)
    p.sprites(at[bits == 0], pitch * 0.5, "line", kind="dot", alpha=come, additive=False)
    on = at[bits == 1]
    if not len(on):
        return
    wave = 0.75 + 0.25 * np.sin(2.4 * f.clock - 0.7 * np.arange(len(on)))
    p.sprites(on, pitch * 2.2, "prefill", kind="soft", alpha=0.6 * grown * wave)
    p.sprites(on, pitch * 0.62, "prefill", kind="dot", alpha=grown, additive=False)
