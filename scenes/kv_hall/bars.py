"""Fewer key-value heads, one card per variant: its bytes of a token as a bar on a common scale, and the users that fit.

A click on a card chooses it. Not here: what the variants cost (world part `kv_variants`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.kv_hall.flight import HallMoment
from tourapp.authoring import Frame, Picture, Rect, Tag, set_control
from tourapp.authoring.sizes import T15, T18

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Variant

BAND = Rect(64.0, 738.0, 1376.0, 102.0)


def draw_bars(p: Picture, f: Frame, s: HallMoment) -> None:
    """All cards below the hall, in the last beat."""
    alpha, grown = f.move("heads", 0.12, 0.24), f.move("heads", 0.16, 0.34)
    if alpha <= 0.01:
        return
    variants = s.variants.variants
    most = max(float(item.per_token.value) for item in variants)
    cards = BAND.columns(len(variants), 22.0)
    for item, card in zip(variants, cards, strict=True):
        _frame(p, card, item.id == s.variant.id, alpha)
        inner = card.inset(16, 8)
        _head(p, inner, item, item.id == s.variant.id, alpha)
        _bar(p, inner, inner.w * float(item.per_token.value) / most * grown, alpha)
        _foot(p, inner, item, alpha)
    if alpha > 0.9:
        tags = [Tag("heads", item.id) for item in variants]
        p.hot(cards, tags, [set_control("kv_heads", "own" if item.own else item.id) for item in variants])


def _frame(p: Picture, card: Rect, chosen: bool, alpha: float) -> None:
    """The card itself, blue where it is the chosen one."""
    p.rects(
        [card],
        "prefill" if chosen else "raised",
        radius=10,
        alpha=(0.16 if chosen else 0.55) * alpha,
        stroke="prefill" if chosen else "line",
        stroke_alpha=(0.85 if chosen else 0.8) * alpha,
    )


def _bar(p: Picture, inner: Rect, width: float, alpha: float) -> None:
    """Keys above values, each half of the bytes."""
    p.rects([(inner.x, inner.y + 32, inner.w, 15)], "line", radius=2, alpha=0.4 * alpha)
    p.rects([(inner.x, inner.y + 32, max(2.5, width), 7)], "key", alpha=alpha)
    p.rects([(inner.x, inner.y + 40, max(2.5, width), 7)], "value", alpha=alpha)


def _head(p: Picture, inner: Rect, item: Variant, chosen: bool, alpha: float) -> None:
    """Above the bar: the variant's name and its bytes of a token."""
    y = inner.y + 19
    p.text((inner.x, y), "{name}", size=T18, weight=600, alpha=alpha, fit=inner.w * 0.42, name=item.label)
    p.text(
        (inner.right, y),
        "{v}",
        size=T18,
        role="decode" if chosen else "ink",
        mono=True,
        weight=600,
        align="right",
        alpha=alpha,
        fit=inner.w * 0.55,
        v=item.per_token,
    )


def _foot(p: Picture, inner: Rect, item: Variant, alpha: float) -> None:
    """Below the bar: what it means, and how many users fit."""
    y = inner.y + 76
    p.text((inner.x, y), "{words}", size=T15, role="dim", alpha=alpha, fit=inner.w * 0.56, words=item.words)
    p.text(
        (inner.right, y),
        "{v} {v|user|users}",
        size=T18,
        role="good" if item.users.value > 0 else "waste",
        mono=True,
        weight=600,
        align="right",
        alpha=alpha,
        fit=inner.w * 0.42,
        v=item.users,
    )
