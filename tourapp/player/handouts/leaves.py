"""The pages of a hand-out, one after another: composed from worlds at the settings of a state, in its language.

Making a page may take as long as the model takes to write: whoever asks decides in which thread, and may stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tourapp.authoring import Frame, Picture, Quantity, fill, flat_ops, format_quantity, ops, say_words, show
from tourapp.errors import TourError
from tourapp.player.class_sums import class_sums
from tourapp.player.composer import compose, journey_of
from tourapp.player.handouts.class_sheet import class_entries
from tourapp.player.handouts.derivation import derivation_lines
from tourapp.player.handouts.exercises import Exercise, ShownBeat, exercises_of
from tourapp.player.handouts.quiz_leaves import quiz_at, quiz_sheets
from tourapp.player.handouts.sheets import Leaf, PaperEntry, PaperLine, PaperSheet, StopPage
from tourapp.player.learner import GUEST
from tourapp.player.room import USUAL
from tourapp.player.state import PlayerState, inputs_for
from tourapp.player.tour import Stop, Tour, TourPlace
from tourapp.player.view import Worlds, view_of
from tourapp.words import Phrase, in_tongue, say

AT = 0.95
"""Of a beat: where its picture is taken."""
NUMBERS = 9
"""Of a page."""
LONGEST = 90
"""Letters of a prompt at the foot of a page."""
Kept = dict[tuple[str, str], tuple[str, ShownBeat]]


@dataclass(frozen=True, slots=True)
class HandoutParts:
    """What a hand-out has beside a page for each stop. answers: what the class has said, where it said anything."""

    exercises: bool = False
    notes: bool = False
    answers: bool = False


@dataclass(frozen=True, slots=True)
class HandoutPlan:
    """A hand-out to be made. chosen: its stops, by their place in the tour."""

    state: PlayerState
    tour: Tour
    chosen: tuple[int, ...]
    parts: HandoutParts = HandoutParts()

    @property
    def leaves(self) -> int:
        """How many leaves `made` gives: pages of stops, and texts that take a page or more."""
        quizzes = sum(quiz_at(self.tour.stops[index]) is not None for index in self.chosen)
        extra = 2 * self.parts.exercises + (self.parts.answers and bool(class_sums(self.state, self.tour)))
        extra += quizzes * (1 + self.parts.exercises)
        return len(self.chosen) * (1 + self.parts.notes) + extra

    def made(self, worlds: Worlds, look: Callable[[], None] = lambda: None) -> Iterator[Leaf]:
        """Every leaf, in order. `look` is called between two beats; what it raises ends the work."""
        kept: Kept = {}
        asked: list[tuple[int, Stop, tuple[Exercise, ...]]] = []
        for index in self.chosen:
            with in_tongue(self.state.language):
                maker = _Maker(self, worlds, index)
                beats = tuple(maker.beats(look))
                page = maker.page(beats)
                notes = maker.notes(beats) if self.parts.notes else None
                quiz = quiz_at(maker.stop)
                exercises = exercises_of(beats) if self.parts.exercises and quiz is None else ()
                tests = () if quiz is None else quiz_sheets(quiz, key=self.parts.exercises)
            yield page
            yield from tests
            if notes is not None:
                yield notes
            stop = self.tour.stops[index]
            asked.append((index, stop, exercises))
            names = [stop.scene.timeline.beats[number].name for number in stop.kept]
            kept |= {(stop.key, name): (page.title, beat) for name, beat in zip(names, beats, strict=True)}
        with in_tongue(self.state.language):
            found = list(self._texts(kept, asked))
        yield from found

    def _texts(self, kept: Kept, asked: list[tuple[int, Stop, tuple[Exercise, ...]]]) -> Iterator[PaperSheet]:
        foot = foot_of(self.state, self.tour.stops[self.chosen[0]]) if self.chosen else ""
        sums = class_sums(self.state, self.tour) if self.parts.answers else ()
        entries = class_entries(sums, kept)
        if entries:
            yield PaperSheet(say("What this class said"), "", entries, foot)
        if self.parts.exercises:
            yield from exercise_sheets(asked, foot)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes what belongs to one stop."""

    plan: HandoutPlan
    worlds: Worlds
    index: int

    @property
    def stop(self) -> Stop:
        return self.plan.tour.stops[self.index]

    def beats(self, look: Callable[[], None]) -> Iterator[ShownBeat]:
        """Each kept beat at its end."""
        for number, start, end in self.stop.spans:
            look()
            t = start + AT * (end - start)
            state = replace(print_state(self.plan.state), stop=self.index, t=t)
            picture = compose(state, self.plan.tour, TourPlace(self.index, t), self.worlds)
            beat = self.stop.scene.timeline.beats[number]
            ask = self.stop.scene.asks.get(beat.name)
            yield ShownBeat(beat.caption, beat.note, picture, ask, self._frame(state, t))

    def _frame(self, state: PlayerState, t: float) -> Frame:
        tour = self.plan.tour
        journey = journey_of(state, tour, self.index, self.worlds)
        view = view_of(state, tour, self.index, self.worlds)
        return view.frame(self.stop, self.stop.scene_time(t), 0.0, journey)

    def page(self, beats: tuple[ShownBeat, ...]) -> StopPage:
        """Picture and numbers of the last beat, the words of all."""
        picture = beats[-1].picture
        numbers = key_numbers(picture)
        derived = next((quantity for quantity in numbers if quantity.inputs), None)
        captions = [(fill(each.caption, each.picture.fields), fill(each.note, each.picture.fields)) for each in beats]
        return StopPage(
            self.index + 1,
            say(self.stop.title),
            picture,
            tuple((say_words(quantity.name), format_quantity(quantity)) for quantity in numbers),
            () if derived is None else tuple(derivation_lines(derived)),
            tuple(captions),
            say("Why this number?"),
            foot_of(self.plan.state, self.stop),
        )

    def notes(self, beats: tuple[ShownBeat, ...]) -> PaperSheet | None:
        """What a teacher may say at each beat; None where there is nothing."""
        try:
            written = self.stop.scene.notes
        except TourError:  # notes that cannot be used are told elsewhere
            written = {}
        entries = [PaperEntry("", (PaperLine("plain", self.stop.say),))] if self.stop.say else []
        for number, beat in zip(self.stop.kept, beats, strict=True):
            found = written.get(self.stop.scene.timeline.beats[number].name)
            if found is None:
                continue
            values = beat.picture.fields
            parts = ((say("Say"), found.say), (say("Ask"), found.ask), (say("They get wrong"), found.wrong))
            lines = [
                PaperLine("plain", fill("{head}: {words}", {"head": head, "words": fill(words, values)}))
                for head, words in parts
            ]
            entries.append(PaperEntry("", (PaperLine("ask", fill(beat.caption, values)), *lines)))
        if not entries:
            return None
        title = fill("Notes: {title}", {"title": say(self.stop.title)})
        return PaperSheet(title, "", tuple(entries), foot_of(self.plan.state, self.stop))


