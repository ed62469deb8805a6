"""The pick: the highest scores of the step stand in the middle, become probabilities, and the drawn token leaves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.atlas.whole.facts import AtlasFacts
from scenes.atlas.whole.memory_bar import spread
from scenes.atlas.whole.moment import PassMoment
from scenes.atlas.whole.places import ROOM
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, begun, mix, show, text_width
from tourapp.authoring.sizes import LABEL, READOUT, TAG

STANDING = 96
"""Tokens that stand there: the likeliest ones."""
NAMED = 4
"""Those that are named, the drawn one among them."""
NAMES = Rect(ROOM.x, ROOM.y, 880.0, 60.0)
"""Where the names stand: the head's words are beside them."""
HEADROOM = 78.0
"""Above the towers, where names stand."""


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceTowers:
    """Of the likeliest tokens in the order of their numbers: stage x, heights 0..1 as scores and as probabilities, and
    where the drawn one stands (-1: not among them). named: their places, the drawn one first."""

    x: np.ndarray
    scores: np.ndarray
    odds: np.ndarray
    ranks: np.ndarray
    drawn: int
    named: tuple[int, ...]


def towers_of(facts: AtlasFacts, step: int) -> ChoiceTowers:
    """The towers of a step."""
    choice = facts.choice(step).choice
    count = min(STANDING, len(choice.ids))
    order = np.argsort(choice.ids[:count], kind="stable")
    scores = choice.scores[:count].astype(np.float64)
    tall = (scores - scores.min()) / max(float(np.ptp(scores)), 1e-9)
    odds = choice.final[:count] / max(float(choice.final.max()), 1e-12)
    x = ROOM.x + (np.arange(count) + 0.5) * ROOM.w / count
    picked = np.flatnonzero(choice.ids[:count][order] == int(facts.recording.ids[step]))
    drawn = int(picked[0]) if len(picked) else -1
    best = [int(np.flatnonzero(order == rank)[0]) for rank in range(min(NAMED, count))]
    named = ([drawn] if drawn >= 0 else []) + [place for place in best if place != drawn]
    return ChoiceTowers(x, tall[order], odds[order], order, drawn, tuple(named[:NAMED]))


def draw_choice(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """Towers, their names, and the light of the drawn one."""
    shown = f.cue("pick.rises") if now.beat == "pick" else 0.0
    if shown <= 0.01:
        return
    towers, soft = towers_of(facts, now.step), f.cue("pick.softmax")
    high = ROOM.h - HEADROOM
    tall = np.maximum(mix(0.92 * towers.scores, towers.odds, soft) * high, 1.5) * shown
    wide = max(1.0, ROOM.w / max(len(towers.x), 1) * 0.66)
    boxes = np.stack([towers.x - wide / 2, ROOM.bottom - tall, np.full(len(tall), wide), tall], 1)
    others = np.arange(len(tall)) != towers.drawn
    glow = 1.0 if f.still else 0.85 + 0.15 * float(np.sin(2.0 * f.clock))
    p.lines([(ROOM.x, ROOM.bottom, ROOM.right, ROOM.bottom)], "line", width=2.0, alpha=shown)
    p.rects(boxes[others], "ink", alpha=0.62 * shown)
    if towers.drawn >= 0:
        box = boxes[towers.drawn]
        p.rects([(box[0] - 2, box[1], box[2] + 4, box[3])], "decode", alpha=shown)
        p.sprites([(towers.x[towers.drawn], box[1])], 120.0, "decode", alpha=0.55 * shown * glow)
    words = Phrase(
        "{n} likeliest of {all}, by the number of the token", n=len(tall), all=facts.world.choices.vocabulary
    )
    p.text((ROOM.x, ROOM.y + 14), words, size=TAG, role="dim", alpha=shown * (1 - soft))
    _draw_names(f, p, facts, (towers, boxes), soft)


def _draw_names(f: Frame, p: Picture, facts: AtlasFacts, stand: tuple[ChoiceTowers, np.ndarray], soft: float) -> None:
    """The likeliest tokens by name with their probability, each on a thin line to its tower."""
    if soft <= 0.3:
        return
    towers, boxes = stand
    alpha = (soft - 0.3) / 0.7
    numbers = facts.choice(facts.step)
    told: list[tuple[int, str, Quantity]] = []
    for place in sorted(towers.named):
        rank = int(towers.ranks[place])
        word = begun(facts.token(int(numbers.choice.ids[rank])), READOUT, 190.0, 600)
        told.append((place, word, numbers.probability(rank, word)))
    gain = f.text_gain
    wide = [max(text_width(w, READOUT * gain, weight=600), text_width(show(q), LABEL * gain)) + 8 for _, w, q in told]
    lefts = spread([towers.x[place] - w / 2 for (place, _, _), w in zip(told, wide, strict=True)], wide, NAMES)
    for (place, word, odds), left, w in zip(told, lefts, wide, strict=True):
        role = "decode" if place == towers.drawn else "ink"
        x, top = left + w / 2, ROOM.y + 62
        p.lines([(x, top, float(towers.x[place]), max(float(boxes[place][1]), top))], "dim", alpha=0.5 * alpha)
        p.text(
            (x, ROOM.y + 22),
            "{w}",
            w=word,
            size=READOUT,
            role=role,
            weight=600,
            align="center",
            part="words",
            alpha=alpha,
        )
        p.text((x, ROOM.y + 52), "{q}", q=odds, size=LABEL, role=role, align="center", part="odds", alpha=alpha)


def drawn_home(facts: AtlasFacts, step: int) -> tuple[float, float]:
    """Top of the drawn token's tower, where its fall begins."""
    towers = towers_of(facts, step)
    if towers.drawn < 0:
        return ROOM.right, ROOM.y
    return float(towers.x[towers.drawn]), ROOM.bottom - float(towers.odds[towers.drawn]) * (ROOM.h - HEADROOM)
