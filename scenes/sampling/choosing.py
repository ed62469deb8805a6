"""The first four beats on the stage: scores as a city, probabilities as columns, heat and cut, one draw."""

from __future__ import annotations

from contextlib import nullcontext

import numpy as np

from scenes.sampling.city import draw_city
from scenes.sampling.city_places import city_plan
from scenes.sampling.class_token import class_answer, draw_two_answers
from scenes.sampling.column_labels import ColumnLabel, draw_column_labels, labels_of, make_columns_answer, passing_odds
from scenes.sampling.column_shapes import COLUMNS, NEAR
from scenes.sampling.columns import StandingColumns, draw_columns, draw_reflections
from scenes.sampling.corner_numbers import draw_temperature, draw_token_count, draw_whole
from scenes.sampling.cut_label import draw_cut_label
from scenes.sampling.draw_counts import draw_counts
from scenes.sampling.falling_light import draw_descent, draw_fall, start_of_fall
from scenes.sampling.floor import draw_embers
from scenes.sampling.lit_seats import draw_lit_seats
from scenes.sampling.shown_choice import ShownChoice
from scenes.sampling.text_so_far import TextSoFar, draw_text_so_far
from scenes.sampling.token_words import Label
from scenes.sampling.unit_jar import draw_draw, draw_jar, draw_poured
from scenes.sampling.warmth import draw_glass, draw_warmth
from tourapp.authoring import Frame, Picture, Quantity, ease_in, mix, ramp, smooth

LEAST_UNCUT, LEAST_CUT, NAMED = 0.01, 0.0005, 5
"""Probability from which on a column has a label, before and after the cut; how many keep theirs after the draw."""


def draw_choosing(f: Frame, p: Picture, shown: ShownChoice) -> None:
    """City, seats, columns, cut, labels and the falling token, as far as the beats have come."""
    draw_lit_seats(f, p, shown)
    draw_city(f, p, shown)
    down = f.beat("softmax")
    if 0.04 < down < 0.4:
        draw_descent(p, city_plan(shown.choices, shown.step).tops(shown.plain.ids[:COLUMNS]), (down - 0.05) / 0.28)
    rise = f.cue("softmax.rise")
    if rise > 0.0:
        _draw_columns(f, p, shown, rise)
    if shown.heat < 1.0:
        total = shown.frozen.plain_numbers.total
        draw_whole(p, total, shown.plain.vocabulary, f.cue("softmax.one") * (1.0 - shown.heat))
    draw_token_count(p, shown.reshaped, shown.cut)
    draw_temperature(p, mix(1.0, shown.asked.temperature, shown.heat), f.cue("reshape.ghosts"))
    _draw_jar(f, p, shown, rise)
    _draw_one_draw(f, p, shown)


def _draw_columns(f: Frame, p: Picture, shown: ShownChoice, rise: float) -> None:
    """The columns with their labels, the glass of temperature 1, the cut, and real draws where asked for."""
    choice, heights = shown.reshaped, shown.heights * rise
    columns = StandingColumns(heights, choice.kept[: len(heights)], shown.cut)
    plane, place = shown.plane, max(0, choice.place)
    chosen = place if f.beat("draw") > 0.34 and place < columns.count else -1
    glass = f.cue("reshape.ghosts")
    draw_reflections(p, columns, rise)
    draw_glass(p, columns, shown.plain_heights, glass)
    draw_columns(p, columns, plane, chosen=chosen, gain=f.text_gain)
    draw_warmth(p, columns, shown.plain_heights, clock=f.clock, gain=f.text_gain, alpha=glass * shown.heat)
    draw_embers(p, mix(1.0, choice.params.temperature, shown.heat), f.clock, rise)
    draw_cut_label(p, shown.numbers, plane, shown.cut * (1.0 - f.cue("draw.line")), f.text_gain)
    _draw_labels(f, p, shown, columns, chosen)
    if shown.heat > 0 and shown.tally is not None:
        draw_counts(p, columns, shown.tally, shown.tallest, f.clock)


def _draw_labels(f: Frame, p: Picture, shown: ShownChoice, columns: StandingColumns, chosen: int) -> None:
    """Labels with the probabilities that the heights are made from; after the cut only on what it keeps."""
    after = shown.cut >= 0.5
    words = shown.near_words(shown.reshaped)
    labels = labels_of(words, _label_odds(shown, words, columns.kept), columns)
    placed = draw_column_labels(
        p,
        labels,
        gain=f.text_gain,
        chosen=chosen,
        least=_least(labels, chosen) if after else LEAST_UNCUT,
        alpha=float(smooth(ramp(f.cue("softmax.rise"), 0.8, 1.0))),
    )
    make_columns_answer(p, labels, placed)


def _least(labels: list[ColumnLabel], chosen: int) -> float:
    """Probability from which on a column has a label after the cut; once one is drawn, only for the likeliest."""
    if 0 <= chosen < NAMED < len(labels):
        return max(LEAST_CUT, float(labels[NAMED - 1].odds.value))
    return LEAST_CUT


def _label_odds(shown: ShownChoice, words: list[Label], kept: np.ndarray) -> list[Quantity]:
    """The probabilities of the front arc: facts before the heat and after the cut, on their way in between."""
    if shown.heat == 0.0:
        return [shown.frozen.plain_numbers.probability(place, word) for place, word in enumerate(words)]
    if shown.settled:
        return [shown.numbers.probability(place, word) for place, word in enumerate(words)]
    odds = shown.probabilities[:NEAR]
    return passing_odds(words, np.where(kept[:NEAR], odds, 0.0) if shown.cut >= 0.5 else odds)


def _draw_jar(f: Frame, p: Picture, shown: ShownChoice, rise: float) -> None:
    """All probabilities in a jar that holds one; it leaves for the heat and comes back for the draw."""
    filled, stays = f.cue("draw.line"), 1.0 - f.cue("reshape.ghosts")
    if filled > 0.0:
        needle, by_class = f.cue("draw.needle"), class_answer(f) is not None
        with p.group(opacity=1.0 - f.cue("draw.cool")) if by_class else nullcontext():  # two answers need its room
            draw_jar(p, min(1.0, 4 * filled))
            draw_draw(p, shown.numbers, shown.word, filled=filled, needle=needle, gain=f.text_gain)
        return
    alpha, poured = rise * stays, f.cue("softmax.pour", eased=False)
    if alpha <= 0.0:
        return
    with p.group(opacity=alpha):
        draw_jar(p, 1.0)
        if poured > 0.0:
            columns = StandingColumns(shown.plain_heights, shown.plain.kept[: len(shown.plain_heights)], 0.0)
            words = shown.near_words(shown.plain)
            draw_poured(p, columns, shown.plain.raw[:COLUMNS], words, poured=poured, gain=f.text_gain)


def _draw_one_draw(f: Frame, p: Picture, shown: ShownChoice) -> None:
    """The text with its socket, and the drawn token's light on its way there."""
    choice, lit = shown.reshaped, f.cue("draw.land")
    by_class = class_answer(f) if f.beat("draw") > 0.0 else None
    if by_class is not None:
        draw_two_answers(f, p, shown, by_class)
        return
    end = draw_text_so_far(
        p,
        TextSoFar(shown.recording, shown.step, shown.step, shown.word(choice.drawn)),
        f.text_gain,
        lit=lit,
        alpha=0.8 + 0.2 * f.cue("read.text"),
        glow=0.7 * lit * (1 - 0.45 * f.cue("draw.cool")),
    )
    draw_fall(p, start_of_fall(choice, shown.heights), end, ease_in(f.cue("draw.fall", eased=False)) ** 0.6)
