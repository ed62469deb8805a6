"""The first beat: the last vector as a strip of its real numbers, the light that sweeps from it over the columns, and
the best words with their probabilities."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_lm_head.facts import STEP, TOP, HeadFacts
from scenes.atlas.op_lm_head.skyline import ROOM, at_share, swept
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL, LINE, READOUT, TAG, TITLE

STRIP = Rect(64.0, 168.0, 1376.0, 68.0)
WORDS_Y, EDGE_Y = 152.0, 830.0
TABLE_W, ROW = 420.0, 52.0
TABLE_Y = 286.0


def vector(f: Frame) -> np.ndarray | None:
    """The normed vector that the LM head reads [h]; None where the recording has none."""
    numbers = f.world.layer_numbers
    return np.asarray(numbers.final(STEP), dtype=np.float64) if numbers.here else None


def draw_sweep(f: Frame, p: Picture, facts: HeadFacts) -> None:
    """Strip, light, edges and the table of the best."""
    shown = f.cue("what.vector")
    _draw_vector(f, p, shown)
    share = swept(f)
    if 0.0 < share < 1.0:
        x = ROOM.x + share * ROOM.w
        p.rects(
            [(x - 46, STRIP.bottom, 46.0, ROOM.bottom - STRIP.bottom)], "white", alpha=0.30, gradient="left", fade=0.0
        )
        p.lines([(x, STRIP.bottom, x, ROOM.bottom)], "white", width=2.5, alpha=0.95)
        p.spark((x, STRIP.bottom), "decode", size=60.0)
    size = facts.entries
    words = Phrase("entry {n:,}", n=size) if facts.whole else Phrase("entry {n:,}; only the highest are kept", n=size)
    p.text((ROOM.x, EDGE_Y), Phrase("entry {n:,}", n=1), size=TAG, role="dim", alpha=shown, part="edges")
    p.text((ROOM.right, EDGE_Y), words, size=TAG, role="dim", align="right", alpha=shown, part="edges")
    told = "height: score above the middle one"
    p.text((ROOM.cx, EDGE_Y), told, size=TAG, role="dim", align="center", alpha=shown, part="edges")
    _draw_table(f, p, facts, f.cue("what.told"))


def _draw_vector(f: Frame, p: Picture, shown: float) -> None:
    """The real numbers up and down; what is read of them now is lit."""
    numbers = vector(f)
    p.text((STRIP.x, WORDS_Y), "the last vector, after its norm", size=LABEL, role="dim", alpha=shown)
    if numbers is None:
        p.text((STRIP.cx, STRIP.cy + 9), "not in this recording", size=LABEL, role="dim", align="center", alpha=shown)
        return
    top = float(np.abs(numbers).max()) or 1.0
    tall = np.sqrt(np.abs(numbers) / top) * STRIP.h / 2
    wide = STRIP.w / len(numbers)
    left = STRIP.x + np.arange(len(numbers)) * wide
    y = np.where(numbers > 0, STRIP.cy - tall, STRIP.cy)
    boxes = np.stack([left, y, np.full(len(numbers), wide * 0.7), np.maximum(tall, 1.0)], 1)
    run = np.exp(-((((f.clock / 4.0) % 1.2) - np.arange(len(numbers)) / len(numbers)) ** 2) / 0.004)
    p.rects(boxes, "decode", alpha=shown * (0.7 + 0.3 * run))


def _draw_table(f: Frame, p: Picture, facts: HeadFacts, told: float) -> None:
    """The best words with their probabilities, on the side where the best column does not stand."""
    if told <= 0.004:
        return
    across, height = facts.top[0]
    at_left = across > 0.5
    x = ROOM.x + 110 if at_left else ROOM.right - TABLE_W - 110
    box = Rect(x, TABLE_Y, TABLE_W, ROW * min(TOP, len(facts.words)) + 30)
    p.rects([box], "ground", radius=12, alpha=0.82 * told, stroke="line")
    tip = at_share(ROOM, across, height)
    ends = (box.right, box.y + 44) if at_left else (box.x, box.y + 44)
    p.lines([(*tip, *ends)], "decode", width=1.5, alpha=0.82 * told)
    for place, words in enumerate(facts.words):
        y = box.y + 54 + place * ROW
        size, weight, role = (TITLE, 700, "decode") if place == 0 else (LINE, 400, "ink")
        p.text((box.x + 22, y), "{w}", w=words, size=size, weight=weight, role=role, alpha=told, part="best", fit=230)
        value = facts.numbers.probability(place, words)
        p.text(
            (box.right - 22, y),
            "{v}",
            v=value,
            size=READOUT,
            mono=True,
            weight=600,
            role=role,
            align="right",
            alpha=told,
            part="odds",
        )
