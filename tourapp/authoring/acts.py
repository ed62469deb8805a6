"""What a click on an area does, and the name by which an area is known while it is pointed at. Values, not strings: a
scene says what it means and nobody cuts words apart."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tag:
    """The name of an area: a kind of thing and which one, such as Tag("request", 7)."""

    kind: str
    key: Hashable = None

    def __str__(self) -> str:
        return self.kind if self.key is None else f"{self.kind} {self.key}"


@dataclass(frozen=True, slots=True)
class Why:
    """Open the derivation of the area's value."""

    def __str__(self) -> str:
        return "why"


@dataclass(frozen=True, slots=True)
class ShowBadge:
    """Say what kind of picture this is."""

    def __str__(self) -> str:
        return "badge"


@dataclass(frozen=True, slots=True)
class GotoStop:
    """Go to a stop of the tour, by its key."""

    key: str

    def __str__(self) -> str:
        return f"goto:{self.key}"


@dataclass(frozen=True, slots=True)
class GotoBeat:
    """Play a beat of this scene, counted from 0."""

    beat: int

    def __str__(self) -> str:
        return f"beat:{self.beat}"


@dataclass(frozen=True, slots=True)
class SeekTo:
    """Stand still at a time of this scene (seconds)."""

    seconds: float

    def __str__(self) -> str:
        return f"seek:{self.seconds}"


@dataclass(frozen=True, slots=True)
class SetControls:
    """Set controls of this scene, each (id, value)."""

    values: tuple[tuple[str, Any], ...]

    def __str__(self) -> str:
        return "&".join(f"set:{name}={value}" for name, value in self.values)


@dataclass(frozen=True, slots=True)
class PlayReal:
    """Play this beat once in the time it takes in reality (seconds)."""

    seconds: float

    def __str__(self) -> str:
        return "real"


@dataclass(frozen=True, slots=True)
class RaiseHandFor:
    """One more hand for an option of the question on stage, counted from 0."""

    option: int

    def __str__(self) -> str:
        return f"hand:{self.option}"


@dataclass(frozen=True, slots=True)
class ShowWays:
    """Go to the scene that lies behind this one, or choose one of them."""

    def __str__(self) -> str:
        return "ways"


@dataclass(frozen=True, slots=True)
class SayNumberFor:
    """The number that is being guessed at the question on stage."""

    number: int

    def __str__(self) -> str:
        return f"guess:{self.number}"


@dataclass(frozen=True, slots=True)
class LabAct:
    """Something on the page of a lab: "box" and which, "knob" and which, "enter" with what was measured, "run", "hint",
    "again", "hands", "save"; on one of questions also "prove" and which, "learner"."""

    kind: str
    key: str = ""
    found: Any = None

    def __str__(self) -> str:
        return f"lab:{self.kind} {self.key}".strip()


Act = (
    Why
    | ShowBadge
    | ShowWays
    | GotoStop
    | GotoBeat
    | SeekTo
    | SetControls
    | PlayReal
    | RaiseHandFor
    | SayNumberFor
    | LabAct
    | None
)


def set_control(name: str, value: Any) -> SetControls:
    """Set one control of this scene."""
    return SetControls(((name, value),))
