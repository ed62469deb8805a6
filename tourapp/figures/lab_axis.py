"""A lab's guess: its box or choices, then the axis with the guess on it and, once it may be told, the truth beside."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tourapp.authoring import LabAct, Phrase, Picture, Rect, Tag, format_quantity, mix, show, sizes, text_width
from tourapp.figures.lab_field import Field, draw_field
from tourapp.figures.lab_hands import draw_hand_bars

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import LabView

INSET = 28.0
RIGHT_ON = 1.1
"""A ratio up to here is as good as right."""
GUESS, BECAUSE = "guess", "because"
SAID_H = 150.0
"""From the top of the card to the axis."""


def draw_guess_card(p: Picture, f: Frame, view: LabView, box: Rect) -> None:
    """What was guessed, as far as the learner is."""
    x, inner = box.x + INSET, box.inset(INSET, 0.0)
    if view.phase == "predict":
        p.text((x, box.y + 44), "Your guess", size=sizes.LINE, weight=600)
        if view.lab.guess.choices:
            _choices(p, view, Rect(x, box.y + 60, inner.w, box.h - 76))
        else:
            _entry(p, f, view, inner)
        return
    told = view.revealed
    if told:
        _surprise(p, view, inner)
    else:
        p.text((x, box.y + 40), "Your guess, locked", size=sizes.LABEL, role="dim")
        p.text((x, box.y + 96), guess_words(view), size=sizes.VALUE, weight=600, role="prefill", fit=inner.w)
        because = view.text_in(BECAUSE)
        if because:
            p.text((x, box.y + 130), "“{words}”", words=because, size=sizes.TAG, role="dim", fit=inner.w)
    if view.lab.guess.choices:
        _picked(p, view, Rect(x, box.y + SAID_H, inner.w, box.h - SAID_H - 16), told=told)
    else:
        _axis(p, view, Rect(x, box.y + SAID_H, inner.w, box.h - SAID_H - 16), told=told)


def _surprise(p: Picture, view: LabView, box: Rect) -> None:
    """How far the guess was off, and in a sentence why that is easily so."""
    p.text((box.x, box.y + 50), guess_verdict(view), size=sizes.VALUE, weight=600, fit=box.w)
    said = surprise_words(view)
    if said is not None:
        p.text((box.x, box.y + 62), said, size=sizes.TAG, role="dim", wrap=box.w, lines=3)


def surprise_words(view: LabView) -> Phrase | None:
    """Why a guess may be so far off; None where the lab has nothing to say of it."""
    guess, truth = view.state.guess, float(view.truth.value)
    if view.lab.guess.surprise is None or guess is None:
        return None
    return view.lab.guess.surprise(view.case, guess / truth if truth > 0 else 1.0)


def guess_words(view: LabView) -> Phrase:
    """What was guessed."""
    guess = view.lab.guess
    assert view.state.guess is not None
    if guess.choices:
        return guess.choices[int(view.state.guess) - 1]
    number = _whole(view.state.guess)
    return Phrase("{n} {unit}", n=number, unit=guess.unit(number))


def _whole(value: float) -> float:
    return int(value) if float(value).is_integer() and abs(value) < 1e12 else float(f"{value:.3g}")


def guess_verdict(view: LabView) -> Phrase:
    """How far the guess is off, in words."""
    guess, truth = view.state.guess, float(view.lab.guess.truth(view.case).value)
    assert guess is not None
    if view.lab.guess.choices:
        return Phrase("as good as right ✓") if guess == truth else view.lab.guess.choices[int(truth) - 1]
    ratio = max(guess / truth, truth / guess) if truth > 0 else math.inf
    if ratio <= RIGHT_ON:
        return Phrase("as good as right ✓")
    times = float(f"{ratio:.2g}")
    words = f"{times:,.0f}" if times >= 10 else f"{times:g}"
    return Phrase("{n} times too high", n=words) if guess > truth else Phrase("{n} times too low", n=words)


# before the lock ---------------------------------------------------------------------------------------------


def _entry(p: Picture, f: Frame, view: LabView, box: Rect) -> None:
    """The box for a number, and an axis on which what is typed stands already."""
    number = Rect(box.x, box.y + 64, 220, 64)
    draw_field(p, f, view, Field(GUESS, number))
    p.text((number.right + 18, number.y + 42), view.lab.guess.unit(2), size=sizes.LABEL, role="dim")
    _axis(p, view, Rect(box.x, box.y + SAID_H, box.w, box.h - SAID_H - 16), told=False)


def _choices(p: Picture, view: LabView, box: Rect) -> None:
    """The choices with their numbers; a click takes one."""
    choices = view.lab.guess.choices
    chosen = view.text_in(GUESS).strip()
    for place, (words, row) in enumerate(zip(choices, box.rows(len(choices), 10.0), strict=True), 1):
        mine = chosen == str(place)
        p.rects([row], "raised", radius=10, stroke="white" if mine else "line", stroke_width=3 if mine else 1.5)
        y = row.cy + 9
        p.text((row.x + 20, y), "{n}", n=place, size=sizes.LABEL, weight=600, role="dim", mono=True)
        p.text((row.x + 60, y), words, size=sizes.LABEL, weight=600 if mine else 400, fit=row.w - 80)
        p.hot([row], (Tag("lab_choice", place),), (LabAct("choose", str(place)),))


def _picked(p: Picture, view: LabView, box: Rect, *, told: bool) -> None:
    """The choices as signs in a row: which was guessed, and once it is told, which is right."""
    guess = view.lab.guess
    truth = float(guess.truth(view.case).value)
    cells = box.columns(len(guess.choices), 10.0)
    for place, cell in enumerate(cells, 1):
        mine, right = place == view.state.guess, told and place == truth
        ring = Rect(cell.cx - 22, cell.y + 8, 44, 44)
        role = "good" if right else "prefill" if mine else "line"
        p.rects([ring], "prefill" if mine else None, radius=22, alpha=0.35, stroke=role, stroke_width=3)
        sign = "✓" if right else "{n}"
        p.text(ring, sign, n=place, size=sizes.LABEL, weight=600, role="good" if right else "ink", mono=True)
        if any(view.hands_up):
            _hands(p, cell, view.hands_up[place - 1], max(view.hands_up))


def _hands(p: Picture, cell: Rect, count: int, most: int) -> None:
    """How many of a class took a choice, as a bar below it."""
    wide = (cell.w - 60.0) * count / most
    p.rects([(cell.x + 8, cell.bottom - 26, max(2.0, wide), 14)], "prefill", radius=4, alpha=0.6)
    p.text((cell.right - 8, cell.bottom - 11), "{n}", n=count, size=sizes.TAG, align="right", part="bars")


# the axis ----------------------------------------------------------------------------------------------------


def _axis(p: Picture, view: LabView, box: Rect, *, told: bool) -> None:
    """The log axis from low to high, with its pins."""
    guess = view.lab.guess
    y = box.bottom - 36
    p.lines([(box.x, y, box.right, y)], "dim", width=2)
    low, high = math.log10(guess.low), math.log10(guess.high)

    def at(value: float) -> float:
        share = (math.log10(max(value, 1e-12)) - low) / (high - low)
        return mix(box.x, box.right, min(1.0, max(0.0, share)))

    for power in range(math.ceil(low), math.floor(high) + 1):
        x, first, last = at(10.0**power), power == math.ceil(low), power == math.floor(high)
        p.lines([(x, y - 8, x, y + 8)], "dim", width=2)
        align = "left" if first and x < box.x + 20 else "right" if last and x > box.right - 20 else "center"
        p.text((x, y + 32), "{v}", v=_tick(power), size=sizes.TAG, role="dim", align=align, part="axis")
    draw_hand_bars(p, view, at, y)
    value = view.state.guess if view.state.is_locked else _typed(view)
    if value is not None and value > 0:
        _pin(p, (at(value), y), "prefill", 34.0)
    if told:
        truth = view.truth
        x = at(float(truth.value))
        _pin(p, (x, y), "good", 52.0)
        words = format_quantity(truth)
        wide = text_width(words, sizes.LABEL, "mono", 600)
        left = x + 18 if x + 18 + wide < box.right else x - 18 - wide
        p.text((left, y - 60), "{v}", v=truth, size=sizes.LABEL, weight=600, role="good", mono=True)


def _tick(power: int) -> str:
    return show(10**power) if power >= 0 else f"{10.0**power:g}"


def _pin(p: Picture, at: tuple[float, float], role: str, high: float) -> None:
    x, y = at
    p.lines([(x, y - high, x, y)], role, width=4)
    p.rects([(x - 9, y - high - 9, 18, 18)], role, radius=9)


def _typed(view: LabView) -> float | None:
    """What is being typed, where it is a plain number already."""
    try:
        value = float(view.text_in(GUESS).replace(",", ""))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
