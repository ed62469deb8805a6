"""What the captions say; verdicts come from the numbers. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture

if TYPE_CHECKING:
    from scenes.atlas.op_out.facts import OutFacts


def fill_captions(p: Picture, facts: OutFacts) -> None:
    """Gives every field of the captions its value."""
    p.fill(what_note=_what(facts), cost_verdict=_cost(facts), cost_note=_cost_note(facts))
    p.fill(scale_verdict=_scale(facts), scale_note=_scale_note(facts))


def _what(facts: OutFacts) -> Phrase:
    joining = facts.joining
    if joining is None:
        return Phrase("The vectors of this step are not in this recording; the way they take is the same.")
    return Phrase(
        "Layer {layer}: {n} {n|head|heads} of {d} numbers become one vector of {h}, which is added, not put in place.",
        layer=joining.layer + 1,
        n=len(joining.heads),
        d=joining.heads.shape[1],
        h=joining.width,
    )


def _cost(facts: OutFacts) -> Phrase:
    own = facts.meetings.own
    if own.gpus == 1:
        return Phrase("{w} of weights, and one GPU has no one to wait for.", w=facts.decode.weight_bytes)
    return Phrase(
        "{w} of weights; with {n} GPUs, the first meeting of the layer.", w=facts.decode.weight_bytes, n=own.gpus
    )


def _cost_note(facts: OutFacts) -> Phrase:
    meetings = facts.meetings
    if meetings.own.gpus == 1:
        return Phrase("With more GPUs each would hold a part of the sum, and all would have to add up before going on.")
    if meetings.each is None:
        return Phrase("How so many of these GPUs are joined is in no table here, so the meeting has no time.")
    return Phrase(
        "Each GPU holds a part of the sum. To add up takes {each}, {count} times in every step.",
        each=meetings.each,
        count=meetings.count,
    )


def _scale(facts: OutFacts) -> Phrase:
    own = facts.meetings.own
    if own.gpus == 1:
        return Phrase("One GPU has no meetings; the more there are, the more each step waits.")
    if own.share is None:
        return Phrase("More GPUs, more meetings: how long these take is not known.")
    return Phrase("More GPUs, more meetings: {comm} of the step.", comm=own.share)


def _scale_note(facts: OutFacts) -> Phrase:
    own = facts.meetings.own
    if own.gpus == 1:
        return Phrase("So communication is free only here. Drag the GPUs and see what the others would pay.")
    if own.prefill_share is None:
        return Phrase("Not so: communication is not free, but no time is made up for a link that nobody has told.")
    return Phrase(
        "Not so: communication is not free. It moves every token’s vector, so in prefill it takes {share}.",
        share=own.prefill_share,
    )
