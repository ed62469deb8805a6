"""The large numbers in the upper corners: how many tokens there are or are left, and the temperature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Picture, Quantity, clamp
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TokenChoice

LEFT, RIGHT = 64.0, 1436.0
NUMBER_Y, WORDS_Y, SMALL_Y = 206.0, 246.0, 282.0
"""Baselines of a number, of what it counts, and of a line below that."""
IN = 3.0
"""Words stand a little more to the right than the number's first digit."""


def draw_scores_read(p: Picture, vocabulary: int, read: float, alpha: float) -> None:
    """Left: how many scores have been read so far."""
    count = round(vocabulary * read)
    p.text((LEFT, NUMBER_Y), "{n}", n=count, size=FIGURE_LARGE, weight=600, alpha=alpha)
    p.text((LEFT + IN, WORDS_Y), "scores, one for each token", size=LABEL, role="dim", alpha=alpha)


def draw_whole(p: Picture, total: Quantity, vocabulary: int, alpha: float) -> None:
    """Left: all probabilities together."""
    p.text((LEFT, NUMBER_Y), "{v}", v=total, size=FIGURE_LARGE, weight=600, role="decode", alpha=alpha)
    p.text((LEFT + IN, WORDS_Y), "all {n} tokens together", n=vocabulary, size=LABEL, role="dim", alpha=alpha)


def draw_token_count(p: Picture, choice: TokenChoice, cut: float) -> None:
    """Left: after the cut (0..1) how many are left."""
    late = clamp(2 * cut - 1)
    p.text((LEFT, NUMBER_Y), "{n}", n=choice.kept_count, size=FIGURE_LARGE, weight=600, alpha=late)
    words = "of {n} can be drawn"
    p.text((LEFT + IN, WORDS_Y), words, n=choice.vocabulary, size=LABEL, role="dim", alpha=late, backed=0.6)


def draw_temperature(p: Picture, temperature: float, alpha: float) -> None:
    """Right: the temperature."""
    at = (RIGHT, NUMBER_Y)
    p.text(at, "{t:.2f}", t=temperature, size=FIGURE, weight=600, mono=True, align="right", alpha=alpha)
    words = "temperature" if temperature > 0 else "temperature: greedy"
    p.text((RIGHT, WORDS_Y), words, size=LABEL, role="dim", align="right", alpha=alpha, backed=0.6)
