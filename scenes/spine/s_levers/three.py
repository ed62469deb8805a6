"""The picture of the first beat: three equations on three cards, and a light that shows which letters they share."""

from __future__ import annotations

from collections.abc import Sequence

from scenes.spine.s_levers.facts import LeversFacts
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, cascade
from tourapp.authoring.sizes import CAPTION, LABEL, LINE, VALUE
from tourapp.figures.equation_line import EquationTerm, draw_equation, equation_size, equation_width

CARDS = Rect(64.0, 132.0, 1376.0, 700.0)
GAP = 22.0
LINE_PARTS = (("time", "time numbers"), ("room", "room numbers"), ("price", "price numbers"))
"""Letters and numbers of a card are each one line that is read."""
SHARED = ("W", "κ", "s", "B", "t")
"""Letters that stand in more than one of the equations, or in one that others rest on, in the order of the light."""
USUAL, LARGE_INSET = 1.04, 20.0
"""Up to this gain of the words a card stands as it does; above it the equations are so far from its edges."""
EACH = 1.3
"""Seconds that the light rests on a letter."""


def draw_three(f: Frame, p: Picture, facts: LeversFacts) -> None:
    """Time, room and price, each in letters and in numbers."""
    came = cascade(f.cue("equation.cards", eased=False), 3, 0.4)
    lit = SHARED[int(f.clock / EACH) % len(SHARED)] if f.cue("equation.light") > 0.5 else ""
    lines = (_time(facts, lit), _room(facts, lit), _price(facts, lit))
    words = (
        Phrase("how long one user waits for a token, ideal"),
        Phrase("how many users fit; W here with the table of input words"),
        Phrase("what a million tokens cost"),
    )
    gain = f.rail.stand.words_gain
    high = (CARDS.h - 2 * GAP) / 3
    for place, (letters, numbers) in enumerate(lines):
        box = Rect(CARDS.x, CARDS.y + (high + GAP) * place, CARDS.w, high)
        with p.group(opacity=float(came[place]), move=(0.0, 30.0 * (1.0 - float(came[place])))):
            p.rects([box], "raised", radius=14, alpha=0.85, stroke="line")
            if gain > USUAL:
                _draw_large(p, box, (letters, numbers), LINE_PARTS[place], gain)
                continue
            p.text((box.x + 28, box.y + 46), words[place], size=LABEL, role="dim")
            _draw_line(p, (box.x + 28, box.y + 106), letters, LINE_PARTS[place][0], box.w - 56)
            _draw_line(p, (box.x + 28, box.y + 174), numbers, LINE_PARTS[place][1], box.w - 56)


def _draw_line(p: Picture, at: tuple[float, float], terms: Sequence[EquationTerm], part: str, wide: float) -> None:
    size = next((size for size in (CAPTION, VALUE) if equation_width(terms, size) <= wide), LINE)
    draw_equation(p, at, terms, size=size, part=part)


def _draw_large(p: Picture, box: Rect, lines: Line, parts: tuple[str, str], gain: float) -> None:
    """A card of large words: the letters above the numbers where both have room, else what has it, each whole or not at
    all."""
    both = tuple(zip(lines, parts, strict=True))
    for forms in (both, both[1:], both[:1]):
        pitch = box.h / len(forms)
        found = [equation_size(terms, box.w - 2 * LARGE_INSET, gain, 0.66 * pitch / gain) for terms, _ in forms]
        told = [size for size in found if size is not None]
        if len(told) < len(forms):
            continue
        for place, ((terms, part), size) in enumerate(zip(forms, told, strict=True)):
            at = (box.x + LARGE_INSET, box.y + pitch * (place + 0.68))
            draw_equation(p, at, terms, size=size, part=part, gain=gain)
        return


def _lettered(letter: str, value: Quantity, lit: str, role: str = "ink") -> EquationTerm:
    return EquationTerm(letter, value, role, 1.0 if letter == lit else 0.0, letter)


def _in(letter: str, value: Quantity, lit: str, role: str = "ink") -> EquationTerm:
    return EquationTerm(Phrase("{v}", v=value), value, role, 1.0 if letter == lit else 0.0, letter)


def _sign(words: str) -> EquationTerm:
    return EquationTerm(words)


Line = tuple[list[EquationTerm], list[EquationTerm]]


def _time(facts: LeversFacts, lit: str) -> Line:
    told = facts.letters
    cache = [_lettered("K", told.cache, "K" if lit in ("B", "s", "κ") else "", "key")]
    if told.product:
        cache = [
            _lettered("B", told.batch, lit),
            _sign("·"),
            _lettered("s", told.context, lit),
            _sign("·"),
            _lettered("κ", told.kappa, lit, "key"),
        ]
    head = [
        _lettered("t", told.by_equation, lit, "decode"),
        _sign("="),
        _sign("("),
        _lettered("W", told.weights, lit),
        _sign("+"),
    ]
    letters = [*head, *cache, _sign(")"), _sign("/"), _lettered("β", told.bandwidth, lit)]
    numbers = [_sign("="), _sign("("), _in("W", told.weights, lit), _sign("+"), _in("K", told.cache, "", "key")]
    numbers += [_sign(")"), _sign("/"), _in("β", told.bandwidth, lit), _sign("=")]
    return letters, [*numbers, _in("t", told.by_equation, lit, "decode")]


def _room(facts: LeversFacts, lit: str) -> Line:
    told, capacity = facts.letters, facts.costs.capacity
    one, users = facts.costs.kv_bytes_per_sequence, capacity.users
    letters = [_lettered("n", users, lit, "good"), _sign("="), _sign("("), _lettered("U", told.usable, lit), _sign("−")]
    letters += [_lettered("W", told.held, lit), _sign(")"), _sign("/"), _sign("(")]
    letters += [_lettered("s", told.context, lit), _sign("·"), _lettered("κ", told.kappa, lit, "key"), _sign(")")]
    numbers = [_sign("="), _sign("("), _in("U", told.usable, lit), _sign("−"), _in("W", told.held, lit), _sign(")")]
    both = "κ" if lit in ("s", "κ") else ""
    numbers += [_sign("/"), _in("κ", one, both, "key"), _sign("→"), _in("n", users, lit, "good")]
    return letters, numbers


def _price(facts: LeversFacts, lit: str) -> Line:
    told, price = facts.letters, facts.costs.price
    letters = [_lettered("p", price.output, lit), _sign("="), _lettered("$", price.machine_hour, lit), _sign("·")]
    letters += [_lettered("t", told.step, lit, "decode"), _sign("/"), _lettered("B", told.batch, lit)]
    numbers = [_sign("="), _in("$", price.machine_hour, lit), _sign("·"), _in("t", told.step, lit, "decode")]
    numbers += [_sign("/"), EquationTerm(Phrase("{v:,.0f}", v=told.batch), told.batch, "ink", float(lit == "B"), "B n")]
    return letters, [*numbers, _sign("="), _in("p", price.output, lit)]
