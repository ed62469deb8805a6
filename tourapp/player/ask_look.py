"""What a question to the class makes of the stage: which moment the picture shows, which words stand below it, and how
far the truth has come. Draws nothing (see `ask_gates`, `ask_panel`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tourapp.authoring import (
    Ask,
    AskOption,
    Badge,
    Frame,
    LiveOptions,
    Phrase,
    Quantity,
    Scene,
    fill,
    format_quantity,
    say_words,
    show,
)
from tourapp.authoring.asks import letters_of
from tourapp.player.asking import FOLD, PAUSE, hands_of, lead_of
from tourapp.player.hands import Hands
from tourapp.player.made_for import made_for
from tourapp.player.state import PlayerState, inputs_for
from tourapp.player.tour import Stop
from tourapp.quantity import split_quantity


@dataclass(frozen=True, slots=True)
class AskLook:
    """A question on stage at one moment. t: the scene's own time; made: for which settings the lock was made, where
    they are others now."""

    ask: Ask
    hands: Hands
    scene: Scene
    beat: int
    t: float
    still: bool
    made: Phrase | None = None

    @property
    def open(self) -> bool:
        """Whether hands may still go up."""
        return not self.hands.locked

    @property
    def folded(self) -> float:
        """0..1: how far gates have folded to tags after the lock."""
        if self.open:
            return 0.0
        return 1.0 if self.still else min(1.0, self.hands.since / FOLD)

    @property
    def told(self) -> float:
        """0..1: how far the truth has come to its place."""
        if self.open or (self.hands.since < lead_of(self.ask, still=self.still)):
            return 0.0
        if self.still:
            return 1.0
        return min(1.0, self.scene.timeline.progress(self.beat, self.t) / self.ask.lands)

    @property
    def sleeps(self) -> bool:
        """Whether controls and readouts are away: they would give the answer away, or the axis needs their room."""
        return self.ask.gates is None or self.told < 1.0

    @property
    def shown_time(self) -> float:
        """The scene's time that the picture shows."""
        if self.ask.held is None:
            return self.t
        name, share = self.ask.held
        timeline = self.scene.timeline
        place = timeline.index(name)
        held, start = timeline.start(place) + share * timeline.beats[place].seconds, timeline.start(self.beat)
        if self.open:
            return held
        swept = 1.0 if self.still else (self.hands.since - FOLD - PAUSE) / self.ask.sweep
        return self.t if swept >= 1.0 else held + max(0.0, swept) * (start - held)

    def words(self, f: Frame, fields: Mapping[str, Any]) -> tuple[str, str]:
        """Sentence and second line: the question until the truth has come, then the beat's own and what misled."""
        values = {**fields, **self.ask.fields(f)}
        if self.told < 1.0:
            return fill(self.ask.question, values), fill(self.ask.note, values) if self.ask.note else self._how()
        caption = self.scene.timeline.beats[self.beat].caption
        return fill(caption, values), self._misled(f, values)

    def _how(self) -> str:
        if self.ask.options:
            return show(Phrase("Hands up: {letters}.", letters=letters_of(self.ask)))
        return show(Phrase("Call out a number: a rough one will do."))

    def _misled(self, f: Frame, values: Mapping[str, Any]) -> str:
        if self.ask.sets and self.hands.leading(len(self.ask.options)) is None:
            return show(Phrase("No hand was up: it is left to chance."))
        if not self.ask.options or self.ask.sets:
            return fill(self.ask.tempts, values)
        options = self.ask.options_at(f)
        right, counts = self.ask.right(self.ask.answer(f), options), self.hands.counts(len(options))
        if isinstance(self.ask.options, LiveOptions):
            return self._led_astray(values, options, right)
        told = [option_words(option.tempts, values) for place, option in enumerate(options) if place != right]
        if self.hands.raised and self.ask.gates is not None:  # a panel tells it itself
            told.insert(0, show(Phrase("{n} of {all} said so.", n=counts[right], all=self.hands.given)))
        return " ".join(told)

    def _led_astray(self, values: Mapping[str, Any], options: tuple[AskOption, ...], right: int) -> str:
        """What misled most of those who were wrong; where nobody was, the beat's own second line."""
        counts = self.hands.counts(len(options))
        wrong = [place for place in range(len(options)) if place != right and counts[place]]
        if not wrong:
            return fill(self.scene.timeline.beats[self.beat].note, values)
        return option_words(options[max(wrong, key=lambda place: counts[place])].tempts, values)

    def badge(self, badge: Badge) -> Badge:
        """What stands at the badge's place: how many hands, then that they are locked."""
        if self.told >= 1.0:
            return Badge(Phrase("locked · {kind}", kind=show(_said(badge.kind))), badge.leaves_out, badge.real)
        n, told = self.hands.given, "{n} {n|hand|hands}" if self.ask.options else "{n} {n|guess|guesses}"
        words = Phrase(told, n=n)
        state = Phrase("{words}, not locked yet", words=words) if self.open else Phrase("{words}, locked", words=words)
        return Badge(state, "")


