"""What a person is used to: choices that hold from one run to the next and belong to no tour. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring.beats import Level

MINUTES = ("10", "25", "50", "all")
"""Of the cut in which a talk is told, where the tour has one; "all" is the tour itself."""
CLASS_SCREENS = ("other", "own")
"""Where the class looks: at the other screen, or at the computer's own."""
ASKS = {"talks": None, "always": True, "never": False}
"""When beats ask the class: while presenting, always, never; and what the player is told then."""
ENOUGH = 3
"""Uses of a key that goes on, after which nobody needs to be told of it."""


@dataclass(frozen=True, slots=True)
class Habits:
    """level: how deep the tours go; quiet: nothing moves at the end of a beat and nothing is computed or prepared that
    nobody asked for; go_on: the tour opens where it was left; nexts: how often a key has gone on to the next
    beat, up to `ENOUGH`."""

    level: Level = "everyone"
    quiet: bool = False
    go_on: bool = True
    ask: str = "talks"
    minutes: str = "all"
    class_screen: str = "other"
    memory: str = "full"
    nexts: int = 0
