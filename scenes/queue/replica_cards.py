"""Replicas as cards beside the line: lamps that burn while it works, what is left of its request, a bar of progress.

A request's first stretch is prefill (blue), the rest decode (gold); times are the simulation's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.queue.cards import COLUMN, WITH_LAMPS, CardLight
from scenes.queue.replica_lamps import draw_lamps
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import QueueMoment

HALO = 70.0
"""How far the light behind the card that serves ours reaches beyond it."""
LONG = 9.95
"""From so many seconds left on they are told without a decimal."""


def draw_cards(p: Picture, boxes: list[Rect], moment: QueueMoment, light: CardLight, clock: float) -> None:
    """All cards at one simulated moment."""
    if light.alpha <= 0.004 or not boxes:
        return
    _still_cards(p, boxes, moment, light)
    if light.work <= 0.004:
        return
    if boxes[0].h >= WITH_LAMPS:
        draw_lamps(p, boxes, moment, light, clock)
    _bars(p, boxes, moment, light)
    for i, box in enumerate(boxes):
        _words(p, box, i, moment, light)


def _still_cards(p: Picture, boxes: list[Rect], moment: QueueMoment, light: CardLight) -> None:
    """The cards themselves, those at work, and the one that serves ours."""
    layer = Rect(COLUMN.x - 8, COLUMN.y - 8, COLUMN.w + 16, COLUMN.h + 16)
    p.bake(("queue-cards", len(boxes)), lambda q: _plain(q, boxes), rect=layer, alpha=light.alpha)
    if light.work <= 0.004:
        return
    warm = tuple(int(i) for i in np.flatnonzero(moment.serving >= 0))
    if warm:
        key = ("queue-warm", len(boxes), warm)
        p.bake(key, lambda q: _warm(q, [boxes[i] for i in warm]), rect=layer, alpha=light.work)
    if 0 <= light.ours < len(boxes) and light.ours_glow > 0.004:
        mine = boxes[light.ours]
        room = Rect(mine.x - HALO, mine.y - HALO, mine.w + 2 * HALO, mine.h + 2 * HALO)
        p.bake(("queue-ours", len(boxes), light.ours), lambda q: _halo(q, mine), rect=room, alpha=light.ours_glow)


def _plain(q: Picture, boxes: list[Rect]) -> None:
    q.rects(boxes, "raised", radius=12, alpha=0.9, stroke="line")


def _warm(q: Picture, boxes: list[Rect]) -> None:
    """The cards of replicas at work."""
    q.rects(boxes, "decode", radius=12, alpha=0.04, stroke="decode", stroke_alpha=0.38)


def _halo(q: Picture, box: Rect) -> None:
    """The card that serves ours."""
    q.sprites([(box.cx, box.cy)], box.w + 2 * HALO, "prefill", kind="soft", alpha=0.24)
    q.rects([box], "prefill", radius=12, alpha=0.08)
    q.rects([box.inset(-2)], None, radius=14, stroke="ink", stroke_width=3.0)


def _bar_room(box: Rect) -> Rect:
    """Where a card's bar of progress stands."""
    if box.h < WITH_LAMPS:
        return Rect(box.x + 54, box.cy - 6, box.w - 54 - 152, 12)
    return Rect(box.x + 20, box.bottom - 30, box.w - 40, 14)


def _bars(p: Picture, boxes: list[Rect], moment: QueueMoment, light: CardLight) -> None:
    """Progress of each service; an idle replica has a hatched bar."""
    rooms = [_bar_room(box) for box in boxes]
    p.rects(rooms, "line", radius=6, alpha=light.work)
    idle = [room for room, who in zip(rooms, moment.serving, strict=True) if who < 0]
    if idle:
        p.hatch(idle, alpha=0.55 * light.work, radius=6)
    pairs = [
        (room, min(float(done), 1.0))
        for room, done, who in zip(rooms, moment.progress, moment.serving, strict=True)
        if who >= 0
    ]
    whole = [(r.x, r.y, max(8.0, r.w * done), r.h) for r, done in pairs]
    first = [(r.x, r.y, max(8.0, r.w * min(done, light.prefill)), r.h) for r, done in pairs]
    if pairs:
        p.rects(whole, "decode", radius=6, alpha=light.work)
        p.rects(first, "prefill", radius=6, alpha=light.work)
    if 0 <= light.ours < len(rooms) and light.ours_glow > 0.004:
        room, done = rooms[light.ours], min(1.0, float(moment.progress[light.ours]))
        p.sprites([(room.x + max(8.0, room.w * done), room.cy)], 74, "prefill", alpha=light.ours_glow)


def _words(p: Picture, box: Rect, i: int, moment: QueueMoment, light: CardLight) -> None:
    """Which replica it is, and how long its request still takes."""
    compact, alpha, right = box.h < WITH_LAMPS, light.work, box.right - 18
    y = box.cy + 9 if compact else box.y + 36
    p.text((box.x + 18, y), "{n}" if compact else "replica {n}", n=i + 1, size=LABEL, weight=600, alpha=alpha)
    if moment.serving[i] < 0:
        p.text((right, y), "idle", size=LABEL, role="dim", align="right", alpha=alpha)
        return
    left = float(moment.remaining_seconds[i])
    words = "{v:.1f} s left" if left < LONG else "{v:.0f} s left"
    p.text((right, y), words, v=left, size=LABEL, role="decode", weight=600, align="right", alpha=alpha)
