"""The rail: first scores, then odds, then the field at three temperatures, at last the answer; a token's card below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scenes.sampling.answer_loop import loop_turn
from scenes.sampling.arithmetic import draw_arithmetic, odds_quantity
from scenes.sampling.column_labels import COLUMN
from scenes.sampling.openness import draw_openness
from scenes.sampling.rail_rows import CLOSE, ChoiceRail
from scenes.sampling.score_spread import draw_score_spread
from scenes.sampling.shown_choice import COLD, HOT, ShownChoice
from scenes.sampling.small_fields import draw_small_fields
from tourapp.authoring import Control, Frame, Phrase, Picture, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TokenChoice

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
        choice, place = shown.plain, 0
        _odds(rail, shown)
    elif beat == "loop":
        now = loop_turn(f, shown)
        choice = shown.choices.at(min(now.at, len(shown.recording.ids) - 1))
        place = choice.place
        _answer(rail, shown, choice, shown.step + now.out)
    else:
        choice, column = shown.reshaped, f.hovered(COLUMN)
        place = max(0, choice.place) if beat == "draw" else 0
        if column is not None:
            place = min(int(column), len(choice.ids) - 1)
        _reshaped(rail, shown, drawn=beat == "draw")
    draw_arithmetic(rail, choice, place, shown.word(choice.ids[max(0, place)]))


def _scores(rail: ChoiceRail, shown: ShownChoice) -> None:
    for token, score in zip(shown.plain.ids[:LISTED], shown.plain.scores, strict=False):
        label = shown.word(token)
        value = Quantity(float(score), "1", Phrase("score of {token}", token=label), "s")
        rail.read(Phrase("{token}", token=label), value, "prefill", step=STEP)
    rail.skip(6)
    draw_score_spread(rail, shown.choices.spread(shown.step), whole=shown.plain.whole)


def _odds(rail: ChoiceRail, shown: ShownChoice) -> None:
    plain = shown.plain
    for token, odds in zip(plain.ids[:LISTED], plain.raw, strict=False):
        label = shown.word(token)
        value = Quantity(float(odds), "share", Phrase("odds of {token}", token=label), "p")
        rail.read(Phrase("{token}", token=label), value, "decode", step=STEP)
    rail.read("All together", Quantity(float(plain.line_odds.sum()), "share", "sum of all odds"), step=STEP)
    rail.read("Entropy", _entropy(plain), step=STEP)


def _reshaped(rail: ChoiceRail, shown: ShownChoice, *, drawn: bool) -> None:
    choice, tally = shown.reshaped, shown.tally
    rail.skip(-4)
    draw_small_fields(rail, (shown.at_temperature(COLD), choice, shown.at_temperature(HOT)), present=1)
    rail.read("Entropy", _entropy(choice), step=CLOSE)
    if drawn and choice.place >= 0:
        word = shown.word(choice.drawn)
        rail.drawn(word, odds_quantity(choice, choice.place, word))
    if tally is None:
        total = Quantity(float(choice.line_odds.sum()), "share", "sum of the odds that are drawn from")
        rail.read("Sum of the odds", total, step=CLOSE)
    else:
        rail.test(tally)


def _answer(rail: ChoiceRail, shown: ShownChoice, choice: TokenChoice, newest: int) -> None:
    draw_openness(rail, shown.choices.openness, newest)
    rail.read("Kept", choice.kept_count, "decode", step=CLOSE)
    rail.read("Entropy", _entropy(choice), step=CLOSE)


def _entropy(choice: TokenChoice) -> Quantity:
    return Quantity(choice.entropy_bits, "bit", "entropy", "H")
