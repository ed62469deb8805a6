"""What feeds the blocks: the memory bar to scale, the weights that stream up from it, and the walls of keys and values
that attention reads."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.atlas.whole.facts import AtlasFacts
from scenes.atlas.whole.memory_bar import BarLook, BarSpans, draw_memory_bar
from scenes.atlas.whole.moment import REST, PassMoment
from scenes.atlas.whole.operators import stage_pointed
from scenes.atlas.whole.places import BAR, KEYS, ROW, STREAMS, VALUES
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LINE
from tourapp.figures.kv_walls import WallsLook, draw_kv_walls, row_box
from tourapp.figures.streams import Stream, draw_streams

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PassStages

RIBBON, THREADS = 24, 11
"""Points along a ribbon, and lines in it, its edges among them."""
FEED = ("qkv", "out", "router", "gate", "up", "down", "head")
STILL, STIR = 0.16, 1.1
"""Light of a stream that is not read, and for how many seconds one of them stirs while nothing is read."""
LEAST = 1.0
"""Stage units that a stream's foot at least has."""


def draw_memory(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """Streams, walls and bar."""
    if now.memory <= 0.004:
        return
    spans = draw_memory_bar(
        f, p, facts.costs.capacity, BAR, BarLook(now.memory, 0.85, facts.latent, words=now.memory >= 1.0)
    )
    feet = feet_of(now.stages, spans)
    _draw_feet(p, now, feet)
    _draw_streams(f, p, now, feet)
    _draw_walls(f, p, facts, now)


def feet_of(stages: PassStages, spans: BarSpans) -> dict[str, tuple[float, float]]:
    """Where each stage's weights lie in the bar, from left to right: the embedding first, which is held and never
    streamed."""
    x, feet = spans.weights[0], {}
    for stage in stages.stages:
        wide = float(stage.held.value) * spans.unit
        feet[stage.id] = (x, x + wide)
        x += wide
    return feet


def _draw_feet(p: Picture, now: PassMoment, feet: dict[str, tuple[float, float]]) -> None:
    """The weights of each block in the bar, bright while they are read."""
    lit = now.lit()
    for id, (low, high) in feet.items():
        if id in lit and high - low > 2.0:
            light = lit[id] * now.memory
            p.rects([(low + 1, BAR.y + 1, high - low - 2, BAR.h - 2)], "ink", radius=2, alpha=0.12 + 0.62 * light**1.5)
    edges = np.array([(low, BAR.y, low, BAR.bottom) for low, high in feet.values() if high - low > 2.0])
    if len(edges):
        p.lines(edges, "ground", width=1.5, alpha=0.8 * now.memory)


def _draw_streams(f: Frame, p: Picture, now: PassMoment, feet: dict[str, tuple[float, float]]) -> None:
    """Weights on their way up: at the foot as wide as their bytes, at the head as their time. All stand there faintly;
    those that are read move, and while nothing is read one after another stirs."""
    if now.streams <= 0.004 or now.opened < 1.0:
        return
    streams = _streams(now, feet)
    ids, pointed = list(streams), stage_pointed(f)
    key = ("atlas streams", tuple(streams.values()))
    still = [STILL] * len(ids)
    p.bake(
        key,
        lambda q: draw_streams(q, list(streams.values()), still, STREAMS, 0.0),
        rect=STREAMS,
        alpha=now.streams,
        additive=True,
    )
    turn = f.clock / STIR
    for number, id in enumerate(ids):
        light = 1.0 if id == pointed else max(0.0, (now.lit()[id] - REST) / (1.0 - REST)) ** 1.2
        if now.cooled >= 1.0 and number == int(turn) % len(ids):
            light = max(light, 0.22 * math.sin(math.pi * (turn % 1.0)))
        if light > 0.01:
            stream = streams[id]
            low, high = min(stream.foot[0], stream.head[0]), max(stream.foot[1], stream.head[1])
            room = Rect(math.floor(low) - 1, STREAMS.y, math.ceil(high) - math.floor(low) + 2, STREAMS.h)
            draw_streams(p, [stream], [light], room, f.clock, alpha=now.streams)


def _streams(now: PassMoment, feet: dict[str, tuple[float, float]]) -> dict[str, Stream]:
    """The streams that this model has, in whole stage units."""
    found = {}
    for id in FEED:
        if id in feet and id in now.goal.boxes and feet[id][1] > feet[id][0]:
            box, (low, high) = now.goal.boxes[id], feet[id]
            foot = (float(round(low)), float(round(max(high, low + LEAST))))
            found[id] = Stream(foot, (float(round(box.x + 3)), float(round(box.right - 3))))
    return found


def _draw_walls(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """Our conversation's rows, and the two ribbons that carry them to attention."""
    if now.walls <= 0.004:
        return
    box = now.blocks.boxes["attention"]
    head = (round(box.x, 1), round(box.right, 1))
    light = max(0.0, (now.lit().get("attention", 0.0) - REST) / (1.0 - REST))
    for number, role in enumerate(("key", "value")):
        outline, threads = _ribbon(number, head)
        p.polys(outline, role, alpha=now.walls * (0.20 + 0.36 * light))
        p.curves(threads, role, alpha=now.walls * (0.36 + 0.6 * light))
    draw_kv_walls(p, facts.lights, KEYS, VALUES, WallsLook(now.rows, now.walls, now.new))
    if now.beat in ("decode", "loop") and 0.0 < now.written < 1.0:
        _draw_dropping(p, facts, now)
    low = row_box(facts.lights, KEYS, int(now.rows)).y
    if now.new > 0.5 and now.beat == "decode" and KEYS.bottom - low > 44:
        at = ((KEYS.x + VALUES.right) / 2, low + 40)
        p.text(at, Phrase("+1 row"), size=LINE, weight=600, role="decode", align="center", alpha=now.new)


def _draw_dropping(p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """A key and a value fall from their matrices to the next free row."""
    row = row_box(facts.lights, KEYS, min(int(now.rows), facts.lights.rows - 1)).cy
    x, top = now.blocks.boxes["qkv"].cx, ROW.bottom + 2
    t = np.linspace(0.0, 1.0, RIBBON)[:, None]
    for wall, role in ((KEYS, "key"), (VALUES, "value")):
        ends = np.array([(x, top), (x, top + 90.0), (wall.right - 16, row - 90.0), (wall.right - 16, row)])
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        path = sum(w * end for w, end in zip(weights, ends, strict=True))
        p.curves(path, role, width=3.0, alpha=0.7)
        p.trail(np.asarray(path), now.written, role, length=0.5, size=34.0)


@lru_cache(maxsize=8)
def _ribbon(side: int, block: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """Outline [2 n, 2] and threads [9, n, 2] of the ribbon from a wall (0: keys) up to its half of attention."""
    wall, half = (KEYS, VALUES)[side], (block[1] - block[0]) / 2
    foot, left = (wall.x, wall.right), block[0] + half * side
    share = np.linspace(0.0, 1.0, THREADS)[:, None]
    up = np.linspace(0.0, 1.0, RIBBON)[None]
    bend = up * up * (3.0 - 2.0 * up)
    low, high = foot[0] + share * (foot[1] - foot[0]), left + share * half
    x = low + (high - low) * bend
    lines = np.stack([x, np.broadcast_to(KEYS.y - 3 + (ROW.bottom + 3 - KEYS.y) * up, x.shape)], 2)
    return np.concatenate([lines[0], lines[-1][::-1]]), lines[1:-1]
