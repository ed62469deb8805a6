"""What a learner can ask of a lab, as small frozen values. They decide nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FocusBox:
    """Give the keys to a box or knob; "" gives them back to the stage."""

    box: str


@dataclass(frozen=True, slots=True)
class MoveFocus:
    """The box or knob after (1) or before (-1) has the keys."""

    by: int


@dataclass(frozen=True, slots=True)
class WriteBox:
    """What stands in a box from now on: a character typed or erased, or all at once."""

    box: str
    text: str


@dataclass(frozen=True, slots=True)
class TurnKnob:
    """The choice of a knob after (1) or before (-1), around the end."""

    knob: str
    by: int = 1


@dataclass(frozen=True, slots=True)
class SetKnob:
    """Set a knob to one of its choices."""

    knob: str
    value: Any


@dataclass(frozen=True, slots=True)
class LabEnter:
    """Go on: begin, lock, check this box, check the goal, write the note. found: what the world on stage has measured,
    where the lab measures something and it is there."""

    found: Any = None


@dataclass(frozen=True, slots=True)
class RunAgain:
    """Measure once more."""


@dataclass(frozen=True, slots=True)
class StopRun:
    """What is being measured was stopped: the recorded run stands in."""


@dataclass(frozen=True, slots=True)
class SecondsPassed:
    """So many whole seconds have passed on the wall while somebody answered aloud."""

    seconds: int


@dataclass(frozen=True, slots=True)
class AskHint:
    """Open the next hint about what is at hand; behind the last one, show it."""


@dataclass(frozen=True, slots=True)
class StartAgain:
    """Another attempt; the one before is kept."""


@dataclass(frozen=True, slots=True)
class UndoLab:
    """Take back what was typed or set last; never past the lock."""


@dataclass(frozen=True, slots=True)
class RedoLab:
    """Do again what was taken back."""


LabIntent = (
    FocusBox
    | MoveFocus
    | WriteBox
    | TurnKnob
    | SetKnob
    | LabEnter
    | RunAgain
    | StopRun
    | SecondsPassed
    | AskHint
    | StartAgain
    | UndoLab
    | RedoLab
)
