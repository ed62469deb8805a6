"""Everything at once: the time of our request as one bar at its true scale, the wall in it, and below it the work that
keeping saved, as another. The light leaves the bar's end and comes back to the keyboard."""

from __future__ import annotations

import numpy as np

from scenes.finale.keyboard import CORNERS, draw_keyboard, enter_key
from scenes.finale.stretches import NAMES, ROLES, TimeBar, draw_bar, time_bar
from tourapp.authoring import (
    Frame,
    GotoStop,
    Picture,
    Quantity,
    Rect,
    Tag,
    between,
    mix,
    ramp,
    smooth,
    text_width,
    without_number,
)
from tourapp.authoring.sizes import FIGURE, FIGURE_HUGE, LABEL, LINE, TITLE

TIME, WORK = Rect(64, 452, 1792, 130), Rect(64, 688, 1792, 110)
GAP = 16.0
"""Between two names below the bar; one that would come nearer is left to the second line of the caption."""
ARC, REST, LONGEST = 0.9, 1.0, 6.0
"""Seconds: from the end of the bar to the key, until the light starts anew, and of the longest way along the bar."""


def draw_account_beat(f: Frame, p: Picture) -> None:
    """Figures, both bars, the keyboard."""
    _draw_figures(f, p)
    bar = time_bar(f.world.account.stay, TIME)
    draw_bar(p, bar, f.cue("all.time"), radius=6.0)
    _name_stretches(f, p, bar)
    _draw_wall(f, p, bar)
    _draw_work(f, p)
    _send_home(f, p, bar)


def _draw_figures(f: Frame, p: Picture) -> None:
    account = f.world.account
    p.text((58, 262), "{v}", v=account.stay.total, size=FIGURE_HUGE, weight=600)
    ends = without_number(between(account.stay.total, account.ends, f.world.reached))
    p.text((64, 322), "from Enter to the last word", size=TITLE, role="dim")
    p.text((64, 368), "achieved: {ends}", ends=ends, size=TITLE, role="dim")
    for x, value, words in ((700, account.answer, "written for us"), (1040, account.read, "read for us")):
        p.text((x, 262), "{v}", v=value, size=FIGURE, weight=600)
        p.text((x, 322), words, size=TITLE, role="dim")


def _name_stretches(f: Frame, p: Picture, bar: TimeBar) -> None:
    """The names of those that have room for them; a thin one between two is told in the second line."""
    shown, used = f.cue("all.time", eased=False), 0.0
    for which, (name, value) in enumerate(zip(NAMES, bar.values, strict=True)):
        part = bar.part(which)
        if text_width(f"{name} {value.value:.2f} s", LINE) < part.w - 8:
            role = "ink" if ROLES[which] in ("line", "weights") else ROLES[which]
            told = "{name} {v}"
            p.text((part.x + 2, bar.box.y - 18), told, name=name, v=value, size=LINE, role=role, alpha=shown)
        else:
            half = text_width(str(name), LABEL) / 2
            x = min(max(part.cx, bar.box.x + half), bar.box.right - half)
            if x - half < used:
                continue
            used = x + half + GAP
            p.text((x, bar.box.bottom + 32), name, size=LABEL, role="dim", align="center", alpha=shown)


def _draw_wall(f: Frame, p: Picture, bar: TimeBar) -> None:
    """Of decode only the math's share stays plain: the rest of its height is hatched."""
    part, shown = bar.decode, f.cue("all.wall")
    busy = min(1.0, float(f.world.cost.decode.compute_busy.value))
    high = part.h * (1.0 - busy)
    if shown <= 0.0 or part.w < 3:
        return
    hidden = Rect(part.x, part.y, part.w - 1.5, high * shown)
    p.rects([hidden], "ground")
    p.hatch([hidden], "waste", ground=0.35)
    words = "the memory wall" if part.w > text_width("the memory wall", TITLE, weight=600) + 40 else ""
    if words:
        there = float(ramp(shown, 0.5, 1.0))
        plate = Rect(part.cx - text_width(words, TITLE, weight=600) / 2 - 16, part.cy - 32, 0, 58)
        p.rects([Rect(plate.x, plate.y, 2 * (part.cx - plate.x), plate.h)], "ground", radius=10, alpha=0.9 * there)
        p.text((part.cx, part.cy + 11), words, size=TITLE, weight=600, role="waste", align="center", alpha=there)


