"""Four ways to hold the same requests in the same memory, on one clock, and what each made of it over its whole run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.paging.clock import common_step
from scenes.paging.facts import POLICIES
from scenes.paging.memory_strip import draw_strip
from tourapp.authoring import Frame, Picture, Quantity, Rect
from tourapp.authoring.sizes import T15, T17, T18, T34, TAG

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
WELL_USED = 0.8
"""Share of memory that holds tokens from which it counts as good."""


def draw_four_policies(f: Frame, p: Picture) -> None:
    """A row per policy; the chosen one and blocks are lit."""
    now = common_step(f)
    p.text((ROWS.x, HEAD_Y), "the same requests, the same memory, one clock", size=T18, role="dim")
    p.text((BAR.right, HEAD_Y), "step {n}", n=int(now), size=T18, role="dim", mono=True, align="right")
    for i, name in enumerate(POLICIES):
        run, drop = f.world.paging.runs[name], i * PITCH
        moment, lit = run.at(now), name in (f["reservation"], "paged")
        _draw_head(p, run, moment, FIRST_ROW + drop + 2, now=now, lit=lit)
        draw_strip(p, run, moment, ROWS.move(0, drop + 18), alpha=1.0 if lit else 0.8)
        _draw_shares(p, run.shares, BAR.move(0, drop + 18))


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


def _draw_shares(p: Picture, shares: Shares, box: Rect) -> None:
    """What memory was used for: tokens, reserve, never filled, free but of no use."""
    used = Quantity(shares.used_fraction, "share", "slots holding a token, over the whole run")
    role = "good" if shares.used_fraction > WELL_USED else "ink"
    p.text((box.x, box.y + 30), "{v}", v=used, size=T34, mono=True, weight=600, role=role)
    p.text((box.x + 142, box.y + 28), "of the whole run", size=T15, role="dim", fit=126)
    x = box.x

    def piece(part: float) -> Rect:
        nonlocal x
        room = Rect(x, box.y + 48, max(box.w * part - 1.5, 0.5), 22)
        x += box.w * part
        return room

    p.rects([piece(shares.used_fraction)], "decode", radius=3, alpha=0.9)
    p.hatch([piece(shares.reserved)], alpha=0.6, ground=0.1)
    p.hatch([piece(shares.internal)], alpha=1.0, ground=0.3)
    p.rects([piece(shares.external)], "waste", radius=3, alpha=0.12, stroke="waste", dash=True)
