"""Intents: everything a person (or the clock) can ask of the player, as small frozen values. They decide nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tourapp.authoring.acts import Tag
from tourapp.player.room import Room


@dataclass(frozen=True, slots=True)
class Tick:
    """`seconds` of wall time have passed."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Seek:
    """Go to a moment of the whole tour (seconds) and stand still there."""

    time: float


@dataclass(frozen=True, slots=True)
class SeekBeat:
    """Go to the start of a beat, play it and hold at its end. stop: from 0; beat: its place in the stop's scene."""

    stop: int
    beat: int = 0


@dataclass(frozen=True, slots=True)
class SeekInStop:
    """Go to a moment of the scene on stage (seconds of the scene) and stand still there."""

    seconds: float


@dataclass(frozen=True, slots=True)
class NextBeat:
    """Play the next beat, then hold. Also shows the stage again when it was blanked."""


@dataclass(frozen=True, slots=True)
class PreviousBeat:
    """Play this beat again, or the one before when this one has only just begun."""


@dataclass(frozen=True, slots=True)
class First:
    """The first beat of the tour."""


@dataclass(frozen=True, slots=True)
class Last:
    """The last beat of the tour."""


@dataclass(frozen=True, slots=True)
class Play:
    """Play on from here to the very end."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stand still: no frame is drawn until something changes."""


@dataclass(frozen=True, slots=True)
class TogglePlaying:
    """Pause when something moves, play on when nothing does."""


@dataclass(frozen=True, slots=True)
class Replay:
    """Play this beat from its start."""


@dataclass(frozen=True, slots=True)
class ReplayStop:
    """Play this stop from its start."""


@dataclass(frozen=True, slots=True)
class Faster:
    """The next higher speed."""


@dataclass(frozen=True, slots=True)
class Slower:
    """The next lower speed."""


@dataclass(frozen=True, slots=True)
class SetSpeed:
    """One of the speeds."""

    speed: float


@dataclass(frozen=True, slots=True)
class SetControl:
    """Set a control at a stop, by the stop's key; stop "" sets a shared input for the whole tour. While `drag` the
    changes count as one for undo."""

    stop: str
    control: str
    value: Any
    drag: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """Press a button control once."""

    stop: str
    control: str


@dataclass(frozen=True, slots=True)
class ResetStop:
    """Every control at a stop back to what the tour was opened with."""

    stop: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change of a setting back."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Make the change again that was taken back."""


@dataclass(frozen=True, slots=True)
class Hover:
    """The pointer is on the thing with this tag, or on nothing."""

    tag: Tag | None


@dataclass(frozen=True, slots=True)
class SetTheme:
    """A theme by name; "" takes the next one."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class SetMotion:
    """How much moves: full, reduced or none."""

    motion: str


@dataclass(frozen=True, slots=True)
class ShowOverlay:
    """Open an overlay, or close it when it is open already; `subject` is what "why" explains."""

    name: str
    subject: Any = None


@dataclass(frozen=True, slots=True)
class CloseOverlay:
    """Close whatever overlay is open."""


@dataclass(frozen=True, slots=True)
class Escape:
    """Close an overlay, else show a blanked stage, else leave full screen; never quit."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Blank the stage in black or white, or show it again."""

    colour: str


@dataclass(frozen=True, slots=True)
class ChangeTextScale:
    """Make words larger (by 1) or smaller (by -1) by a step, or as large as usual (0)."""

    by: int = 0


@dataclass(frozen=True, slots=True)
class SetRoom:
    """The window has another size: what it gives its stage (a `Room`)."""

    room: Room


@dataclass(frozen=True, slots=True)
class ToggleRail:
    """Hide or show the rail."""


@dataclass(frozen=True, slots=True)
class ToggleFullScreen:
    """Fill the screen, or stop filling it."""


@dataclass(frozen=True, slots=True)
class Present:
    """Full screen, from the first stop or from the start of the current one."""

    current: bool = False


@dataclass(frozen=True, slots=True)
class TogglePointer:
    """Show or hide the pointer light that follows the mouse."""


@dataclass(frozen=True, slots=True)
class RealSpeed:
    """Play this beat once in the time that it takes in reality, in seconds; 0 where it shows no passing of time."""

    seconds: float


@dataclass(frozen=True, slots=True)
class ToggleMore:
    """Unfold all controls of the scene, or fold those again that the beat is not about."""


@dataclass(frozen=True, slots=True)
class ToggleMeters:
    """Show the three meters in the head instead of the passport, or the passport again."""


@dataclass(frozen=True, slots=True)
class JumpToStop:
    """Go to a stop by its key, or to the first stop at a scene by the scene's id."""

    stop: str


@dataclass(frozen=True, slots=True)
class GotoNumber:
    """Go to a stop by its number, from 1; 0 takes the digits typed so far."""

    number: int = 0


@dataclass(frozen=True, slots=True)
class GotoDigit:
    """One digit of a stop's number is typed; "" takes the last digit back."""

    digit: str


Intent = (
    Tick
    | Seek
    | SeekBeat
    | SeekInStop
    | NextBeat
    | PreviousBeat
    | First
    | Last
    | Play
    | Pause
    | TogglePlaying
    | Replay
    | ReplayStop
    | Faster
    | Slower
    | SetSpeed
    | SetControl
    | Press
    | ResetStop
    | Undo
    | Redo
    | Hover
    | SetTheme
    | SetMotion
    | ShowOverlay
    | CloseOverlay
    | Escape
    | Blank
    | ChangeTextScale
    | SetRoom
    | ToggleRail
    | ToggleFullScreen
    | Present
    | TogglePointer
    | RealSpeed
    | ToggleMore
    | ToggleMeters
    | JumpToStop
    | GotoNumber
    | GotoDigit
)
