"""What the captions say; verdicts come from the numbers. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture

if TYPE_CHECKING:
    from scenes.atlas.op_softmax.facts import SoftmaxFacts

LESS = 1.02
"""From so many times on one way moves noticeably less."""


def fill_captions(p: Picture, facts: SoftmaxFacts) -> None:
    """Gives every field of the captions its value."""
    matrix = facts.matrix
    p.fill(what_note=_what(facts), cost_note=_cost(facts))
    p.fill(n=facts.prompt, bytes=matrix.matrix, scale_note=_scale(facts))


def _what(facts: SoftmaxFacts) -> Phrase:
    head = facts.head
    if head.count < 2:
        return Phrase("There is one score alone, so it takes all hundred lights.")
    most = head.most[0]
    told = {"n": head.count, "share": head.parts[0]}
    if not most:
        return Phrase("Of {n} scores the one with the first token takes {share} of all the light.", **told)
    top = head.recording.all_texts[most].strip()
    return Phrase("Of {n} scores the one with “{top}” takes {share} of all the light.", top=top, **told)


def _cost(facts: SoftmaxFacts) -> Phrase:
    matrix = facts.matrix
    return Phrase(
        "In a step it is {part} of attention’s math. Written down in prefill, the scores would move {trips}.",
        part=matrix.part,
        trips=matrix.trips,
    )


def _scale(facts: SoftmaxFacts) -> Phrase:
    matrix = facts.matrix
    if not facts.fused:
        return Phrase(
            "Written and read in every layer, it would take {t} of memory’s time in prefill.", t=matrix.extra_seconds
        )
    if float(matrix.gain.value) < LESS:
        return Phrase("Not so: FlashAttention saves no arithmetic. With so short a prompt it saves no traffic either.")
    return Phrase(
        "Not so: FlashAttention saves no arithmetic. It never writes the matrix and moves {gain} fewer bytes.",
        gain=matrix.gain,
    )
