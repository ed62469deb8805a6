"""What the rail of the amphitheatre shows: small fields at three temperatures and the softmax arithmetic of a token.

Text and bars only; every number comes from a Choice.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from scenes.sampling.odds import Choice
from tourapp.authoring import Quantity, Rail
from tourapp.quantity import derive

BARS = 15
ROW = 27.0


def draw_small_fields(rail: Rail, choices: Sequence[Choice], now: int) -> None:
    """One row per temperature: bars with the columns' own definition of height, kept ones gold, and how many are kept.
    `now` is the row of the present temperature."""
    rail.heading("Heat flattens the field", "kept")
    p = rail.p
    left, width = rail.x + 50, rail.w - 50 - 68
    for row, each in enumerate(choices):
        base = rail.y + ROW - 4
        odds = each.column_odds()[:BARS]
        tall = np.maximum(1.5, 21.0 * np.sqrt(odds))
        step = width / BARS
        boxes = np.stack([left + step * np.arange(len(odds)), base - tall, np.full(len(odds), step - 4), tall], 1)
        kept = each.kept[:BARS]
        mine = row == now
        for part, role, alpha in ((boxes[kept], "decode", 0.95 if mine else 0.6), (boxes[~kept], "weights", 0.4)):
            if len(part):
                p.rects(part, role, alpha=alpha)
        p.lines([(left, base + 0.5, left + width, base + 0.5)], "line")
        role = "decode" if mine else "dim"
        p.text((rail.x, base - 2), "{t:.2f}", t=each.params.temperature, size=16, mono=True, weight=600, role=role)
        p.text(
            (rail.right, base - 2),
            "{n}",
            n=each.kept_count,
            size=17,
            mono=True,
            weight=600,
            role=role,
            align="right",
            fit=64,
        )
        rail.y += ROW
    rail.y += 4


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
    before = derive(
        f"odds of {words} before the cut", "p", "share", "e ** ((s - m) / T) / Z", e, score, best, heat, total
    )
    return derive(f"odds of {words} in the draw", "q", "share", "p / K", before, share)


def draw_arithmetic(rail: Rail, each: Choice, place: int, words: str) -> None:
    """The card at the foot: score, softmax and rescaling of one token, with its real numbers."""
    if place < 0:
        return
    value = odds_quantity(each, place, words)
    own, best = (f"{float(each.scores[at]):.2f}" for at in (place, 0))
    gap = f"{float(own) - float(best):.2f}"  # of the printed scores: the line must add up as it stands
    lines: list[tuple[str, str]]
    if each.params.temperature == 0:
        lines = [("highest score {s}", "prefill"), ("T = {t:.0f}: it is always taken", "decode")]
    elif each.kept_count == each.vocabulary or each.kept_share > 0.999999:
        lines = [("{s} − {m} = {gap}", "prefill"), ("e^({gap} ÷ {t:.2f}) = {up}", "dim"), ("÷ sum {z} = {q}", "decode")]
    else:
        lines = [
            ("{s} − {m} = {gap}", "prefill"),
            ("e^({gap} ÷ {t:.2f}) ÷ {z} = {h}", "dim"),
            ("÷ {k} kept = {q}", "decode"),
        ]
    rail.why(
        f"Why {words}?",
        lines,
        value=value,
        s=own,
        m=best,
        gap=gap,
        t=each.params.temperature,
        z=Quantity(each.denominator, "1"),
        up=Quantity(float(each.heated[place]) * each.denominator, "1"),
        h=Quantity(float(each.heated[place]), "share"),
        k=Quantity(each.kept_share, "share"),
        q=Quantity(float(each.final[place]), "share"),
    )


def draw_openness(rail: Rail, bits: np.ndarray, at: int) -> None:
    """How open every choice of the answer was: one bar per token, its entropy; the present one gold."""
    if not len(bits):
        return
    top = float(max(1.0, bits.max()))
    rail.heading("How open each choice was", "bits")
    room = rail.box(86.0)
    step = room.w / len(bits)
    tall = np.maximum(1.5, (room.h - 14) * bits / top)
    boxes = np.stack(
        [room.x + step * np.arange(len(bits)), room.bottom - tall, np.full(len(bits), max(0.8, step - 1.2)), tall], 1
    )
    past = np.arange(len(bits)) < at
    p = rail.p
    for part, role, alpha in (
        (boxes[past], "decode", 0.55),
        (boxes[at + 1 :], "weights", 0.35),
        (boxes[at : at + 1], "decode", 1.0),
    ):
        if len(part):
            p.rects(part, role, alpha=alpha)
    p.lines([(room.x, room.bottom + 0.5, room.right, room.bottom + 0.5)], "line")
    p.text(
        (room.right, room.y + 12),
        "{b} at most",
        b=Quantity(top, "bit", "most open choice", "H"),
        size=14,
        role="dim",
        align="right",
        fit=room.w,
    )


def draw_spread(rail: Rail, counts: np.ndarray, edges: np.ndarray, whole: bool) -> None:
    """Scores as a histogram (square root of the counts); a mark where the highest one stands. `whole`: it is all of
    them."""
    total = int(counts.sum())
    rail.heading("All the scores" if whole else "The highest scores", f"{total:,}")
    room = rail.box(132.0)
    step = room.w / len(counts)
    tall = (room.h - 8) * np.sqrt(counts / max(1, int(counts.max())))
    boxes = np.stack(
        [room.x + step * np.arange(len(counts)), room.bottom - tall, np.full(len(counts), step - 1.5), tall], 1
    )
    p = rail.p
    p.rects(boxes[tall > 0], "prefill", alpha=0.6)
    p.lines([(room.x, room.bottom + 0.5, room.right, room.bottom + 0.5)], "line")
    p.lines([(room.right - 1, room.bottom - 46, room.right - 1, room.bottom)], "prefill", width=2)
    p.text((room.right, room.bottom - 52), "highest", size=14, role="prefill", align="right")
    p.text((room.x, room.bottom + 20), "{v}", v=Quantity(float(edges[0]), "1"), size=15, mono=True, role="dim")
    p.text(
        (room.right, room.bottom + 20),
        "{v}",
        v=Quantity(float(edges[-1]), "1"),
        size=15,
        mono=True,
        role="dim",
        align="right",
    )
    rail.y += 24


def read_two(rail: Rail, label: str, words: str, value: Quantity, role: str, step: float) -> None:
    """A label, a word and its number."""
    rail.p.text((rail.x, rail.y + 22), label, size=15, role="dim", fit=rail.w * 0.25)
    rail.p.text(
        (rail.right, rail.y + 22),
        "{w}  {v}",
        w=words,
        v=value,
        size=19,
        role=role,
        mono=True,
        weight=600,
        align="right",
        fit=rail.w * 0.74,
    )
    rail.y += step
