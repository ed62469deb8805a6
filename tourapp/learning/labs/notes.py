"""The note of a lab as plain lines: what was guessed, what came out, the generated line, hints used, and the learner's
own sentence. In the language in use."""

from __future__ import annotations

from tourapp.learning.labs.state import BECAUSE, OWN, LabView
from tourapp.quantity import format_quantity
from tourapp.words import Phrase, fill_in, say


def note_lines(view: LabView) -> tuple[str, ...]:
    """The lines of one lab's note, without their end."""
    state, lab = view.state, view.lab
    lines = [lined(Phrase("{title} (attempt {n})", title=say(lab.title), n=state.attempt))]
    if state.guess is not None:
        lines.append(lined(_guess_told(view)))
    if view.text_in(BECAUSE):
        lines.append(lined(Phrase("Because: {words}", words=view.text_in(BECAUSE))))
    if view.revealed:
        lines.append(lined(Phrase("Found: {words}", words=lined(_true_words(view)))))
    if state.reached("note"):
        lines.append(lined(view.note))
    words = Phrase("Hints used: {n}. Shown: {shown}.", n=state.hints_used, shown=len(state.shown))
    lines.append(lined(words))
    if view.text_in(OWN):
        lines.append(lined(Phrase("In my words: {words}", words=view.text_in(OWN))))
    return tuple(lines)


def notes_text(views: list[LabView], learner: str) -> str:
    """The whole file: all labs that were locked, in the order of the tour."""
    head = Phrase("Notes of {name}", name=learner) if learner else Phrase("Notes")
    parts = [lined(head), *("\n".join(note_lines(view)) for view in views if view.state.is_locked)]
    return "\n\n".join(parts) + "\n"


def lined(phrase: Phrase) -> str:
    """A phrase in the language in use, quantities as they are printed."""
    return fill_in(phrase.template, phrase.fields, _as_printed)


def _as_printed(value: object, spec: str) -> str:
    if isinstance(value, Phrase):
        return lined(value)
    if hasattr(value, "unit"):
        return format(float(value.value), spec) if spec else format_quantity(value)  # type: ignore[attr-defined,arg-type]
    if spec:
        return format(value, spec)
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _guess_told(view: LabView) -> Phrase:
    guess, kind = view.state.guess, view.lab.guess
    assert guess is not None
    if kind.choices:
        return Phrase("Guess: {words}", words=kind.choices[int(guess) - 1])
    number = int(guess) if guess.is_integer() else guess
    return Phrase("Guess: {words}", words=Phrase("{n} {unit}", n=number, unit=kind.unit(number)))


def _true_words(view: LabView) -> Phrase:
    kind, truth = view.lab.guess, view.lab.guess.truth(view.case)
    if kind.choices:
        return kind.choices[int(truth.value) - 1]
    if truth.unit != "1":  # it is printed with its own
        return Phrase("{v}", v=truth)
    return Phrase("{v} {unit}", v=truth, unit=kind.unit(float(truth.value)))
