"""Down at other bits of a weight, and shared by other numbers of GPUs: its ideal time, and beside it what the GPUs take
to add up their parts, as measured runs have it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scenes.atlas.op_down.facts import DownFacts
from scenes.atlas.op_down.places import BESIDE, BITS, GPUS
from tourapp.authoring import Frame, Phrase, Picture, Rect, ease_out, pulse
from tourapp.authoring.sizes import LABEL
from tourapp.figures.card_frame import BigNumber, draw_big_number

if TYPE_CHECKING:
    from tourapp.authoring.kinds import DownAt

HEAD, THINNEST, LINE_STEP = 64.0, 3.0, 28.0
"""Room above the highest column, the least height of one, and from one number to the next."""
SHARE = 0.56
"""Of its room that a column takes."""


def draw_columns(f: Frame, p: Picture, facts: DownFacts, bits: int) -> None:
    """Both groups on one scale, and the number."""
    numbers, grown = facts.numbers, f.cue("scale.grow")
    sweep = f.cue("scale.sweep", eased=False)
    own_bits = [int(each.setting.value) == bits for each in numbers.bits]
    own_gpus = [int(each.setting.value) == facts.gpus for each in numbers.gpus]
    _draw_group(p, BITS, facts, numbers.bits, (own_bits, grown))
    _draw_group(p, GPUS, facts, numbers.gpus, (own_gpus, grown))
    _draw_sweep(f, p, facts, sweep)
    y = BITS.bottom + 76.0
    p.text((BITS.cx, y), "bits of a weight", size=LABEL, align="center")
    p.text((GPUS.cx, y), "GPUs that share it", size=LABEL, align="center")
    _draw_number(f, p, facts, grown)


def _longest(facts: DownFacts) -> float:
    every = [*facts.numbers.bits, *facts.numbers.gpus]
    meetings = [float(each.meeting.value) for each in every if each.meeting is not None]
    return max([*(float(each.seconds.value) for each in every), *meetings])


def column_boxes(room: Rect, facts: DownFacts, group: Sequence[DownAt], grown: float = 1.0) -> list[tuple[Rect, Rect]]:
    """Of each setting the column of down, and beside it that of the meeting (as wide as nothing where there is
    none)."""
    longest, found = _longest(facts), []
    paired = any(each.meeting is not None for each in group)
    for cell, each in zip(room.columns(len(group)), group, strict=True):
        wide = cell.w * SHARE / (2 if paired else 1)
        left = cell.cx - cell.w * SHARE / 2
        high = max(THINNEST, (room.h - HEAD) * float(each.seconds.value) / longest * grown)
        meet = 0.0 if each.meeting is None else (room.h - HEAD) * float(each.meeting.value) / longest * grown
        down = Rect(left, room.bottom - high, wide, high)
        found.append((down, Rect(left + wide + 2, room.bottom - meet, wide if meet else 0.0, meet)))
    return found


def _draw_group(
    p: Picture, room: Rect, facts: DownFacts, group: Sequence[DownAt], look: tuple[list[bool], float]
) -> None:
    own, grown = look
    p.lines([(room.x, room.bottom, room.right, room.bottom)], "dim", width=1.5, alpha=0.7)
    for each, (down, meet), on in zip(group, column_boxes(room, facts, group, grown), own, strict=True):
        p.rects(
            [down], "weights", radius=2, alpha=0.95 if on else 0.5, stroke="white" if on else None, stroke_width=2.5
        )
        if meet.w:
            p.rects([meet], "prefill", radius=2, alpha=0.9 if on else 0.5)
        role = "ink" if on else "dim"
        middle = (down.x + max(down.right, meet.right)) / 2
        at = (middle, room.bottom + 34)
        p.text(at, "{n:.0f}", n=each.setting, size=LABEL, weight=600, role=role, align="center", part=room_part(room))
        top = min(down.y, meet.y if meet.w else down.y) - 12.0
        _draw_times(p, each, (middle, top), (role, grown), room_part(room))


def _draw_times(p: Picture, each: DownAt, at: tuple[float, float], look: tuple[str, float], part: str) -> None:
    """Above its columns: the time of down, and below that the meeting's."""
    (x, y), (role, alpha) = at, look
    if each.meeting is not None:
        p.text((x, y), "{v}", v=each.meeting, size=LABEL, role="prefill", align="center", alpha=alpha, part=part)
        y -= LINE_STEP
    p.text((x, y), "{v}", v=each.seconds, size=LABEL, role=role, align="center", alpha=alpha, part=part)


def room_part(room: Rect) -> str:
    """The box of text to which a group's names and numbers belong."""
    return "bits" if room is BITS else "gpus"


def _draw_sweep(f: Frame, p: Picture, facts: DownFacts, sweep: float) -> None:
    """A light that goes over the tops of the columns once, then breathes on the present one."""
    tops = [(down.cx, down.y) for down, _ in column_boxes(BITS, facts, facts.numbers.bits)]
    tops += [(down.cx, down.y) for down, _ in column_boxes(GPUS, facts, facts.numbers.gpus)]
    if sweep < 1.0:
        step = sweep * (len(tops) - 1)
        place = min(int(step), len(tops) - 2)
        u = float(ease_out(step - place))
        (x, y), (x2, y2) = tops[place], tops[place + 1]
        p.spark((x + (x2 - x) * u, y + (y2 - y) * u), "ink", size=60.0, alpha=0.9 if sweep > 0.0 else 0.0)
        return
    own = next(k for k, each in enumerate(facts.numbers.gpus) if int(each.setting.value) == facts.gpus)
    p.spark(tops[len(facts.numbers.bits) + own], "ink", size=70.0 * pulse(f.clock, 2.4, 0.6, 1.0), alpha=0.7)


def _draw_number(f: Frame, p: Picture, facts: DownFacts, alpha: float) -> None:
    words = (Phrase("for down in a step, ideal"), Phrase("{model}", model=facts.chosen))
    at = (BESIDE, BITS.y + 100.0)
    draw_big_number(p, BigNumber(at, facts.cost.seconds, words, room=380.0), alpha)
    if any(each.meeting is not None for each in facts.numbers.gpus):
        y = BITS.y + 270.0
        p.rects([(BESIDE, y - 20, 24.0, 24.0)], "prefill", radius=3, alpha=0.9 * alpha)
        p.text((BESIDE + 36, y), "GPUs add up, achieved", size=LABEL, role="prefill", alpha=alpha)
    y = BITS.y + 314.0
    p.rects([(BESIDE, y - 20, 24.0, 24.0)], "weights", radius=3, alpha=0.95 * alpha)
    p.text((BESIDE + 36, y), "down, ideal", size=LABEL, role="dim", alpha=alpha)
