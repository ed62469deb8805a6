"""The stage behind the opening page: the ground, and what the first scene of the tour puts behind its question."""

from __future__ import annotations

from tourapp.authoring import Picture
from tourapp.player.chrome import draw_ground
from tourapp.player.fitting import looks_of
from tourapp.player.screen_world import PartNotReadyError
from tourapp.player.state import PlayerState
from tourapp.player.tour import Tour
from tourapp.player.view import Worlds, view_of


def lobby_picture(state: PlayerState, tour: Tour, worlds: Worlds) -> Picture:
    """The whole picture. Nothing but a part that is still to be built keeps it back: a scene that fails leaves the
    ground, and tells what is wrong when it is on stage itself."""
    whole, stop = Picture(), tour.stops[0]
    whole.height = looks_of(state).sheet
    draw_ground(whole, whole.height)
    if stop.scene.opening is None:
        return whole
    behind = Picture()
    view = view_of(state, tour, 0, worlds)
    try:
        stop.scene.opening(view.frame(stop, stop.scene_time(0.0)), behind)
    except PartNotReadyError:
        raise
    except Exception:  # whatever a scene raises, the page opens
        return whole
    whole.ops += behind.ops
    return whole
