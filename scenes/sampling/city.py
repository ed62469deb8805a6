"""The first beat: every token's score as a tower, read street by street; beacons on the highest ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scenes.sampling.city_light import CityPart, city_light, city_parts, seen_streets
from scenes.sampling.city_places import CITY, NAMED, CityPlan, city_plan
from scenes.sampling.corner_numbers import draw_scores_read
from scenes.sampling.shown_choice import ShownChoice
from scenes.sampling.text_sizes import painted
from scenes.sampling.token_words import Label, wide
from tourapp.authoring import Frame, Picture, Quantity, Rect, back_out, cascade, clamp, pulse, ramp, smooth
from tourapp.authoring.sizes import LABEL, LINE, READOUT

BANDS = 8
"""Parts in which the streets appear, front ones first."""
LIGHT = ("ground", "prefill", "white")
"""Roles of a tower from its dark foot to its roof."""
SHARED = 0.3
"""How much their ways up overlap."""
AHEAD = 0.02
"""Share of the first beat after which the streets are sorted."""
RISE = 26.0
"""How far a part comes up out of the ground."""
BEACON, HALO = 54.0, 150.0
GAP = 8.0
WORD_ABOVE, SCORE_ABOVE = 58.0, 26.0
"""Baselines of a tower's word and score above its top."""
TWINKLES = 56
"""So many of the highest scores breathe while nothing moves."""
LOW = 0.06
"""How much of a sunk city is still to be seen as its outline."""


def draw_city(f: Frame, p: Picture, shown: ShownChoice) -> None:
    """The city as far as it has been read, sinking into the ground as the next beat begins."""
    sunk = f.cue("softmax.sink")
    if sunk >= 1.0:
        return
    plan, name = city_plan(shown.choices, shown.step), shown.choices.fingerprint(shown.step)
    read = f.cue("read.read")
    if f.beat("read") > AHEAD:  # the first of two slow steps, a few frames before its result is needed
        seen_streets(plan)
    if sunk > 0.0 or read >= 1.0:
        _draw_whole(p, plan, name, sunk)
    else:
        _draw_front(p, plan, read)
        _draw_parts(p, plan, name, read)
        _draw_reading_light(p, plan, read)
    vocabulary = shown.plain.vocabulary
    draw_scores_read(p, vocabulary, max(read, min(1.0, plan.lots / vocabulary)), 1.0 - sunk)
    _draw_twinkles(p, plan, f.clock, f.cue("read.call") * (1.0 - sunk))
    _draw_beacons(f, p, plan, named_towers(shown, plan))


class NamedTower(NamedTuple):
    """A token whose tower is named: its id, its word and its score."""

    token: int
    word: Label
    score: Quantity


def named_towers(shown: ShownChoice, plan: CityPlan) -> list[NamedTower]:
    """The named tokens, highest score first."""
    numbers = shown.frozen.plain_numbers
    words = [shown.word(token) for token in plan.best[:NAMED].tolist()]
    scores = [numbers.score(place, word) for place, word in enumerate(words)]
    return [NamedTower(*each) for each in zip(plan.best[:NAMED].tolist(), words, scores, strict=True)]


def with_room(plan: CityPlan, named: Sequence[NamedTower], gain: float) -> list[int]:
    """Places of the towers whose words touch no others', highest score first."""
    taken: list[Rect] = []
    placed = []
    for place, tower in enumerate(named):
        x, y = plan.tops(np.array([tower.token]))[0].tolist()
        wide_word = max(wide(tower.word, READOUT if place == 0 else LINE, 600), 0.6 * 4 * painted(LABEL, gain))
        box = Rect(x - wide_word / 2 - GAP, y - WORD_ABOVE - READOUT, wide_word + 2 * GAP, WORD_ABOVE + READOUT)
        if not any(box.x < o.right and o.x < box.right and box.y < o.bottom and o.y < box.bottom for o in taken):
            taken.append(box)
            placed.append(place)
    return placed


def _draw_whole(p: Picture, plan: CityPlan, name: str, sunk: float) -> None:
    def build(q: Picture) -> None:
        q.image(city_light(plan), CITY, *LIGHT, smooth=True)

    top, foot = CITY.y + (CITY.h - 14.0) * sunk, CITY.bottom
    corners = [(CITY.x, top), (CITY.right, top), (CITY.right, foot), (CITY.x, foot)]
    alpha = 1.0 - (1.0 - LOW) * sunk
    p.bake(("city of scores", name), build, rect=CITY, alpha=alpha, quad=corners if sunk > 0 else None)


