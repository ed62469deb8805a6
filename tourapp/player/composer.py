"""Composer: from a state of the player to a whole picture, whatever a scene does and whatever is still being computed.

The one place where pictures are put together: window, presenter and export are its clients. Not here: paint.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from tourapp.authoring import RAIL, THEMES, Frame, Journey, Picture, Portrait, StopView, draw_handover, shapes_of
from tourapp.player.answer_note import draw_answer_note
from tourapp.player.ask_look import ask_look
from tourapp.player.asked_stage import around_asked, draw_asked
from tourapp.player.cards import Trouble, trouble_card, trouble_of, waiting_card
from tourapp.player.chrome import Surroundings, draw_chrome, draw_ground, draw_rail_ground
from tourapp.player.drawn_controls import draw_controls
from tourapp.player.fitting import fitting_of, looks_of
from tourapp.player.hands import NO_HANDS
from tourapp.player.large_stage import LargeStage, card_at, transform_of
from tourapp.player.lobby_stage import lobby_picture
from tourapp.player.pace import shown_time
from tourapp.player.passage import draw_passage
from tourapp.player.quiet import want_quietly
from tourapp.player.resting import Parts
from tourapp.player.screen_world import PartNotReadyError
from tourapp.player.side_by_side import Pair, draw_pair, names_of, other_view
from tourapp.player.state import PlayerState, inputs_for, view_for
from tourapp.player.store import WorldStore
from tourapp.player.tour import Stop, Tour, TourPlace
from tourapp.player.view import NotYetError, View, Wish, Worlds, view_of, wishes
from tourapp.player.without_rail import widened
from tourapp.player.words_apart import grown
from tourapp.player.words_asked import draw_word_card
from tourapp.words import in_tongue, spoken
from tourapp.world import controls as input_controls

ANSWER = ("recording",)
"""Parts that are built even when no scene near by needs them: whoever asks something wants an answer."""
TRIES = 8
"""How many undeclared parts a scene may turn out to need."""


def compose(state: PlayerState, tour: Tour, place: TourPlace, worlds: Worlds, native: bool = False) -> Picture:
    """The whole picture of a place of the tour, with everything around it. Raises what a scene raises, and NotYetError
    where there is no world for a stop."""
    with in_tongue(state.language):
        return _composed(state, tour, place, worlds, native)


def _composed(state: PlayerState, tour: Tour, place: TourPlace, worlds: Worlds, native: bool) -> Picture:
    if state.lobby:
        return lobby_picture(state, tour, worlds)
    if place.mix <= 0.0:
        return _Stages(state, tour, worlds, native).picture(place.index, place.t, state.idle)
    alone = replace(state, compared=None)
    stages = _Stages(alone, tour, worlds, native if state.still else False)
    if state.still:
        return stages.picture(place.index + 1, 0.0)
    here, there = place.index, place.index + 1
    return draw_passage(
        place.mix,
        lambda: stages.resting(here, place.t, state.idle),
        lambda: stages.resting(there, 0.0, 0.0),
        lambda picture: _hand_over(picture, place, stages),
    )


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

    def resting(self, index: int, t: float, idle: float) -> Parts:
        """One stop at a moment at which it stays for a while: its picture and what stands around it, each a kept
        layer."""
        state, worlds = self.state, self.worlds
        size = (state.text_scale, state.room)
        looks = (state.theme, state.still, state.rail_visible, state.more, state.meters, size, id(spoken()))
        hands = state.hands or NO_HANDS  # a locked choice is an input of its stop, whatever is asked now
        works = (state.labs, state.quizzes, state.tried, state.learner)
        asked = (looks, state.ask, id(hands), tuple(map(id, works)))
        key = (id(self.tour), id(state.settings), index, t, idle, self.native, asked, worlds.version)
        return worlds.resting.parts((self.tour, state.settings, hands, works), key, lambda: self.parts(index, t, idle))

    def picture(self, index: int, t: float, idle: float = 0.0) -> Picture:
        """One stop with its surroundings, at the stop's own time."""
        inner, around = self.parts(index, t, idle)
        whole = Picture()
        whole.fields, whole.height = around.fields, around.height
        whole.left_out, whole.stand, whole.told = around.left_out, around.stand, around.told
        draw_ground(whole, whole.height)
        whole.ops += inner.ops
        whole.ops += around.ops
        return whole

    def _frame(self, index: int, t: float, idle: float, view: View) -> Frame:
        return view.frame(self.tour.stops[index], t, idle, journey_of(self.state, self.tour, index, self.worlds))

    def _pair(self, stop: Stop, f: Frame, view: View, index: int) -> Pair:
        """What stands beside a frame: the same moment in the other world."""
        compared = self.state.compared or {}
        other = self._frame(index, f.t, f.idle, other_view(view, compared))
        return Pair(other, names_of(stop, view.asked, compared), THEMES[self.state.theme], self.worlds.resting.split)

    def parts(self, index: int, t: float, idle: float = 0.0) -> Parts:
        """The picture of a stop without its ground, and what stands around it."""
        stop, pace = self.tour.stops[index], self.state.pace if index == self.state.stop else 1.0
        view = view_of(self.state, self.tour, index, self.worlds, self.native)
        time = stop.scene_time(t)
        look = ask_look(self.state, stop, time)
        held = time if look is None else look.shown_time
        shown = shown_time(stop.scene, time, pace) if held == time else held
        paint = stop.scene.draw if look is None else partial(draw_asked, look=look)
        f = self._frame(index, shown, idle, view)
        if self.state.compared and index == self.state.stop and "b" in view.others and look is None:
            paint = partial(draw_pair, paint=paint, pair=self._pair(stop, f, view, index))
        inner, around = Picture(), Picture()
        paint(f, inner)
        around.fields = inner.fields
        surroundings = Surroundings(index + 1, len(self.tour.stops), self.state.meters, time, pace)
        if look is not None:
            f = f if shown == time else self._frame(index, time, idle, view)
            surroundings = around_asked(surroundings, look, stop, f, inner)
            around.told = surroundings.told or ()
        fitting = fitting_of(stop.scene, looks_of(self.state))
        if not fitting.plain:
            frame = partial(self._frame, index, shown, idle)
            stage = LargeStage(self.state, stop, view, frame, self.worlds.resting.split, paint)
            return stage.draw(f, inner, surroundings)
        if surroundings.panel is not None and view.rail:
            surroundings.panel(around, RAIL)
        elif view.rail:
            _rail(around, inner, stop, f, view, opened=self.state.more)
        else:
            inner.ops = widened(inner)
        draw_chrome(around, stop, f, surroundings)
        draw_word_card(around, f, self.state.word if index == self.state.stop else None)
        draw_answer_note(around, stop, f)
        if fitting.scale != 1.0:
            for part in (inner, around):
                part.ops = grown(part.ops, fitting.scale, THEMES[self.state.theme])
        return inner, around


