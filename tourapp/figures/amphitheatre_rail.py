"""What the rail of the amphitheatre shows: small fields at three temperatures and the softmax arithmetic of a token.

Text and bars only; every number comes from a Choice.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from tourapp.authoring import Quantity, Rail
from tourapp.figures.amphitheatre_odds import Choice
from tourapp.quantity import derive

BARS = 15
ROW = 31.0


def draw_small_fields(rail: Rail, choices: Sequence[Choice], now: int) -> None:
    """One row per temperature: bars with the columns' own definition of height, kept ones gold, and how many are kept.
    `now` is the row of the present temperature."""
    rail.heading("Heat flattens the field", "kept")
    p = rail.p
    left, width = rail.x + 50, rail.w - 50 - 52
    for row, each in enumerate(choices):
        base = rail.y + ROW - 5
        odds = each.column_odds()[:BARS]
        tall = np.maximum(1.5, 24.0 * np.sqrt(odds))
        step = width / BARS
        boxes = np.stack([left + step * np.arange(len(odds)), base - tall, np.full(len(odds), step - 4), tall], 1)
        kept = each.kept[:BARS]
        mine = row == now
        for part, role, alpha in ((boxes[kept], "decode", 0.95 if mine else 0.5), (boxes[~kept], "weights", 0.4)):
            if len(part):
                p.rects(part, role, alpha=alpha)
        p.lines([(left, base + 0.5, left + width, base + 0.5)], "line")
        role = "decode" if mine else "dim"
        p.text((rail.x, base - 2), "{t:.2f}", t=each.params.temperature, size=16, mono=True, weight=600, role=role)
        p.text((rail.right, base - 2), "{n}", n=each.kept_count, size=17, mono=True, weight=600, role=role,
               align="right", fit=58)
        rail.y += ROW
    rail.y += 6


def odds_quantity(each: Choice, place: int, words: str) -> Quantity:
    """The odds of the draw of a listed token, derived from its score step by step."""
    if each.params.temperature == 0 or not each.kept[place]:
        reason = "highest score" if each.kept[place] else "cut"
        return Quantity(float(each.final[place]), "share", f"odds of {words} ({reason})", "q")
    e = Quantity(math.e, "1", "Euler's number", "e")
    score = Quantity(float(each.scores[place]), "1", f"score of {words}", "s")
    best = Quantity(float(each.scores[0]), "1", "highest score", "m")
    heat = Quantity(each.params.temperature, "1", "temperature", "T")
    total = Quantity(each.denominator, "1", "the same sum over every token", "Z")
    share = Quantity(each.kept_share, "share", "odds that survive the cut", "K")
    before = derive(f"odds of {words} before the cut", "p", "share", "e ** ((s - m) / T) / Z", e, score, best, heat, total)
    return derive(f"odds of {words} in the draw", "q", "share", "p / K", before, share)


def draw_arithmetic(rail: Rail, each: Choice, place: int, words: str) -> None:
    """The card at the foot: score, softmax and rescaling of one token, with its real numbers."""
    if place < 0:
        return
    value = odds_quantity(each, place, words)
    gap = Quantity(float(each.scores[place] - each.scores[0]), "1")
    lines: list[tuple[str, str]]
    if each.params.temperature == 0:
        lines = [("highest score {s}", "prefill"), ("T = 0: it is always taken", "decode")]
    elif each.kept_count == each.vocabulary or each.kept_share > 0.999999:
        lines = [("{s} − {m} = {gap}", "prefill"), ("e^({gap} ÷ {t:.2f}) = {up}", "dim"), ("÷ sum {z} = {q}", "decode")]
    else:
        lines = [("{s} − {m} = {gap}", "prefill"), ("e^({gap} ÷ {t:.2f}) ÷ {z} = {h}", "dim"),
                 ("÷ {k} kept = {q}", "decode")]
    rail.why(f"Why {words}?", lines, value=value, s=Quantity(float(each.scores[place]), "1"),
             m=Quantity(float(each.scores[0]), "1"), gap=gap, t=each.params.temperature,
             z=Quantity(each.denominator, "1"), up=Quantity(float(each.heated[place]) * each.denominator, "1"),
             h=Quantity(float(each.heated[place]), "share"), k=Quantity(each.kept_share, "share"),
             q=Quantity(float(each.final[place]), "share"))
