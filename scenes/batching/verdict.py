"""How much sooner policy B is done, written into the room that it leaves empty."""

from __future__ import annotations

from scenes.batching.facts import Comparison
from scenes.batching.panels import PolicyPanel
from tourapp.authoring import Frame, Picture, Rect, mix
from tourapp.authoring.sizes import CAPTION, FIGURE, T17, T26, TAG

LEAST_ROOM, WIDE_ROOM = 300.0, 440.0
"""Stage units: below the first the verdict stands under the lanes, above the second it is large."""


def draw_verdict(f: Frame, p: Picture, facts: Comparison, panels: tuple[PolicyPanel, PolicyPanel]) -> None:
    """Both ends as lines through the panels, and the ratio between them."""
    shown = f.cue("gap.verdict", eased=False)
    if shown < 0.02:
        return
    top, low = panels
    area, y = low.lanes.area, low.lanes.area.bottom
    p.lines([(top.end_x, top.lanes.area.y - 8, top.end_x, y + 8)], "waste", width=2, alpha=0.8 * shown, dash=True)
    p.lines([(low.end_x, area.y - 8, low.end_x, y + 8)], "good", width=3, alpha=shown)
    room = Rect(low.end_x, area.y, top.end_x - low.end_x, area.h)
    if room.w > LEAST_ROOM:
        _in_the_room(f, p, facts, room, shown)
        return
    p.text(
        (area.x, y + 44),
        "{r} faster: nearly a tie" if facts.a.steps != facts.b.steps else "a tie",
        r=facts.ratio,
        size=T26,
        weight=600,
        role="good",
        alpha=shown,
    )


def _in_the_room(f: Frame, p: Picture, facts: Comparison, room: Rect, shown: float) -> None:
    """`room`: from B's end to A's, as high as B's lanes."""
    p.text(
        (room.cx, room.y + 92),
        "{r} faster",
        r=facts.ratio,
        size=FIGURE if room.w > WIDE_ROOM else CAPTION,
        weight=600,
        role="good",
        align="center",
        alpha=shown,
        fit=room.w - 60,
    )
    _arrow(p, room, f.cue("gap.arrow"), shown)
    p.text(
        (room.cx, room.y + 168),
        "done at step {b}, not {a}",
        a=facts.a.steps,
        b=facts.b.steps,
        size=TAG,
        weight=500,
        align="center",
        alpha=shown,
        fit=room.w - 40,
    )
    p.text(
        (room.cx, room.y + 198),
        "the same {n} requests, the same {s} slots",
        n=len(facts.a.output),
        s=facts.a.slots,
        size=T17,
        role="dim",
        align="center",
        alpha=shown,
        fit=room.w - 40,
    )


def _arrow(p: Picture, room: Rect, share: float, shown: float) -> None:
    """From A's end back to B's."""
    tail, y = room.right - 8, room.y + 128
    head = mix(tail, room.x + 14, share)
    p.lines([(tail, y, head, y)], "good", width=3, alpha=shown)
    p.polys([[(head - 12, y), (head + 6, y - 9), (head + 6, y + 9)]], "good", alpha=shown)
