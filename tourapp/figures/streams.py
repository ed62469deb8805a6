"""Moving streams: light that rises in strands from a bar to the blocks it feeds, each as wide as its bytes at the foot
and as its time at the head.

Which strand a pixel belongs to and where along it the pixel lies is worked out once per geometry; a frame is then one
look-up per lit pixel. Not here: what the streams carry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tourapp.authoring import Picture, Rect

WIDE = 4.2
"""Stage units that a strand takes at the stream's head."""
FEWEST = 4
AMPLITUDES = 16
BASE, STRAND, COMET = 0.16, 0.30, 0.62
"""Light of a stream between its strands, of a strand at rest, and of what runs along it."""
TAIL = 3.0
"""How fast a comet's tail fades."""
ROLES = ("weights", "white")


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream in stage units: left and right edge at its foot and at its head. lit is not part of it: see
    `draw_streams`."""

    foot: tuple[float, float]
    head: tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class _Map:
    """Of every pixel of every stream: its place in the picture, phase along its strand (0..255), light (0..15, times
    256), speed; and where each stream begins and ends in these arrays."""

    place: np.ndarray
    phase: np.ndarray
    light: np.ndarray
    speed: np.ndarray
    ends: tuple[int, ...]
    size: tuple[int, int]


def draw_streams(
    p: Picture, streams: Sequence[Stream], lit: Sequence[float], room: Rect, clock: float, *, alpha: float = 1.0
) -> None:
    """Streams from the room's foot to its head, each as bright as `lit` (0..1) says, moving with `clock` in seconds.
    Edges are in whole stage units, so that streams which hardly move keep their maps."""
    if alpha <= 0.004 or not streams or max(lit, default=0.0) <= 0.004:
        return
    whole = Rect(round(room.x), round(room.y), round(room.w), round(room.h))
    found = _map(tuple(_rounded(each) for each in streams), whole)
    buffer = np.zeros(found.size[0] * found.size[1], np.uint8)
    turn = int(clock * 36.0) & 0xFFFF
    for first, last, level in zip(found.ends, found.ends[1:], lit, strict=False):
        if level > 0.004 and last > first:
            part = slice(first, last)
            phase = found.phase[part] - (found.speed[part] * np.uint8(turn & 255))
            buffer[found.place[part]] = _table(round(min(level, 1.0) * 64))[found.light[part] + phase]
    p.image(buffer.reshape(found.size), whole, *ROLES, additive=True, alpha=alpha)


def _rounded(stream: Stream) -> Stream:
    foot, head = (tuple(float(round(edge)) for edge in ends) for ends in (stream.foot, stream.head))
    return Stream((foot[0], foot[1]), (head[0], head[1]))


@lru_cache(maxsize=80)
def _table(level: int) -> np.ndarray:
    """Levels 0..255 by light (16) and phase (256), for a stream lit by `level` / 64."""
    light = np.arange(AMPLITUDES)[:, None] / (AMPLITUDES - 1)
    comet = np.exp(-TAIL * (1.0 - np.arange(256)[None] / 255.0))
    found = np.clip((BASE + light * (STRAND + COMET * 1.6 * comet)) * (level / 64.0), 0.0, 1.0)
    return (found * 255 + 0.5).astype(np.uint8).ravel()


@lru_cache(maxsize=32)
def _map(streams: tuple[Stream, ...], room: Rect) -> _Map:
    high, wide = int(room.h), int(room.w)
    up = 1.0 - (np.arange(high, dtype=np.float32)[:, None] + 0.5) / high
    bend = up**1.4
    bend = bend * bend * (3.0 - 2.0 * bend)
    parts = [_of_stream(each, room, up, bend) for each in streams]
    ends = np.concatenate([[0], np.cumsum([len(part[0]) for part in parts])])
    place, phase, light, speed = (np.concatenate([part[k] for part in parts]) for k in range(4))
    return _Map(place, phase, light, speed, tuple(int(end) for end in ends), (high, wide))


def _of_stream(stream: Stream, room: Rect, up: np.ndarray, bend: np.ndarray) -> tuple[np.ndarray, ...]:
    """The pixels of one stream: place, phase, light and speed."""
    left = stream.foot[0] + (stream.head[0] - stream.foot[0]) * bend - room.x
    right = stream.foot[1] + (stream.head[1] - stream.foot[1]) * bend - room.x
    low, high = max(0, int(left.min())), min(int(room.w), int(np.ceil(right.max())) + 1)
    count = max(FEWEST, int(max(stream.head[1] - stream.head[0], stream.foot[1] - stream.foot[0]) / WIDE))
    across = (np.arange(low, max(high, low), dtype=np.float32)[None] + 0.5 - left) / np.maximum(right - left, 1.0)
    rows, columns = np.nonzero((across >= 0.0) & (across < 1.0))
    u = across[rows, columns]
    strand = np.minimum((u * count).astype(np.int32), count - 1)
    random = np.random.default_rng(abs(int(stream.head[0] * 7 + stream.foot[0])))
    bright, shift, speed = random.uniform(0.2, 1.0, count) ** 1.4, random.random(count), random.integers(3, 8, count)
    middle = np.exp(-((((u * count) - strand - 0.5) / 0.30) ** 2))
    light = np.clip(bright[strand] * middle * (AMPLITUDES - 1) + 0.5, 0, AMPLITUDES - 1).astype(np.uint16) * 256
    phase = ((up[rows, 0] * -3.0 + shift[strand]) * 256).astype(np.int64).astype(np.uint8)
    place = (rows * int(room.w) + columns + low).astype(np.int32)
    return place, phase, light, speed[strand].astype(np.uint8)
