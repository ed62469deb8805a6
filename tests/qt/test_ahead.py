"""What comes next is made while nothing moves, and collection waits for the same moment."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from tests.qt.qt_helpers import wait_for
from tourapp.export.offline import default_tour
from tourapp.player import intents
from tourapp.player.tour import Tour
from tourapp.qt.window import Window


def hold(window: Window) -> None:
    """Stand at the end of the beat on stage."""
    showing = window.pane.showing
    showing.manual()
    stop = window.pane.stop
    end = stop.spans[0][2] - 1e-3
    showing.show = replace(showing.show, t=end, until=(showing.show.stop, end), playing=True)


def test_layers_of_the_next_beats_are_there_before_they_are_shown(make_window: Callable[..., Window]) -> None:
    window = make_window(default_tour(), (960, 600))
    hold(window)
    assert window.pane.state.holding
    before, pieces = len(window.stage._layers), 0
    while window.ahead.step():
        pieces += 1
        assert pieces < 400, "it comes to an end"
    assert pieces > 10 and len(window.stage._layers) > before
    made = len(window.stage._layers)
    window.pane.dispatch(intents.NextBeat())
    window.pane.draw()
    window.stage.grab()
    assert len(window.stage._layers) - made <= 2, "the first frame of the next beat finds its layers"


def test_nothing_is_made_while_the_picture_moves(make_window: Callable[..., Window], tour: Tour) -> None:
    window = make_window(tour)
    window.pane.dispatch(intents.Play())
    window.ahead.look()
    assert not window.ahead._timer.isActive()


def test_collection_is_off_while_the_picture_moves(make_window: Callable[..., Window], tour: Tour) -> None:
    window = make_window(tour)
    showing = window.pane.showing
    window.pane.dispatch(intents.Play())
    showing.refresh()
    assert not gc.isenabled()
    window.pane.dispatch(intents.Pause())
    showing.refresh()
    assert showing._tidy._later.isActive(), "it is made up for at rest"
    showing._tidy.collect()
    assert gc.get_freeze_count() > 0
    window.close()
    assert gc.isenabled()
    gc.unfreeze()


def test_a_passage_makes_the_next_stop_before_it_comes_into_sight(make_window: Callable[..., Window]) -> None:
    window = make_window(default_tour(), (960, 600))
    showing, stop = window.pane.showing, window.pane.stop
    showing.manual()
    showing.show = replace(showing.show, t=stop.duration + 0.1, until=None, playing=True)
    window.stage.show_picture(window.pane.compose(window.pane.place)[0])
    window.stage.grab()
    while window.ahead.step():
        pass
    made = len(window.stage._layers)
    window.stage.show_picture(window.pane.compose(replace(window.pane.place, mix=0.6))[0])
    window.stage.grab()
    assert window.pane.place.mix > 0.0
    assert len(window.stage._layers) == made, "the frame that shows it finds its layer"


def test_the_worker_is_asked_after_the_first_picture(make_window: Callable[..., Window], tour: Tour) -> None:
    window = make_window(tour)
    showing = window.pane.showing
    assert wait_for(lambda: showing._is_open)
    showing._is_open = False
    asked: list[object] = []
    showing.composer.want = asked.append  # type: ignore[method-assign]
    showing.want()
    assert not asked
    showing._open()
    assert len(asked) == 1


def test_parts_of_the_next_stop_are_made_before_its_picture(make_window: Callable[..., Window]) -> None:
    """One piece each: all at once would hold up a frame of the passage."""
    window = make_window(default_tour(), (960, 600))
    showing, tour = window.pane.showing, window.pane.tour
    showing.manual()
    after = next(number for number, stop in enumerate(tour.stops) if "kv_variants" in stop.scene.needs)
    before = tour.stops[after - 1]
    showing.show = replace(showing.show, stop=after - 1, t=before.duration + 0.2, playing=True)
    showing.want()
    assert window.ahead._leaving == after - 1
    counts = []

    def made() -> bool:
        """A piece; all are made. What the worker brings meanwhile begins the pieces anew."""
        window.ahead.step()
        world = showing.composer.view(window.pane.state, after, True).world
        counts.append(world.ready("kv_variants") + world.ready("our_slots"))
        return counts[-1] == 2

    assert not made() and wait_for(made, 10.0)
    assert all(two - one <= 1 for one, two in pairwise(counts)), "one piece each"
