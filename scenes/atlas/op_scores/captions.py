"""What the captions say; the verdict of the last beat comes from the numbers. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture

if TYPE_CHECKING:
    from scenes.atlas.op_scores.facts import ScoresFacts

HALF = 0.5
"""From this share of prefill's time on attention dominates it."""


def fill_captions(p: Picture, facts: ScoresFacts) -> None:
    """Gives every field of the captions its value."""
    head, cross = facts.head, facts.crossings
    p.fill(n=head.count, d=head.width, what_note=_what(facts))
    p.fill(pairs=cross.pairs, keys=cross.keys, cost_note=_cost(facts))
    p.fill(twice=cross.twice, share=cross.prefill_share, scale_note=_scale(facts))


def _what(facts: ScoresFacts) -> Phrase:
    head = facts.head
    if not head.top:
        return Phrase(
            "A score is the sum of {d} products. This token is the first: it meets its own key.", d=head.width
        )
    best = max(head.top, key=lambda item: float(item.score.value))
    return Phrase(
        "A score is the sum of {d} products. “{asking}” scores {score} with “{best}”.",
        d=head.width,
        asking=head.recording.all_texts[head.asking].strip(),
        score=best.score,
        best=best.words,
    )


def _cost(facts: ScoresFacts) -> Phrase:
    if facts.latent:
        return Phrase(
            "A latent cache is smaller, but a score in it is longer: {flops} in a step.", flops=facts.decode.flops
        )
    if facts.windowed:
        return Phrase("In a layer with a sliding window both are fewer: a token looks back no further than the window.")
    return Phrase("In every head of every layer, for every one of the prompts. In a step each key is read again.")


def _scale(facts: ScoresFacts) -> Phrase:
    cross = facts.crossings
    if cross.flops_meet is None:
        return Phrase("Not so: attention never takes over here. A sliding window in every layer ends its growth.")
    if float(cross.prefill_share.value) >= HALF:
        return Phrase("Here attention does dominate. With short prompts it does not: the matrices weigh more.")
    if facts.past_meeting:
        return Phrase(
            "Not in prefill, but in a step: past {meet} it has more arithmetic than all matrices.",
            meet=cross.flops_meet,
        )
    if facts.most_of_a_step:
        return Phrase(
            "Not its arithmetic: that equals the matrices only at {meet}. But its cache takes most of a step’s time.",
            meet=cross.flops_meet,
        )
    return Phrase(
        "Not so: attention does not dominate. In a step it equals the matrices only at {meet}.", meet=cross.flops_meet
    )
