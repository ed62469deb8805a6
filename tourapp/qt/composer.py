"""Composer: from a state of the player to a picture, whatever a scene does and whatever is still being computed."""

from __future__ import annotations

from tourapp.authoring import THEMES, Picture
from tourapp.player.state import PlayerState, control_value, inputs_for, view_for
from tourapp.player.store import PartNotReadyError, Wish, WorldStore
from tourapp.player.tour import Place, Tour, View
from tourapp.qt.cards import Trouble, trouble_card, trouble_of, waiting_card
from tourapp.world import controls as input_controls

ANSWER = ("recording",)
"""Parts that are built even when no scene near by needs them: whoever asks something wants an answer."""
TRIES = 8
"""How many undeclared parts a scene may turn out to need."""


class NotYetError(Exception):
    """A scene has no world to be drawn from yet; `index` says which."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


class Composer:
    """Knows the tour and the worlds; keeps nothing of its own."""

    def __init__(self, tour: Tour, store: WorldStore) -> None:
        self.tour, self.store = tour, store

    def wish(self, state: PlayerState, index: int) -> Wish:
        """What scene `index` should be drawn from."""
        scene = self.tour.scenes[index]
        return Wish(scene.id, inputs_for(state, scene), scene.needs)

    def want(self, state: PlayerState) -> None:
        """Have the missing parts of the scene on stage built, then those of the next one, then the answer itself."""
        place = self.tour.locate(state.time)
        here = place.index
        after = min(here + 1, len(self.tour.scenes) - 1)
        order = [after, here] if place.mix > 0.0 else [here, after]
        wishes = [self.wish(state, index) for index in dict.fromkeys(order)]
        self.store.want([*wishes, Wish("", state.inputs, ANSWER)])

    def view(self, state: PlayerState, index: int, native: bool) -> View:
        """How scene `index` is looked at now. Raises NotYetError when there is no world for it yet."""
        scene = self.tour.scenes[index]
        world = self.store.world(self.wish(state, index))
        if world is None:
            raise NotYetError(index)
        hover = state.hover if index == self.tour.locate(state.time).index else None
        shown = {item.id: control_value(state, scene, item.id) for item in scene.controls}
        return View(world, shown, hover, state.still, THEMES[state.theme].text_gain, state.rail_visible, native)

    def compose(self, state: PlayerState, place: Place, idle: float, native: bool) -> tuple[Picture, Trouble | None]:
        """The picture of a place of the tour; a card stands in for a scene that raised or has no world yet."""
        native = native and place.mix <= 0.0
        for _ in range(TRIES):
            try:
                return self.tour.compose(place, lambda index: self.view(state, index, native), idle), None
            except PartNotReadyError as error:
                self.store.learn(self.tour.scenes[place.index].id, error.part)
                if place.mix > 0.0:
                    self.store.learn(self.tour.scenes[place.index + 1].id, error.part)
                self.want(state)
            except NotYetError as error:
                return self._wait(state, error.index), None
            except Exception as error:  # a scene may raise anything; the tour goes on
                return self.card(state, place, error)
        return self._wait(state, place.index), None

    def _wait(self, state: PlayerState, index: int) -> Picture:
        scene = self.tour.scenes[index]
        words = self.store.trouble(self.wish(state, index))
        return waiting_card(scene, index + 1, len(self.tour.scenes), words)

    def card(self, state: PlayerState, place: Place, error: Exception) -> tuple[Picture, Trouble]:
        """The picture that stands in for a place that could not be drawn, and what to say about it."""
        trouble = self._report(state, place, error)
        scene = self.tour.scenes[place.index]
        return trouble_card(trouble, scene, place.index + 1, len(self.tour.scenes)), trouble

    def _report(self, state: PlayerState, place: Place, error: BaseException) -> Trouble:
        """What to say about an error while a place of the tour was drawn."""
        scene = self.tour.scenes[place.index]
        inputs = inputs_for(state, scene)
        changed = {
            name: getattr(inputs, name)
            for name, item in input_controls().items()
            if getattr(inputs, name) != item.default
        }
        return trouble_of(scene, place.t, error, f"{changed} {view_for(state, scene)}")
