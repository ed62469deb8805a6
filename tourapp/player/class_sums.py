"""What a class has answered so far, as one value: for the hand-out, and for whatever a lesson keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tourapp.authoring import Ask, LiveOptions
from tourapp.player.asking import ask_at, key_of
from tourapp.player.hands import Hands
from tourapp.player.labs import lab_view
from tourapp.player.state import PlayerState, inputs_for
from tourapp.player.tour import Stop, Tour
from tourapp.quantity import Quantity
from tourapp.words import Phrase


@dataclass(frozen=True, slots=True)
class ClassSum:
    """The answers to the question of one beat. question: its template, filled when it is shown; options: words and
    hands of each (its number, where what it says follows the settings), none where a number was asked; numbers: every
    number said, in order; changed: whether the settings are others than those under which it was locked; truth, right:
    of a lab's guess, once it is locked, what is true and which option holds it."""

    stop: str
    beat: str
    question: str
    options: tuple[tuple[str | Phrase, int], ...]
    numbers: tuple[int, ...]
    locked: bool
    changed: bool = False
    truth: Quantity | None = None
    right: int | None = None

    @property
    def answers(self) -> int:
        """Hands or numbers."""
        return len(self.numbers) or sum(count for _, count in self.options)

    @property
    def told(self) -> Phrase:
        """How many answered, and whether it is settled."""
        told = Phrase("{n} {n|hand|hands}" if self.options else "{n} {n|guess|guesses}", n=self.answers)
        return Phrase("{told}, locked", told=told) if self.locked else Phrase("{told}, not locked", told=told)


def _words_of(ask: Ask) -> tuple[str, ...]:
    """What the options are called where there is no frame to ask."""
    if isinstance(ask.options, LiveOptions):
        return tuple(str(place + 1) for place in range(len(ask.options)))
    return tuple(str(option.words) for option in ask.options)


def _of_lab(state: PlayerState, stop: Stop) -> Iterator[ClassSum]:
    """The hands for the guess of a lab; what is true only once it is locked, and of choices by its mark."""
    view = lab_view(state, stop)
    if view is None or not any(view.hands_up):
        return
    guess, locked = view.lab.guess, view.state.is_locked
    options = tuple(zip(guess.option_words, view.hands_up, strict=True))
    right = guess.right_option(float(view.truth.value)) if locked else None
    truth = view.truth if locked and not guess.choices else None
    yield ClassSum(*key_of(stop, 0), view.lab.title, options, (), locked, truth=truth, right=right)


def class_sums(state: PlayerState, tour: Tour) -> tuple[ClassSum, ...]:
    """Every question that somebody answered, in the order of the tour."""
    found: list[ClassSum] = []
    for stop in tour.stops:
        found += _of_lab(state, stop)
        for beat in stop.kept:
            ask, key = ask_at(stop, beat), key_of(stop, beat)
            hands: Hands | None = state.hands.get(key)
            if ask is None or hands is None or not (hands.given or hands.locked):
                continue
            counts = hands.counts(len(ask.options))
            options = tuple(zip(_words_of(ask), counts, strict=True))
            changed = not ask.sets and hands.made_for is not None and hands.made_for != inputs_for(state, stop)
            found.append(ClassSum(*key, ask.question, options, hands.numbers, hands.locked, changed))
    return tuple(found)
