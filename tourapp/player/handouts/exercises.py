"""Exercises out of a stop as it is shown: what the tour asks there, a sentence with a number left out, and a number to
work out. Every answer is the one of the world on stage; nothing is made up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from tourapp.authoring import Ask, AskOption, Frame, Picture, Quantity, fill, flat_ops, ops, say_words, show
from tourapp.authoring.asks import LETTERS
from tourapp.player.ask_look import option_words
from tourapp.player.handouts.sheets import PaperLine
from tourapp.quantity import split_quantity
from tourapp.quantity.formula import evaluate, pretty

BLANK = "________"
MOST_INPUTS, LONGEST = 4, 60
"""Numbers and letters of a formula that is to be worked out by hand."""
CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Exercise:
    """kind: "ask", "blank" or "work"; answer: what is right; reason: why, or ""."""

    kind: str
    question: tuple[PaperLine, ...]
    answer: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ShownBeat:
    """A beat at its end: its sentence and second line as templates, the picture with their values, and its question
    with the frame that answers it."""

    caption: str
    note: str
    picture: Picture
    ask: Ask | None
    frame: Frame


def exercises_of(beats: tuple[ShownBeat, ...]) -> tuple[Exercise, ...]:
    """What the stop asks, then at most one sentence to fill and one number to work out, of two different facts."""
    asking = [(beat, beat.ask) for beat in beats if beat.ask is not None and not beat.ask.sets]
    found = [asked(beat) for beat, _ in asking]
    taken = {_fact(ask.answer(beat.frame)) for beat, ask in asking}
    blank = next((each for each in _blanks(beats) if _fact(each[1]) not in taken), None)
    if blank is not None:
        found.append(blank[0])
        taken.add(_fact(blank[1]))
    work = next((each for each in _works(beats) if _fact(each) not in taken), None)
    return (*found, *([_work(work)] if work is not None else []))


def asked(beat: ShownBeat) -> Exercise:
    """The question that a class is asked at a beat."""
    ask, values = beat.ask, ask_values(beat)
    assert ask is not None
    truth, lines = ask.answer(beat.frame), [PaperLine("ask", fill(ask.question, values))]
    if ask.options:
        options = ask.options_at(beat.frame)
        lines += [PaperLine("plain", f"{letter}   {_told(option, values)}") for letter, option in zip(LETTERS, options)]
        right = ask.right(truth, options)
        words = option_words(options[right].words, values)
        answer = fill("{letter}, {words}: {value}", {"letter": LETTERS[right], "words": words, "value": truth})
        wrong = [option_words(option.tempts, values) for place, option in enumerate(options) if place != right]
        return Exercise("ask", tuple(lines), answer, " ".join(wrong))
    if ask.note:
        lines.append(PaperLine("dim", fill(ask.note, values)))
    lines.append(PaperLine("plain", _blank_like(ask.shown(2.0, truth))))
    return Exercise("ask", tuple(lines), show(truth), fill(ask.tempts, values))


def _told(option: AskOption, values: Mapping[str, Any]) -> str:
    """What stands beside an option's letter; its number too, where that follows the settings."""
    words = option_words(option.words, values)
    if not isinstance(option.value, Quantity):
        return words
    return fill("{value}, {words}", {"value": option.value, "words": words})


def ask_values(beat: ShownBeat) -> Mapping[str, Any]:
    """The values of a question's words."""
    own = beat.ask.fields(beat.frame) if beat.ask is not None else {}
    return {**beat.picture.fields, **own}


def _blanks(beats: tuple[ShownBeat, ...]) -> Iterator[tuple[Exercise, Quantity]]:
    """Sentences in which a number that was computed is left out; of the later beats first: they say what it came to."""
    for beat in reversed(beats):
        for words in (beat.note, beat.caption):
            fields = [(name, spec or "") for _, name, spec, _ in Formatter().parse(words) if name and "|" not in name]
            for name, spec in fields:
                value: Any = beat.picture.fields.get(name)
                if not _tells(value) or not _solvable(value) or len(fields) < 2 or _plural(words, name):
                    continue
                filled = {**beat.picture.fields, name: BLANK if spec else _blank_like(value)}
                lines = [PaperLine("ask", fill(words, filled))]
                if words is beat.note:
                    lines.insert(0, PaperLine("dim", fill(beat.caption, beat.picture.fields)))
                told = fill("{name}: {value}", {"name": say_words(value.name), "value": show(value, spec)})
                yield Exercise("blank", tuple(lines), told, _made(value)), value


def _works(beats: tuple[ShownBeat, ...]) -> Iterator[Quantity]:
    """Numbers in the pictures that a formula makes of a few others, the largest formula first within a picture."""
    for beat in reversed(beats):
        found = [value for value in _values(beat.picture) if _tells(value) and _by_hand(value)]
        yield from sorted(found, key=lambda value: -len(value.inputs))


def _work(value: Quantity) -> Exercise:
    head = fill("Work out: {name}.", {"name": say_words(value.name)})
    lines = [PaperLine("ask", head), PaperLine("given", f"{value.symbol} = {pretty(value.formula)}")]
    for part in value.inputs:
        words = {"symbol": part.symbol, "value": show(part), "name": say_words(part.name)}
        lines.append(PaperLine("given", fill("{symbol} = {value}   {name}", words)))
    lines.append(PaperLine("plain", f"{value.symbol} = {_blank_like(value)}"))
    return Exercise("work", tuple(lines), show(value), _made(value))


def _made(value: Quantity) -> str:
    """How a number was made, with the numbers in place of their names where a formula made it."""
    if not value.formula or not _by_hand(value):
        return ""
    parts = ", ".join(f"{part.symbol} = {show(part)}" for part in value.inputs)
    return f"{value.symbol} = {pretty(value.formula)}; {parts}"


def _values(picture: Picture) -> Iterator[Quantity]:
    for op in flat_ops(picture):
        if isinstance(op, ops.Words) and op.value is not None:
            yield from (value for value in (op.value, *op.more) if isinstance(value, Quantity))


def _tells(value: Any) -> bool:
    """Whether a value is a named number that others made, and no passing one."""
    return isinstance(value, Quantity) and not value.is_array and bool(value.name and value.inputs and value.id)


def _by_hand(value: Quantity) -> bool:
    """Whether its formula can be run on its few inputs, and gives the very value."""
    if not 2 <= len(value.inputs) <= MOST_INPUTS or len(value.formula) > LONGEST:
        return False
    if any(part.is_array or not part.name for part in value.inputs):
        return False
    try:
        made = evaluate(value.formula, {part.symbol: part.value for part in value.inputs})
    except Exception:  # words instead of a formula, or a symbol that stands for something else
        return False
    return abs(float(made) - float(value.value)) <= CLOSE * max(1e-30, abs(float(value.value)))


def _solvable(value: Quantity) -> bool:
    """Whether a number left out can be found by reckoning."""
    return _by_hand(value) or value.formula.startswith("sum of")


def _fact(value: Quantity) -> tuple[str, str]:
    """Two numbers of one fact print the same, whatever name each goes by."""
    return show(value), value.unit


def _plural(words: str, name: str) -> bool:
    """Whether a form of a word would give away a number."""
    return f"{{{name}|" in words


def _blank_like(value: Quantity) -> str:
    """Room to write a number, with its unit."""
    figure, unit = split_quantity(value)
    blank = f"${BLANK}" if figure.startswith(("$", "<$")) else BLANK
    return f"{blank}{unit}" if unit.startswith("/") else f"{blank} {unit}".strip()
