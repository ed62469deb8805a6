"""What lies behind the scene on stage, in this tour or another, and back to the very moment that was left; and a scene
of any tour, chosen in the overview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from tourapp.authoring import Scene
from tourapp.errors import DamagedFileError
from tourapp.learning.glossary import glossary
from tourapp.player.been import LeftPlace, kept_places
from tourapp.player.intents import CloseOverlay, Seek, SeekBeat, ShowOverlay
from tourapp.player.search import Find, finds
from tourapp.player.state import view_for
from tourapp.player.talks.cuts import shipped_tour
from tourapp.player.tour import Tour
from tourapp.player.walking import opening_beat
from tourapp.player.word_walk import WalkWords
from tourapp.qt.i18n import tr
from tourapp.qt.retour import at_level, change_tour, put_tour
from tourapp.qt.showing import Pane
from tourapp.tours import all_scenes
from tourapp.tours.shelf import tour_with, toured, ways_from

NOTHING = "Nothing lies behind this scene."
MENU = ShowOverlay("explore")
LAST = 0.01
"""Seconds before its end at which a beat is whole."""


class Explore(QObject):
    """Goes there and back in one window's showing. `tell` gets one line for the person."""

    def __init__(self, parent: QObject, pane: Pane, tell: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._pane, self._tell = pane, tell
        self.places: tuple[LeftPlace, ...] = ()
        """What was left, the last one at the end."""
        self._beyond: LeftPlace | None = None
        """The place from which somebody came back last: who goes there again goes on there."""
        self.actions: dict[str, Callable[[], None]] = {
            "explore": self.go,
            "explore_menu": self.choose,
            "explore_back": self.back,
        }

    @property
    def ways(self) -> tuple[Scene, ...]:
        """The scenes behind the one on stage, but for the one to which the way back leads."""
        back = self.places[-1].scene if self.places else ""
        return tuple(scene for scene in ways_from(self._pane.stop.scene.id) if scene.id != back)

    @property
    def likeliest(self) -> int:
        """Which of the ways is meant where a scene has one of its operators chosen, by its place; else the first."""
        stop = self._pane.stop
        zoom = stop.scene.zoom
        meant = None if zoom is None else zoom.opens(view_for(self._pane.state, stop)[zoom.operator])
        return next((place for place, scene in enumerate(self.ways) if scene.id == meant), 0)

    def go(self) -> None:
        """Back, where somebody came to this scene this way; else to the scene behind it, or to the choice of them."""
        if self._pane.state.lobby:
            return
        if self.places and self.places[-1].gone_to == self._pane.stop.scene.id:
            self.back()
        elif len(self.ways) > 1:
            self._pane.dispatch(MENU)
        else:
            self.to_scene(self.ways[0].id if self.ways else None)

    def choose(self) -> None:
        """The choice of all ways, also of the one back."""
        if self._pane.state.lobby:
            return
        if self.places or len(self.ways) > 1:
            self._pane.dispatch(MENU)
        else:
            self.to_scene(self.ways[0].id if self.ways else None)

    def back(self) -> None:
        """To the place that was left last."""
        if self._pane.state.lobby:
            return
        if not self.places:
            self._tell(tr("There is no place to go back to."))
            return
        *rest, last = self.places
        self.places, self._beyond = tuple(rest), self._here(last.scene)
        put_tour(self._pane.showing, last.tour, last.again(self._pane.showing.panes[0].state))
        at_level(self._pane.showing)  # another one may have been chosen since

    def to_scene(self, scene_id: str | None) -> None:
        """To a scene by its id, in the tour that plays where it is part of it; a line where there is none to go to."""
        pane = self._pane
        here = pane.stop.scene.id
        if scene_id is None or scene_id not in toured() or scene_id == here:
            self._tell(tr(NOTHING))
            return
        again, left = self._beyond, self._here(scene_id)
        self.places, self._beyond = kept_places(self.places, left), None
        if again is not None and (again.scene, again.gone_to) == (scene_id, here):
            self._on_there(again)
            return
        tour = self.tour_of(scene_id)
        if tour is pane.tour:
            now = replace(pane.showing.panes[0].state, overlay=None, subject=None, hover=None, nearing=None, notice="")
            put_tour(pane.showing, tour, opening_beat(now, tour, tour.index(scene_id)))
        else:
            self.to(tour, tour.index(scene_id))

    def to_find(self, find: Find) -> None:
        """Where something that was found leads: to its scene, at its beat; a word to the whole picture behind it."""
        pane = self._pane
        pane.dispatch(CloseOverlay())
        if find.scene != pane.stop.scene.id:
            self.to_scene(find.scene)
        stop = pane.stop
        if stop.scene.id == find.scene and find.beat:
            beat = stop.scene.timeline.index(find.beat)
            ends = [end for each, _, end in stop.spans if each == beat]
            if find.term and ends:
                pane.dispatch(Seek(pane.tour.time(pane.index, ends[0] - LAST)))
            else:
                pane.dispatch(SeekBeat(pane.index, beat))
        if find.term:
            pane.dispatch(WalkWords((find.term,)))

    def tour_of(self, scene_id: str) -> Tour:
        """The tour in which a scene is gone to: the one that plays, where it stops there."""
        playing = self._pane.tour
        if any(stop.scene.id == scene_id for stop in playing.stops):
            return playing
        return shipped_tour(tour_with(scene_id).file.id)

    def where(self, scene_id: str) -> str:
        """Where a scene is found, as a template: in this tour its section, if it has one, else the tour."""
        tour = self.tour_of(scene_id)
        section = tour.stops[tour.index(scene_id)].section
        return section if section and tour is self._pane.tour else tour.title

    def to(self, tour: Tour, stop: int) -> None:
        """A stop of a tour from its first beat, with the shared settings of the tour that is left."""
        change_tour(self._pane.showing, tour, stop, self._pane.state.inputs)

    def _here(self, gone_to: str) -> LeftPlace:
        return LeftPlace(self._pane.tour, self._pane.state, self._pane.stop.scene.id, gone_to)

    def _on_there(self, place: LeftPlace) -> None:
        """Where somebody was before coming back, with the shared settings of the tour that is left."""
        now = self._pane.showing.panes[0].state
        state = place.again(now)
        if place.tour is self._pane.tour:
            state = replace(state, settings=now.settings, undo=now.undo, redo=now.redo)
        else:
            state = replace(state, settings=replace(state.settings, inputs=now.inputs))
        put_tour(self._pane.showing, place.tour, state)


def found_everywhere() -> tuple[Find, ...]:
    """All there is to search, in the language in use: the glossary, and every scene at which a tour stops."""
    scenes = [scene for name, scene in all_scenes().items() if name in toured()]
    try:
        terms = tuple(glossary().values())
    except DamagedFileError:
        terms = ()
    return finds(terms, scenes)
