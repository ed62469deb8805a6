"""A stop of the tour as a leaning card, shown by its own picture of the world it has now.

The pictures are the scenes' own drawings, drawn small once and kept; nothing here is a stock image.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from scenes.finale.kept_keys import kept_key
from scenes.finale.road import CardPlace
from tourapp.authoring import GotoStop, Phrase, Picture, Portrait, Rect, StopView, Tag, sizes

VIEW = Rect(40, 110, 1424, 740)
"""The part of a scene's stage that its card shows."""
LABELLED = 90.0
"""Cards narrower than this carry no words."""
GROWTH, LEAN = 0.16, 0.06
"""How much a lit card grows, and how far its left side hangs lower than its right (share of its height)."""
DETAIL = 0.32
"""Pixels of a card's picture per stage unit of the scene."""
HALO = 1.5
"""Diameter of the light behind a lit card, as a share of the card's width."""

Quad = tuple[tuple[float, float], ...]
"""Four corners: left and right above, right and left below."""


@dataclass(frozen=True, slots=True)
class FlightCard:
    """One stop's card: where it stands, how brightly it is lit while the light passes it, and its alpha."""

    stop: StopView
    place: CardPlace
    lit: float
    alpha: float

    @property
    def box(self) -> Rect:
        """Its upright rectangle."""
        w = self.place.width * (1 + GROWTH * self.lit)
        h = w * VIEW.h / VIEW.w
        return Rect(self.place.x - w / 2, self.place.y - h / 2, w, h)

    @property
    def lean(self) -> float:
        """How far its left side hangs lower, in stage units."""
        return LEAN * self.box.h

    @property
    def quad(self) -> Quad:
        """Its corners: left and right above, right and left below."""
        (x, y), (w, h), lean = self.place[:2], self.box[2:], self.lean
        return (
            (x - w / 2, y - h / 2 + lean),
            (x + w / 2, y - h / 2),
            (x + w / 2, y + h / 2 - lean * 0.4),
            (x - w / 2, y + h / 2 + lean),
        )


def draw_card(p: Picture, card: FlightCard) -> None:
    """The card; a dim one while there is no picture of its stop, or where there can be none."""
    stop, box, portrait = card.stop, card.box, card.stop.portrait()
    key = (stop.key, None) if portrait is None else (stop.key, *portrait.key)
    if card.lit > 0.05:
        _draw_halo(p, card)
        with p.group(opacity=card.alpha):
            _leaning(p, card, portrait, key)
    else:  # at rest the leaning card itself is kept: one plain blit
        room = Rect(box.x - 4, box.y - 4, box.w + 8, box.h + 10 + card.lean)
        named = kept_key("leaning", *key, tuple(card.place))
        p.bake(named, lambda q: _leaning(q, card, portrait, key), rect=room, alpha=card.alpha)
    if box.w >= LABELLED:
        _label(p, card)
    p.hot([box], (Tag("card", stop.key),), (GotoStop(stop.key),))


def _draw_halo(p: Picture, card: FlightCard) -> None:
    """The light behind a lit card: kept at its full size, for a large light costs a millisecond to resize."""
    role, (x, y, width) = card.stop.scene.light, card.place
    size = HALO * width * (1 + GROWTH)
    half = math.ceil(size / 2)
    p.bake(
        ("card halo", role, width),
        lambda q: q.sprites([(0.0, 0.0)], size, role, kind="soft"),
        rect=Rect(-half, -half, 2 * half, 2 * half),
        shift=(x, y),
        alpha=0.55 * card.lit * card.alpha,
        additive=True,
    )


def _leaning(q: Picture, card: FlightCard, portrait: Portrait | None, key: tuple[Hashable, ...]) -> None:
    """The stop's picture within the leaning frame."""
    quad, lit, stop = card.quad, card.lit, card.stop
    if portrait is None:
        q.polys(np.array(quad), "raised", alpha=0.6)
    elif 0.0 < lit < 1.0:
        _draw_growing(q, card, portrait, key)
    else:
        _draw_tilted(q, card, portrait, key, 0.92 + 0.08 * lit)
    edge = 1.0 + 1.5 * lit
    q.polys(np.array(quad), None, stroke=stop.scene.light, stroke_width=edge, stroke_alpha=0.45 + 0.55 * lit)


def _draw_growing(q: Picture, card: FlightCard, portrait: Portrait, key: tuple[Hashable, ...]) -> None:
    """The picture on its way to another size: the leaning one is kept at its full size and only scaled, which costs a
    third of tilting it anew."""
    x, y, width = card.place
    full = FlightCard(card.stop, CardPlace(0.0, 0.0, width), 1.0, 1.0)
    wide, high = math.ceil(full.box.w / 2), math.ceil(full.box.h / 2 + full.lean)
    gain = card.box.w / full.box.w
    left, right, top, bottom = x - wide * gain, x + wide * gain, y - high * gain, y + high * gain
    q.bake(
        kept_key("grown", *key, width),
        lambda r: _draw_tilted(r, full, portrait, key, 1.0),
        rect=Rect(-wide, -high, 2 * wide, 2 * high),
        quad=((left, top), (right, top), (right, bottom), (left, bottom)),
        alpha=0.92 + 0.08 * card.lit,
    )


def _draw_tilted(q: Picture, card: FlightCard, portrait: Portrait, key: tuple[Hashable, ...], shown: float) -> None:
    """The stop's picture on the card's corners."""
    named = kept_key("card", *key)
    q.bake(named, lambda r: _portrait(r, portrait), rect=VIEW, quad=card.quad, alpha=shown, detail=DETAIL)


def _label(p: Picture, card: FlightCard) -> None:
    """The stop's number and its scene, above the card."""
    stop, box = card.stop, card.box
    p.text(
        (box.x + 2, box.y - 8),
        "{n}  {name}",
        n=stop.number,
        name=Phrase(stop.title),
        size=sizes.T15,
        role="ink" if card.lit > 0.3 else "dim",
        alpha=card.alpha,
        fit=box.w - 4,
        spill=True,
    )


def _portrait(p: Picture, portrait: Portrait) -> None:
    p.rects([VIEW], "ground")
    portrait.draw(p)
