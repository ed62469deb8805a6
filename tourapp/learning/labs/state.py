"""The state of one learner at one lab, frozen, and the view of it that a page is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tourapp.learning.labs.kinds import RUNGS, Box, Case, Hints, Lab, LabVerdict
from tourapp.learning.labs.seeds import Draw, of_case
from tourapp.quantity import Quantity
from tourapp.words import Phrase

PHASES = ("play", "predict", "locked", "task", "check", "note", "done")
GUESS, BECAUSE, OWN = "guess", "because", "own"
"""Boxes that every lab has: the guess, why, and the learner's own sentence."""
RUN = "run"
"""The button that measures once more."""
KNOBS = "knobs"
"""The subject of hints about the knobs."""
LONGEST = {GUESS: 24, BECAUSE: 140, OWN: 280}
"""Characters of a text that is no expression."""
Work = tuple[Mapping[str, str], Mapping[str, Any]]
"""What undo gives back: texts and knobs."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that is over: what was guessed, whether the task was done, hints used, and whether one was shown."""

    guess: float | None
    done: bool
    hints: int
    shown: bool


@dataclass(frozen=True, slots=True)
class LabState:
    """learner: whose seed draws the case; focus: the box or knob that has the keys, "" for none; texts: what stands in
    the boxes; right: boxes that are checked; hints: rungs opened, by box or for the knobs; shown: what "show me" has
    done; verdict: of the last check; before, after: for undo and redo, back to the lock at most; runs: how often
    something was measured; halted: whether that was stopped on its way; found: what was taken of it."""

    phase: str = "play"
    learner: str = ""
    attempt: int = 1
    focus: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    knobs: Mapping[str, Any] = field(default_factory=dict)
    right: tuple[str, ...] = ()
    guess: float | None = None
    hints: Mapping[str, int] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    verdict: LabVerdict | None = None
    before: tuple[Work, ...] = ()
    after: tuple[Work, ...] = ()
    earlier: tuple[Attempt, ...] = ()
    runs: int = 0
    halted: bool = False
    found: Any = None

    @property
    def hints_used(self) -> int:
        """Rungs opened in this attempt."""
        return sum(self.hints.values())

    @property
    def is_locked(self) -> bool:
        """Whether the guess stands for good."""
        return self.guess is not None

    def reached(self, phase: str) -> bool:
        """Whether a phase is on or over."""
        return PHASES.index(self.phase) >= PHASES.index(phase)


@lru_cache(maxsize=64)
def case_of(lab: Lab, draw: Draw) -> Case:
    """The case of an attempt."""
    return lab.draw(draw)


@dataclass(frozen=True, slots=True)
class LabView:
    """A lab with its state: what a page is drawn from."""

    lab: Lab
    state: LabState
    hands: Any = None
    """What a class has answered to the guess, with `counts` and `locked`; None where it was not asked."""

    @property
    def case(self) -> Case:
        """What was drawn for this attempt."""
        return case_of(self.lab, Draw(self.state.learner, self.lab.id, self.state.attempt))

    @property
    def phase(self) -> str:
        """Where the learner is."""
        return self.state.phase

    @property
    def focus(self) -> str:
        """The box or knob that has the keys; "" for none."""
        return self.state.focus

    def text_in(self, box: str) -> str:
        """What stands in a box."""
        return self.state.texts.get(box, "")

    def knob(self, id: str) -> Any:
        """What a knob is set to."""
        knob = self.lab.knob(id)
        assert knob is not None
        return self.state.knobs.get(id, knob.start(self.case))

    @property
    def open_box(self) -> Box | None:
        """The box at which the learner is: the one with the keys, else the first that is not right yet."""
        left = [box for box in self.lab.boxes if box.id not in self.state.right]
        focused = self.lab.box(self.state.focus)
        return focused if focused in left else left[0] if left else None

    @property
    def subject(self) -> str:
        """What hints are about now; "" where there are none."""
        if self.phase == "task":
            return "" if self.open_box is None else self.open_box.id
        return KNOBS if self.phase == "check" and self.lab.goal_hints is not None else ""

    @property
    def rungs(self) -> tuple[int, Hints | None]:
        """How many hints of the subject are open, and all of them."""
        subject = self.subject
        if not subject:
            return 0, None
        if subject == KNOBS:
            assert self.lab.goal_hints is not None
            hints = self.lab.goal_hints(self.case)
        else:
            box = self.lab.box(subject)
            assert box is not None
            hints = box.hints(self.case)
        return min(RUNGS, self.state.hints.get(subject, 0)), hints

    @property
    def names(self) -> dict[str, Quantity]:
        """Named quantities of the page: what is given, and the boxes that are right."""
        found = dict(self.lab.names(self.case))
        found |= {box.id: box.truth(self.case) for box in self.lab.boxes if box.id in self.state.right}
        return found

    @property
    def revealed(self) -> bool:
        """Whether the truth stands beside the guess."""
        return self.state.is_locked and self.state.reached(self.lab.reveal)

    @property
    def stops(self) -> tuple[str, ...]:
        """The boxes and knobs that can have the keys now, in order."""
        state = self.state
        if state.phase == "predict":
            return (GUESS, BECAUSE)
        if state.phase == "task":
            return tuple(box.id for box in self.lab.boxes if box.id not in state.right)
        if state.phase == "check":
            return (RUN,) if state.runs else tuple(knob.id for knob in self.lab.knobs)
        return (OWN,) if state.phase == "note" else ()

    @property
    def asked(self) -> Mapping[str, Any]:
        """Settings of the world that the page needs now: those of what is to be measured."""
        if self.lab.measures is None or self.phase != "check":
            return {}
        return self.lab.measures.asked(self.case, 0 if self.state.halted else self.state.runs)

    @property
    def hands_up(self) -> tuple[int, ...]:
        """Hands of a class for each option, or none."""
        return () if self.hands is None else tuple(self.hands.counts(self.lab.guess.options))

    @property
    def asks_class(self) -> bool:
        """Whether hands may still go up."""
        return self.hands is not None and not self.hands.locked and not self.state.is_locked

    @property
    def truth(self) -> Quantity:
        """What the guess is held against."""
        return of_case(self.case, f"{self.lab.id}.truth", self.lab.guess.truth(self.case))

    @property
    def note(self) -> Phrase:
        """The generated line."""
        return self.lab.note(self.case, self.state)
