"""Both ways on one axis of seconds, every round a stroke, the median a bar; below, how many passes that is and how much
time, and whether the rounds agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.labs.kv_speedup.stair import STAIR
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, sizes
from tourapp.figures.lab_sheet import measured_of

if TYPE_CHECKING:
    from tourapp.authoring.kinds import RaceNumbers
    from tourapp.authoring.lab_kinds import LabView

LANES = (Rect(STAIR.x, STAIR.y + 84.0, STAIR.w, 72.0), Rect(STAIR.x, STAIR.y + 210.0, STAIR.w, 72.0))
AXIS_Y, FIGURES_Y, WORDS_Y = STAIR.y + 312.0, STAIR.y + 440.0, STAIR.y + 564.0
RUN = 4.0
"""Seconds in which a light runs the whole axis."""


def told_of(f: Frame, view: LabView) -> RaceNumbers | None:
    """What was measured, as far as it is there: on the world's stage, later as it was taken."""
    measures = view.lab.measures
    found = measured_of(f, view) if view.phase == "check" else view.state.found
    return None if measures is None or found is None else measures.told(found)


def given_words(f: Frame, view: LabView) -> Phrase | None:
    """The same in words, for a page without bars."""
    if view.phase != "check" or not view.state.runs:
        return None
    told = told_of(f, view)
    if told is None:
        return Phrase("running: nothing else should")
    gains = Phrase("{passes} the token passes, {time} the time", passes=told.loop.saved, time=told.times)
    return Phrase("{head}: {gains}", head=_head(told), gains=gains)


def draw_race(f: Frame, p: Picture, view: LabView) -> None:
    """The race, or two empty lanes while it runs."""
    told = told_of(f, view)
    head = Phrase("running: nothing else should") if told is None else _head(told)
    p.text((STAIR.x, STAIR.y + 24), head, size=sizes.LABEL, weight=600, fit=STAIR.w)
    sides = ((LANES[0], Phrase("with a cache"), "decode"), (LANES[1], Phrase("without"), "waste"))
    for lane, words, role in sides:
        p.rects([lane], "raised", radius=8, alpha=0.7)
        p.text((lane.x, lane.y - 14), words, size=sizes.TAG, role=role)
    if told is None:
        share = (f.clock / RUN) % 1.0
        for lane, _, role in sides:
            p.sprites([(lane.x + share * lane.w, lane.cy)], 60.0, role, alpha=0.7)
        return
    gain = _lanes(f, p, told)
    _axis(p, gain)
    _figures(p, told)


def _head(told: RaceNumbers) -> Phrase:
    words = {"p": told.loop.prompt, "n": told.answer, "k": told.rounds}
    if told.seen:
        return Phrase("P = {p:.0f}, n = {n:.0f}: {k:.0f} rounds each, here", **words)
    return Phrase("P = {p:.0f}, n = {n:.0f}: {k:.0f} rounds, recorded", **words)


def _lanes(f: Frame, p: Picture, told: RaceNumbers) -> float:
    """The bars; returns stage units for a second."""
    gain = LANES[0].w / (1.08 * float(max(told.naive_rounds.max(), told.cached_rounds.max())))
    share = (f.clock / RUN) % 1.0
    ways = ((told.cached, told.cached_rounds, "decode"), (told.naive, told.naive_rounds, "waste"))
    for lane, (middle, rounds, role) in zip(LANES, ways, strict=True):
        wide = float(middle.value) * gain
        bar = [(lane.x, lane.y, wide, lane.h)]
        if role == "waste":
            p.hatch(bar, role, radius=8, ground=0.35)
        else:
            p.rects(bar, role, radius=8)
        ends = [lane.x + float(each) * gain for each in rounds]
        p.lines([(x, lane.y + 8, x, lane.bottom - 8) for x in ends], "ink", width=3.0)
        p.text((lane.right, lane.y - 14), "{v}, the median", v=middle, size=sizes.TAG, align="right", part="medians")
        p.spark((lane.x + min(share * lane.w, wide), lane.cy), role, size=60.0, alpha=0.8)
    return gain


def _axis(p: Picture, gain: float) -> None:
    """Seconds."""
    longest = LANES[0].w / gain
    step = next(each for each in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 500) if longest / each <= 6)
    p.lines([(STAIR.x, AXIS_Y - 22, STAIR.right, AXIS_Y - 22)], "line", width=2.0)
    for count in range(int(longest / step) + 1):
        x = STAIR.x + count * step * gain
        p.lines([(x, AXIS_Y - 22, x, AXIS_Y - 14)], "dim", width=2.0)
        align = "left" if not count else "right" if x > STAIR.right - 30 else "center"
        words = Phrase("{n:g} s", n=count * step)
        p.text((x, AXIS_Y + 10), words, size=sizes.TAG, mono=True, role="dim", align=align, part="seconds")


def _figures(p: Picture, told: RaceNumbers) -> None:
    """Passes and time side by side, then how far the rounds lie apart."""
    values: tuple[tuple[Quantity, str, Phrase], ...] = (
        (told.loop.saved, "waste", Phrase("the token passes")),
        (told.times, "ink", Phrase("the time")),
    )
    for place, (value, role, words) in enumerate(values):
        x = STAIR.x + 270.0 * place
        p.text((x, FIGURES_Y), "{v}", v=value, size=sizes.FIGURE, weight=700, role=role, part="figures")
        p.text((x + 4, FIGURES_Y + 40), words, size=sizes.LABEL, role="dim", part="figures")
    spread = Phrase("round by round {low} to {high} the time", low=told.low, high=told.high)
    p.text((STAIR.x, WORDS_Y), spread, size=sizes.LABEL, fit=STAIR.w)
    mood = Phrase("The rounds agree well.")
    if told.busy:
        mood = Phrase("This computer is busy: run it again.") if told.seen else Phrase("That computer was busy.")
    same = Phrase("Both wrote the same tokens ✓") if told.same else Phrase("They did not write the same tokens.")
    p.text((STAIR.x, WORDS_Y + 44), same, size=sizes.LABEL, role="good" if told.same else "waste", fit=STAIR.w)
    role = "waste" if told.busy else "dim"
    p.text((STAIR.x, WORDS_Y + 88), mood, size=sizes.LABEL, role=role, fit=STAIR.w)