def print_state(state: PlayerState) -> PlayerState:
    """The state whose pictures stand on paper: nothing asked, nothing over the stage, words at their usual size, and
    nothing of what a learner has done."""
    return replace(
        state,
        ask=None,
        compared=None,
        hover=None,
        lobby=False,
        meters=False,
        more=False,
        pace=1.0,
        idle=0.0,
        labs={},
        quizzes={},
        tried=(),
        learner=GUEST,
        rail_visible=True,
        text_scale=100,
        room=USUAL,
    )


def foot_of(state: PlayerState, stop: Stop) -> str:
    """What the numbers of a page belong to: the prompt, and the machine."""
    prompt = " ".join(inputs_for(state, stop).prompt.split())
    short = prompt if len(prompt) <= LONGEST else f"{prompt[: LONGEST - 1]}…"
    return show(Phrase("Prompt: “{prompt}”", prompt=short))


def key_numbers(picture: Picture) -> list[Quantity]:
    """The named quantities that a picture shows, each once."""
    found: dict[str, Quantity] = {}
    for op in flat_ops(picture):
        value = op.value if isinstance(op, ops.Words) else None
        if isinstance(value, Quantity) and value.name and not value.is_array:
            found.setdefault(str(value.name), value)
    return list(found.values())[:NUMBERS]


def exercise_sheets(asked: list[tuple[int, Stop, tuple[Exercise, ...]]], foot: str) -> Iterator[PaperSheet]:
    """The questions, numbered through, and their solutions on a sheet of their own at the end."""
    questions, solutions, number = [], [], 0
    for index, stop, exercises in asked:
        for place, each in enumerate(exercises):
            number += 1
            title = fill("{n}  {title}", {"n": index + 1, "title": say(stop.title)})
            head = (PaperLine("head", title),) if place == 0 else ()
            questions.append(PaperEntry(str(number), (*head, *each.question)))
            reason = (PaperLine("dim", each.reason),) if each.reason else ()
            solutions.append(PaperEntry(str(number), (PaperLine("answer", each.answer), *reason)))
    lead = say("Every number is the one of this hand-out: same prompt, same settings.")
    yield PaperSheet(say("Exercises"), lead, tuple(questions), foot)
    yield PaperSheet(say("Solutions"), "", tuple(solutions), foot)
