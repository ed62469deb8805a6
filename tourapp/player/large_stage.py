"""A whole stage where words are large or the window is small: words win, and the picture stands as large as they leave
it. What found no room is named in `left_out`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tourapp.authoring import RAIL, THEMES, Frame, Picture, RailPlan, Rect, ops, sizes
from tourapp.authoring.layout import STAGE
from tourapp.player.answer_note import answer_note
from tourapp.player.chrome import Surroundings, draw_ground, draw_rail_ground
from tourapp.player.drawn_controls import draw_controls
from tourapp.player.fitting import Fitting, fitting_of, looks_of
from tourapp.player.large_chrome import draw_large_chrome, most_lines
from tourapp.player.state import PlayerState
from tourapp.player.tour import Stop
from tourapp.player.view import View
from tourapp.player.words_apart import SplitLayers
from tourapp.player.words_win import Ground, fit_words

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

    def draw(self, f: Frame, drawn: Picture, around: Surroundings) -> tuple[Picture, Picture]:
        """What the scene drew as it stands on the stage, and what stands around it."""
        stop, theme = self.stop, THEMES[self.state.theme]
        looks = looks_of(self.state, noted=answer_note(stop, f) is not None)
        fitting = fitting_of(stop.scene, looks, most_lines(stop, drawn, looks.scale))
        if fitting.stand != self.view.stand:  # the sentences need more room than their templates tell
            f, drawn = self.frame(replace(self.view, stand=fitting.stand)), Picture()
            stop.scene.draw(f, drawn)
        inner, outer = Picture(), Picture()
        inner.height = outer.height = fitting.height
        inner.stand = outer.stand = fitting.stand
        inner.fields = outer.fields = drawn.fields
        inner.ops = [self._picture(drawn.ops, fitting, outer)]
        rail = Picture()
        if self.view.rail:
            self._rail(rail, f, drawn.side, fitting)
        draw_large_chrome(outer, stop, f, around, fitting=fitting, theme=theme)
        outer.ops += rail.ops  # unfolded controls lie over the sentences
        outer.left_out += rail.left_out
        inner.left_out = outer.left_out
        return inner, outer

    def _picture(self, items: list[Any], fitting: Fitting, outer: Picture) -> ops.Group:
        """The picture at its place, its words at their size."""
        at = transform_of(fitting)
        if fitting.scale > fitting.shrink + 1e-3:
            least = sizes.TAG * max(1.0, self.state.room.least)
            ground = Ground(at, fitting.area, fitting.scale, THEMES[self.state.theme], least)
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
            values = {each.id: f.wanted(each.id) for each in stop.scene.controls}
            key = ("controls", stop.scene.id, plan, tuple(values.values()), f.text_gain, plan.stand)
            _bake_controls(p, key, plan, lambda q: draw_controls(q, plan, values))

    def _readouts(self, side: Picture, fitting: Fitting, place: Rect, p: Picture) -> ops.Group:
        """The rail's readouts, larger; those that leave their place are left out."""
        s = fitting.stand.scale
        at = (s, 0.0, 0.0, s, place.x - RAIL.x * s, place.y - RAIL.y * s)
        items, left = fit_words(self.split.split(side.ops), Ground(at, place, s, THEMES[self.state.theme]))
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


def tall(picture: Picture, height: float) -> Picture:
    """A picture on a stage that may be taller than usual."""
    if height == picture.height:
        return picture
    whole = Picture()
    whole.height, whole.fields, whole.left_out = height, picture.fields, picture.left_out
    draw_ground(whole, height)
    whole.ops += picture.ops[1:]  # its own ground is the first
    return whole
