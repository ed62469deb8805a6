"""What things on a lab's page mean and are called: the intent of a click, the box that is typed into, and what is read
aloud of a box or knob."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tourapp.authoring import LabAct, say_words
from tourapp.learning.labs import LabView, intents
from tourapp.learning.labs.kinds import Box
from tourapp.learning.labs.state import BECAUSE, GUESS
from tourapp.qt.i18n import tr


def meant_by(act: LabAct) -> Any:
    """What a click on the page asks; None: save the notes."""
    made: dict[str, Callable[[], Any]] = {
        "box": lambda: intents.FocusBox(act.key),
        "choose": lambda: intents.WriteBox(GUESS, act.key),
        "knob": lambda: intents.TurnKnob(act.key, 1),
        "enter": intents.LabEnter,
        "hint": intents.AskHint,
        "again": intents.StartAgain,
    }
    return made[act.kind]() if act.kind in made else None


def typed_box(view: LabView) -> str:
    """The box that has the keys where it is typed into; "" for a knob, for choices, or none."""
    focus = view.state.focus
    chosen = focus == GUESS and bool(view.lab.guess.choices)
    return "" if chosen or view.lab.knob(focus) is not None else focus


def name_of(view: LabView, id: str, *, value: bool = False) -> str:
    """A box or knob as it is read aloud: what it is, its unit, and what it is set to."""
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
    return tr("Because …") if id == BECAUSE else tr("In your own words")