def _rail(whole: Picture, inner: Picture, stop: Stop, f: Frame, view: View, *, opened: bool) -> None:
    """The rail: its ground, the drawn controls where no widgets lie over them, and the scene's readouts."""
    plan = stop.scene.rail(f.beat_index, opened=opened)
    if plan.places or inner.side is not None:
        draw_rail_ground(whole)
    if plan.places and not view.native_controls:
        values = {each.id: f.wanted(each.id) for each in stop.scene.controls_at(f.beat_index)}
        key = ("controls", stop.scene.id, plan, tuple(values.values()), f.text_gain)
        whole.bake(key, lambda q: draw_controls(q, plan, values), rect=RAIL)
    if inner.side is not None and not plan.opened:
        whole.ops.extend(inner.side.ops)


def _hand_over(picture: Picture, place: TourPlace, stages: _Stages) -> None:
    """What ends one stop becomes what begins the next."""
    state, tour = stages.state, stages.tour
    one, two = tour.stops[place.index], tour.stops[place.index + 1]
    view, following = (view_of(state, tour, place.index + k, stages.worlds) for k in (0, 1))
    leaves = shapes_of(one.scene.leave(view.frame(one, one.scene_time(place.t), state.idle)), one.scene.light)
    enters = shapes_of(two.scene.enter(following.frame(two, two.scene_time(0.0))), two.scene.light)
    way, fitting = Picture(), fitting_of(one.scene, looks_of(state))
    draw_handover(way, leaves, enters, place.mix)
    if not fitting.plain:
        with picture.group(transform=transform_of(fitting)):
            picture.ops.extend(way.ops)
    else:
        picture.ops.extend(way.ops if view.rail else widened(way))


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
        """Have the missing parts of the stop on stage built, then those of the next one, then the answer itself; while
        quiet is held, less."""
        place = self.tour.place(state.stop, state.t)
        here = place.index
        after = min(here + 1, len(self.tour.stops) - 1)
        order = [after, here] if place.mix > 0.0 else [here] if state.habits.quiet else [here, after]
        order += sorted(self._pictured[1]) if self._pictured[0] == here else []
        if state.habits.quiet:
            want_quietly(self.store, state, self.tour, order)
            return
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
        card = waiting_card(self.tour.stops[index], index + 1, len(self.tour.stops), words)
        return card_at(state, card)

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
        return card_at(state, trouble_card(trouble, stop, index + 1, len(self.tour.stops))), trouble
