"""A stop's own picture as a card: its drawing without its words, in a frame, upright or turned towards the road.

The pictures are the scenes' own drawings of the world they have now, drawn small once and kept; a stop without one has
a dim card. Words are left out: at this size nobody could read them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace

from scenes.finale.kept_keys import kept_key
from tourapp.authoring import Picture, Portrait, Rect, StopView, ops

VIEW = Rect(40, 110, 1424, 740)
"""The part of a scene's stage that its card shows."""
DETAIL = 0.45
"""Pixels of a card's picture per stage unit of the scene."""
TURNED = Rect(-320, -176, 640, 352)
"""The kept card that is turned to the road, and room around it for its frame."""
WIDTH, HEIGHT, FAR = 632.0, 328.0, 0.87
"""Its own width and height, and how much lower its far side is than its near one."""

Quad = tuple[tuple[float, float], ...]


def draw_turned(p: Picture, stop: StopView, at: Rect, left: bool, alpha: float) -> None:
    """The card turned to the road, in that place: kept once, and only scaled while it comes nearer."""
    portrait = stop.portrait()
    named = kept_key("turned", *_named(stop, portrait), left)
    gain = at.w / WIDTH
    w, h = TURNED.w * gain / 2, TURNED.h * gain / 2
    corners = ((at.cx - w, at.cy - h), (at.cx + w, at.cy - h), (at.cx + w, at.cy + h), (at.cx - w, at.cy + h))
    quad = _leaning(left)
    p.bake(named, lambda q: _card(q, stop, portrait, quad), rect=TURNED, quad=corners, alpha=alpha)


def draw_upright(p: Picture, stop: StopView, at: Rect, alpha: float) -> None:
    """The card upright and at rest in that place: one plain blit."""
    portrait = stop.portrait()
    key = _named(stop, portrait)
    quad = ((at.x, at.y), (at.right, at.y), (at.right, at.bottom), (at.x, at.bottom))
    named = kept_key("leaning", *key, tuple(at))
    p.bake(named, lambda q: _card(q, stop, portrait, quad), rect=at.inset(-4), alpha=alpha)


def _named(stop: StopView, portrait: Portrait | None) -> tuple[Hashable, ...]:
    return (stop.key, None) if portrait is None else (stop.key, *portrait.key)


def _leaning(left: bool) -> Quad:
    """Corners of the turned card: its side at the road is the far one."""
    w, h = WIDTH / 2, HEIGHT / 2
    near, far = h, h * FAR
    one, two = (near, far) if left else (far, near)
    return ((-w, -one), (w, -two), (w, two), (-w, one))


def _card(q: Picture, stop: StopView, portrait: Portrait | None, quad: Quad) -> None:
    """The picture on its corners, and its frame."""
    if portrait is None:
        q.polys(quad, "raised", alpha=0.6)
    else:
        key = kept_key("card", *_named(stop, portrait))
        q.bake(key, lambda r: _picture(r, portrait), rect=VIEW, quad=quad, detail=DETAIL)
    q.polys(quad, None, stroke="weights", stroke_width=2.0, stroke_alpha=0.9)


def _picture(p: Picture, portrait: Portrait) -> None:
    p.rects([VIEW], "ground")
    drawn = Picture()
    portrait.draw(drawn)
    p.ops.extend(without_words(drawn.ops))


def without_words(items: Iterable[ops.Op]) -> list[ops.Op]:
    """These operations without any words, those of groups and kept layers too."""
    kept: list[ops.Op] = []
    for op in items:
        if isinstance(op, ops.Group):
            kept.append(replace(op, ops=tuple(without_words(op.ops))))
        elif isinstance(op, ops.Bake):
            kept.append(replace(op, key=("without words", op.key), build=_quiet(op)))
        elif not isinstance(op, ops.Words | ops.Hot):
            kept.append(op)
    return kept


def _quiet(op: ops.Bake) -> Callable[[Picture], None]:
    def build(p: Picture) -> None:
        inner = Picture()
        op.build(inner)
        p.ops.extend(without_words(inner.ops))

    return build
