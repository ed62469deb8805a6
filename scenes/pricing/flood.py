"""The bill as a flood: at the left each token of our question is as high as any other, at the right height is money.

Cached input collapses to a hair and the leading price fills the stage. Not here: how much each costs (the world's
`bill`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.pricing.prices import PRICES, PriceKind, leading_price
from scenes.pricing.room import hatch_misfit
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why, smooth
from tourapp.authoring.sizes import FIGURE, FIGURE_HUGE, LABEL, LINE, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill, Fleet, PriceLine

ROOM = Rect(64, 250, 1376, 516)
"""The flood: tokens at its left end, money at its right."""
STACK, TURN, EDGE = 112.0, 470.0, 12.0
"""Width of the tokens' stack, way over which tokens become money, and width of the bill's edge."""
POINTS, SPARKS, DRIFT = 60, 90, 0.06
ROOM_FOR_WORDS = 46.0
"""Least height of a band in which its words stand."""
SMALL_X = 590.0
"""Where the words of the smaller bands begin, above the flood."""


def token_shares(bill: Bill) -> np.ndarray:
    """Shares of the question's tokens by price [3], in the order of the bill; their sum is 1."""
    counts = np.array([float(line.tokens.value) for line in bill.lines])
    return counts / counts.sum()


def money_shares(bill: Bill) -> np.ndarray:
    """Shares of the bill by price [3], in the order of the bill; their sum is 1."""
    amounts = np.array([float(line.amount.value) for line in bill.lines])
    return amounts / amounts.sum()


def band_edges(bill: Bill) -> np.ndarray:
    """Upper and lower edge of each band [3, 2, POINTS], stage y: from shares of tokens to shares of money."""
    turn = np.asarray(smooth(np.linspace(0.0, 1.0, POINTS)))
    left, right = (np.concatenate([[0.0], np.cumsum(each)]) for each in (token_shares(bill), money_shares(bill)))
    levels = ROOM.y + ROOM.h * (left[:, None] * (1 - turn) + right[:, None] * turn)
    return np.stack([levels[:-1], levels[1:]], 1)


def draw_flood(f: Frame, p: Picture, bill: Bill, fleet: Fleet) -> None:
    """The stack of tokens, the bands that pour from it, and what each comes to; a click asks for the total."""
    poured, told = f.move("bill", 0.08, 0.30), f.move("bill", 0.24, 0.36)
    edges = band_edges(bill)
    _draw_stack(p, bill)
    for k, price in enumerate(PRICES):
        _draw_band(p, price, edges[k], poured, f.clock)
    edge = Rect(ROOM.right - EDGE, ROOM.y, EDGE, ROOM.h)
    p.rects([edge], "ink", radius=3, alpha=0.95 * told)
    hatch_misfit(p, ROOM, fleet, alpha=told, radius=6)
    _draw_heads(f, p, bill, told)
    _draw_leader(p, bill, edges, told)
    _draw_others(p, bill, edges, told)
    p.hot([ROOM], (Tag("why"),), (Why(),), (bill.total,))


def _draw_stack(p: Picture, bill: Bill) -> None:
    """All tokens of our question, one bar each; many are drawn as one block of their price."""
    total = sum(int(line.tokens.value) for line in bill.lines)
    each, y = ROOM.h / max(total, 1), ROOM.y
    for price, line in zip(PRICES, bill.lines, strict=True):
        count = int(line.tokens.value)
        if each >= 3.0:
            tops = y + each * np.arange(count)
            boxes = np.stack([np.full(count, ROOM.x), tops, np.full(count, STACK), np.full(count, each - 1.5)], 1)
        else:
            boxes = np.array([[ROOM.x, y, STACK, each * count]])
        p.rects(boxes, price.role, alpha=0.95)
        y += each * count


