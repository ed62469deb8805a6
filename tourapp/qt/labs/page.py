"""What things on a page to work on mean and are called: the intent of a click, the box that is typed into, and what is
read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tourapp.authoring import LabAct, say_words
from tourapp.learning.labs import LabView, intents
from tourapp.learning.labs.kinds import Box
from tourapp.learning.labs.state import BECAUSE, GUESS, RUN
from tourapp.learning.quiz_run import ANSWER, QuizView
from tourapp.learning.ready_run import BACK, ProveBox, ReadyView
from tourapp.player.ask_intents import ToggleHands
from tourapp.player.keys import DIGITS
from tourapp.player.labs import WorkView
from tourapp.qt.i18n import tr
from tourapp.words import Phrase


def meant_by(act: LabAct) -> Any:
    """What a click on the page asks; None: save the notes."""
    made: dict[str, Callable[[], Any]] = {
        "box": lambda: intents.FocusBox(act.key),
        "choose": lambda: intents.WriteBox(GUESS, act.key),
        "knob": lambda: intents.TurnKnob(act.key, 1),
        "enter": lambda: intents.LabEnter(act.found),
        "run": intents.RunAgain,
        "hands": ToggleHands,
        "hint": intents.AskHint,
        "tick": lambda: intents.TurnKnob(act.key),
        "prove": lambda: ProveBox(act.key),
        "again": intents.StartAgain,
    }
    return made[act.kind]() if act.kind in made else None


def has_hint(view: WorkView) -> bool:
    """Whether there is a hint to ask for, or an answer to be shown."""
    if isinstance(view, LabView):
        return bool(view.subject)
    quiz = _quiz(view)
    return quiz is not None and quiz.may_show


def _quiz(view: QuizView | ReadyView) -> QuizView | None:
    return view if isinstance(view, QuizView) else view.quiz


def ticked(view: QuizView | ReadyView, name: str) -> intents.TurnKnob | None:
    """What a digit means where a question is answered aloud: its point was said, or was not. Nowhere does one lead to
    another stop then."""
    speaks = isinstance(view, QuizView) and view.state.phase == "speak"
    return intents.TurnKnob(name) if speaks and name in DIGITS else None


def typed_box(view: WorkView) -> str:
    """The box that has the keys where it is typed into; "" for a knob, for choices, or none."""
    focus = view.focus
    if not isinstance(view, LabView):
        return focus if focus == ANSWER else ""
    chosen = focus == RUN or (focus == GUESS and bool(view.lab.guess.choices))
    return "" if chosen or view.lab.knob(focus) is not None else focus


def written(view: WorkView, box: str, text: str) -> Any:
    """What is meant by a text that now stands in a box. No guess begins with a V: that asks the class."""
    if box == GUESS and isinstance(view, LabView) and text.lower() == "v":
        return ToggleHands()
    return intents.WriteBox(box, text)


def name_of(view: WorkView, id: str, *, value: bool = False) -> str:
    """A box or knob as it is read aloud: what it is, its unit, and what it is set to."""
    if not isinstance(view, LabView):
        return _asked_name(view, id)
    box, knob = view.lab.box(id), view.lab.knob(id)
    if knob is not None:
        return f"{say_words(knob.label)}: {say_words(knob.shown(view.knob(id)))}"
    words = _label(view, id) if box is None else _box_name(box)
    return f"{words}: {view.text_in(id)}" if value and view.text_in(id) else words


def _box_name(box: Box) -> str:
    label = say_words(box.label)
    return label if box.unit == "1" else f"{label}, {box.unit}"


def _label(view: LabView, id: str) -> str:
    if id == GUESS:
        return f"{tr('Your guess')}, {say_words(view.lab.guess.unit(2))}"
    if id == RUN:
        return tr("Run it again")
    return tr("Because …") if id == BECAUSE else tr("In your own words")


def _asked_name(view: QuizView | ReadyView, id: str) -> str:
    """A box of questions, or of the list of what one can do."""
    quiz = _quiz(view)
    if quiz is not None:
        if id == BACK:
            return tr("Back to the list")
        name = tr("Your answer") if id == ANSWER else tr("Show the answer")
        return f"{name}, {quiz.question.unit}" if id == ANSWER and quiz.question.unit != "1" else name
    boxes = view.boxes if isinstance(view, ReadyView) else ()
    tick = next((each for each in boxes if each.ability.id == id), None)
    return "" if tick is None else f"{say_words(tick.ability.words)}: {say_words(tick.words)}"


def spoken(old: WorkView | None, new: WorkView | None) -> str:
    """What is read aloud when a page changes: a verdict, a hint that was opened, the next question, what has the
    keys."""
    if isinstance(old, LabView) and isinstance(new, LabView):
        return " ".join(_spoken_of_lab(old, new))
    if isinstance(old, QuizView | ReadyView) and isinstance(new, QuizView | ReadyView):
        return " ".join(_spoken_of_quiz(old, new))
    return ""


def _spoken_of_lab(old: LabView, new: LabView) -> Iterator[str]:
    if new.state.verdict is not None and new.state.verdict is not old.state.verdict:
        yield say_words(new.state.verdict.what)
    if new.state.hints_used > old.state.hints_used:
        opened, hints = new.rungs
        if hints is not None:
            yield say_words(hints[opened - 1])
    if new.state.focus and (new.state.focus != old.state.focus or new.state.knobs != old.state.knobs):
        yield name_of(new, new.state.focus, value=True)
    if new.hands_up != old.hands_up and new.hands_up:
        yield say_words(Phrase("{n} {n|hand|hands}", n=sum(new.hands_up)))


def _ticks_of(view: QuizView, was: frozenset[int], now: frozenset[int]) -> Iterator[str]:
    """Points that were ticked, and those that are not any more."""
    points = view.spoken.points
    yield from (say_words(points[place]) for place in sorted(now - was))
    yield from (say_words(Phrase("Not said: {point}", point=Phrase(points[place]))) for place in sorted(was - now))


def _end_of(view: QuizView) -> Iterator[str]:
    """How all of it went."""
    said, most = view.said
    if view.count:
        yield f"{say_words(Phrase('{n} of {all} right at the first try', n=view.right, all=view.count))}."
    if most:
        yield f"{say_words(Phrase('{n} of {all} points said aloud, by your own ear', n=said, all=most))}."


def _spoken_of_quiz(old: QuizView | ReadyView, new: QuizView | ReadyView) -> Iterator[str]:
    before, after = _quiz(old), _quiz(new)
    if after is not None:
        was, now = None if before is None else before.state, after.state
        if now.over and (was is None or not was.over):
            told = Phrase("The answer is {answer}.", answer=after.answer)
            yield say_words(told if now.shown else Phrase("Right: {answer}.", answer=after.answer))
        elif now.verdict is not None and (was is None or now.verdict is not was.verdict):
            yield say_words(now.verdict.words)
        moved = was is None or (was.phase, was.attempt, was.place) != (now.phase, now.attempt, now.place)
        if now.phase == "speak" and moved:
            yield say_words(after.spoken.text)
        elif now.phase == "speak" and was is not None:
            yield from _ticks_of(after, was.points, now.points)
        if now.phase == "end" and (was is None or was.phase != "end"):
            yield from _end_of(after)
        elif now.phase == "ask" and moved:
            yield say_words(after.question.text)
    if new.focus and new.focus != old.focus:
        yield name_of(new, new.focus)
