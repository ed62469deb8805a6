"""How much of the answer is left after rounding, judged by what was measured on the fixed text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase

if TYPE_CHECKING:
    from tourapp.authoring.kinds import MeasuredQuality, Quant

SAME, GONE = 0.9, 0.25
"""Shares of places with the same first choice: from the first on the answer counts as the same, below the second as
gone."""
MORE, FAR_MORE = 1.05, 10.0
"""Times the full model's perplexity: below the first the answer may count as the same, from the second on it is
gone."""
ROLES = {"same": "good", "drifts": "decode", "gone": "waste"}


def verdict_of(quality: MeasuredQuality, full: MeasuredQuality) -> str:
    """same, drifts or gone."""
    times, same = float(quality.perplexity.value) / float(full.perplexity.value), float(quality.same.value)
    if same < GONE or times >= FAR_MORE:
        return "gone"
    return "same" if same >= SAME and times < MORE else "drifts"


def role_of(quality: MeasuredQuality, full: MeasuredQuality) -> str:
    """The role of that verdict."""
    return ROLES[verdict_of(quality, full)]


def price_caption(quant: Quant) -> Phrase:
    """What rounding does to the answer at the chosen bits."""
    quality, full = quant.chosen.quality, quant.full.quality
    if quant.spec is None:
        return Phrase("In {bits} bits nothing is rounded, so nothing is lost.", bits=quant.bits)
    if quality is None or full is None:
        return Phrase("What this rounding does to the answer was not measured.")
    same = quality.same
    verdict = verdict_of(quality, full)
    if verdict == "same":
        return Phrase("Still the same answer: {same} of its first choices stay.", same=same)
    if verdict == "drifts":
        return Phrase("It is not free. The answer drifts: {same} of its first choices stay.", same=same)
    return Phrase("The answer is gone: only {same} of its first choices stay.", same=same)


def price_note(quant: Quant) -> Phrase:
    """The perplexities behind it."""
    quality, full = quant.chosen.quality, quant.full.quality
    before = full.perplexity if full else Phrase("not measured")
    if quant.spec is None:
        return Phrase(
            "Perplexity on the fixed text: {full}, the small model as it is. Its makers had rounded it before.",
            full=before,
        )
    return Phrase(
        "Perplexity on the fixed text: {full} as the small model is, {now} rounded to {bits} bits. "
        "Its makers had rounded it once before.",
        full=before,
        now=quality.perplexity if quality else Phrase("not measured"),
        bits=quant.bits,
    )