def _draw_band(p: Picture, price: PriceKind, edges: np.ndarray, poured: float, clock: float) -> None:
    """One price's tokens on their way to money, with lights that drift along them."""
    x = np.concatenate([ROOM.x + STACK + 8 + np.linspace(0, TURN, POINTS), [ROOM.right - EDGE]])
    top, low = (np.append(edge, edge[-1]) for edge in edges)
    end = x[0] + (x[-1] - x[0]) * poured
    if poured <= 0.01:
        return
    keep = np.append(x[x < end], end)
    top, low = np.interp(keep, x, top), np.interp(keep, x, low)
    outline = np.concatenate([np.stack([keep, top], 1), np.stack([keep, low], 1)[::-1]])
    p.polys(outline, price.role, alpha=0.42)
    p.curves(np.stack([np.stack([keep, top], 1), np.stack([keep, low], 1)]), price.role, alpha=0.9, width=1.5)
    rng = np.random.default_rng(len(price.id))
    seat, lane = (rng.random(SPARKS) + clock * DRIFT) % 1.0, rng.random(SPARKS)
    at = x[0] + seat[seat < poured] * (x[-1] - x[0])
    upper, lower = np.interp(at, keep, top), np.interp(at, keep, low)
    p.sprites(np.stack([at, upper + (lower - upper) * lane[seat < poured]], 1), 22, price.role, alpha=0.8)


def _draw_heads(f: Frame, p: Picture, bill: Bill, told: float) -> None:
    """What stands at the left, and what the right adds up to."""
    total = sum(int(line.tokens.value) for line in bill.lines)
    p.text((ROOM.x, 176), "our question: {n} {n|token|tokens}", n=total, size=TITLE, weight=600)
    p.text((ROOM.x, 216), "your card, at batch {n}", n=f.inputs.batch, size=LABEL, role="dim")
    p.text((ROOM.right, 188), "{v}", v=bill.total, size=FIGURE, weight=700, align="right", alpha=told)
    p.text((ROOM.right, 226), "a million questions like ours", size=LABEL, role="dim", align="right", alpha=told)
    if f.world.fleet.fits:
        words = "height at the left: tokens; at the right: money; each to scale"
        p.text((ROOM.x, ROOM.bottom + 40), words, size=LABEL, role="dim")


def _draw_leader(p: Picture, bill: Bill, edges: np.ndarray, told: float) -> None:
    """The largest amount, inside its own band."""
    leader = leading_price(bill)
    k = PRICES.index(leader)
    middle, x = float(edges[k, :, -1].mean()), ROOM.x + STACK + TURN + 20
    p.text((x, middle + 30), "{v}", v=bill.lines[k].amount, size=FIGURE_HUGE, weight=700, alpha=told)
    words = _tokens_of(leader, bill.lines[k])
    p.text((x + 4, middle + 84), words, size=TITLE, weight=600, alpha=told)


def _draw_others(p: Picture, bill: Bill, edges: np.ndarray, told: float) -> None:
    """The smaller amounts above the flood, in their colours, each with a line to its band."""
    y, leader = 172.0, leading_price(bill)
    for k, (price, line) in enumerate(zip(PRICES, bill.lines, strict=True)):
        if price is leader:
            continue
        middle = float(edges[k, :, -1].mean())
        x = SMALL_X - 34.0 + 14.0 * k
        p.lines([(x, y - 9, SMALL_X - 8, y - 9), (x, y - 9, x, middle)], price.role, width=1.5, alpha=0.9 * told)
        p.text((SMALL_X, y), _tokens_of(price, line), size=LABEL, weight=600, role=price.role, alpha=told)
        p.text(
            (SMALL_X + 480, y), "{v}", v=line.amount, size=LINE, weight=600, role=price.role, align="right", alpha=told
        )
        y += 44.0


def _tokens_of(price: PriceKind, line: PriceLine) -> Phrase:
    """'Output, 53 tokens each'."""
    return Phrase("{name}, {n} each", name=price.name, n=line.tokens)
