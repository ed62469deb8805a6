"""The picture of the sixth beat: what brings more conversations, each as a multiple of what fits now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.spine.s_users.facts import UsersFacts
from scenes.spine.s_users.places import LEFT
from tourapp.authoring import Frame, Phrase, Picture, Rect, cascade
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import UsersRescue

ROW, FIRST, BAR_H = 116.0, 180.0, 30.0
NUMBERS, SHORT, LEAST, LARGE = 290.0, 130.0, 90.0, 2.0
"""Room for a number and its multiple, for the number alone, for the shortest bar; and the gain above which the multiple
leaves."""
MOVES = {"kv": ("κ", "key"), "weights": ("W", "ink"), "gpus": ("U", "ink"), "model": ("W, κ", "key")}
"""The letters of the equation that a way moves."""


def draw_rescue(f: Frame, p: Picture, facts: UsersFacts) -> None:
    """A row for each way: its name, its bar, how many fit with it, and the multiple."""
    grown = cascade(f.cue("rescue.grow", eased=False), len(facts.asked.rescues), 0.4)
    most = max([1.0, float(facts.asked.here.exact.value), *(_exact(each) for each in facts.asked.rescues)])
    x, y = LEFT.x, LEFT.y
    now = Phrase("{n} fit now", n=facts.asked.here.users)
    p.text((x - 4, y + 76), now, size=FIGURE, weight=700)
    gain = f.rail.stand.words_gain
    short = gain > LARGE  # words win: the multiple leaves before the number does
    lane = max(LEFT.w - (SHORT if short else NUMBERS) * gain, LEAST)
    one = x + lane * float(facts.asked.here.exact.value) / most
    best = facts.asked.next_factor
    for number, (each, shown) in enumerate(zip(facts.asked.rescues, grown, strict=True)):
        row = Rect(x, y + FIRST + ROW * number, lane, BAR_H)
        lit = best is not None and each.id == best.id
        p.text((x, row.y - 14), each.words, size=LINE if lit else LABEL, weight=600 if lit else 400, part="rescues")
        letter, role = MOVES[each.id]
        p.text((row.right, row.y - 14), letter, size=LINE, weight=600, role=role, align="right", part="moved")
        p.rects([row], "line", radius=6, alpha=0.3)
        p.lines([(one, row.y - 6, one, row.bottom + 6)], "white", width=2.0, dash=True)
        if each.exact is None or each.users is None:
            p.text((LEFT.right, row.y + 26), "as it is now", size=LABEL, role="dim", align="right")
            continue
        p.rects(
            [Rect(row.x, row.y, max(row.w * _exact(each) / most * float(shown), 4.0), row.h)],
            "good",
            radius=6,
            alpha=0.9,
        )
        if lit and shown >= 1.0:
            run = Rect(row.x, row.y, row.w * _exact(each) / most, row.h)
            _draw_light(f, p, run)
        at = (LEFT.right, row.y + 28)
        told = (
            Phrase("{n} · {x}", n=each.users, x=each.times)
            if each.times is not None and not short
            else Phrase("{n}", n=each.users)
        )
        p.text(at, told, size=READOUT, weight=600, mono=True, align="right", alpha=float(shown), part="rescued")


def _draw_light(f: Frame, p: Picture, bar: Rect) -> None:
    """A light that runs along the bar it is about."""
    at = (f.clock * 0.4) % 1.0
    wide = min(60.0, bar.w)
    alpha = 0.35 * np.sin(np.pi * at)
    p.rects([Rect(bar.x + (bar.w - wide) * at, bar.y, wide, bar.h)], "white", radius=6, alpha=float(alpha))


def _exact(each: UsersRescue) -> float:
    return 0.0 if each.exact is None else max(float(each.exact.value), 0.0)
