"""The end: the output returns to slow memory, and what the two ways come to stands where the tile was."""

from __future__ import annotations

from scenes.flash_attention.facts import FlashFacts, compared, power
from scenes.flash_attention.memory import MATRIX
from scenes.flash_attention.ribbons import draw_return
from scenes.flash_attention.tile import strip
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE, TITLE

OUTPUT = Rect(806, MATRIX.y, 44, MATRIX.h)
"""The whole output before it goes back."""
FACTOR, WORDS, CHECK = (916.0, 442.0), (924.0, 512.0), (924.0, 566.0)
"""Baselines of the large number and of the words below it."""


def draw_answer(f: Frame, p: Picture, facts: FlashFacts, back: float) -> None:
    """The output on its way, `back` 0..1 of it there; then the comparison and the check with twice the digits."""
    loop, shown = facts.loop, f.cue("output.return")
    draw_return(p, facts.head, (f.clock, OUTPUT), shown, back)
    key = ("out", facts.head.key, loop.causal)
    p.image(strip(loop.run.output, True), OUTPUT, "ground2", "white", key=key, alpha=shown)
    p.text((OUTPUT.x, OUTPUT.y - 14), "the output", size=LABEL, weight=600, alpha=shown)
    _comparison(p, facts, f.cue("output.answer"))


def _comparison(p: Picture, facts: FlashFacts, alpha: float) -> None:
    loop = facts.loop
    factor, words = compared(facts.traffic)
    role = "good" if float(facts.traffic.gain.value) >= 1 else "waste"
    p.text(FACTOR, "{v:.3g} ×", v=factor, size=FIGURE_HUGE, weight=600, role=role, alpha=alpha)
    p.text(WORDS, "{words}", words=words, size=TITLE, weight=600, alpha=alpha)
    error = power(loop.error)
    p.text(CHECK, "✓ off by {v} at most", v=error, q=loop.error, size=LINE, role="good", alpha=alpha)
