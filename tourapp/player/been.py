"""Where somebody has been: places of tours to come back to, the last one first. Values only; a window goes there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp.player.state import PlayerState
from tourapp.player.tour import Tour

MOST = 16
"""Places that are kept."""
KEPT = (
    *("stop", "t", "playing", "until", "idle", "settings", "opened", "undo", "redo"),
    *("asking", "ask", "hands", "left"),
)
"""What comes back with a tour that was left."""


@dataclass(frozen=True)
class LeftPlace:
    """A moment of a tour that was left for a scene, by its id."""

    tour: Tour
    state: PlayerState
    scene: str
    gone_to: str

    def again(self, now: PlayerState) -> PlayerState:
        """The player's state back at that moment; what belongs to windows, talk and habits stays as it is now."""
        moment = {name: getattr(self.state, name) for name in KEPT}
        bare = replace(now, compared=None, walked=None, nearing=None, hover=None, subject=None, overlay=None, zoom=1.0)
        return replace(bare, notice="", generation=now.generation + 1, **moment)


def kept_places(places: tuple[LeftPlace, ...], place: LeftPlace) -> tuple[LeftPlace, ...]:
    """The places with one more, the oldest given up beyond `MOST`."""
    return (*places, place)[-MOST:]
