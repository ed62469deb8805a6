"""How much of the answer is left after rounding, judged by what was measured on the fixed text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase

if TYPE_CHECKING:
    from tourapp.authoring.kinds import MeasuredQuality, Quant, QuantAnswers

SAME, GONE = 0.9, 0.25
"""Shares of places with the same first choice: from the first on the answer counts as the same, below the second as
gone."""
MORE, FAR_MORE = 1.05, 10.0
"""Times the full model's perplexity: below the first the answer may count as the same, from the second on it is
gone."""
ROLES = {"same": "good", "drifts": "ink", "gone": "waste"}


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


def price_note(quant: Quant, answers: QuantAnswers) -> Phrase:
    """How the words came about, and the perplexities behind the verdict."""
    return Phrase("{how} {perplexities}", how=_how(answers), perplexities=_perplexities(quant))


def _how(answers: QuantAnswers) -> Phrase:
    if answers.as_set:
        return Phrase("Same question, greedy; boxed: the first other word.")
    return Phrase("Words: groups of {g}, {k} kept.", g=answers.group, k=answers.kept)


def _perplexities(quant: Quant) -> Phrase:
    quality, full = quant.chosen.quality, quant.full.quality
    before = full.perplexity if full else Phrase("not measured")
    if quant.spec is None:
        return Phrase("Perplexity on a fixed text: {full}.", full=before)
    now = quality.perplexity if quality else Phrase("not measured")
    return Phrase("Perplexity {full} before, {now} in {bits} bits.", full=before, now=now, bits=quant.bits)
