"""The fourth beat: the step from b to c, copied to a, lands where nothing lives; two rings tell who is nearest."""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from scenes.paths.embedding.dust_image import draw_dust
from scenes.paths.embedding.facts import RowFacts, named
from scenes.paths.embedding.lens import draw_lens
from scenes.paths.embedding.places import LANDING, UNIT
from scenes.paths.embedding.sum_places import Point, SumPlaces, sum_places
from tourapp.authoring import Frame, Phrase, Picture, Rect, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, READOUT, VALUE

ROLES = ("good", "white")
"""Of the nearest token and the next one."""
HEAD, SPREAD = 30.0, 0.45
TURN = np.linspace(0.0, 2.0 * np.pi, 181)
LAP = 3.0
TOP_BOXES = ("nearest", "next")
RING_ROOM = Rect(LANDING[0] - 340.0, LANDING[1] - 340.0, 680.0, 680.0)
"""Where both rings are."""


def draw_sum(f: Frame, p: Picture, facts: RowFacts) -> None:
    """Dust, words, arrows, landing, rings, lens."""
    side = facts.side
    if side is None or len(facts.tops) < 2:
        _draw_no_sum(f, p, facts)
        return
    found = sum_places(facts, side)
    draw_dust(p, side, pulse(f.clock, 3.6, 0.9, 1.0))
    _draw_steps(f, p, facts, found)
    _draw_rings(f, p, facts, found)
    _draw_names(f, p, facts, found)
    draw_lens(p, facts, found.rings, f.cue("analogy.lens"))
    p.text((64.0, 168.0), "{n} tokens,", n=side.drawn, size=LABEL, role="dim", part="dust")
    p.text((64.0, 202.0), "each at its true distance", size=LABEL, role="dim", part="dust")


def _arrow(p: Picture, start: Point, end: Point, role: str, width: float) -> None:
    """A straight arrow that keeps off both ends."""
    (x1, y1), (x2, y2) = start, end
    long = math.hypot(x2 - x1, y2 - y1)
    if long < 90.0:
        return
    dx, dy = (x2 - x1) / long, (y2 - y1) / long
    tail, tip = (x1 + 26 * dx, y1 + 26 * dy), (x2 - 24 * dx, y2 - 24 * dy)
    neck, angle = (tip[0] - 0.8 * HEAD * dx, tip[1] - 0.8 * HEAD * dy), math.atan2(dy, dx)
    p.lines([(*tail, *neck)], role, width=3.0 * width, alpha=0.16)
    p.lines([(*tail, *neck)], role, width=width)
    sides = [(tip[0] - HEAD * math.cos(angle + s), tip[1] - HEAD * math.sin(angle + s)) for s in (SPREAD, -SPREAD)]
    p.polys([tip, *sides], role)