def _draw_work(f: Frame, p: Picture) -> None:
    """Tokens that went through the model, and how many it would have been."""
    numbers, grown = f.world.loop, f.cue("all.work")
    kept = WORK.w * float(numbers.with_cache.value) / max(1.0, float(numbers.without.value))
    p.text((WORK.x, WORK.y - 18), "{v} through the model", v=numbers.with_cache, size=LINE, role="good")
    p.rects([Rect(WORK.x, WORK.y, max(2.0, kept), WORK.h)], "good")
    rest = Rect(WORK.x + kept + 3, WORK.y, (WORK.w - kept - 3) * grown, WORK.h)
    if rest.w < 4:
        return
    p.hatch([rest], "waste", ground=0.25)
    shown = float(smooth(2 * grown - 1))
    told = "{v} without the cache: work done again"
    p.text((WORK.right, WORK.y - 18), told, v=numbers.without, size=LINE, role="waste", align="right", alpha=shown)
    _plate(p, numbers.saved, shown)


def _plate(p: Picture, saved: Quantity, shown: float) -> None:
    """The factor, in the middle of the bar."""
    wide = text_width(f"{float(saved.value):,.1f} ×", FIGURE, weight=600) + 48
    p.rects([Rect(WORK.cx - wide / 2, WORK.y + 14, wide, WORK.h - 28)], "ground", radius=12, alpha=0.9 * shown)
    at = (WORK.cx, WORK.cy + 23)
    p.text(at, "{v}", v=saved, size=FIGURE, weight=600, role="waste", align="center", alpha=shown)


def _send_home(f: Frame, p: Picture, bar: TimeBar) -> None:
    """The light runs through the time as it passed, then back to the key it came from."""
    drawn, arc = f.cue("all.home"), _arc()
    faster = max(1.0, bar.seconds / LONGEST)
    run = bar.seconds / faster
    now = (f.clock - f.timeline.start(f.timeline.index("all"))) % (run + ARC + REST)
    lit = float(drawn >= 1.0)
    if lit and not f.still:
        lit = mix(0.55, 1.0, float(smooth((now - run - ARC + 0.2) * 5)))
    draw_keyboard(p, lit)
    if drawn > 0.02:
        p.curves(arc[: max(2, int(60 * drawn))], "decode", width=3.0, alpha=0.8)
    if lit and not f.still:
        if now < run:
            p.spark((bar.x(now * faster), TIME.cy), "decode", size=80)
        elif now < run + ARC:
            x, y = arc[int(59 * float(smooth((now - run) / ARC)))]
            p.spark((float(x), float(y)), "decode", size=80)
    first = f.journey.stops[0].key if f.journey.stops else ""
    low, high = CORNERS.min(0), CORNERS.max(0)
    room = Rect(float(low[0]), float(low[1]), *(float(v) for v in high - low))
    p.hot([room], (Tag("ask again"),), (GotoStop(first) if first else None,))


def _arc() -> np.ndarray:
    """The way from the end of the bar to the Enter key (60 x 2)."""
    end, lift, key = np.array([TIME.right - 4, TIME.cy]), np.array([TIME.right + 8, 380.0]), enter_key().mean(0)
    share = np.linspace(0.0, 1.0, 60)[:, None]
    arc: np.ndarray = end * (1 - share) ** 2 + 2 * lift * share * (1 - share) + key * share**2
    return arc
