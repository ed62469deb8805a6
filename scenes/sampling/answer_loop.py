"""The last beat on the stage: the field changes with every token while the answer streams below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.sampling.column_labels import draw_column_labels, labels_of
from scenes.sampling.column_shapes import COLUMNS
from scenes.sampling.columns import StandingColumns, draw_columns, draw_reflections
from scenes.sampling.corner_numbers import draw_temperature, draw_token_count
from scenes.sampling.falling_light import draw_fall, start_of_fall
from scenes.sampling.floor import draw_embers, draw_floor, draw_pool
from scenes.sampling.heights import column_odds, height_of, plane_height
from scenes.sampling.lit_seats import draw_resting_seats
from scenes.sampling.loop_clock import LoopTurn, turn
from scenes.sampling.seat_lights import SeatHeat, draw_heat
from scenes.sampling.seat_places import seats
from scenes.sampling.shown_choice import ShownChoice
from scenes.sampling.text_so_far import TextSoFar, draw_text_so_far
from scenes.sampling.token_words import word
from tourapp.authoring import Frame, Picture, mix, ramp, smooth

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TokenChoice

LIT = 160
"""How many of the likeliest seats are lit."""
LEAST = 0.002
"""Probability from which on a column has a label."""
SPARK = 54.0
ARRIVED = 0.3
"""Phase of a turn at which the field has changed."""
THE_END = 1e6
"""Seconds after which every answer has ended: where a still picture stands."""


def turned_to(now: LoopTurn) -> float:
    """How far the field has changed from the choice before to the next one, 0..1."""
    return float(smooth(ramp(now.phase, 0.0, ARRIVED)))


def step_on_field(now: LoopTurn) -> int:
    """The step whose words, colours and numbers are shown."""
    return now.at if turned_to(now) > 0.5 else now.before


@dataclass(frozen=True, slots=True)
class ChangingField:
    """The field between two choices: `turned` 0..1 leads from one to the other."""

    before: TokenChoice
    after: TokenChoice
    turned: float

    @property
    def choice(self) -> TokenChoice:
        """The one whose words and colours are shown."""
        return self.after if self.turned > 0.5 else self.before

    @property
    def columns(self) -> StandingColumns:
        """The columns on their way."""
        count = min(COLUMNS, len(self.before.ids), len(self.after.ids))
        old, new = (column_odds(choice)[:count] for choice in (self.before, self.after))
        odds = np.asarray(mix(old, new, self.turned))
        return StandingColumns(height_of(odds, self.tallest), self.choice.kept[:count], 1.0)

    @property
    def tallest(self) -> float:
        """The probability of a column of full height."""
        old, new = (float(column_odds(choice)[0]) for choice in (self.before, self.after))
        return float(mix(old, new, self.turned))

    @property
    def plane(self) -> float:
        """Height of the cut on its way."""
        return float(mix(plane_height(self.before, self.tallest), plane_height(self.after, self.tallest), self.turned))


def loop_turn(f: Frame, shown: ShownChoice) -> LoopTurn:
    """Where the loop stands in this frame."""
    start = f.timeline.start(f.timeline.index("loop"))
    return turn(THE_END if f.still else max(0.0, f.t - start), shown.start, len(shown.answer.recording.ids))


def streamed_text(shown: ShownChoice, now: LoopTurn) -> TextSoFar:
    """The text with the newest token in its socket."""
    recording, newest = shown.answer.recording, shown.start + now.out
    token = int(recording.ids[newest])
    whole = recording.texts[newest] and not shown.ends(token)  # part of a letter has no text yet
    socket = word(recording.texts[newest]) if whole else shown.word(token)
    return TextSoFar(recording, newest, shown.start, socket)


def draw_answer_loop(f: Frame, p: Picture, shown: ShownChoice) -> None:
    """Field, text, and the light of the token on its way."""
    now = loop_turn(f, shown)
    field = ChangingField(shown.answer.at(now.before), shown.answer.at(now.at), turned_to(now))
    columns = field.columns
    _draw_ground(f, p, field)
    _draw_columns(f, p, shown, field, now)
    draw_token_count(p, field.choice, 1.0)
    draw_temperature(p, field.choice.params.temperature, 1.0)
    text = streamed_text(shown, now)
    end = draw_text_so_far(p, text, f.text_gain, lit=1.0, alpha=1.0, glow=0.4)
    p.rects(text.token_lines(f.text_gain), "decode")
    if not now.done:
        u = ramp(now.phase, 0.36, 0.8) if now.slow else 0.15 + 0.8 * ((now.phase * 2) % 1.0)
        draw_fall(p, start_of_fall(field.choice, columns.heights), end, float(u), SPARK)


def _draw_ground(f: Frame, p: Picture, field: ChangingField) -> None:
    """Floor, seats, and the heat of the new probabilities."""
    draw_floor(p)
    draw_resting_seats(p, field.after.vocabulary)
    draw_pool(p, 1.0)
    after, points = field.after, seats(field.after.vocabulary)[0]
    heat = SeatHeat(points[after.ids[:LIT]], after.heated[:LIT], after.kept[:LIT], 1.0)
    draw_heat(p, heat, f.clock, field.turned)


def _draw_columns(f: Frame, p: Picture, shown: ShownChoice, field: ChangingField, now: LoopTurn) -> None:
    """Columns, sparks and labels; the drawn one gets its halo when its light has left."""
    columns, choice = field.columns, field.choice
    place = max(0, choice.place)
    halo = place if place < columns.count and now.phase > 0.35 else -1
    draw_reflections(p, columns, 1.0)
    draw_columns(p, columns, field.plane, chosen=halo, gain=f.text_gain)
    draw_embers(p, choice.params.temperature, f.clock, 1.0)
    words = shown.near_words(choice)
    numbers = shown.answer.in_passing(step_on_field(now))
    odds = [numbers.probability(k, each) for k, each in enumerate(words[: columns.count])]
    labels = labels_of(words, odds, columns)
    alpha = abs(2 * field.turned - 1)
    draw_column_labels(p, labels, gain=f.text_gain, chosen=place, least=LEAST, alpha=alpha)
