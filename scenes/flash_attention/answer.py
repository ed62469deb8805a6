"""The end: the output returns to slow memory, and what the two ways come to stands where the tile was."""

from __future__ import annotations

from scenes.flash_attention.facts import FlashFacts, compared, power
from scenes.flash_attention.ribbons import draw_return
from scenes.flash_attention.tile import OUTPUT, strip
from tourapp.authoring import Frame, Picture
from tourapp.authoring.sizes import T18, T26, T88, TAG

FACTOR, WORDS = (1150.0, 646.0), (1176.0, 612.0)
"""Baselines of the large number and of the words beside it."""


def draw_answer(f: Frame, p: Picture, facts: FlashFacts, back: float) -> None:
    """The output on its way, `back` 0..1 of it there; then the comparison and the check with twice the digits."""
    loop = facts.loop
    draw_return(p, facts.head, f.clock, f.cue("output.return"), back)
    key = ("out", facts.head.key, loop.causal)
    p.image(strip(loop.run.output, True), OUTPUT, "ground2", "white", key=key)
    p.text((OUTPUT.right + 14, OUTPUT.cy + 6), "the output", size=TAG, weight=600, fit=170)
    _comparison(p, facts, f.cue("output.answer"))


def _comparison(p: Picture, facts: FlashFacts, alpha: float) -> None:
    loop = facts.loop
    factor, words = compared(facts.traffic)
    role = "good" if float(facts.traffic.gain.value) >= 1 else "waste"
    p.text(FACTOR, "{v:.3g} ×", v=factor, size=T88, weight=600, role=role, align="right", alpha=alpha, fit=340)
    p.text(WORDS, "{words}", words=words, size=T26, weight=600, alpha=alpha, fit=262)
    at, error = (WORDS[0], FACTOR[1]), power(loop.error)
    p.text(at, "✓ off by {v} at most", v=error, q=loop.error, size=T18, role="good", alpha=alpha, fit=262)
