"""The three matrices of the block as bars of bytes, one below the other, and the large number beside them."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_down.facts import DownFacts
from scenes.atlas.op_down.places import KEPT, MATRICES, NUMBER_AT
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL, LINE, READOUT
from tourapp.figures.card_frame import BigNumber, draw_big_number

NAMES = {"gate": Phrase("gate"), "up": Phrase("up"), "down": Phrase("down")}
HIGH = 84.0
RUN = 3.0
"""Seconds in which the reader passes a bar."""


def draw_matrices(f: Frame, p: Picture, facts: DownFacts) -> None:
    """Bars, number, and the meeting of the GPUs."""
    thirds = facts.numbers.thirds
    most = max(float(each.value) for each in thirds.values())
    rooms = MATRICES.rows(3)
    grown = f.cue("cost.bars")
    for (op, size), room in zip(thirds.items(), rooms[3 - len(thirds) :], strict=True):
        box = Rect(room.x, room.y + 12, MATRICES.w * float(size.value) / most * grown, HIGH)
        on = op == "down"
        p.rects([box], "white" if on else "weights", radius=4, alpha=0.88 if on else 0.4)
        if on and grown > 0.98:
            _draw_reader(f, p, box)
        p.text(
            (room.x - 20, box.cy + 10),
            NAMES[op],
            size=LINE,
            weight=600,
            align="right",
            role="ink" if on else "dim",
            alpha=grown,
        )
        at = (box.right - 20, box.cy + 11)
        role = "black" if on else "ink"
        p.text(at, "{v}", v=size, size=READOUT, weight=600, role=role, align="right", alpha=f.cue("cost.number"))
    _draw_words(f, p, facts)


def _draw_reader(f: Frame, p: Picture, box: Rect) -> None:
    at = (f.clock / RUN) % 1.0
    x = box.x + box.w * at
    p.rects([(x - 2, box.y - 8, 4, box.h + 16)], "prefill", radius=2, alpha=0.9)
    p.sprites([(x, box.cy)], 180.0, "ink", alpha=0.5 * float(np.sin(np.pi * at)), kind="soft")


def _draw_words(f: Frame, p: Picture, facts: DownFacts) -> None:
    alpha, folding = f.cue("cost.number"), facts.folding
    words = (Phrase("of weights read for down"), Phrase("by every step of {model}", model=facts.chosen))
    draw_big_number(p, BigNumber(NUMBER_AT, facts.cost.weight_bytes, words, room=420.0), alpha)
    x, y = NUMBER_AT[0] + 4, NUMBER_AT[1] + 190.0
    if facts.here.meeting is not None:
        told = Phrase("then {n} GPUs add up their parts:", n=facts.gpus)
        p.text((x, y), told, size=LABEL, role="dim", alpha=alpha)
        told = Phrase("{t}, achieved", t=facts.here.meeting)
        p.text((x, y + 40), told, size=LINE, role="prefill", alpha=alpha)
    if folding is not None:
        told = Phrase("made by {model}: {n} numbers", model=facts.small, n=len(folding.added))
        p.text((KEPT.x, KEPT.bottom + 34), told, size=LABEL, role="dim", alpha=alpha)