def _said(words: str | Phrase) -> str | Phrase:
    return words if isinstance(words, Phrase) else say_words(words)


def ask_look(state: PlayerState, stop: Stop, time: float) -> AskLook | None:
    """The question on stage at a stop, at the scene's own time; None where there is none."""
    if state.ask is None or state.ask[0] != stop.key:
        return None
    scene = stop.scene
    beat = scene.timeline.at(time)
    name = scene.timeline.beats[beat].name
    if name != state.ask[1] or name not in scene.asks:
        return None
    hands = hands_of(state)
    made = made_for(hands.made_for, inputs_for(state, stop)) if hands.locked else None
    return AskLook(scene.asks[name], hands, scene, beat, time, state.still, made)


def needs_panel(state: PlayerState, stop: Stop) -> bool:
    """Whether the question on stage at a stop takes the rail's room, even where the rail is hidden."""
    ask = stop.scene.asks.get(state.ask[1]) if state.ask is not None and state.ask[0] == stop.key else None
    return ask is not None and ask.gates is None


def rail_sleeps(state: PlayerState, stop: Stop) -> bool:
    """Whether controls and readouts of the stop on stage are away now."""
    look = ask_look(state, stop, stop.scene_time(state.t))
    return look is not None and look.sleeps


def guess_words(ask: Ask, number: float, like: Quantity) -> str:
    """A guess, or a tick of the axis, in the unit of the truth: no more digits than were said."""
    figure, unit = split_quantity(ask.shown(number, like))
    if "." in figure:
        figure = figure.rstrip("0").rstrip(".")
    return f"{figure}\u2009{unit}" if unit and not unit.startswith("/") else f"{figure}{unit}"


def option_figure(ask: Ask, option: AskOption, like: Quantity) -> str:
    """An option's number in the unit of the truth."""
    value = option.value
    return format_quantity(value) if isinstance(value, Quantity) else guess_words(ask, value, like)


def option_words(words: str | Phrase, values: Mapping[str, Any]) -> str:
    """What an option says, or says of itself."""
    return show(words) if isinstance(words, Phrase) else fill(words, values)


CLOSE = 1.1
"""A guess within this factor is as good as right."""


def distance(guess: float, truth: float) -> Phrase:
    """How far a guess is from the truth, in words."""
    if truth <= 0.0 or guess <= 0.0:
        return Phrase("not comparable")
    ratio = max(guess / truth, truth / guess)
    if ratio <= CLOSE:
        return Phrase("as good as right ✓")
    times = float(f"{ratio:.2g}")
    words = f"{times:,.0f}" if times >= 10 else f"{times:g}"
    return Phrase("{n} times too high", n=words) if guess > truth else Phrase("{n} times too low", n=words)
