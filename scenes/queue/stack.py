"""The stack: our request's time as one bar, first as long as the stage, then among the same request at other loads.

The seconds come finished from the world part `account`; here they are only laid out, all on one scale at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.queue.played import PlayedRun, resting
from scenes.queue.stack_bar import ROOM, StayBar, draw_bar
from scenes.queue.stack_words import draw_stretch_words
from scenes.queue.stage import LEFT
from tourapp.authoring import (
    Frame,
    Picture,
    Rect,
    between,
    cascade,
    ease_out,
    mix,
    ramp,
    show,
    text_width,
    without_number,
)
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Stay

Rows = list[tuple["Stay", bool]]
"""Each bar's stay and whether it is ours, by load."""
ALONE = Rect(ROOM.x, 448.0, ROOM.w, 210.0)
"""Where our bar stands before the others come."""
THICK, THIN, GAP, WORDS = 96.0, 58.0, 20.0, 84.0
"""Height of our bar and of the others, between bars, and of the words above ours."""
SECONDS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Steps the scale may have; one step is at least so wide:"""
STEP_WIDTH = 110.0


def draw_stack(f: Frame, p: Picture, played: PlayedRun) -> None:
    """The sum in large, and the bars: first ours, then the other loads."""
    shown = f.move("stack", 0.06, 0.12)
    if shown <= 0.004:
        return
    with p.group(opacity=shown):
        _total(f, p, played)
        _draw_bars(f, p, stack_bars(f, played))


def _total(f: Frame, p: Picture, played: PlayedRun) -> None:
    """What our question took, and what that is."""
    account, total = f.world.account, played.ours.total
    p.text((LEFT - 22, 216), "{total}", total=total, size=FIGURE_LARGE, mono=True, weight=600)
    ends = without_number(between(account.stay.total, account.ends, f.world.reached))
    beside = LEFT + 10 + text_width(show(total), FIGURE_LARGE, "mono", 600) * f.text_gain
    p.text((beside, 216), ends, size=LINE, role="dim")
    p.text((LEFT - 20, 262), "from Enter to the end of the answer", size=LINE, weight=600)
    words = "our question: {prompt} in, {answer} out; compute is achieved"
    p.text(
        (ROOM.right, 262), words, prompt=account.prompt, answer=account.answer, size=LABEL, role="dim", align="right"
    )


def compute_begins(ours: Stay, others: tuple[Stay, ...]) -> tuple[float, float]:
    """Where in our bar, among the others, our wait ends and prefill begins."""
    rows = _by_load(ours, others)
    box = next(box for (_, mine), box in zip(rows, _boxes(rows), strict=True) if mine)
    a, _ = StayBar(ours, True, box, _scale_of(rows), 1.0).spans[2]
    return a, box.cy


def our_bar(f: Frame, played: PlayedRun) -> StayBar:
    """The bar of our own stay at this moment."""
    return next(bar for bar in stack_bars(f, played) if bar.ours)


def _by_load(ours: Stay, others: tuple[Stay, ...]) -> Rows:
    rows: Rows = [(ours, True), *((stay, False) for stay in others)]
    return sorted(rows, key=lambda row: float(row[0].load.value))


def stack_bars(f: Frame, played: PlayedRun) -> list[StayBar]:
    """All bars of this moment, by load: ours is laid out, shrinks to the common scale, then the others follow."""
    ours, rows = played.ours, _by_load(played.ours, played.others)
    among = f.cue("stack.among")
    alone = (ROOM.w - 8.0) / max(float(ours.total.value), 1e-9)
    scale = float(np.exp(mix(np.log(alone), np.log(_scale_of(rows)), among)))
    steps = cascade(float(ramp(f.beat("stack"), 0.50, 0.64)), len(rows), 0.7)
    grow, bars = f.move("stack", 0.10, 0.34), []
    for (stay, mine), box, step in zip(rows, _boxes(rows), steps, strict=True):
        place = Rect(*(mix(a, b, among) for a, b in zip(ALONE, box, strict=True))) if mine else box
        bars.append(StayBar(stay, mine, place, scale, grow if mine else float(ease_out(step))))
    return bars


def _draw_bars(f: Frame, p: Picture, bars: list[StayBar]) -> None:
    """Bars, the words of ours, and the scale below."""
    others = f.move("stack", 0.50, 0.6)
    for bar in bars:
        if bar.share <= 0.004:
            continue
        draw_bar(p, bar)
        if bar.ours:
            draw_stretch_words(p, bar, max(1.0, f.text_gain))
            if bar.share < 1.0:
                p.spark((bar.end, bar.box.cy), "prefill", size=120)
            _in_real_time(f, p, bar)
    top = bars[0].box.y - (WORDS if bars[0].ours else 0.0)
    p.text((LEFT - 20, top - 16), "busy", size=LABEL, role="dim", alpha=others)
    ours = next(bar for bar in bars if bar.ours)
    last = mix(ours.box.bottom, max(bar.box.bottom for bar in bars), f.cue("stack.among"))
    _seconds(p, last + 20.0, ours.scale, 1.0)
    words = "other rows: our question with the mean wait at that load"
    p.text((ROOM.right, last + 82.0), words, size=TAG, role="dim", align="right", alpha=others)


def _in_real_time(f: Frame, p: Picture, bar: StayBar) -> None:
    """At rest a light runs along our bar, one second for one second."""
    takes = float(bar.stay.total.value)
    since = resting(f) % (takes + 1.0)
    alpha = float(ramp(resting(f), 0.0, 0.4)) * float(ramp(takes + 0.5 - since, 0.0, 0.5))
    if alpha > 0.004:
        x = ROOM.x + min(since, takes) * bar.scale
        p.sprites([(x, bar.box.cy)], 190, "white", kind="glow", squash=0.5, alpha=alpha)


def _boxes(rows: Rows) -> list[Rect]:
    """Where each bar stands (full width) among the others, top to bottom, in the middle of the room."""
    total = sum((THICK + WORDS) if ours else THIN for _, ours in rows) + GAP * (len(rows) - 1)
    y, out = ROOM.y + max(0.0, (ROOM.h - total) / 2), []
    for _, ours in rows:
        y += WORDS if ours else 0.0
        h = THICK if ours else THIN
        out.append(Rect(ROOM.x, y, ROOM.w, h))
        y += h + GAP
    return out


def _scale_of(rows: Rows) -> float:
    """Stage units per second: ours fits whole, and so does the one below the most loaded."""
    longest = max(float(stay.total.value) for stay, ours in rows if ours)
    others = sorted(float(stay.total.value) for stay, ours in rows if not ours)
    return (ROOM.w - 330.0) / max([longest, *others[-2:-1], 1e-9])


def _seconds(p: Picture, y: float, scale: float, alpha: float) -> None:
    """The scale of seconds below all bars."""
    step = next((s for s in SECONDS if s * scale > STEP_WIDTH), SECONDS[-1])
    ticks = np.arange(0, ROOM.w / scale + 1e-9, step)
    x = ROOM.x + ticks * scale
    p.lines([(ROOM.x, y, ROOM.right, y)], "dim", alpha=alpha)
    p.lines(np.stack([x, np.full(len(x), y - 6), x, np.full(len(x), y + 6)], 1), "dim", alpha=alpha)
    for value, place in zip(ticks, x, strict=True):
        if place < ROOM.right - 30:
            at = (place, y + 32)
            p.text(
                at,
                "{v:g} s",
                v=float(value),
                size=TAG,
                role="dim",
                mono=True,
                align="center",
                alpha=alpha,
                part="ticks",
            )
