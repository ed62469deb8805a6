"""Four ways to hold the same requests in the same memory, on one clock, and what each made of it over its whole run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.paging.clock import common_step
from scenes.paging.facts import POLICIES
from scenes.paging.memory_strip import GROUND, HATCH, draw_strip
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, show, text_width
from tourapp.authoring.sizes import T17, T18, T34, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PolicyRun, PoolMoment, Shares

HEAD_Y = 154
FIRST_ROW, PITCH = 196, 162
ROWS = Rect(64, FIRST_ROW, 1080, 74)
"""The strip of the first row; those of the others stand PITCH below each other."""
BAR = Rect(1172, FIRST_ROW, 268, 74)
"""The shares of its whole run."""
RULE_X, STATE_X = 160, 900
"""Where a policy's rule begins, and where its state ends."""
LEGEND_Y, MARK, APART = 812, Rect(64, 798, 22, 16), 36
"""Baseline of the legend, its first mark, and the room between two entries."""
LEGEND_GAIN = 1.2
"""Words may be that much larger on other themes."""
WRITTEN = 0.8
"""How bright a slot with a token is."""
WELL_USED = 0.8
"""Share of memory that holds tokens from which it counts as good."""


def draw_four_policies(f: Frame, p: Picture) -> None:
    """A row per policy; the chosen one and blocks are lit."""
    now = common_step(f)
    p.text((ROWS.x, HEAD_Y), "the same requests, the same KV memory, one clock", size=T18, role="dim")
    p.text((STATE_X, HEAD_Y), "step {n}", n=int(now), size=T18, mono=True, align="right")
    p.text((BAR.right, HEAD_Y), "held tokens, whole run", size=T18, role="dim", align="right", fit=BAR.w)
    for i, name in enumerate(POLICIES):
        run, drop = f.world.paging.runs[name], i * PITCH
        moment, lit = run.at(now), name in (f["reservation"], "paged")
        _draw_head(p, run, moment, FIRST_ROW + drop + 2, now=now, lit=lit)
        draw_strip(p, run, moment, ROWS.move(0, drop + 18), alpha=1.0 if lit else 0.8)
        _draw_shares(p, run.shares, f.world.paging_numbers.used[name], BAR.move(0, drop + 18))
    _draw_legend(p)


def _draw_head(p: Picture, run: PolicyRun, moment: PoolMoment, y: float, *, now: float, lit: bool) -> None:
    """The policy, its rule, and how far it is."""
    name, waiting = run.policy, len(moment.waiting)
    p.text((ROWS.x, y), "{name}", name=name, size=TAG, weight=600, role="ink" if lit else "dim", mono=True)
    p.text((RULE_X, y), "{rule}", rule=POLICIES[name], size=T17, role="dim")
    if run.steps <= now:
        p.text((STATE_X, y), "all done at step {n}", n=run.steps, size=T17, role="good", align="right")
    else:
        role = "waste" if waiting else "dim"
        p.text((STATE_X, y), "{n} waiting", n=waiting, size=T17, role=role, align="right")


def _draw_shares(p: Picture, shares: Shares, used: Quantity, box: Rect) -> None:
    """What memory was used for: tokens, held and empty, free but of no use."""
    role = "good" if shares.used_fraction > WELL_USED else "ink"
    p.text((box.right, box.y + 30), "{v}", v=used, size=T34, mono=True, weight=600, role=role, align="right")
    x = box.x

    def piece(part: float) -> Rect:
        nonlocal x
        room = Rect(x, box.y + 48, max(box.w * part - 1.5, 0.5), 22)
        x += box.w * part
        return room

    p.rects([piece(shares.used_fraction)], "weights", radius=3, alpha=WRITTEN)
    p.hatch([piece(shares.reserved + shares.internal)], alpha=HATCH, ground=GROUND)
    p.rects([piece(shares.external)], "waste", radius=3, alpha=0.12, stroke="waste", dash=True)


def _draw_legend(p: Picture) -> None:
    """What the looks of a slot mean, in the strips and in the bars."""
    x = float(MARK.x)
    for words, look in (
        (Phrase("holds a token"), 0),
        (Phrase("held and empty"), 1),
        (Phrase("free, but of no use"), 2),
    ):
        mark = Rect(x, MARK.y, MARK.w, MARK.h)
        if look == 0:
            p.rects([mark], "weights", radius=3, alpha=WRITTEN)
        elif look == 1:
            p.hatch([mark], alpha=HATCH, ground=GROUND, radius=3)
        else:
            p.rects([mark], "waste", radius=3, alpha=0.12, stroke="waste", dash=True)
        p.text((mark.right + 10, LEGEND_Y), words, size=T17, role="dim")
        x = mark.right + 10 + text_width(show(words), T17) * LEGEND_GAIN + APART
