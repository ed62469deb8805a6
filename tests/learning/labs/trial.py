"""Works any lab as a learner would: guesses, fills boxes, turns knobs, writes a note."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tourapp.learning.labs import Box, LabState, LabView, lab_of
from tourapp.learning.labs.intents import LabEnter, LabIntent, SetKnob, WriteBox
from tourapp.learning.labs.state import OWN
from tourapp.learning.labs.step import plainly, step
from tourapp.world.parts.kv_race import recorded_race


class Trial:
    """A learner at a lab."""

    def __init__(self, lab: str, learner: str = "", attempt: int = 1) -> None:
        self.view = LabView(lab_of(lab), LabState(learner=learner, attempt=attempt))

    @property
    def state(self) -> LabState:
        return self.view.state

    @property
    def lab(self) -> Any:
        return self.view.lab

    @property
    def case(self) -> Any:
        return self.view.case

    def do(self, *intents: LabIntent) -> Trial:
        for intent in intents:
            self.view = replace(self.view, state=step(self.view, intent))
        return self

    def to_task(self, guess: str = "1") -> Trial:
        """Guess, lock, open the task."""
        return self.do(LabEnter(), WriteBox("guess", guess), LabEnter(), LabEnter())

    def fill(self, box: str, text: str) -> Trial:
        return self.do(WriteBox(box, text), LabEnter())

    def said(self, box: str, text: str) -> str:
        """What a check of that text says."""
        verdict = self.fill(box, text).state.verdict
        assert verdict is not None
        return str(verdict.what)

    def solve_boxes(self, until: str = "") -> Trial:
        """Fill every box with its truth, up to one."""
        for box in self.lab.boxes:
            if box.id == until:
                break
            self.fill(box.id, right_text(box, self.case))
        return self

    def solve_knobs(self) -> Trial:
        for knob, value in self.lab.solve(self.case).items():
            self.do(SetKnob(knob, value))
        self.do(LabEnter())
        return self if self.lab.measures is None else self.do(LabEnter(recorded_race()))

    def finish(self, own: str = "A line of my own.") -> Trial:
        """All of it, by the lab's own solution."""
        self.to_task().solve_boxes()
        if self.lab.knobs:
            self.solve_knobs()
        return self.do(WriteBox(OWN, own), LabEnter())


def right_text(box: Box, case: Any) -> str:
    """The truth as one types it."""
    return plainly(box.right(case))
