"""The skyline: every entry of the vocabulary in order of its id, as high as its score; in the second beat it rises."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_lm_head.facts import BINS, HeadFacts
from tourapp.authoring import Frame, Picture, Rect, mix

ROOM = Rect(64.0, 268.0, 1376.0, 532.0)
UP = Rect(64.0, 172.0, 860.0, 250.0)
"""Where it stands in the first beat and in the second."""
STEM = 2.6


def room_now(f: Frame) -> Rect:
    """Where the skyline stands."""
    go = f.cue("cost.lift") if f.reached("cost") else 0.0
    return Rect(*(mix(one, two, go) for one, two in zip(ROOM, UP, strict=True)))


def at_share(room: Rect, across: float, height: float) -> tuple[float, float]:
    """The tip of a column."""
    return room.x + across * room.w, room.bottom - height * room.h


def swept(f: Frame) -> float:
    """How far the vector has come over the columns, 0..1."""
    return f.cue("what.sweep", eased=False)


def draw_skyline(f: Frame, p: Picture, facts: HeadFacts) -> None:
    """The columns that have a score; the best words stand in gold."""
    room, share = room_now(f), swept(f)
    if share <= 0.002:
        return
    key = ("skyline of scores", facts.choices.fingerprint(0), BINS)
    with p.group(clip=Rect(ROOM.x - 30, 120.0, (room.w + 30) * share + (30 if share >= 1 else 0), 720.0)):
        with p.group(
            scale=1.0,
            transform=(
                room.w / ROOM.w,
                0.0,
                0.0,
                room.h / ROOM.h,
                room.x - ROOM.x * room.w / ROOM.w,
                room.y - ROOM.y * room.h / ROOM.h,
            ),
        ):
            p.bake(key, lambda picture: _bake_columns(picture, facts), rect=Rect(40.0, 240.0, 1424.0, 572.0), bloom=0.5)
        _draw_best(f, p, facts, room)
    p.lines([(room.x, room.bottom, room.right, room.bottom)], "dim", width=1.5, alpha=0.8)


def _bake_columns(p: Picture, facts: HeadFacts) -> None:
    """All columns, brighter the higher they are."""
    wide, tall = ROOM.w / BINS, facts.highest * ROOM.h
    left = ROOM.x + np.arange(BINS) * wide
    boxes = np.stack([left, ROOM.bottom - tall, np.full(BINS, wide * 0.72), tall], 1)
    kept = tall > 0.5
    p.rects(boxes[kept], "weights", alpha=0.35 + 0.65 * facts.highest[kept], gradient="down", fade=0.2)
    tips = np.stack([left + wide * 0.36, ROOM.bottom - tall], 1)
    p.sprites(tips[kept], 7.0, "ink", kind="dot", alpha=0.9 * facts.highest[kept], additive=False)


def _draw_best(f: Frame, p: Picture, facts: HeadFacts, room: Rect) -> None:
    """The best words as gold columns, which breathe."""
    for place, (across, height) in enumerate(facts.top):
        if across > swept(f):
            continue
        x, y = at_share(room, across, height)
        breath = 0.75 + 0.25 * float(np.sin(2.4 * f.clock - 1.1 * place))
        light = 1.0 if place == 0 else 0.6
        p.rects(
            [(x - STEM, y, 2 * STEM, room.bottom - y)],
            "decode",
            radius=2,
            alpha=0.5 + 0.5 * light,
            gradient="down",
            fade=0.3,
        )
        p.sprites([(x, y)], 120.0 * light * breath, "decode", kind="soft", alpha=0.7 * light)
        p.sprites([(x, y)], 40.0 * light, "decode", alpha=breath)
