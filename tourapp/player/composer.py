"""Composer: from a state of the player to a whole picture, whatever a scene does and whatever is still being computed.

The one place where pictures are put together: window, presenter and export are its clients. Not here: paint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from tourapp.authoring import RAIL, Frame, Journey, Picture, Portrait, StopView, smooth
from tourapp.player.answer_note import draw_answer_note
from tourapp.player.cards import Trouble, trouble_card, trouble_of, waiting_card
from tourapp.player.chrome import draw_chrome, draw_ground, draw_rail_ground
from tourapp.player.drawn_controls import draw_controls
from tourapp.player.screen_world import PartNotReadyError
from tourapp.player.state import PlayerState, inputs_for, view_for
from tourapp.player.store import WorldStore
from tourapp.player.tour import Stop, Tour, TourPlace
from tourapp.player.view import NotYetError, View, Wish, Worlds, view_of, wishes
from tourapp.words.catalogue import spoken
from tourapp.world import controls as input_controls

ANSWER = ("recording",)
"""Parts that are built even when no scene near by needs them: whoever asks something wants an answer."""
DISSOLVE = (0.36, 0.72)
"""From where to where of a passage the next stage comes on: what it needs is made before."""
TRIES = 8
"""How many undeclared parts a scene may turn out to need."""


def compose(state: PlayerState, tour: Tour, place: TourPlace, worlds: Worlds, native: bool = False) -> Picture:
    """The whole picture of a place of the tour, with everything around it. Raises what a scene raises, and NotYetError
    where there is no world for a stop."""
    if place.mix <= 0.0:
        return _Stages(state, tour, worlds, native).picture(place.index, place.t, state.idle)
    stages = _Stages(state, tour, worlds, native if state.still else False)
    if state.still:
        return stages.picture(place.index + 1, 0.0)
    picture = _dissolved(stages, state, place)
    _hand_over(picture, place, tour, lambda index: view_of(state, tour, index, worlds))
    return picture


def _dissolved(stages: _Stages, state: PlayerState, place: TourPlace) -> Picture:
    """One stage gives way to the next without any dark between: head, rail and light stay on."""
    share = (place.mix - DISSOLVE[0]) / (DISSOLVE[1] - DISSOLVE[0])
    if share >= 1.0:
        return stages.resting(place.index + 1, 0.0, 0.0)
    picture = stages.resting(place.index, place.t, state.idle)
    if share > 0.0:
        following = stages.resting(place.index + 1, 0.0, 0.0)
        with picture.group(opacity=float(smooth(share))):
            picture.ops.extend(following.ops)
        if place.mix >= 0.5:
            picture.fields = following.fields
    return picture


def journey_of(state: PlayerState, tour: Tour, index: int, worlds: Worlds) -> Journey:
    """The tour as the scene at stop `index` sees it."""

    def frame(number: int) -> Frame | None:
        stop = tour.stops[number]
        try:
            view = view_of(state, tour, number, worlds)
        except NotYetError:
            worlds.portraits.lacks(number)
            return None
        worlds.portraits.looked_at(view.world, number)
        return view.frame(stop, stop.scene.portrait_time)

    def portrait(number: int) -> Portrait | None:
        found = frame(number)
        if found is None:
            return None
        return worlds.portraits.portrait(number, tour.stops[number].scene, found, worlds.version)

    stops = tuple(
        StopView(
            stop.key,
            number + 1,
            stop.title or stop.scene.title,
            stop.scene,
            partial(frame, number),
            partial(portrait, number),
        )
        for number, stop in enumerate(tour.stops)
    )
    return Journey(stops, index)


@dataclass(frozen=True, slots=True)
class _Stages:
    """Pictures of whole stops in one state."""

    state: PlayerState
    tour: Tour
    worlds: Worlds
    native: bool

    def resting(self, index: int, t: float, idle: float) -> Picture:
        """One stop at a moment at which it stays for a while, as one kept layer."""
        state, worlds = self.state, self.worlds
        looks = (state.theme, state.still, state.rail_visible, state.meters, id(spoken()), worlds.version)
        key = (id(self.tour), id(state.settings), index, t, idle, self.native, looks)
        return worlds.resting.picture((self.tour, state.settings), key, lambda: self.picture(index, t, idle))

    def picture(self, index: int, t: float, idle: float = 0.0) -> Picture:
        """One stop with its surroundings, at the stop's own time."""
        stop = self.tour.stops[index]
        view = view_of(self.state, self.tour, index, self.worlds, self.native)
        f = view.frame(stop, stop.scene_time(t), idle, journey_of(self.state, self.tour, index, self.worlds))
        inner = Picture()
        stop.scene.draw(f, inner)
        whole = Picture()
        whole.fields = inner.fields
        draw_ground(whole)
        if view.rail:
            whole.ops.extend(inner.ops)
            _rail(whole, inner, stop, f, view)
        else:
            whole.ops.extend(_widened(inner))
        draw_chrome(whole, stop, f, index + 1, len(self.tour.stops), meters=self.state.meters)
        draw_answer_note(whole, stop, f)
        return whole


def _rail(whole: Picture, inner: Picture, stop: Stop, f: Frame, view: View) -> None:
    """The rail: its ground, the drawn controls where no widgets lie over them, and the scene's readouts."""
    controls = stop.scene.controls
    if controls:
        draw_rail_ground(whole)
    if controls and not view.native_controls:
        values = {each.id: f.wanted(each.id) for each in controls}
        key = ("controls", stop.scene.id, tuple(values.values()), f.text_gain)
        whole.bake(key, lambda q: draw_controls(q, controls, values), rect=RAIL)
    if inner.side is not None:
        whole.ops.extend(inner.side.ops)