def _draw_front(p: Picture, plan: CityPlan, read: float) -> None:
    """The towers of the front street, which stand there from the start, until its part of the picture is there."""
    alpha = 1.0 - float(smooth(cascade(read, BANDS, SHARED)[0]))
    if alpha > 0.0:
        p.rects(plan.front(), "prefill", alpha=alpha)


def _draw_parts(p: Picture, plan: CityPlan, name: str, read: float) -> None:
    """Streets up to where the reading light is: parts of the one picture, without a point in common."""
    if read <= 0.0:
        return
    parts = city_parts(plan, BANDS)
    for band, share in enumerate(cascade(read, len(parts), SHARED).tolist()):
        if share <= 0.0:
            continue

        def build(q: Picture, part: CityPart = parts[band]) -> None:
            q.image(part.light, part.room, *LIGHT, smooth=True)

        rise = RISE * (1.0 - float(smooth(share)))
        name_of_part = ("city of scores", name, band)
        p.bake(name_of_part, build, rect=parts[band].room, alpha=float(smooth(share)), shift=(0.0, rise))


def _draw_reading_light(p: Picture, plan: CityPlan, read: float) -> None:
    """A bar of light on the street that is being read."""
    if not 0.0 < read < 1.0:
        return
    street = np.array(read * plan.streets)
    half, y = CITY.w / 2 * float(plan.near(street)), float(plan.ground(street))
    ends = [(CITY.cx - half, y, CITY.cx + half, y)]
    p.lines(ends, "white", width=3.0, alpha=0.9, additive=True)
    box = Rect(CITY.cx - half, y - 70.0, 2 * half, 70.0)
    p.rects([box], "prefill", alpha=0.30, gradient="up", fade=0.0)


def _draw_twinkles(p: Picture, plan: CityPlan, clock: float, alpha: float) -> None:
    """The highest scores after the named ones, each breathing on its own, brighter the higher it is."""
    if alpha <= 0.02:
        return
    tokens = plan.best[NAMED:TWINKLES]
    tall = plan.tall.ravel()[tokens]
    breath = 0.5 + 0.5 * np.sin(clock * 1.6 + np.arange(len(tokens)) * 2.4)
    p.sprites(plan.tops(tokens), 12.0 + 12.0 * tall, "prefill", alpha=alpha * tall**2 * (0.25 + 0.75 * breath))


def _draw_beacons(f: Frame, p: Picture, plan: CityPlan, named: Sequence[NamedTower]) -> None:
    """A light and the words over each named tower, highest score first."""
    leave = 1.0 - float(clamp(3.0 * f.cue("softmax.sink")))
    lit, room = cascade(f.cue("read.call", eased=False), NAMED, 0.35), with_room(plan, named, f.text_gain)
    for place, (tower, share) in enumerate(zip(named, lit.tolist(), strict=False)):
        if share <= 0.0 or leave <= 0.0:
            continue
        x, y = plan.tops(np.array([tower.token]))[0].tolist()
        large = float(back_out(share)) * (1.5 if place == 0 else 1.0)
        breath = pulse(f.clock + 0.4 * place, 3.0, 0.75, 1.0) * leave
        p.sprites([(x, y)], HALO * large, "prefill", kind="soft", alpha=0.5 * breath)
        p.sprites([(x, y)], BEACON * large, "prefill", alpha=breath)
        if place in room:
            _draw_words(p, tower, (x, y), place == 0, float(smooth(ramp(share, 0.3, 0.9))) * leave)


def _draw_words(p: Picture, tower: NamedTower, top: tuple[float, float], best: bool, alpha: float) -> None:
    x, y = top
    size, role = READOUT if best else LINE, "ink" if best else "prefill"
    p.text((x, y - WORD_ABOVE), "{token}", token=tower.word, size=size, weight=600, align="center", alpha=alpha)
    at = (x, y - SCORE_ABOVE)
    p.text(at, "{v}", v=tower.score, size=LABEL, mono=True, weight=600, role=role, align="center", alpha=alpha)
