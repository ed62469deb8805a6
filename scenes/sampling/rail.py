"""The rail: scores, probabilities, the field at three temperatures, at last the answer; a token's card below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scenes.sampling.answer_loop import loop_turn, step_on_field
from scenes.sampling.arithmetic import draw_arithmetic
from scenes.sampling.column_labels import COLUMN
from scenes.sampling.openness import draw_openness
from scenes.sampling.rail_rows import CLOSE, ChoiceRail
from scenes.sampling.score_spread import draw_score_spread
from scenes.sampling.shown_choice import ShownChoice
from scenes.sampling.small_fields import draw_small_fields
from tourapp.authoring import Control, Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ChoiceNumbers

STEP = 30.0
"""Distance of two readouts in the first beats."""
LISTED = 3


def draw_rail(f: Frame, p: Picture, shown: ShownChoice, controls: Sequence[Control]) -> None:
    """Readouts of the beat, and at the foot the card of the token it is about."""
    rail, beat = ChoiceRail(p, controls), f.beat_name
    if beat == "read":
        _scores(rail, shown)
        return
    if beat == "softmax":
        numbers, place = shown.frozen.plain_numbers, 0
        _plain(rail, shown, numbers)
    elif beat == "loop":
        now = loop_turn(f, shown)
        numbers = shown.answer.in_passing(step_on_field(now))
        place = numbers.choice.place
        _answer(rail, shown, numbers, shown.start + now.out)
    else:
        numbers, column = shown.numbers, f.hovered(COLUMN)
        place = shown.reshaped.place if beat == "draw" else 0
        if column is not None:
            place = min(int(column), len(shown.reshaped.ids) - 1)
        _reshaped(rail, shown, drawn=beat == "draw")
    draw_arithmetic(rail, numbers, place, shown.word(numbers.choice.ids[max(0, place)]))


def _scores(rail: ChoiceRail, shown: ShownChoice) -> None:
    numbers = shown.frozen.plain_numbers
    for place in range(min(LISTED, len(shown.plain.ids))):
        label = shown.word(shown.plain.ids[place])
        rail.read(Phrase("{token}", token=label), numbers.score(place, label), "prefill", step=STEP)
    rail.skip(6)
    size = len(shown.recording.scores(shown.step)[0])
    ids, scores = shown.choices.at_ranks(shown.step, (size, 1))
    low, high = (numbers.score_of(int(id), float(score), shown.word(id)) for id, score in zip(ids, scores, strict=True))
    draw_score_spread(rail, shown.choices.spread(shown.step)[0], (low, high), whole=shown.plain.whole)
    rail.note("No slider changes a score: they act later.", "ink")


def _plain(rail: ChoiceRail, shown: ShownChoice, numbers: ChoiceNumbers) -> None:
    for place in range(min(LISTED, len(shown.plain.ids))):
        label = shown.word(shown.plain.ids[place])
        rail.read(Phrase("{token}", token=label), numbers.probability(place, label), "decode", step=STEP)
    rail.read("All together", numbers.total, step=STEP)
    rail.read("Entropy", numbers.entropy, step=STEP)
    rail.note("T = 1 here, whatever the slider says.", "ink")


def _reshaped(rail: ChoiceRail, shown: ShownChoice, *, drawn: bool) -> None:
    choice, numbers, tally = shown.reshaped, shown.numbers, shown.tally
    rail.skip(-4)
    draw_small_fields(rail, shown.compared, present=shown.asked.temperature)
    rail.read("Entropy", numbers.entropy, step=CLOSE)
    if drawn:
        word = shown.word(choice.drawn)
        rail.drawn(word, numbers.drawn(word))
    if tally is None:
        rail.read("Sum of all", numbers.total, step=CLOSE)
    else:
        rail.test(tally, numbers.fit(tally))


def _answer(rail: ChoiceRail, shown: ShownChoice, numbers: ChoiceNumbers, newest: int) -> None:
    draw_openness(rail, shown.answer.openness, shown.answer.most_open, newest)
    rail.read("Kept", numbers.choice.kept_count, "decode", step=CLOSE)
    rail.read("Entropy", numbers.entropy, step=CLOSE)
