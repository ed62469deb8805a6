"""What the captions say; verdicts come from the numbers. Draws nothing."""

from __future__ import annotations

from scenes.paths.softmax.facts import LOGITS, PLENTY, bits_of, breaks, lifted, name_of, numbers, offset_of, scores_of
from tourapp.authoring import Frame, Phrase, Picture, Quantity

EVEN = 0.02
"""Shares that differ by less are equal to the eye."""


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives every field of the captions its value."""
    told, steps = numbers(f), numbers(f).online(numbers(f).row)
    products = told.products(int(f["product_length"]))
    p.fill(
        exp_note=_exp(f),
        total=told.total(scores_of(f)),
        shift_note=_shift(f),
        overflow_verdict=_overflow(f),
        overflow_note=_overflow_note(f),
        small=16,
        large=32,
        double=64,
        l16=told.limit(16),
        l32=told.limit(32),
        l64=told.limit(64),
        highest=told.highest,
        broken=told.broken(16),
        fine=told.broken(32),
        logit=told.top_logit,
        heat_verdict=_heat(f),
        heat_note=_heat_note(f),
        numbers=int(f["product_length"]),
        spread=products.spread,
        root=products.root,
        without_bits=told.entropy(False),
        count=len(steps),
        rescaled=sum(each.rescale < 1.0 for each in steps),
    )


def _top(f: Frame, own: str = "mine") -> int:
    scores = scores_of(f, own).scores
    return scores.index(max(scores))


def _exp(f: Frame) -> Phrase:
    told, top = scores_of(f), _top(f)
    return Phrase(
        "Raise e to each score, sum up, divide. “{w}” gets {p}.", w=name_of(told, top), p=numbers(f).share(told, top)
    )


def _shift(f: Frame) -> Phrase:
    told, top = scores_of(f), _top(f)
    words = {"n": offset_of(f), "w": name_of(told, top), "p": numbers(f).share(told, top)}
    if not offset_of(f):
        return Phrase("Nothing is added: “{w}” has {p}. Add what you like to all three.", w=words["w"], p=words["p"])
    return Phrase("Add {n:,.0f} to every score: the gaps stay, and “{w}” has {p} as before.", **words)


def _overflow(f: Frame) -> Phrase:
    if breaks(f):
        return Phrase("Too high for the numbers: so take the maximum away first.")
    return Phrase("These scores fit. The maximum is taken away all the same.")


def _overflow_note(f: Frame) -> Phrase:
    words: dict[str, Quantity | float] = {
        "b": bits_of(f),
        "l": numbers(f).limit(bits_of(f)),
        "z": max(lifted(f).scores),
    }
    if breaks(f):
        return Phrase(
            "In {b} bits e to {z:,.4g} is infinite: {l} is the end. Below the maximum no power is above one.", **words
        )
    return Phrase("In {b} bits the end is {l}; the highest score is {z:,.4g}.", **words)


def _heat(f: Frame) -> Phrase:
    scores = scores_of(f, LOGITS).scores
    shares = numbers(f).raised(scores, 64, float(f["soft_heat"])).shares
    if float(shares.max()) >= PLENTY:
        return Phrase("Cold: the highest takes all.")
    if float(shares.max() - shares.min()) <= EVEN:
        return Phrase("Hot: all become equal.")
    return Phrase("Cold, the highest takes all; hot, all become equal.")


def _heat_note(f: Frame) -> Phrase:
    told, heat = scores_of(f, LOGITS), float(f["soft_heat"])
    a, b, c = (numbers(f).share(told, place, heat=heat) for place in range(3))
    return Phrase("Divide the scores by {t:.2f} first: {a}, {b}, {c}.", t=heat, a=a, b=b, c=c)
