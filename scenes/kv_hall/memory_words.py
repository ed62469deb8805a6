"""Figure and words of the memory's floor: how many users fit, of which length, and what stands where."""

from __future__ import annotations

from scenes.kv_hall.facts import memory_words
from scenes.kv_hall.flight import HallMoment
from scenes.kv_hall.floor_plan import FloorPlan
from tourapp.authoring import Frame, Phrase, Picture, show, text_width
from tourapp.authoring.sizes import FIGURE, FIGURE_HUGE, LINE, READOUT

FIGURE_AT, FOOT = (64.0, 240.0), 806.0
ROOM_FOR_WORDS = 250.0
"""The block of weights carries its words where it is at least so wide."""
OUTSIDE, APART, ABOVE = 1338.0, 28.0, 16.0
"""Where the words on who stays outside end; from the room's words to them; from the far edge up to the room's."""


def draw_memory_words(p: Picture, f: Frame, s: HallMoment, plan: FloorPlan, filled: float) -> None:
    """All words of the floor."""
    _figure(p, f, s, filled)
    at = plan.point(min(plan.weights, plan.usable) / 2, 0.42, 1.0)
    if plan.weights / plan.total * 1376.0 > ROOM_FOR_WORDS:
        p.text((at[0], at[1]), "weights", size=FIGURE, weight=600, align="center")
    near = plan.point(0.0, 0.0)
    weights = f.world.cost.capacity.weight_bytes
    p.text((near[0], FOOT), "weights {w}", size=LINE, role="weights", weight=600, w=weights)
    if s.variants.missing is None:
        p.text(_room_at(f, s, plan), "room {r}", size=LINE, weight=600, r=s.variants.room)
    _outside(p, s, plan, filled)


def _room_at(f: Frame, s: HallMoment, plan: FloorPlan) -> tuple[float, float]:
    """Where the room is named: below its near edge, or above its far one where who stays outside needs the place."""
    near, far = (float(plan.point(plan.weights, depth)[0]) for depth in (0.0, 1.0))
    across = max(near, float(plan.point(0.0, 0.0)[0]) + 270.0) + 6.0
    words = (Phrase("room {r}", r=s.variants.room), _left_out(plan))
    room, outside = (1.04 * f.text_gain * text_width(show(each), LINE, weight=600) for each in words)
    if not plan.fits or across + room + APART < OUTSIDE - outside:
        return across, FOOT
    return min(far, 1440.0 - room), float(plan.point(plan.weights, 1.0)[1]) - ABOVE


def _figure(p: Picture, f: Frame, s: HallMoment, filled: float) -> None:
    """The number of users that fit, rolling up while the halls fill, and of which length each is."""
    asked, users = int(f.inputs.batch), int(s.stop.users.value)
    told, role = memory_words(s.variants, s.stop, asked)
    now = (
        Phrase("{n:,.0f}", n=s.stop.users) if filled > 0.999 or not users else Phrase("{n:,d}", n=round(users * filled))
    )
    x, y = FIGURE_AT
    p.text((x, y), now, size=FIGURE_HUGE, weight=700, role=role)
    x += text_width(f"{users:,}", FIGURE_HUGE, "text") * 1.12 + 30.0
    fit = Phrase("✓ {n|user fits|users fit}" if role == "good" else "{n|user fits|users fit}", n=users)
    p.text((x, y - 68), fit, size=READOUT, weight=600, role=role)
    length = Phrase("{n}, {b} each", n=s.stop.context, b=s.stop.per_sequence)
    p.text((x, y - 22), length, size=LINE, weight=600)
    if users or s.variants.missing is not None:
        p.text((1440.0, y - 68), told, size=LINE, weight=600, role=role, align="right")


def _outside(p: Picture, s: HallMoment, plan: FloorPlan, filled: float) -> None:
    """The user after the last that fits stays outside, hatched; a hall larger than the room says its size."""
    if filled < 0.95 or s.variants.missing is not None:
        return
    if not plan.fits:
        at = plan.point(max(plan.usable, plan.total * 0.62) if plan.usable < 0.6 * plan.total else plan.usable, 0.45)
        x = min(max(float(at[0]), 330.0), 1130.0)
        words = Phrase("one hall: {b}", b=s.stop.per_sequence)
        p.text((x, at[1]), words, size=FIGURE, weight=700, align="center", backed=0.7)
        end = float(plan.point(plan.usable, 0.0)[0])
        p.text((max(end, 660.0) + 6, FOOT), "memory ends here", size=LINE, role="waste", weight=600)
        return
    p.hatch([(1440.0 - 84.0, FOOT - 26.0, 84.0, 32.0)], alpha=0.9, ground=0.2)
    p.text((OUTSIDE, FOOT), _left_out(plan), size=LINE, weight=600, role="waste", align="right")


def _left_out(plan: FloorPlan) -> Phrase:
    return Phrase("number {n:,d}: no room", n=plan.fits + 1)