def _widened(inner: Picture) -> list[Any]:
    """The picture without a rail: moved to the middle and a little larger."""
    roomy = Picture()
    with roomy.group(scale=1.06, about=(752.0, 120.0), move=(208.0, 0.0)):
        roomy.ops.extend(inner.ops)
    return roomy.ops


def _hand_over(picture: Picture, place: TourPlace, tour: Tour, view: Callable[[int], View]) -> None:
    """The light that ends one stop flies to where the next begins."""
    one, two = tour.stops[place.index], tour.stops[place.index + 1]
    old = view(place.index).frame(one, one.scene_time(place.t))
    new = view(place.index + 1).frame(two, two.scene_time(0.0))
    start, end = np.array(one.scene.leave(old)), np.array(two.scene.enter(new))
    bend = np.array([(start[0] + end[0]) / 2, min(start[1], end[1]) - 140.0])
    u = np.linspace(0, 1, 80)[:, None]
    path = (1 - u) ** 2 * start + 2 * u * (1 - u) * bend + u**2 * end
    head = float(smooth(place.mix))
    spot = path[int(head * 79)]
    role = one.scene.light if place.mix < 0.5 else two.scene.light
    picture.trail(path, head, role, length=0.35, size=34)
    picture.spark((float(spot[0]), float(spot[1])), role, size=70 + 50 * float(np.sin(np.pi * place.mix)))


class Composer:
    """Composes from the worlds of a store: has missing parts built, and puts a card where a picture cannot be made."""

    def __init__(self, tour: Tour, store: WorldStore) -> None:
        self.tour, self.store = tour, store
        self._pictured: tuple[int, frozenset[int]] = (-1, frozenset())
        """The stop on stage, and the stops whose pictures it lacks."""

    def wish(self, state: PlayerState, index: int) -> Wish:
        """What stop `index` should be drawn from."""
        return wishes(state, self.tour.stops[index])["a"]

    def want(self, state: PlayerState) -> None:
        """Have the missing parts of the stop on stage built, then those of the next one, then the answer itself."""
        place = self.tour.place(state.stop, state.t)
        here = place.index
        after = min(here + 1, len(self.tour.stops) - 1)
        order = [after, here] if place.mix > 0.0 else [here, after]
        order += sorted(self._pictured[1]) if self._pictured[0] == here else []
        wanted = [wish for index in dict.fromkeys(order) for wish in wishes(state, self.tour.stops[index]).values()]
        self.store.want([*wanted, Wish("", state.inputs, ANSWER)])

    def view(self, state: PlayerState, index: int, native: bool) -> View:
        """How stop `index` is looked at now. Raises NotYetError when there is no world for it yet."""
        return view_of(state, self.tour, index, self.store, native)

    def compose(self, state: PlayerState, place: TourPlace, native: bool) -> tuple[Picture, Trouble | None]:
        """The picture of a place of the tour; a card stands in for a scene that raised or has no world yet."""
        for _ in range(TRIES):
            self.store.portraits.begin()
            try:
                picture = compose(state, self.tour, place, self.store, native and place.mix <= 0.0)
                self._order_pictures(state, place)
                return picture, None
            except PartNotReadyError as error:
                other = self.store.portraits.stop_of(error.world)
                if other is not None and other != place.index:
                    self.store.portraits.lacks(other, error.part)
                    self._order_pictures(state, place)
                    continue
                self.store.learn(self.tour.stops[place.index].key, error.part)
                if place.mix > 0.0:
                    self.store.learn(self.tour.stops[place.index + 1].key, error.part)
                self.want(state)
            except NotYetError as error:
                return self._wait(state, error.index), None
            except Exception as error:  # a scene may raise anything; the tour goes on
                return self.card(state, place, error)
        return self._wait(state, place.index), None

    def _order_pictures(self, state: PlayerState, place: TourPlace) -> None:
        """Have built what pictures of other stops on this stage lack, after all that the stage itself needs."""
        missing = self.store.portraits.missing
        for number, parts in missing.items():
            for part in parts:
                self.store.learn(self.tour.stops[number].key, part)
        known = self._pictured[1] if self._pictured[0] == place.index else frozenset()
        if not known >= missing.keys():
            self._pictured = (place.index, known | missing.keys())
            self.want(state)

    def _wait(self, state: PlayerState, index: int) -> Picture:
        words = self.store.trouble(self.wish(state, index))
        return waiting_card(self.tour.stops[index], index + 1, len(self.tour.stops), words)

    def card(self, state: PlayerState, place: TourPlace, error: Exception) -> tuple[Picture, Trouble]:
        """The picture that stands in for a place that could not be drawn, and what to say about it. In a passage it is
        the stop that is seen."""
        index = place.index + (place.mix >= 0.5)
        stop = self.tour.stops[index]
        inputs = inputs_for(state, stop)
        changed = {
            name: getattr(inputs, name)
            for name, item in input_controls().items()
            if getattr(inputs, name) != item.default
        }
        t = stop.scene_time(place.t if index == place.index else 0.0)
        trouble = trouble_of(stop.scene, t, error, f"{changed} {view_for(state, stop)}")
        return trouble_card(trouble, stop, index + 1, len(self.tour.stops)), trouble
