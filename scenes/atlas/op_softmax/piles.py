"""The first beat: a row of scores above, and a hundred lights that fall from them, one for each per cent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Phrase, Picture, Rect, begun, cascade, mix, pulse
from tourapp.authoring.sizes import LABEL, LINE, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import OneHead

SCORES, PILES = Rect(96.0, 196.0, 1312.0, 190.0), Rect(96.0, 440.0, 1312.0, 352.0)
ABOVE_SCORES, ABOVE_PILES = Rect(96.0, 184.0, 490.0, 120.0), Rect(96.0, 330.0, 490.0, 330.0)
NAMED = 2
TOPS = ("top one", "top two")
"""Names of their boxes of words."""
ACROSS = 3
"""Lights side by side in a pile."""


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """One column's middle and width."""

    x: float
    w: float


def columns_of(room: Rect, count: int) -> list[ScoreColumn]:
    """A column for each token."""
    wide = room.w / max(count, 1)
    return [ScoreColumn(room.x + wide * (place + 0.5), wide) for place in range(count)]


def light_places(room: Rect, lights: tuple[int, ...]) -> tuple[np.ndarray, float]:
    """Places [100, 2] of the lights in their piles, column by column from the foot up, and their size."""
    wide = room.w / max(len(lights), 1)
    tall = -(-max(lights) // ACROSS)
    step = min(max(wide / ACROSS, 7.0), room.h / max(tall, 1), 26.0)
    found = []
    for place, count in enumerate(lights):
        middle = room.x + wide * (place + 0.5)
        for number in range(count):
            side, up = number % ACROSS, number // ACROSS
            found.append((middle + (side - (ACROSS - 1) / 2) * step, room.bottom - step * (up + 0.5)))
    return np.array(found), step


def rooms(lifted: float) -> tuple[Rect, Rect]:
    """Rooms of scores and piles: the whole stage, or, lifted 0..1, above the strip at the left."""
    pairs = ((SCORES, ABOVE_SCORES), (PILES, ABOVE_PILES))
    one, two = (Rect(*(mix(a, b, lifted) for a, b in zip(low, high, strict=True))) for low, high in pairs)
    return one, two


def draw_scores(f: Frame, p: Picture, head: OneHead, lifted: float, alpha: float) -> None:
    """Bars of the scores from the row's least to its most; their words only while they have the whole room."""
    if alpha <= 0.004:
        return
    row, (room, _) = head.scores[head.asking, : head.count], rooms(lifted)
    low, high = float(row.min()), float(row.max())
    grown = 1.0 if f.past("what") else f.cue("what.scores")
    tall = room.h * (0.04 + 0.96 * (row - low) / max(high - low, 1e-9)) * grown
    wide = room.w / head.count
    left = room.x + wide * (np.arange(head.count) + 0.16)
    with p.group(opacity=alpha):
        p.rects(
            np.stack([left, room.bottom - tall, np.full_like(tall, 0.68 * wide), tall], 1), "key", radius=2, alpha=0.8
        )
        p.lines([(room.x, room.bottom, room.right, room.bottom)], "line", width=2.0)
    if lifted < 1.0:
        with p.group(opacity=1.0 - lifted):
            _draw_words(f, p, head)


def _draw_words(f: Frame, p: Picture, head: OneHead) -> None:
    """What the two rows are, and the tokens that get most."""
    told = 1.0 if f.past("what") else f.cue("what.told")
    p.text((SCORES.x, SCORES.y - 30), "scores", size=LABEL, role="key", weight=600)
    words = Phrase("shares: each light is one per cent")
    p.text((PILES.x + 64, PILES.y + 22), words, size=LABEL, role="decode", weight=600, alpha=told)
    at = (PILES.right, PILES.bottom + 36)
    p.text(at, "{n} lights in all", n=sum(head.lights), size=LABEL, role="dim", align="right", alpha=told)
    _draw_names(p, head, columns_of(SCORES, head.count), told, f.text_gain)


def _draw_names(p: Picture, head: OneHead, columns: list[ScoreColumn], told: float, gain: float) -> None:
    """Below the piles: the tokens that get most, each with its share above its pile."""
    places, step = light_places(PILES, head.lights)
    top = {
        at: float(places[sum(head.lights[:at]) : sum(head.lights[: at + 1]), 1].min())
        for at in head.most[:NAMED]
        if head.lights[at]
    }
    for number, at in enumerate(head.most[:NAMED]):
        if at not in top:
            continue
        right = columns[at].x > PILES.right - 260.0
        x = columns[at].x + (-1 if right else 1) * (0.5 * ACROSS * step + 12.0)
        words = begun(head.recording.all_texts[at].strip(), LINE * gain, 230.0) if at else ""
        side = "right" if right else "left"
        name = Phrase("{w}", w=words) if at else Phrase("the first token")
        y = min(top[at] + 30.0, PILES.bottom - 84.0)
        p.text(
            (x, y),
            "{v}",
            v=head.parts[number],
            size=READOUT,
            mono=True,
            weight=600,
            align=side,
            alpha=told,
            part=TOPS[number],
            backed=0.6,
        )
        p.text((x, y + 34), name, size=LABEL, align=side, alpha=told, part=TOPS[number], backed=0.6)


def _draw_lanes(p: Picture, scores: Rect, room: Rect, count: int, alpha: float) -> None:
    """A faint lane for each token, from its score down to where its lights come to rest."""
    wide = room.w / count
    left = room.x + wide * (np.arange(count) + 0.16)
    full = np.ones(count)
    lanes = np.stack([left, scores.bottom * full, 0.68 * wide * full, (room.bottom - scores.bottom) * full], 1)
    p.rects(lanes, "line", alpha=0.3 * alpha)


def draw_lights(f: Frame, p: Picture, head: OneHead, lifted: float, alpha: float) -> None:
    """The hundred lights: falling from the scores to their piles, then at rest and breathing."""
    if alpha <= 0.004:
        return
    scores, room = rooms(lifted)
    _draw_lanes(p, scores, room, head.count, alpha)
    places, step = light_places(room, head.lights)
    past, count = f.past("what"), len(places)
    fallen = np.ones(count) if past else cascade(f.cue("what.fall", eased=False), count, 0.9)
    order = np.argsort(np.argsort((np.arange(count) * 37) % count))
    share = (fallen[order] ** 2)[:, None]
    middles = np.repeat([column.x for column in columns_of(scores, head.count)], head.lights)
    start = np.stack([middles, np.full(count, scores.bottom)], 1)
    at = start + (places - start) * share
    there = np.clip(fallen[order] * 6, 0.0, 1.0)
    with p.group(opacity=alpha):
        p.lines(np.concatenate([start, at], 1), "decode", width=1.0, alpha=0.3 * there, additive=True)
        p.sprites(at, step * 0.92, "decode", kind="dot", additive=False, alpha=there * 0.9)
        p.sprites(at, step * 2.2, "decode", kind="soft", alpha=0.3 * pulse(f.clock, 2.6, 0.75, 1.0) * there)
        p.lines([(room.x, room.bottom + 3, room.right, room.bottom + 3)], "line", width=2.0)
