"""The decode equation on one line at the top of the picture: t = (W + B · s · κ) / β, in letters and in live numbers.

What a beat speaks of is lit, in both halves; every number answers "why?". Where a window bounds what some layers keep,
K stands for B · s · κ; where arithmetic bounds some rows, a line below says so and gives the ledger's step. Not here:
the numbers (the world part `letters`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture, Quantity, Rect, Tag, Why
from tourapp.authoring.sizes import LABEL, LINE
from tourapp.figures.equation_line import SPACE, EquationTerm, draw_equation, equation_size, equation_width

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Letters

ROOM = Rect(64.0, 124.0, 1376.0, 68.0)
"""Where it stands on the stage."""
BELOW = Rect(64.0, 208.0, 1376.0, 632.0)
"""The room below it."""
USUAL = 1.04
"""Up to this gain of the words the line has room as it stands."""
BASE, NOTE = 36.0, 64.0
"""From the top of the room to the baselines of the equation and of the line below it."""
ROLES = {"t": "decode", "W": "ink", "B": "ink", "s": "ink", "κ": "key", "K": "key", "β": "ink"}
OPEN, CLOSE, PLUS, TIMES, OVER, IS = "(", ")", "+", "·", "/", "="


@dataclass(frozen=True, slots=True)
class EquationLight:
    """What of the equation is shown. lit: by letter how much it is lit, 0..1; time: how far the step's time has come,
    0..1, for a beat that asks for it; shown: the whole line; gain: how much larger than usual its words are painted
    (`RailStand.words_gain`)."""

    lit: Mapping[str, float] = field(default_factory=dict)
    time: float = 1.0
    shown: float = 1.0
    gain: float = 1.0


def draw_decode_equation(
    p: Picture, letters: Letters, light: EquationLight = EquationLight(), room: Rect = ROOM
) -> None:
    """The line of some letters: `world.letters`, or those of another scenario on the stage."""
    if light.shown <= 0.004:
        return
    words, numbers = _letters(letters, light), _numbers(letters, light)
    time = _time(letters, light)
    if light.gain > USUAL:
        _draw_large(p, (words, numbers, time), light, room)
        return
    size = LINE if equation_width((*words, *numbers, *time), LINE) <= room.w else LABEL
    at = (room.x, room.y + BASE)
    boxes = draw_equation(p, at, (*words, *numbers), size=size, alpha=light.shown)
    if light.time > 0.004:
        draw_equation(p, (boxes[-1].right + 4.0, at[1]), time, size=size, alpha=light.shown * light.time)
    if not letters.memory_alone and light.time > 0.004:
        _draw_bound(p, letters, room, light.shown * light.time)


def _draw_large(p: Picture, halves: tuple[tuple[EquationTerm, ...], ...], light: EquationLight, room: Rect) -> None:
    """Where words are large: all of the line, or its numbers, or its letters, or nothing; never a part of one."""
    words, numbers, time = halves
    for terms, last in (((*words, *numbers), time), (numbers, time), (words[:-1], ())):
        size = equation_size((*terms, *last), room.w, light.gain)
        if size is None:
            continue
        at = (room.x, room.y + BASE)
        boxes = draw_equation(p, at, terms, size=size, alpha=light.shown, gain=light.gain)
        if last and light.time > 0.004:
            at = (boxes[-1].right + SPACE * size * light.gain, at[1])
            draw_equation(p, at, last, size=size, alpha=light.shown * light.time, gain=light.gain)
        return


def _letters(letters: Letters, light: EquationLight) -> tuple[EquationTerm, ...]:
    """t = (W + B · s · κ) / β, each letter over the number it stands for."""
    cache: tuple[EquationTerm, ...] = (_letter("K", letters.cache, light),)
    if letters.product:
        cache = (
            _letter("B", letters.batch, light),
            EquationTerm(TIMES),
            _letter("s", letters.context, light),
            EquationTerm(TIMES),
            _letter("κ", letters.kappa, light),
        )
    time = letters.by_equation if light.time >= 1.0 else None
    head = (EquationTerm("t", time, ROLES["t"], light.lit.get("t", 0.0), "t"), EquationTerm(IS), EquationTerm(OPEN))
    sum_ = (_letter("W", letters.weights, light), EquationTerm(PLUS), *cache, EquationTerm(CLOSE))
    return (*head, *sum_, EquationTerm(OVER), _letter("β", letters.bandwidth, light), EquationTerm(IS))


def _letter(name: str, value: Quantity, light: EquationLight) -> EquationTerm:
    return EquationTerm(name, value, ROLES[name], light.lit.get(name, 0.0), name)


def _numbers(letters: Letters, light: EquationLight) -> tuple[EquationTerm, ...]:
    """The same in numbers."""
    cache: tuple[EquationTerm, ...] = (_number("K", letters.cache, light),)
    if letters.product:
        cache = (
            _count("B", letters.batch, light),
            EquationTerm(TIMES),
            _count("s", letters.context, light),
            EquationTerm(TIMES),
            _number("κ", letters.kappa, light),
        )
    sum_ = (EquationTerm(OPEN), _number("W", letters.weights, light), EquationTerm(PLUS), *cache, EquationTerm(CLOSE))
    return (*sum_, EquationTerm(OVER), _number("β", letters.bandwidth, light))


def _number(name: str, value: Quantity, light: EquationLight) -> EquationTerm:
    return EquationTerm(Phrase("{v}", v=value), value, ROLES[name], light.lit.get(name, 0.0), name)


def _count(name: str, value: Quantity, light: EquationLight) -> EquationTerm:
    """A number without its unit: the product of three would not be read with them."""
    return EquationTerm(Phrase("{v:,.0f}", v=value), value, ROLES[name], light.lit.get(name, 0.0), name)


def _time(letters: Letters, light: EquationLight) -> tuple[EquationTerm, ...]:
    """= 11.2 ms."""
    value = letters.step if letters.memory_alone else letters.by_equation
    lit = light.lit.get("t", 0.0)
    return (EquationTerm(IS), EquationTerm(Phrase("{v}", v=value), value, ROLES["t"], lit, "t number"))


def _draw_bound(p: Picture, letters: Letters, room: Rect, alpha: float) -> None:
    """That the equation is not all of it, and what the ledger says."""
    said = Phrase("Arithmetic, not memory, bounds some rows here: with them the step takes {t}.", t=letters.step)
    p.text((room.x, room.y + NOTE), said, size=LABEL, role="dim", alpha=alpha, fit=room.w)
    p.hot([(room.x, room.y + NOTE - 24, room.w, 32)], (Tag("term", "ledger"),), (Why(),), (letters.step,))
