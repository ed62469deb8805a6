"""Replicas as cards beside the line: lamps that burn while it works, what is left of its request, a bar of progress.

A request's first stretch is prefill (blue), the rest decode (gold). Lamps are schematic; times are the simulation's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Picture, Quantity, Rect
from tourapp.sim.queue_window import QueueMoment

COLUMN = Rect(1196.0, 136.0, 244.0, 690.0)
LAMPS = 20


def card_boxes(n: int) -> list[Rect]:
    """n equal cards in the column, in its middle."""
    gap = 16.0 if n <= 5 else 12.0 if n <= 8 else 8.0
    h = min(150.0, (COLUMN.h - gap * (n - 1)) / n)
    top = COLUMN.cy - (n * h + (n - 1) * gap) / 2
    return [Rect(COLUMN.x, top + i * (h + gap), COLUMN.w, h) for i in range(n)]


@dataclass(frozen=True, slots=True)
class Lit:
    """How the cards are lit: their whole alpha, the glow of their work 0..1, prefill's share of a service, and the
    replica that serves ours (-1 none) with how far its card has come alight."""

    alpha: float
    work: float
    prefill: float
    ours: int = -1
    ours_glow: float = 0.0


def draw_replicas(p: Picture, boxes: list[Rect], moment: QueueMoment, lit: Lit, clock: float) -> None:
    """All cards at one simulated moment."""
    if lit.alpha <= 0.004 or not boxes:
        return
    busy = moment.serving >= 0
    layer = Rect(COLUMN.x - 8, COLUMN.y - 8, COLUMN.w + 16, COLUMN.h + 16)
    p.bake(("queue-cards", len(boxes)), lambda q: _plain(q, boxes), rect=layer, alpha=lit.alpha)
    if lit.work <= 0.004:
        return
    warm = tuple(int(i) for i in np.flatnonzero(busy))
    if warm:
        p.bake(
            ("queue-warm", len(boxes), warm), lambda q: _warm(q, [boxes[i] for i in warm]), rect=layer, alpha=lit.work
        )
    if 0 <= lit.ours < len(boxes) and lit.ours_glow > 0.004:
        mine = boxes[lit.ours]
        p.bake(
            ("queue-ours", len(boxes), lit.ours),
            lambda q: _halo(q, mine),
            rect=Rect(mine.x - 70, mine.y - 70, mine.w + 140, mine.h + 140),
            alpha=lit.ours_glow,
        )
    if boxes[0].h >= 74:
        _lamps(p, boxes, moment, lit, clock)
    _bars(p, boxes, moment, lit)
    for i, box in enumerate(boxes):
        _words(p, box, i, moment, lit)


def _plain(q: Picture, boxes: list[Rect]) -> None:
    q.rects(boxes, "raised", radius=12, alpha=0.9, stroke="line")


def _warm(q: Picture, boxes: list[Rect]) -> None:
    """The cards of replicas at work."""
    q.rects(boxes, "decode", radius=12, alpha=0.04, stroke="decode", stroke_alpha=0.38)


def _halo(q: Picture, box: Rect) -> None:
    """The card that serves ours."""
    q.sprites([(box.cx, box.cy)], box.w + 140, "prefill", kind="soft", alpha=0.24)
    q.rects([box], "prefill", radius=12, alpha=0.06, stroke="prefill", stroke_width=2.4)


def _lamps(p: Picture, boxes: list[Rect], moment: QueueMoment, lit: Lit, clock: float) -> None:
    """A field of lamps per card; they shimmer slowly while the replica works."""
    rows = 5 if boxes[0].h >= 130 else 3 if boxes[0].h >= 100 else 1
    gx, gy = (grid.ravel() for grid in np.meshgrid(np.arange(LAMPS), np.arange(rows)))
    points, level, blue = [], [], []
    for i, box in enumerate(boxes):
        x = box.x + 22 + gx * (box.w - 44) / (LAMPS - 1)
        y = box.y + 52 + gy * 13.0
        wave = np.sin(gx * 0.9 + i * 2.1 + gy * 1.7 + clock * 1.9) * np.sin(gx * 0.37 + i + gy * 0.6 - clock * 1.1)
        grain = np.modf(np.abs(np.sin(gx * 12.9898 + gy * 78.233 + i * 37.7)) * 43.7)[0]
        on = 1.0 if moment.serving[i] >= 0 else 0.0
        points.append(np.stack([x, y], -1))
        level.append(np.clip(0.30 + 0.42 * wave + 0.42 * grain, 0.10, 1.0) * on + 0.12 * (1 - on))
        blue.append(np.full(len(gx), on > 0 and moment.progress[i] < lit.prefill))
    at, v, first = np.concatenate(points), np.concatenate(level), np.concatenate(blue)
    idle = np.repeat(moment.serving < 0, len(gx))
    for mask, role in ((first & ~idle, "prefill"), (~first & ~idle, "decode"), (idle, "dim")):
        if mask.any():
            p.sprites(at[mask], 6.4, role, kind="dot", additive=False, alpha=lit.work * v[mask] ** 1.3)
            if role != "dim":
                bright = mask & (v > 0.55)
                p.sprites(at[bright], 21.0, role, kind="soft", alpha=0.6 * lit.work * v[bright] ** 2)


def _bars(p: Picture, boxes: list[Rect], moment: QueueMoment, lit: Lit) -> None:
    """Progress of each service; an idle replica has a hatched bar."""
    compact = boxes[0].h < 74
    rooms = [
        Rect(box.x + 48, box.cy - 4, box.w - 152, 8) if compact else Rect(box.x + 20, box.bottom - 24, box.w - 40, 8)
        for box in boxes
    ]
    p.rects(rooms, "line", radius=4, alpha=lit.work)
    idle = [room for room, who in zip(rooms, moment.serving, strict=True) if who < 0]
    if idle:
        p.hatch(idle, alpha=0.55 * lit.work, radius=4)
    pairs = [
        (room, min(float(done), 1.0))
        for room, done, who in zip(rooms, moment.progress, moment.serving, strict=True)
        if who >= 0
    ]
    whole = [(r.x, r.y, max(8.0, r.w * done), r.h) for r, done in pairs]
    first = [(r.x, r.y, max(8.0, r.w * min(done, lit.prefill)), r.h) for r, done in pairs]
    if pairs:
        p.rects(whole, "decode", radius=4, alpha=lit.work)
        p.rects(first, "prefill", radius=4, alpha=lit.work)
    if 0 <= lit.ours < len(rooms) and lit.ours_glow > 0.004:
        room, done = rooms[lit.ours], min(1.0, float(moment.progress[lit.ours]))
        p.sprites([(room.x + max(8.0, room.w * done), room.cy)], 74, "prefill", alpha=lit.ours_glow)


def _words(p: Picture, box: Rect, i: int, moment: QueueMoment, lit: Lit) -> None:
    busy = moment.serving[i] >= 0
    left = Quantity(float(moment.remaining_seconds[i]), "s", f"left on replica {i + 1}", "r")
    if box.h < 74:
        y, x = box.cy + 6, box.x + 16
        p.text((x, y), "{n}", n=i + 1, size=17, weight=600, alpha=lit.work, fit=28)
    else:
        y, x = box.y + 31, box.x + 20
        p.text((x, y), "replica {n}", n=i + 1, size=18, weight=600, alpha=lit.work, fit=78)
    if busy:
        p.text(
            (box.right - 18, y),
            "{v:.2f} s left" if box.h >= 74 else "{v:.2f} s",
            v=left,
            size=15,
            role="decode",
            mono=True,
            weight=500,
            align="right",
            alpha=lit.work,
            fit=128 if box.h >= 74 else 84,
        )
    else:
        p.text((box.right - 18, y), "idle", size=16, role="dim", align="right", alpha=lit.work, fit=84)
