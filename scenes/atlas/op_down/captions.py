"""What the captions say: verdicts from the model and the machine. Draws nothing."""

from __future__ import annotations

from scenes.atlas.op_down.facts import DownFacts
from tourapp.authoring import Frame, Phrase, Picture


def fill_captions(f: Frame, p: Picture, facts: DownFacts) -> None:
    """Gives every field of the captions its value."""
    p.fill(
        what_note=_what_note(facts),
        w=facts.cost.weight_bytes,
        cost_note=_cost_note(facts),
        bits=f.inputs.weight_bits,
        time=facts.cost.seconds,
        scale_note=_scale_note(facts),
    )


def _what_note(facts: DownFacts) -> Phrase:
    folding = facts.folding
    if folding is None:
        return Phrase("Its numbers are not in this recording of {model}.", model=facts.small)
    return Phrase(
        "Layer {layer} of {model}: {f} lanes become {h} numbers, and they are added to the stream.",
        layer=folding.layer,
        model=facts.small,
        f=len(folding.products),
        h=len(folding.added),
    )


def _cost_note(facts: DownFacts) -> Phrase:
    told = {"model": facts.chosen, "share": facts.cost.share}
    if not facts.numbers.gated:
        return Phrase("{model} has no gate: up and down are its two matrices. Down is {share} of the step.", **told)
    if facts.numbers.experts:
        return Phrase(
            "In the experts of {model} too all three matrices are alike. Down is {share} of the step.", **told
        )
    return Phrase("In {model} gate, up and down are alike in size. Down is {share} of the step.", **told)


def _scale_note(facts: DownFacts) -> Phrase:
    meeting = facts.here.meeting
    if facts.gpus == 1:
        return Phrase("Not a different matrix: the same bytes take the same time. One GPU has nobody to meet.")
    if meeting is None:
        return Phrase("Not a different matrix: the same bytes. How these GPUs are joined, nobody has told.")
    return Phrase(
        "Not a different matrix: the same bytes. But after it {n} GPUs must meet: {t}, achieved.",
        n=facts.gpus,
        t=meeting,
    )
