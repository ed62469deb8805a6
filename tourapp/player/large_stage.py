"""A whole stage where words are large or the window is small: words win, and the picture stands as large as they leave
it. What found no room is named in `left_out`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tourapp.authoring import RAIL, THEMES, Frame, Picture, RailPlan, Rect, ops, sizes
from tourapp.authoring.layout import STAGE
from tourapp.player.answer_note import answer_note
from tourapp.player.asked_stage import beside_panel, large_panel
from tourapp.player.chrome import Surroundings, draw_ground, draw_rail_ground
from tourapp.player.drawn_controls import draw_controls
from tourapp.player.fitting import Fitting, fitting_of, looks_of
from tourapp.player.large_chrome import draw_large_chrome, most_lines, told_lines
from tourapp.player.state import PlayerState
from tourapp.player.tour import Stop
from tourapp.player.view import View
from tourapp.player.words_apart import SplitLayers, grown
from tourapp.player.words_win import Ground, fit_words

LARGEST_CARD = 1.6
"""Scale of words up to which a card holds them."""
OVER = 0.97
"""Opacity of unfolded controls: they lie over the picture."""


@dataclass(frozen=True, slots=True)
class LargeStage:
    """One stop looked at in a state. frame: the same moment looked at in another way."""

    state: PlayerState
    stop: Stop
    view: View
    frame: Callable[[View], Frame]
    split: SplitLayers
    paint: Callable[[Frame, Picture], None]
    """Draws the picture: the scene, and whatever a question puts into it."""

    def draw(self, f: Frame, drawn: Picture, around: Surroundings) -> tuple[Picture, Picture]:
        """What the scene drew as it stands on the stage, and what stands around it."""
        stop, theme = self.stop, THEMES[self.state.theme]
        looks = looks_of(self.state, noted=answer_note(stop, f) is not None)
        lines = most_lines(stop, drawn, looks.scale)
        if around.told is not None:
            asked = told_lines(stop, f, drawn, looks.scale, around.told)
            lines = max(lines[0], len(asked[0])), max(lines[1], len(asked[1]))
        fitting = fitting_of(stop.scene, looks, lines)
        if fitting.stand != self.view.stand:  # the sentences need more room than their templates tell
            f, drawn = self.frame(replace(self.view, stand=fitting.stand)), Picture()
            self.paint(f, drawn)
        inner, outer = Picture(), Picture()
        inner.height = outer.height = fitting.height
        inner.stand = outer.stand = fitting.stand
        inner.fields = outer.fields = drawn.fields
        outer.told = around.told or ()
        room = fitting if around.panel is None else beside_panel(fitting)
        inner.ops = [self._picture(drawn.ops, room, outer)]
        rail = Picture()
        if around.panel is not None:
            large_panel(rail, around, fitting)
        elif self.view.rail:
            self._rail(rail, f, drawn.side, fitting)
        draw_large_chrome(outer, stop, f, around, fitting=fitting, theme=theme)
        outer.ops += rail.ops  # unfolded controls lie over the sentences
        outer.left_out += rail.left_out
        inner.left_out = outer.left_out
        return inner, outer

    @property
    def _floor(self) -> float:
        """The smallest words that can be read in the window, in stage units."""
        return sizes.TAG * max(1.0, self.state.room.least)

    def _picture(self, items: list[Any], fitting: Fitting, outer: Picture) -> ops.Group:
        """The picture at its place, its words at their size."""
        at = transform_of(fitting)
        if fitting.scale > fitting.shrink + 1e-3:
            ground = Ground(at, fitting.area, fitting.scale, THEMES[self.state.theme], self._floor)
            items, left = fit_words(self.split.split(items), ground, self.split.holders(items))
            outer.left_out += tuple(left)
        return ops.Group(tuple(items), at)

    def _rail(self, p: Picture, f: Frame, side: Picture | None, fitting: Fitting) -> None:
        """Controls and readouts."""
        stop, view, stand = self.stop, self.view, fitting.stand
        plan = stop.scene.rail(f.beat_index, opened=self.state.more, stand=stand)
        if plan.places:
            draw_rail_ground(p, plan.ground, OVER if plan.opened else 0.82)
        if side is not None and stand.readouts is not None and not plan.opened:
            p.ops.append(self._readouts(side, fitting, stand.readouts, p))
        if not plan.places:
            return
        if not view.native_controls:
            values = {each.id: f.wanted(each.id) for each in stop.scene.controls_at(f.beat_index)}
            key = ("controls", stop.scene.id, plan, tuple(values.values()), f.text_gain, plan.stand)
            _bake_controls(p, key, plan, lambda q: draw_controls(q, plan, values))

    def _readouts(self, side: Picture, fitting: Fitting, place: Rect, p: Picture) -> ops.Group:
        """The rail's readouts, larger; those that leave their place are left out."""
        s = fitting.stand.scale
        at = (s, 0.0, 0.0, s, place.x - RAIL.x * s, place.y - RAIL.y * s)
        ground = Ground(at, place, s, THEMES[self.state.theme], self._floor)
        items, left = fit_words(self.split.split(side.ops), ground)
        p.left_out += tuple(left)
        return ops.Group((ops.Group(tuple(items), at),), None, place)


def _bake_controls(p: Picture, key: Any, plan: RailPlan, build: Callable[[Picture], None]) -> None:
    s, ground = plan.stand.scale, plan.ground

    def grown(q: Picture) -> None:
        with q.group(transform=(s, 0.0, 0.0, s, ground.x - RAIL.x * s, ground.y - RAIL.y * s)):
            build(q)

    p.bake(key, grown, rect=ground)


def transform_of(fitting: Fitting) -> ops.Transform:
    """From the picture's own units to the stage."""
    k, (x, y) = fitting.shrink, fitting.at
    return (k, 0.0, 0.0, k, x - STAGE.x * k, y - STAGE.y * k)


def card_at(state: PlayerState, card: Picture) -> Picture:
    """A card that stands in for a stage, at the state's size of words, on a stage as tall as the window has it."""
    looks = looks_of(state)
    if looks.scale == 1.0 and looks.sheet == card.height:
        return card
    whole = Picture()
    whole.height, whole.fields = looks.sheet, card.fields
    draw_ground(whole, whole.height)
    whole.ops += grown(card.ops[1:], min(looks.scale, LARGEST_CARD), THEMES[state.theme])  # its own ground is the first
    return whole
