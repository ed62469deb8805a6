"""What the captions of this stage say. Draws nothing."""

from __future__ import annotations

from scenes.spine.s_price.facts import (
    batch_verdict,
    ends_of,
    input_verdict,
    listed_verdict,
    output_verdict,
    question,
    ratio_verdict,
)
from tourapp.authoring import Frame, Phrase, Picture


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives every field of the captions its value."""
    told = question(f)
    ends = ends_of(told.cards)
    p.fill(
        listed=listed_verdict(told.card),
        name=told.card.name,
        date=told.card.date,
        p_in=told.card.input,
        p_out=told.card.output,
        least=ends.least.ratio,
        most=ends.most.ratio,
        hour=f.world.cost.price.machine_hour,
        second=told.second,
        input=input_verdict(f),
        in_bytes=told.input.bytes,
        in_tokens=told.input.tokens,
        apart=_apart(f),
        output=output_verdict(f),
        out_bytes=told.output.bytes,
        out_tokens=told.output.tokens,
        ratio=ratio_verdict(f),
        t_in=told.input.ideal,
        t_out=told.output.ideal,
        achieved=told.here.achieved,
        fits=_fits(f),
        batch=batch_verdict(f),
        other_achieved=told.other.achieved,
        verdict=_say(f),
    )


def _apart(f: Frame) -> Phrase:
    told = question(f)
    return Phrase("Attention takes {a} of the {t}.", a=told.attention, t=told.input.ideal)


def _fits(f: Frame) -> Phrase:
    if bool(f.world.cost.capacity.fits):
        return Phrase("Achieved, with what real machines lose, it is {x}.", x=question(f).here.achieved)
    return Phrase("One such machine does not hold this model and its cache; the ratio is that of one that would.")


def _say(f: Frame) -> Phrase:
    told = question(f)
    if abs(float(told.other.ideal.value) / float(told.here.ideal.value) - 1) < 0.05:
        return Phrase("So it is no markup; and here the batch is not the reason either.")
    return Phrase("So it is no markup: it is the batch.")