def _along(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _draw_steps(f: Frame, p: Picture, facts: RowFacts, found: SumPlaces) -> None:
    """The step from b to c, and the same one from a."""
    a, b, c = found.corners
    step, copy, landed = f.cue("analogy.step"), f.cue("analogy.copy"), f.cue("analogy.landing")
    p.sprites([a, b, c], 80.0, "white", alpha=0.85)
    if step > 0.02:
        _arrow(p, b, _along(b, c, step), "prefill", 6.0)
    if copy > 0.02:
        start, end = _along(b, a, copy), _along(c, LANDING, copy)
        p.lines([(*b, *start), (*c, *end)], "dim", width=2.0, dash=True, alpha=0.8)
        _arrow(p, start, end, "prefill", 9.0)
    if landed > 0.004:
        ring = np.stack([LANDING[0] + 17 * np.cos(TURN), LANDING[1] + 17 * np.sin(TURN)], 1)
        p.curves(ring, "white", width=3.0, alpha=landed)
        p.spark(LANDING, "white", size=60.0 * pulse(f.clock, 2.2, 0.7, 1.0), alpha=landed)
        p.spark(_along(a, LANDING, 0.12 + 0.76 * ((f.clock / LAP) % 1.0)), "prefill", size=50.0, alpha=landed)
        p.text(
            (LANDING[0] + 6, LANDING[1] + 56), "nothing lives here", size=LABEL, role="dim", alpha=landed, backed=0.5
        )
    x, y = (b[0] + c[0]) / 2, (b[1] + c[1]) / 2
    told = Phrase("− {b} + {c}", b=facts.sum.words[1].text, c=facts.sum.words[2].text)
    p.text((x, y - 24), told, size=LABEL, align="center", alpha=step, backed=0.6)


def _draw_rings(f: Frame, p: Picture, facts: RowFacts, found: SumPlaces) -> None:
    """A ring through each of the two nearest; what else is near are only points."""
    for place, radius in enumerate(found.rings):
        shown = f.cue("analogy.second" if place else "analogy.first")
        if shown <= 0.004:
            continue
        if shown >= 1.0:
            p.bake(
                ("ring", place, round(radius, 3)),
                partial(_draw_ring, radius=radius, role=ROLES[place], shown=1.0),
                rect=RING_ROOM,
            )
        else:
            _draw_ring(p, radius, ROLES[place], shown)
        p.sprites([found.tops[place]], 90.0, ROLES[place], alpha=0.95 * shown)
    rest = found.tops[2:]
    if rest:
        p.sprites(rest, 50.0, "white", alpha=0.6 * f.cue("analogy.lens"))


def _draw_ring(p: Picture, radius: float, role: str, shown: float) -> None:
    """So much of a circle around the landing, from the right on."""
    turn = TURN * shown
    ring = np.stack([LANDING[0] + radius * np.cos(turn), LANDING[1] - radius * np.sin(turn)], 1)
    p.curves(ring, role, width=9.0, alpha=0.12)
    p.curves(ring, role, width=2.0, alpha=0.95)


def _draw_names(f: Frame, p: Picture, facts: RowFacts, found: SumPlaces) -> None:
    """a inside its ring, b and c below; the nearest tokens at their points."""
    words, (_, b, c) = facts.sum.words, found.corners
    for corner, word in ((b, words[1]), (c, words[2])):
        p.text((corner[0], corner[1] + 52), "{w}", w=word.text, size=READOUT, weight=600, align="center", backed=0.5)
    tokens = [each.token for each in facts.tops[:2]]
    _name_start(f, p, facts, found, tokens)
    for place, near in enumerate(facts.tops[:2]):
        if near.token in (word.token for word in words):
            continue
        shown = f.cue("analogy.second" if place else "analogy.first")
        x, y = found.tops[place]
        size, role = (FIGURE, "good") if place == 0 else (READOUT, "ink")
        right = x > LANDING[0]
        at = (x - 26 if right else x + 26, y + (66 if place == 0 else 46))
        align = "right" if right else "left"
        told = Phrase("✓ {w}", w=named(near)) if near.text == facts.sum.wanted else named(near)
        p.text(at, told, size=size, weight=600, role=role, align=align, alpha=shown, backed=0.5, part=TOP_BOXES[place])
        under = (at[0], at[1] + 44)
        p.text(under, "{v}", v=near.cosine, size=READOUT, mono=True, weight=600, role=role, align=align, alpha=shown,
               backed=0.5, part=TOP_BOXES[place])  # fmt: skip


def _name_start(f: Frame, p: Picture, facts: RowFacts, found: SumPlaces, tokens: list[int]) -> None:
    """The word that the sum begins with, and its own cosine where it is one of the nearest."""
    a, word = found.corners[0], facts.sum.words[0]
    p.text((a[0] + 28, a[1] - 34), "{w}", w=word.text, size=VALUE, weight=600, backed=0.5, part="start")
    if word.token in tokens:
        place = tokens.index(word.token)
        shown = f.cue("analogy.second" if place else "analogy.first")
        value = facts.tops[place].cosine
        at = (a[0] + 28, a[1] + 52)
        p.text(at, "{v}", v=value, size=READOUT, mono=True, weight=600, alpha=shown, backed=0.5, part="start")


def _draw_no_sum(f: Frame, p: Picture, facts: RowFacts) -> None:
    """The sum as it was asked for, in the middle of nothing."""
    glow = pulse(f.clock, 2.6, 0.1, 0.2)
    p.sprites([LANDING], 5.0 * UNIT, "prefill", kind="soft", alpha=glow)
    pieces = [" ".join(word.pieces) for word in facts.sum.words]
    told = Phrase("{a} − {b} + {c}", a=pieces[0], b=pieces[1], c=pieces[2])
    p.text((752.0, LANDING[1]), told, size=READOUT, weight=600, align="center", wrap=1300.0)
