"""How much sooner one policy is done than the other, written into the room that the earlier one leaves beside its run.

One measure: the steps until all requests are done, from the same step 0.
"""

from __future__ import annotations

from scenes.batching.facts import POLICY_NAMES, Comparison
from scenes.batching.panels import PolicyPanel, first_done
from tourapp.authoring import Frame, Picture, Rect, mix
from tourapp.authoring.sizes import FIGURE, FIGURE_HUGE, FIGURE_LARGE, LABEL, LINE, TITLE

LEAST_ROOM, WIDE_ROOM, LARGE_ROOM = 300.0, 500.0, 720.0
"""Stage units: below the first the verdict stands under the lanes, above the others it grows."""
MARGIN = 44
"""Stage units from the end of the run to the words beside it."""
ARROW_AT = 34
"""Stage units from the edge of the room, on the side of the other policy, to the arrow."""
LEAST_ARROW = 44
PERIOD = 2.4
"""Seconds in which a light goes along the arrow once."""


def draw_verdict(f: Frame, p: Picture, facts: Comparison, panels: tuple[PolicyPanel, PolicyPanel]) -> None:
    """Both ends as lines, and how many times sooner between them."""
    shown = f.cue("gap.verdict", eased=False)
    if shown < 0.02:
        return
    early = first_done(facts, panels)
    late = panels[0] if early is panels[1] else panels[1]
    area = early.lanes.area
    room = Rect(early.end_x, area.y, area.right - early.end_x, area.h)
    if room.w <= LEAST_ROOM:
        _draw_ends(p, early, late, (area.cy, shown))
        _under_the_lanes(p, facts, early, panels[1].lanes.area, shown)
        return
    below = early is panels[1]
    y = room.y + ARROW_AT if below else room.bottom - ARROW_AT
    _draw_ends(p, early, late, (y, shown))
    if late.end_x - early.end_x > LEAST_ARROW:
        _arrow(f, p, (early.end_x, late.end_x, y), shown)
    words = Rect(room.x + MARGIN, room.y + (ARROW_AT if below else 0), room.w - MARGIN, room.h - ARROW_AT)
    _in_the_room(p, facts, (early, late), words, shown)


def _draw_ends(p: Picture, early: PolicyPanel, late: PolicyPanel, until: tuple[float, float]) -> None:
    """Where both runs end; no line crosses the words between the panels. `until`: how far the later one's line reaches
    into the other's panel, and how visible both are."""
    y, shown = until
    area, far, x = early.lanes.area, late.lanes.area, late.end_x
    p.lines([(early.end_x, area.y - 8, early.end_x, area.bottom + 8)], early.role, width=3, alpha=shown)
    ends = [(x, far.y - 8, x, far.bottom + 8)]
    if x - early.end_x > LEAST_ARROW:
        ends.append((x, area.y - 8, x, y) if area.y > far.y else (x, y, x, area.bottom + 8))
    p.lines(ends, late.role, width=2, alpha=0.8 * shown, dash=True)


def _in_the_room(
    p: Picture, facts: Comparison, runs: tuple[PolicyPanel, PolicyPanel], words: Rect, shown: float
) -> None:
    """`words`: the free room beside the run that is done first, which is the first of `runs`."""
    early, late = runs
    tie = facts.numbers.verdict == "tie"
    size = FIGURE_HUGE if words.w > LARGE_ROOM else FIGURE_LARGE if words.w > WIDE_ROOM else FIGURE
    x, y = words.x, words.y + 26 + size * 0.78
    figure = "a tie ✓" if tie else "{r} ✓"
    p.text((x - size * 0.04, y), figure, r=facts.numbers.times, size=size, weight=600, role="good", alpha=shown)
    told = "both done at step {b}" if tie else "sooner: done at step {b}, not {a}"
    small = LABEL if words.w < WIDE_ROOM else LINE if words.w < LARGE_ROOM else TITLE
    at, a, b = (x, y + size * 0.27), late.done, early.done
    p.text(at, told, size=small, weight=600, alpha=shown, wrap=words.w, lines=2, a=a, b=b)


def _under_the_lanes(p: Picture, facts: Comparison, early: PolicyPanel, area: Rect, shown: float) -> None:
    """Where the runs leave no room beside them."""
    p.text(
        (area.x, area.bottom + 38),
        "a tie ✓" if facts.numbers.verdict == "tie" else "{name} is done {r} sooner ✓",
        name=POLICY_NAMES[early.policy],
        r=facts.numbers.times,
        size=LINE,
        weight=600,
        role="good",
        alpha=shown,
    )


def _arrow(f: Frame, p: Picture, ends: tuple[float, float, float], shown: float) -> None:
    """From the later end back to the earlier one, with a light that goes along it. `ends`: both, and the height."""
    early, late, y = ends
    share, tail = f.cue("gap.arrow"), late - 8
    head = mix(tail, early + 14, share)
    p.lines([(tail, y, head, y)], "good", width=4, alpha=shown)
    p.polys([[(head - 12, y), (head + 8, y - 11), (head + 8, y + 11)]], "good", alpha=shown)
    if share >= 1 and not f.still:
        u = (f.clock / PERIOD) % 1.0
        p.sprites([(mix(tail, head, u), y)], 60, "good", alpha=shown * 4 * u * (1 - u))
