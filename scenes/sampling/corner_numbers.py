"""The large numbers in the upper corners: how many tokens there are or are left, and the temperature.

Below the right one stands what the ghosts are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Picture, Rect, clamp, say_words, text_width
from tourapp.authoring.sizes import T16, T17, T42

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TokenChoice

LEFT, RIGHT = 64.0, 1438.0
NUMBER_Y, WORDS_Y, SMALL_Y = 166.0, 194.0, 222.0
IN = 2.0
"""Words stand a little more to the right than the number's first digit."""
LINE, TALL, BEFORE = 26.0, 16.0, 10.0
"""Size of the small outline that stands for the ghosts, and the gap before its words."""
LEGEND = "temperature 1, same scores"


def draw_token_count(p: Picture, choice: TokenChoice, cut: float) -> None:
    """Left: how many tokens there are, and after the cut (0..1) how many are left."""
    early, late = clamp(1 - 2 * cut), clamp(2 * cut - 1)
    number, words = (LEFT, NUMBER_Y), (LEFT + IN, WORDS_Y)
    p.text(number, "{n}", n=choice.vocabulary, size=T42, weight=600, mono=True, alpha=early)
    p.text(words, "tokens, one seat each", size=T17, role="dim", alpha=early)
    p.text(number, "{n}", n=choice.kept_count, size=T42, weight=600, mono=True, role="decode", alpha=late)
    p.text(words, "of {n} can be drawn", n=choice.vocabulary, size=T17, role="dim", alpha=late)


def draw_temperature(p: Picture, temperature: float, alpha: float) -> None:
    """Right: the temperature."""
    if alpha <= 0:
        return
    at = (RIGHT, NUMBER_Y)
    p.text(at, "{t:.2f}", t=temperature, size=T42, weight=600, mono=True, role="decode", align="right", alpha=alpha)
    words = "temperature" if temperature > 0 else "temperature: greedy"
    p.text((RIGHT, WORDS_Y), words, size=T17, role="dim", align="right", alpha=alpha)


def draw_plain_temperature(p: Picture, alpha: float) -> None:
    """Right, before the settings act: probabilities stand at temperature 1, wherever the slider is."""
    if alpha <= 0:
        return
    at = (RIGHT, NUMBER_Y)
    p.text(at, "{t:.2f}", t=1.0, size=T42, weight=600, mono=True, align="right", alpha=alpha)
    words = "temperature here: heat comes next"
    p.text((RIGHT, WORDS_Y), words, size=T17, role="dim", align="right", alpha=alpha, backed=0.6)


def draw_ghost_legend(p: Picture, alpha: float, gain: float) -> None:
    """Below it, with a small outline as the ghosts have: what they show. `gain` is the theme's factor for words."""
    if alpha <= 0:
        return
    x = RIGHT - text_width(say_words(LEGEND), T16) * max(1.0, gain) - BEFORE
    box = Rect(x - LINE, SMALL_Y - TALL + 2, LINE, TALL)
    p.rects([box], None, stroke="ink", stroke_width=1.6, stroke_alpha=0.75 * alpha)
    p.text((RIGHT, SMALL_Y), LEGEND, size=T16, role="ink", align="right", alpha=alpha, backed=0.6)
