"""The race: both ways on one axis of seconds, every round a dot; below, how many passes that is and how much time."""

from __future__ import annotations

import numpy as np

from scenes.paths.generation_loop.facts import race
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, pulse, set_control
from tourapp.authoring.sizes import FIGURE_HUGE, LINE, READOUT, TAG
from tourapp.figures.measure_card import MeasureCard, draw_measure_card

ROWS = (Rect(64.0, 190.0, 1376.0, 86.0), Rect(64.0, 366.0, 1376.0, 86.0))
AXIS_Y = 512.0
FIGURES_Y = 700.0
CARD = Rect(990.0, 590.0, 450.0, 226.0)
BUTTON = Rect(CARD.x + 24, CARD.y + 136, CARD.w - 48, 64)
RUN = 4.0


def draw_clock(f: Frame, p: Picture) -> None:
    """Bars as long as the median round, dots for every round."""
    told, ran, shown = race(f), f.cue("clock.run", eased=False), f.cue("clock.told")
    longest = 1.06 * float(max(told.naive_rounds.max(), told.cached_rounds.max()))
    gain = ROWS[0].w / longest
    sides = (
        (ROWS[0], Phrase("with a cache"), told.cached, told.cached_rounds, "decode"),
        (ROWS[1], Phrase("without"), told.naive, told.naive_rounds, "waste"),
    )
    for row, name, middle, rounds, role in sides:
        wide = min(float(middle.value), ran * longest) * gain
        p.rects([row], "raised", radius=8, alpha=0.6)
        box = [(row.x, row.y, wide, row.h)]
        if role == "waste":
            p.hatch(box, role, radius=8, ground=0.35)
        else:
            p.rects(box, role, radius=8)
        p.text((row.x, row.y - 16), name, size=LINE, weight=600, role=role)
        at = (row.x + 330, row.y - 16)
        p.text(at, "{v}, the median", v=middle, size=READOUT, mono=True, alpha=shown)
        _draw_rounds(p, row, rounds * gain, shown)
    share = (f.clock / RUN) % 1.0
    for row, _, middle, _, role in sides:
        x = row.x + min(share * longest, float(middle.value)) * gain
        p.spark((x, row.cy), role, size=70.0, alpha=0.8)
    _draw_axis(p, longest, gain)
    _draw_figures(p, ((told.loop.saved, "waste"), (told.times, "ink")), shown)
    _draw_card(f, p, shown)


def _draw_rounds(p: Picture, row: Rect, ends: np.ndarray, shown: float) -> None:
    """Where each round ended."""
    at = np.stack([row.x + ends, np.full(len(ends), row.cy)], 1)
    p.lines(
        np.stack([at[:, 0], row.y + 8 + 0 * ends, at[:, 0], row.bottom - 8 + 0 * ends], 1),
        "ink",
        width=3.0,
        alpha=shown,
    )


def _draw_axis(p: Picture, longest: float, gain: float) -> None:
    """Seconds."""
    step = next(each for each in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 500) if longest / each <= 9)
    p.lines([(ROWS[0].x, AXIS_Y - 36, ROWS[0].right, AXIS_Y - 36)], "line", width=2.0)
    for count in range(int(longest / step) + 1):
        x = ROWS[0].x + count * step * gain
        p.lines([(x, AXIS_Y - 36, x, AXIS_Y - 26)], "dim", width=2.0)
        align = "left" if not count else "center"
        words = Phrase("{n:g} s", n=count * step)
        p.text((x, AXIS_Y), words, size=TAG, mono=True, role="dim", align=align, part="seconds")


def _draw_figures(p: Picture, values: tuple[tuple[Quantity, str], tuple[Quantity, str]], shown: float) -> None:
    """Passes and time, side by side."""
    words = (Phrase("the token passes, without"), Phrase("the time, without"))
    for place, ((value, role), told) in enumerate(zip(values, words, strict=True)):
        x = 64.0 + 460.0 * place
        p.text((x, FIGURES_Y), "{v}", v=value, size=FIGURE_HUGE, weight=700, role=role, alpha=shown)
        p.text((x + 6, FIGURES_Y + 66), told, size=LINE, role="dim", alpha=shown)


def _draw_card(f: Frame, p: Picture, shown: float) -> None:
    """Whose seconds these are, and the button."""
    told = race(f)
    head = Phrase("{n:.0f} recorded rounds", n=told.rounds)
    if told.seen:
        head = Phrase("{n:.0f} rounds on this computer", n=told.rounds)
    spread = Phrase("from {low} to {high} the time", low=told.low, high=told.high)
    mood = Phrase("The rounds agree well.")
    if told.busy:
        mood = Phrase("This computer is busy: race again.") if told.seen else Phrase("That computer was busy.")
    again = set_control("race_run", f["race_run"] + 1)
    lines = ((spread, "ink"), (mood, "dim"))
    card = MeasureCard(CARD, BUTTON, head, lines, Phrase("Race on this computer"), again, "race")
    draw_measure_card(p, card, shown, pulse(f.clock, 2.4, 0.0, 1.0))
