"""The rail: scores, probabilities, the field at three temperatures, at last the answer; a token's card below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.sampling.answer_loop import loop_turn, step_on_field
from scenes.sampling.arithmetic import draw_arithmetic
from scenes.sampling.column_labels import COLUMN
from scenes.sampling.openness import draw_openness
from scenes.sampling.rail_rows import ChoiceRail
from scenes.sampling.score_spread import draw_score_spread
from scenes.sampling.shown_choice import ShownChoice
from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ChoiceNumbers

LISTED = 3


def draw_rail(f: Frame, p: Picture, shown: ShownChoice) -> None:
    """Readouts of the beat, and at the foot the card of the token it is about."""
    rail, beat = ChoiceRail(p, f.rail), f.beat_name
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
        _answer(rail, shown, shown.start + now.out)
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
        rail.read(Phrase("{token}", token=label), numbers.score(place, label), "prefill")
    size = len(shown.recording.scores(shown.step)[0])
    ids, scores = shown.choices.at_ranks(shown.step, (size, 1))
    low, high = (numbers.score_of(int(id), float(score), shown.word(id)) for id, score in zip(ids, scores, strict=True))
    draw_score_spread(rail, shown.choices.spread(shown.step)[0], (low, high), whole=shown.plain.whole)


def _plain(rail: ChoiceRail, shown: ShownChoice, numbers: ChoiceNumbers) -> None:
    for place in range(min(LISTED, len(shown.plain.ids))):
        label = shown.word(shown.plain.ids[place])
        rail.read(Phrase("{token}", token=label), numbers.probability(place, label), "decode")
    rail.read("All together", numbers.total)
    rail.note("at T = 1, whatever is set")


def _reshaped(rail: ChoiceRail, shown: ShownChoice, *, drawn: bool) -> None:
    choice, numbers, tally = shown.reshaped, shown.numbers, shown.tally
    if not drawn:
        rail.read("Kept", choice.kept_count)
        rail.read("Likeliest", numbers.probability(0, shown.word(choice.ids[0])), "decode")
        if tally is None:
            rail.read("Entropy", numbers.entropy)
        else:
            rail.test(tally, numbers.fit(tally))
        return
    word = shown.word(choice.drawn)
    rail.drawn(word, numbers.drawn(word))
    if tally is None:
        rail.read("Sum of all", numbers.total)
    else:
        rail.test(tally, numbers.fit(tally))


def _answer(rail: ChoiceRail, shown: ShownChoice, newest: int) -> None:
    draw_openness(rail, shown.answer.openness, shown.answer.most_open, newest)
