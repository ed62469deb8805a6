"""The matrix in both first beats; then cut into a slab for each GPU, whose parts of the sum meet."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_out.facts import OutFacts
from scenes.atlas.op_out.what import MATRIX
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix
from tourapp.authoring.sizes import LABEL, READOUT, TITLE
from tourapp.figures.card_frame import BigNumber, draw_big_number

ABOVE = Rect(84.0, 210.0, 420.0, 430.0)
MEET, PANEL = (720.0, 425.0), 860.0
MOST_SLABS = 16
LOOP, POINTS = 2.6, 18


def matrix_now(lifted: float) -> Rect:
    """Where the matrix stands: in the flow, or, lifted 0..1, above the strip."""
    return Rect(*(mix(a, b, lifted) for a, b in zip(MATRIX, ABOVE, strict=True)))


def slabs(room: Rect, count: int, apart: float) -> np.ndarray:
    """Boxes [n, 4] of the matrix cut for so many GPUs; apart 0..1: how far they have moved from each other."""
    n = min(count, MOST_SLABS)
    gap = 8.0 * apart
    high = (room.h - gap * (n - 1)) / n
    top = room.y + (high + gap) * np.arange(n)
    full = np.ones(n)
    return np.stack([room.x * full, top, room.w * full, high * full], 1)


def draw_matrix(f: Frame, p: Picture, facts: OutFacts, lifted: float, alpha: float) -> None:
    """The matrix, whole or cut."""
    if alpha <= 0.004:
        return
    room, apart = matrix_now(lifted), f.cue("cost.cut")
    gpus = facts.meetings.own.gpus
    boxes = slabs(room, gpus if apart > 0 else 1, apart)
    with p.group(opacity=alpha):
        p.rects(boxes, "weights", radius=5, alpha=0.45, stroke="white", stroke_width=2.0, stroke_alpha=0.8)
        if apart < 0.5 or gpus == 1:
            p.text((room.cx, room.cy + 12), "Wo", size=TITLE, weight=700, align="center")
        elif boxes[0, 3] >= 40.0:
            for number, box in enumerate(boxes):
                at = (box[0] + box[2] / 2, box[1] + box[3] / 2 + 9)
                p.text(at, "GPU {n}", n=number + 1, size=LABEL, weight=600, align="center", part="gpus")


def draw_cost(f: Frame, p: Picture, facts: OutFacts, shown: float) -> None:
    """The meeting of the slabs, and what the matrix weighs."""
    if shown <= 0.004:
        return
    told, meetings = f.cue("cost.told"), facts.meetings
    with p.group(opacity=shown):
        _draw_meeting(f, p, facts, f.cue("cost.meet"))
        words = (Phrase("read by every step"), Phrase("{model}, all layers", model=facts.model))
        draw_big_number(p, BigNumber((PANEL, 310.0), facts.decode.weight_bytes, words, "ink", room=560.0), told)
        if meetings.own.gpus == 1:
            p.text((PANEL, 500), "one GPU: no meeting", size=LABEL, role="dim", alpha=told)
        elif meetings.each is None:
            p.text((PANEL, 500), "link between the GPUs not known", size=LABEL, role="waste", alpha=told)
        else:
            p.text(
                (PANEL, 510), "{v}", v=meetings.each, size=READOUT, mono=True, weight=600, role="prefill", alpha=told
            )
            p.text((PANEL, 548), "for a meeting, on average", size=LABEL, role="dim", alpha=told)
            many = Phrase("{n} of them in a step, two a layer", n=meetings.count)
            p.text((PANEL, 584), many, size=LABEL, role="dim", alpha=told)


def _draw_meeting(f: Frame, p: Picture, facts: OutFacts, grown: float) -> None:
    """Ways from every slab to the sum, lights there and back."""
    boxes = slabs(ABOVE, facts.meetings.own.gpus, 1.0)
    share = np.linspace(0.0, 1.0, POINTS)
    eased = share * share * (3 - 2 * share)
    middle = boxes[:, 1] + boxes[:, 3] / 2
    x = ABOVE.right + (MEET[0] - 44.0 - ABOVE.right) * share
    paths = np.stack([np.repeat(x[None], len(boxes), 0), middle[:, None] + (MEET[1] - middle)[:, None] * eased], 2)
    p.curves(paths, "ink", width=2.0, alpha=0.45 * grown)
    p.sprites([MEET], 84.0, "raised", kind="dot", additive=False, alpha=grown)
    p.sprites([MEET], 88.0, "white", kind="ring", additive=False, alpha=grown)
    p.text((MEET[0], MEET[1] + 13), "+", size=TITLE, weight=700, align="center", alpha=grown)
    if grown <= 0.1:
        return
    way = (f.clock / LOOP) % 1.0
    at = 1.0 - abs(2.0 * way - 1.0)
    low = min(int(at * (POINTS - 1)), POINTS - 2)
    part = at * (POINTS - 1) - low
    p.sprites(paths[:, low] * (1 - part) + paths[:, low + 1] * part, 40.0, "value", alpha=grown)
