"""The price list: a token of input and one of output, as large as they are expensive; beside them the other lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.spine.s_price.facts import plain_dollars, question
from scenes.spine.s_price.places import COIN_IN, COIN_MOST, COIN_OUT, COINS_FLOOR, LIST
from tourapp.authoring import (
    Frame,
    Phrase,
    Picture,
    Quantity,
    Rect,
    Tag,
    begun,
    cascade,
    mix,
    pulse,
    set_control,
    smooth,
    text_width,
)
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, READOUT, TAG, VALUE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ListPrice

ROW, HEAD, INSET = 66.0, 84.0, 22.0
NAME_ROOM = 240.0
"""Up to the larger of a row's tokens."""
SMALL = 46.0
"""Side of the largest token of a row."""
LEAST = 54.0
"""A token is never drawn smaller than this, so that it can be seen; then it is not to scale."""


def draw_coins(f: Frame, p: Picture) -> None:
    """Both tokens of the chosen list; the one of output grows out of the other."""
    card = question(f).card
    grown, told = f.cue("card.grow"), f.cue("card.lists")
    sides = coin_sides(card)
    _draw_coin(p, (COIN_IN, sides[0]), "prefill", f.clock)
    _draw_price(p, COIN_IN, card.input, ("prefill", Phrase("a million tokens of input")), 1.0)
    if grown < 1.0:
        _draw_unknown(p, 1.0 - grown)
    if grown > 0.004:
        _draw_coin(p, (COIN_OUT, mix(sides[0], sides[1], grown)), "decode", f.clock + 1.3, alpha=min(1.0, 2.0 * grown))
        _draw_price(p, COIN_OUT, card.output, ("decode", Phrase("a million tokens of output")), grown)
        top = COINS_FLOOR - max(sides) - 40.0
        middle = (COIN_IN + COIN_OUT) / 2
        p.text((middle, top), "{r}", r=card.ratio, size=FIGURE_LARGE, weight=600, align="center", alpha=grown)
    p.text((64.0, 160.0), "{name}, list of {date}", name=card.name, date=card.date, size=LABEL, weight=600)
    p.text((64.0, 194.0), "Areas are to scale: the price of a token.", size=LABEL, role="dim")
    _draw_lists(f, p, told)


def coin_sides(card: ListPrice) -> tuple[float, float]:
    """Sides of both tokens: their areas are as their prices."""
    into, out = float(card.input.value), float(card.output.value)
    most = max(into, out)
    return max(LEAST, COIN_MOST * (into / most) ** 0.5), max(LEAST, COIN_MOST * (out / most) ** 0.5)


def _draw_coin(p: Picture, at: tuple[float, float], role: str, clock: float, alpha: float = 1.0) -> None:
    """at: its middle and its side."""
    x, side = at
    box = Rect(x - side / 2, COINS_FLOOR - side, side, side)
    light = pulse(clock, 3.6, 0.34, 0.5)
    p.rects([box], role, radius=side * 0.14, alpha=light * alpha, gradient="up", fade=0.35)
    p.rects([box], None, radius=side * 0.14, stroke=role, stroke_width=3.0, stroke_alpha=alpha)


def _draw_unknown(p: Picture, alpha: float) -> None:
    """Where the token of output will stand."""
    side = COIN_MOST * 0.5
    box = Rect(COIN_OUT - side / 2, COINS_FLOOR - side, side, side)
    p.rects([box], None, radius=side * 0.14, stroke="dim", stroke_width=3.0, stroke_alpha=alpha, dash=True)
    p.text((COIN_OUT, box.cy + 32), "?", size=FIGURE_LARGE, weight=600, role="dim", align="center", alpha=alpha)
    at = (COIN_OUT, COINS_FLOOR + 92)
    p.text(at, "a million tokens of output", size=LABEL, align="center", role="dim", alpha=alpha)


def _draw_price(p: Picture, x: float, price: Quantity, told: tuple[str, Phrase], alpha: float) -> None:
    """A price below its token. told: role and words."""
    role, words = told
    at = (x, COINS_FLOOR + 56)
    p.text(at, "{v}", v=plain_dollars(price), size=VALUE, weight=600, mono=True, role=role, align="center", alpha=alpha)
    p.text((x, COINS_FLOOR + 92), words, size=LABEL, align="center", alpha=alpha)


def _draw_lists(f: Frame, p: Picture, shown: float) -> None:
    """Every dated list: name, both tokens, ratio; a click takes it."""
    told, gain = question(f), f.rail.stand.words_gain * f.text_gain
    p.rects([LIST], "raised", radius=14, alpha=0.9, stroke="line")
    p.text((LIST.x + INSET, LIST.y + 46), "Dated lists: output over input", size=LABEL, weight=600)
    rows = [Rect(LIST.x, LIST.y + HEAD + ROW * i, LIST.w, ROW) for i in range(len(told.cards))]
    for row, card, grown in zip(rows, told.cards, cascade(shown, len(rows), 0.5).tolist(), strict=True):
        _draw_row(p, row, card, (float(smooth(grown)), gain), chosen=card is told.card)
    tags = [Tag("list", card.id) for card in told.cards]
    p.hot(rows, tags, [set_control("price_list", card.id) for card in told.cards])


def _draw_row(p: Picture, row: Rect, card: ListPrice, how: tuple[float, float], *, chosen: bool) -> None:
    """how: how far it has come, and how much larger than usual its words are."""
    shown, gain = how
    if chosen:
        p.rects([row.inset(8.0, 3.0)], None, radius=10, stroke="white", stroke_width=3.0)
    base = row.cy + 9
    size = LABEL if text_width(card.name, LABEL * gain, weight=600) <= NAME_ROOM else TAG
    name = begun(card.name, size * gain, NAME_ROOM, 600)
    p.text((row.x + INSET, base), "{name}", name=name, size=size, weight=600, part="lists")
    ratio = float(card.ratio.value)
    out = SMALL * min(1.0, ratio**0.5)
    into = out / ratio**0.5
    foot = row.cy + SMALL / 2
    p.rects([(row.x + 296 - into / 2, foot - into, into, into)], "prefill", radius=4, alpha=0.8 * shown)
    p.rects([(row.x + 352 - out / 2, foot - out, out, out)], "decode", radius=6, alpha=0.8 * shown)
    at = (row.right - INSET, base + 3)
    p.text(at, "{r}", r=card.ratio, size=READOUT, weight=600, align="right", alpha=shown, part="ratios")
