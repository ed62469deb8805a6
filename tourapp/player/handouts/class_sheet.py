"""What this class has answered, summed up for its hand-out: hands by option, numbers said, and what was true."""

from __future__ import annotations

import statistics
from collections.abc import Mapping

from tourapp.authoring import AskOption, LiveOptions, fill, say_words, show
from tourapp.authoring.asks import LETTERS
from tourapp.player.ask_look import distance, guess_words
from tourapp.player.class_sums import ClassSum
from tourapp.player.handouts.exercises import ShownBeat, ask_values
from tourapp.player.handouts.sheets import PaperEntry, PaperLine
from tourapp.words import say

MOST_NUMBERS = 40
"""Numbers of a class that are written out."""


def class_entries(
    sums: tuple[ClassSum, ...], beats: Mapping[tuple[str, str], tuple[str, ShownBeat]]
) -> tuple[PaperEntry, ...]:
    """An entry per question that was answered. beats: by stop and beat, the title of the stop and the beat as shown."""
    return tuple(_entry(each, *beats[each.stop, each.beat]) for each in sums if (each.stop, each.beat) in beats)


def _entry(told: ClassSum, title: str, beat: ShownBeat) -> PaperEntry:
    values, ask = ask_values(beat), beat.ask
    lines = [PaperLine("dim", title), PaperLine("ask", fill(told.question, values)), PaperLine("dim", show(told.told))]
    if ask is None:
        lines += _bars([say_words(each) for each, _ in told.options], tuple(n for _, n in told.options), told.right)
        if told.truth is not None:
            lines.append(PaperLine("answer", fill("It comes to {value}.", {"value": told.truth})))
        return PaperEntry("", tuple(lines))
    truth = None if ask.sets else ask.answer(beat.frame)
    if told.options:
        words = [fill(str(option), values) for option, _ in told.options]
        if ask.candidates is not None:
            found = ask.candidates(beat.frame)
            words[: len(found)] = [say_words(each.words) for each in found[: len(words)]]
        options = ask.options_at(beat.frame)
        if truth is not None and isinstance(ask.options, LiveOptions):
            words = [_live_words(option) for option in options]
        right = None if truth is None else ask.right(truth, options)
        lines += _bars(words, tuple(count for _, count in told.options), right)
    elif told.numbers:
        said = ", ".join(guess_words(ask, number, ask.answer(beat.frame)) for number in told.numbers[:MOST_NUMBERS])
        middle = float(statistics.median(told.numbers))
        lines.append(PaperLine("plain", said if len(told.numbers) <= MOST_NUMBERS else f"{said} …"))
        if truth is not None:
            words_of = {
                "middle": guess_words(ask, middle, truth),
                "distance": show(distance(middle, ask.value_of(truth))),
            }
            lines.append(PaperLine("plain", fill("The middle one is {middle}: {distance}.", words_of)))
    if truth is not None:
        lines.append(PaperLine("answer", fill("The run said {value}.", {"value": truth})))
    if told.changed:
        lines.append(PaperLine("dim", say("The class answered under other settings than those of this hand-out.")))
    return PaperEntry("", tuple(lines))


def _live_words(option: AskOption) -> str:
    """An option that follows the settings: its number, and what it says."""
    return fill("{value}, {words}", {"value": option.value, "words": say_words(option.words)})


def _bars(words: list[str], counts: tuple[int, ...], right: int | None) -> list[PaperLine]:
    most, lines = max(1, *counts), []
    for place, (option, count) in enumerate(zip(words, counts, strict=True)):
        letter = LETTERS[place] if place < len(LETTERS) and len(words) <= len(LETTERS) else str(place + 1)
        mark = " ✓" if place == right else ""
        lines.append(PaperLine("bar", f"{letter}   {option}   {count}{mark}", count / most))
    return lines
