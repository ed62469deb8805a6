"""What kind of picture this is, and the numbers of captions and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.sampling.answer_loop import loop_turn
from scenes.sampling.column_shapes import COLUMNS
from scenes.sampling.shown_choice import ShownChoice
from tourapp.authoring import Badge, Frame, Phrase, Picture, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Recording


def badge_of(recording: Recording) -> Badge:
    """Whether the model ran here or its recording is shown."""
    heights = Phrase(
        "height = square root of the odds (grey: before the cut); the likeliest {n} have columns", n=COLUMNS
    )
    if recording.badge == "live":
        real = Phrase("scores, odds, draws and text of {model}, run here", model=recording.model)
        return Badge("live on this computer", heights, real)
    return Badge(
        "recorded", heights, Phrase("scores, odds, draws and text of {model}, recorded", model=recording.model)
    )


def fill_captions(f: Frame, p: Picture, shown: ShownChoice) -> None:
    """Every number that a caption or a note names."""
    now = loop_turn(f, shown)
    _fill_scores(p, shown)
    _fill_draw(p, shown)
    p.fill(
        n=shown.step + 1 + now.out,
        all=len(shown.recording.ids),
        rate=Quantity(shown.recording.decode_tokens_per_second, "1", "tokens per second of this run", "v"),
    )


def _fill_scores(p: Picture, shown: ShownChoice) -> None:
    """The highest score, the next one and the lowest, and what the first two become as odds."""
    plain, second = shown.plain, min(1, len(shown.plain.ids) - 1)
    words = [shown.word(plain.ids[k]) for k in (0, second)]
    (_, lowest), (best, worst) = shown.choices.at_ranks(shown.step, (1, plain.vocabulary))
    gap = float(plain.scores[0] - plain.scores[second])
    p.fill(
        vocab=plain.vocabulary,
        first=words[0],
        second=words[1],
        last=shown.word(lowest),
        best=Quantity(float(best), "1", Phrase("score of {token}", token=words[0]), "s"),
        worst=Quantity(float(worst), "1", "lowest score"),
        gap=Quantity(gap, "1", "difference of two scores", "d"),
        times=Quantity(float(np.exp(gap)), "times", "e to the power of the difference", "r"),
        p_first=Quantity(float(plain.raw[0]), "share", Phrase("odds of {token}", token=words[0]), "p"),
        p_second=Quantity(float(plain.raw[second]), "share", Phrase("odds of {token}", token=words[1]), "p"),
    )


def _fill_draw(p: Picture, shown: ShownChoice) -> None:
    """The settings' doing and the token that the seed gives."""
    choice = shown.reshaped
    p.fill(
        t=choice.params.temperature,
        kept=choice.kept_count,
        lost=Quantity(choice.lost, "share", "odds cut off", "c"),
        u=Quantity(choice.chance, "1", "the seed's number", "u"),
        drawn=shown.word(choice.drawn),
        q=Quantity(float(choice.final[max(0, choice.place)]), "share", "odds of the drawn token", "q"),
    )
