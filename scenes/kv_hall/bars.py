"""Fewer key-value heads, one card per variant: its bytes of a token as a bar on a common scale, and the users that fit.

A click on a card chooses it. Not here: what the variants cost (world part `kv_variants`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.kv_hall.facts import one_slot
from scenes.kv_hall.flight import HallMoment
from tourapp.authoring import Frame, Picture, Rect, Tag, set_control
from tourapp.authoring.sizes import LABEL, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Variant

BAND = Rect(64.0, 724.0, 1376.0, 122.0)
BETWEEN, MARGIN = 22.0, (16.0, 8.0)
"""Room between two cards, and inside one."""
BAR, HALF_BAR, THINNEST = 40.0, 10.0, 2.5
"""How far below a card's margin its bar begins, the height of either half, and its least length."""


def draw_bars(p: Picture, f: Frame, s: HallMoment) -> None:
    """All cards below the hall, in the last beat."""
    alpha, grown = f.move("heads", 0.12, 0.24), f.move("heads", 0.16, 0.34)
    if alpha <= 0.01:
        return
    variants = _in_order(s)
    cards = BAND.columns(len(variants), BETWEEN)
    for item, card in zip(variants, cards, strict=True):
        _frame(p, card, item.id == s.variant.id, alpha)
        inner = card.inset(*MARGIN)
        _head(p, inner, item, alpha)
        _bar(p, inner, _width(s, item, inner.w) * grown, alpha)
        _foot(p, inner, item, alpha)
    if alpha > 0.9:
        tags = [Tag("heads", item.id) for item in variants]
        p.hot(cards, tags, [set_control("kv_heads", "own" if item.own else item.id) for item in variants])


def key_half(s: HallMoment) -> Rect:
    """Where the keys of one token stand on the chosen card: the upper half of its bar."""
    variants = _in_order(s)
    place = next(i for i, item in enumerate(variants) if item.id == s.variant.id)
    inner = BAND.columns(len(variants), BETWEEN)[place].inset(*MARGIN)
    return _key_bar(inner, _width(s, variants[place], inner.w))


def _in_order(s: HallMoment) -> list[Variant]:
    """The variants from left to right."""
    return sorted(s.variants.variants, key=lambda item: item.heads is None)


def _width(s: HallMoment, item: Variant, room: float) -> float:
    """How long a variant's bar is, on the scale of the longest."""
    return room * float(item.per_token.value) / max(float(each.per_token.value) for each in s.variants.variants)


def _key_bar(inner: Rect, width: float) -> Rect:
    return Rect(inner.x, inner.y + BAR, max(THINNEST, width), HALF_BAR)


def _frame(p: Picture, card: Rect, chosen: bool, alpha: float) -> None:
    """The card itself, in a white frame where it is the chosen one."""
    p.rects(
        [card],
        "raised",
        radius=10,
        alpha=0.9 * alpha,
        stroke="white" if chosen else "line",
        stroke_width=3.0 if chosen else 1.0,
        stroke_alpha=alpha,
    )


def _bar(p: Picture, inner: Rect, width: float, alpha: float) -> None:
    """Keys above values, each half of the bytes."""
    keys = _key_bar(inner, width)
    p.rects([(inner.x, keys.y, inner.w, 2 * HALF_BAR + 1)], "line", radius=2, alpha=0.4 * alpha)
    p.rects([keys], "key", alpha=alpha)
    p.rects([keys.move(0, HALF_BAR + 1)], "value", alpha=alpha)


def _head(p: Picture, inner: Rect, item: Variant, alpha: float) -> None:
    """Above the bar: the variant's name and its bytes of a token."""
    y = inner.y + 25
    p.text((inner.x, y), "{name}", size=LABEL, weight=600, alpha=alpha, name=item.label)
    slot = one_slot(item.per_token)
    p.text((inner.right, y), "{v}", size=LABEL, mono=True, weight=600, align="right", alpha=alpha, v=slot)


def _foot(p: Picture, inner: Rect, item: Variant, alpha: float) -> None:
    """Below the bar: how many users fit."""
    p.text(
        (inner.x, inner.y + 98),
        "✓ {v} {v|user|users}" if item.users.value > 0 else "{v} users",
        size=READOUT,
        role="good" if item.users.value > 0 else "waste",
        weight=600,
        alpha=alpha,
        v=item.users,
    )
