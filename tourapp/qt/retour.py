"""Another tour takes the place of the one that plays: same windows, same worker, same world parts."""

from __future__ import annotations

from dataclasses import replace

from tourapp.player.composer import Composer
from tourapp.player.habits import ASKS
from tourapp.player.opening import first_settings
from tourapp.player.portraits import Portraits
from tourapp.player.resting import RestingStages
from tourapp.player.state import PlayerState, Settings
from tourapp.player.talks.cuts import base_of, carried
from tourapp.player.tour import Tour
from tourapp.player.walking import opening_beat
from tourapp.qt.showing import Showing
from tourapp.world import Inputs


def change_tour(showing: Showing, tour: Tour, stop: int = 0, inputs: Inputs | None = None) -> None:
    """Play this tour from a stop's first beat, with its own settings on top of the usual ones, or of `inputs`; every
    window is told as of any change of state."""
    if not showing.panes:
        return
    state = showing.panes[0].state
    settings = first_settings(tour, {}) if inputs is None else Settings(inputs.change(**tour.settings))
    fresh = replace(
        state,
        settings=settings,
        opened=settings,
        undo=(),
        redo=(),
        dragging=None,
        compared=None,
        walked=None,
        nearing=None,
        zoom=1.0,
        hover=None,
        subject=None,
        generation=state.generation + 1,
        notice="",
        asking=True if tour.asks else ASKS[state.habits.ask],
        lobby=False,
        left=None,
        ask=None,
        hands={},
    )
    tour = tour.at(state.habits.level)
    put_tour(showing, tour, opening_beat(fresh, tour, stop))


def begin_in(showing: Showing, tour: Tour) -> None:
    """Play this tour from its first beat. Where it is a cut of the one that plays, or that one of it, settings stay:
    the question is asked there too."""
    if not showing.panes or base_of(tour.id) != base_of(showing.tour.id):
        change_tour(showing, tour)
        return
    state = replace(showing.panes[0].state, generation=showing.show.generation + 1, notice="", lobby=False)
    tour = tour.at(state.habits.level)
    put_tour(showing, tour, opening_beat(state, tour))


def go_on_in(showing: Showing, tour: Tour) -> None:
    """Go on in another cut of the same tour: at the same beat, with the same settings."""
    tour = tour.at(showing.show.habits.level)
    if showing.panes and tour is not showing.tour:
        state = replace(showing.panes[0].state, generation=showing.show.generation + 1, notice="")
        put_tour(showing, tour, carried(state, showing.tour, tour))


def at_level(showing: Showing) -> None:
    """Show the tour that plays at the level that is wished now, at the same beat."""
    go_on_in(showing, showing.tour)


def put_tour(showing: Showing, tour: Tour, new: PlayerState) -> None:
    """Put a tour in the place of the one that plays, in this state of the leading window."""
    before = [(pane, pane.state) for pane in showing.panes]
    showing.store.want(())  # what is being built was for the other tour
    showing.store.resting, showing.store.portraits = RestingStages(), Portraits()
    showing.tour = tour
    showing.composer = Composer(tour, showing.store)
    showing.show, showing.panes[0].window = new.show, new.window
    showing.want(painted=False)
    for pane, old in before:
        pane.changed.emit(old, pane.state)
    showing.refresh()
