"""The large numbers in the upper corners: how many tokens there are or are left, and the temperature.

Below the left one stands, where it differs, with which settings the answer was made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Picture, clamp, text_width
from tourapp.authoring.sizes import T14, T16, T17, T42

if TYPE_CHECKING:
    from tourapp.authoring.kinds import SamplingParams, TokenChoice

LEFT, RIGHT = 64.0, 1438.0
NUMBER_Y, WORDS_Y, SMALL_Y = 166.0, 194.0, 222.0
IN = 2.0
"""Words stand a little more to the right than the number's first digit."""
LINE_Y = SMALL_Y - 5
LINE, BEFORE = 38.0, 10.0
"""Length of the dashed line that stands for the ghosts, and the gap before its words."""
WIDER = 1.16
"""How much wider words may be on other themes."""
ROOM = 420


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


def draw_ghost_temperature(p: Picture, temperature: float, alpha: float) -> None:
    """Below it, with a dashed line as the ghosts have: the other temperature."""
    if alpha <= 0:
        return
    x = RIGHT - text_width("at 0.00", T16, "mono") * WIDER - BEFORE
    p.lines([(x - LINE, LINE_Y, x, LINE_Y)], "ink", dash=True, width=1.4, alpha=0.75 * alpha)
    at = (RIGHT, SMALL_Y)
    p.text(at, "at {t:.1f}", t=temperature, size=T16, role="ink", mono=True, align="right", alpha=alpha)


def draw_answers_settings(p: Picture, made_with: SamplingParams) -> None:
    """Says quietly with which settings the answer below was made."""
    p.text(
        (LEFT + IN, SMALL_Y),
        "answer below: T {t:.2f}, k {k}, p {p:.2f}, seed {s}",
        t=made_with.temperature,
        k=made_with.top_k,
        p=made_with.top_p,
        s=made_with.seed,
        size=T14,
        role="dim",
        fit=ROOM,
        backed=0.6,
    )
