"""The first four beats on the stage: scores on the seats, probabilities as columns, heat and cut, one draw."""

from __future__ import annotations

import numpy as np

from scenes.sampling.callouts import CalledSeat, draw_callouts
from scenes.sampling.column_labels import draw_column_labels, labels_of, make_columns_answer, passing_odds
from scenes.sampling.column_shapes import COLUMNS, NEAR
from scenes.sampling.columns import StandingColumns, draw_columns, draw_ghost_rims, draw_ghosts, draw_reflections
from scenes.sampling.corner_numbers import draw_ghost_legend, draw_plain_temperature, draw_temperature, draw_token_count
from scenes.sampling.cut_label import draw_cut_label
from scenes.sampling.draw_counts import draw_counts
from scenes.sampling.falling_light import draw_descent, draw_fall, start_of_fall
from scenes.sampling.floor import draw_embers
from scenes.sampling.heights import column_odds, plane_height
from scenes.sampling.line_of_odds import draw_line_of_odds
from scenes.sampling.lit_seats import draw_lit_seats
from scenes.sampling.seat_places import seats
from scenes.sampling.shown_choice import ShownChoice
from scenes.sampling.text_so_far import TextSoFar, draw_text_so_far
from scenes.sampling.token_words import Label
from tourapp.authoring import Frame, Picture, Quantity, ease_in, mix, ramp, smooth

LEAST_UNCUT, LEAST_CUT = 0.015, 0.0005
"""Probability from which on a column has a label, before the cut and after it."""


def draw_choosing(f: Frame, p: Picture, shown: ShownChoice) -> None:
    """Seats, columns, cut, labels and the falling token, as far as the beats have come."""
    draw_lit_seats(f, p, shown)
    points = seats(shown.reshaped.vocabulary)[0]
    _draw_called(f, p, shown, points)
    down = f.beat("softmax")
    if 0.08 < down < 0.5:
        draw_descent(p, points[shown.plain.ids[:COLUMNS]], (down - 0.1) / 0.34)
    rise = f.cue("softmax.rise")
    if rise > 0.0:
        _draw_columns(f, p, shown, rise)
    draw_token_count(p, shown.reshaped, shown.cut)
    draw_plain_temperature(p, f.cue("softmax.rise") * (1.0 - shown.heat))
    draw_temperature(p, shown.asked.temperature, shown.heat)
    draw_ghost_legend(p, f.cue("reshape.ghosts"), f.text_gain)
    _draw_one_draw(f, p, shown)


def _draw_called(f: Frame, p: Picture, shown: ShownChoice, points: np.ndarray) -> None:
    """The seats of the highest scores, of one in the middle and of the lowest."""
    alpha = f.cue("read.call") * (1 - f.cue("softmax.hush"))
    if alpha <= 0.01:
        return
    size = len(shown.recording.scores(shown.step)[0])
    ranks = (1, 2, max(3, size // 500), size // 2, size)
    ids, scores = shown.choices.at_ranks(shown.step, ranks)
    numbers = shown.frozen.plain_numbers
    called = []
    for token, score, rank in zip(ids.tolist(), scores.tolist(), ranks, strict=True):
        word, (x, y) = shown.word(token), points[token].tolist()
        called.append(CalledSeat(x, y, word, numbers.score_of(token, score, word), rank))
    draw_callouts(p, called, alpha, f.text_gain)


def _draw_columns(f: Frame, p: Picture, shown: ShownChoice, rise: float) -> None:
    """The columns with their labels, the ghost of temperature 1, the cut, and real draws where asked for."""
    choice, heights = shown.reshaped, shown.heights * rise
    columns = StandingColumns(heights, choice.kept[: len(heights)], shown.cut)
    plane, place = plane_height(choice), max(0, choice.place)
    chosen = place if f.beat("draw") > 0.34 and place < columns.count else -1
    ghosts = f.cue("reshape.ghosts")
    draw_reflections(p, columns, rise)
    draw_ghosts(p, columns, shown.plain_heights, ghosts)
    draw_columns(p, columns, plane, chosen=chosen, gain=f.text_gain)
    draw_ghost_rims(p, columns, shown.plain_heights, ghosts)
    draw_embers(p, mix(1.0, choice.params.temperature, shown.heat), f.clock, rise)
    draw_cut_label(p, shown.numbers, plane, shown.cut, f.text_gain)
    _draw_labels(f, p, shown, columns, chosen)
    if shown.heat > 0 and shown.tally is not None:
        draw_counts(p, columns, shown.tally, f.clock)


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
        least=LEAST_CUT if after else LEAST_UNCUT,
        alpha=float(smooth(ramp(f.cue("softmax.rise"), 0.8, 1.0))),
    )
    make_columns_answer(p, labels, placed)


def _label_odds(shown: ShownChoice, words: list[Label], kept: np.ndarray) -> list[Quantity]:
    """The probabilities of the front arc: facts before the heat and after the cut, on their way in between."""
    if shown.heat == 0.0:
        return [shown.frozen.plain_numbers.probability(place, word) for place, word in enumerate(words)]
    if shown.settled:
        return [shown.numbers.probability(place, word) for place, word in enumerate(words)]
    odds = mix(shown.plain.raw[:NEAR], column_odds(shown.reshaped, shown.cut)[:NEAR], shown.heat)
    return passing_odds(words, np.where(kept[:NEAR], odds, 0.0) if shown.cut >= 0.5 else np.asarray(odds))


def _draw_one_draw(f: Frame, p: Picture, shown: ShownChoice) -> None:
    """The probabilities laid end to end, the text with its socket, and the drawn token's light on its way there."""
    choice, lit = shown.reshaped, f.cue("draw.land")
    if f.beat("draw") > 0:
        draw_line_of_odds(
            p, shown.numbers, shown.word, shown=f.cue("draw.line"), needle=f.cue("draw.needle"), gain=f.text_gain
        )
    end = draw_text_so_far(
        p,
        TextSoFar(shown.recording, shown.step, shown.step, shown.word(choice.drawn)),
        f.text_gain,
        lit=lit,
        alpha=0.5 + 0.5 * f.cue("read.text"),
        glow=0.7 * lit * (1 - 0.45 * f.cue("draw.cool")),
    )
    draw_fall(p, start_of_fall(choice, shown.heights), end, ease_in(f.cue("draw.fall", eased=False)) ** 0.6)
