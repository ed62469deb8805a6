"""step(view, intent): the whole behaviour of a lab as one pure function. No clock, no window, no drawing.

play -> predict -> locked -> task -> check -> note -> done. The lock is for good: undo never crosses it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tourapp.learning.expressions import LONGEST as LONGEST_FORMULA
from tourapp.learning.expressions import in_unit
from tourapp.learning.labs import intents
from tourapp.learning.labs.checking import check_box, check_guess
from tourapp.learning.labs.focus import focused, moved
from tourapp.learning.labs.kinds import RUNGS, LabVerdict
from tourapp.learning.labs.state import GUESS, KNOBS, LONGEST, OWN, RUN, Attempt, LabState, LabView, Work
from tourapp.words import Phrase

UNDO_DEPTH = 50


def step(view: LabView, intent: intents.LabIntent) -> LabState:
    """The state after one intent; the same object where nothing changes."""
    return _STEPS[type(intent)](view, intent)


def _write(view: LabView, intent: intents.WriteBox) -> LabState:
    state, box = view.state, intent.box
    text = intent.text.replace("\n", " ")[: LONGEST.get(box, LONGEST_FORMULA)]
    if box not in view.stops or view.lab.knob(box) is not None or text == view.text_in(box):
        return state
    same = bool(state.before) and state.focus == box and _differ_in(state, box)
    before = state.before if same else (*state.before, _work(state))[-UNDO_DEPTH:]
    verdict = None if state.verdict is not None and state.verdict.box == box else state.verdict
    return replace(state, texts={**state.texts, box: text}, focus=box, verdict=verdict, before=before, after=())


def _differ_in(state: LabState, box: str) -> bool:
    """Whether what was typed last was typed into this box: then it goes on."""
    texts, knobs = state.before[-1]
    others = {name: text for name, text in state.texts.items() if name != box}
    return knobs == state.knobs and others == {name: text for name, text in texts.items() if name != box}


def _work(state: LabState) -> Work:
    return state.texts, state.knobs


def _turn(view: LabView, intent: intents.TurnKnob) -> LabState:
    knob = view.lab.knob(intent.knob)
    if knob is None:
        return view.state
    choices = knob.choices(view.case)
    place = (choices.index(view.knob(knob.id)) + intent.by) % len(choices)
    return _set(view, intents.SetKnob(knob.id, choices[place]))


def _set(view: LabView, intent: intents.SetKnob) -> LabState:
    state, knob = view.state, view.lab.knob(intent.knob)
    if knob is None or intent.knob not in view.stops or intent.value not in knob.choices(view.case):
        return state
    if view.knob(knob.id) == intent.value:
        return state if state.focus == knob.id else replace(state, focus=knob.id)
    return replace(
        state,
        knobs={**state.knobs, knob.id: intent.value},
        focus=knob.id,
        verdict=None,
        before=(*state.before, _work(state))[-UNDO_DEPTH:],
        after=(),
    )


# going on ----------------------------------------------------------------------------------------------------


def _enter(view: LabView, intent: intents.LabEnter) -> LabState:
    if view.phase == "check" and view.lab.measures is not None:
        return _measured(view, intent.found)
    return _ENTERS[view.phase](view)


def _measured(view: LabView, found: Any) -> LabState:
    """Measure first, then judge what was found; nothing while it is being measured."""
    if not view.state.runs or (found is not None and view.state.focus == RUN):
        return _run(view, None)
    return view.state if found is None else _check_goal(replace(view, state=replace(view.state, found=found)))


def _run(view: LabView, _intent: Any) -> LabState:
    if view.phase != "check" or view.lab.measures is None:
        return view.state
    return replace(_to(_with_knobs(view), "check"), runs=view.state.runs + 1, halted=False, verdict=None)


def _stop(view: LabView, _intent: intents.StopRun) -> LabState:
    running = view.phase == "check" and view.state.runs > 0
    return replace(view.state, halted=True) if running and view.lab.measures is not None else view.state


def _to(state: LabState, phase: str, focus: str = "") -> LabState:
    """Another phase; what was typed before stays as it is."""
    return replace(state, phase=phase, focus=focus, before=(), after=())


def _begin(view: LabView) -> LabState:
    return _to(view.state, "predict", GUESS)


def _lock(view: LabView) -> LabState:
    value, verdict = check_guess(view)
    if value is None:
        return replace(view.state, verdict=verdict, focus=GUESS)
    return replace(_to(view.state, "locked"), guess=value, verdict=verdict)


def _open_task(view: LabView) -> LabState:
    first = view.lab.boxes[0].id if view.lab.boxes else ""
    return replace(_to(view.state, "task" if first else "check", first), verdict=None)


def _check_one(view: LabView) -> LabState:
    box = view.open_box
    if box is None:
        return _after_boxes(view.state, view)
    verdict = check_box(view, box)
    if not verdict.ok:
        return replace(view.state, verdict=verdict, focus=box.id)
    shown = plainly(in_unit(view.text_in(box.id), box.unit, view.names))
    state = replace(view.state, texts={**view.state.texts, box.id: shown})
    return _with_right(replace(view, state=state), box.id, verdict)


def _with_right(view: LabView, box: str, verdict: LabVerdict) -> LabState:
    """A box is right: the next one that is not has the keys."""
    ids = [each.id for each in view.lab.boxes]
    right = tuple(id for id in ids if id == box or id in view.state.right)
    state = replace(view.state, right=right, verdict=verdict, before=(), after=())
    left = [id for id in ids[ids.index(box) :] + ids if id not in right]
    return replace(state, focus=left[0]) if left else _after_boxes(state, view)


def _after_boxes(state: LabState, view: LabView) -> LabState:
    """All boxes are right: on to the knobs, or to the note."""
    if view.lab.knobs:
        return _to(state, "check", view.lab.knobs[0].id)
    return _to(state, "note", OWN)


def _check_goal(view: LabView) -> LabState:
    assert view.lab.goal is not None
    verdict = view.lab.goal(view.case, _with_knobs(view))
    if not verdict.ok:
        return replace(view.state, verdict=verdict)
    return replace(_to(_with_knobs(view), "note", OWN), verdict=verdict)


def _with_knobs(view: LabView) -> LabState:
    """The state in which every knob says what it is set to."""
    return replace(view.state, knobs={knob.id: view.knob(knob.id) for knob in view.lab.knobs})


def _write_down(view: LabView) -> LabState:
    return _to(view.state, "done")


def _stay(view: LabView) -> LabState:
    return view.state


_ENTERS: dict[str, Callable[[LabView], LabState]] = {
    "play": _begin,
    "predict": _lock,
    "locked": _open_task,
    "task": _check_one,
    "check": _check_goal,
    "note": _write_down,
    "done": _stay,
}


# hints, again, undo ------------------------------------------------------------------------------------------


def _hint(view: LabView, _intent: intents.AskHint) -> LabState:
    subject = view.subject
    if not subject:
        return view.state
    opened = view.state.hints.get(subject, 0)
    if opened >= RUNGS:
        return _show(view, subject)
    return replace(view.state, hints={**view.state.hints, subject: opened + 1})


def _show(view: LabView, subject: str) -> LabState:
    """Show me: the solution of a box or of the goal, marked as shown."""
    shown = (*view.state.shown, subject)
    if subject == KNOBS:
        assert view.lab.solve is not None
        return replace(view.state, knobs=dict(view.lab.solve(view.case)), shown=shown, verdict=None)
    box = view.lab.box(subject)
    assert box is not None
    truth = box.truth(view.case)
    state = replace(view.state, texts={**view.state.texts, box.id: plainly(box.right(view.case))}, shown=shown)
    verdict = LabVerdict(True, Phrase("Shown: read how it comes about, then go on."), "", truth, 0, box.id)
    return _with_right(replace(view, state=state), box.id, verdict)


def plainly(value: float) -> str:
    """A number as one would write it into a box; what a formula came to stands there once it is right."""
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{int(value):,}"
    digits = max(0, 3 - len(str(int(abs(value))))) + (1 if abs(value) < 1 else 0)
    return f"{value:.{max(1, digits + 1)}f}".rstrip("0").rstrip(".")


def _again(view: LabView, _intent: intents.StartAgain) -> LabState:
    state = view.state
    if state.phase == "play":
        return state
    over = Attempt(state.guess, state.phase == "done", state.hints_used, bool(state.shown))
    return LabState(learner=state.learner, attempt=state.attempt + 1, earlier=(*state.earlier, over)[-20:])


def _undo(view: LabView, _intent: Any) -> LabState:
    state = view.state
    if not state.before:
        return state
    texts, knobs = state.before[-1]
    after = (*state.after, _work(state))
    return replace(state, texts=_kept(view, texts), knobs=knobs, before=state.before[:-1], after=after, verdict=None)


def _redo(view: LabView, _intent: Any) -> LabState:
    state = view.state
    if not state.after:
        return state
    texts, knobs = state.after[-1]
    before = (*state.before, _work(state))
    return replace(state, texts=_kept(view, texts), knobs=knobs, before=before, after=state.after[:-1], verdict=None)


def _kept(view: LabView, texts: Any) -> dict[str, str]:
    """Texts of another moment, but those that are checked stay."""
    return {**texts, **{id: view.text_in(id) for id in view.state.right}}


_STEPS: dict[type, Callable[[LabView, Any], LabState]] = {
    intents.FocusBox: focused,
    intents.MoveFocus: moved,
    intents.WriteBox: _write,
    intents.TurnKnob: _turn,
    intents.SetKnob: _set,
    intents.LabEnter: _enter,
    intents.RunAgain: _run,
    intents.StopRun: _stop,
    intents.AskHint: _hint,
    intents.StartAgain: _again,
    intents.UndoLab: _undo,
    intents.RedoLab: _redo,
}
