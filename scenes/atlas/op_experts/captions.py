"""What the captions say: verdicts from the model and the batch. Draws nothing."""

from __future__ import annotations

from scenes.atlas.op_experts.facts import ExpertFacts
from tourapp.authoring import Phrase, Picture


def fill_captions(p: Picture, facts: ExpertFacts) -> None:
    """Gives every field of the captions its value."""
    p.fill(
        what_verdict=_what(facts),
        what_note=_what_note(facts),
        cost_verdict=_cost(facts),
        cost_note=_cost_note(facts),
        scale_verdict=_scale(facts),
        scale_note=_scale_note(facts),
    )


def _what(facts: ExpertFacts) -> Phrase:
    if facts.dense:
        return Phrase("No experts here: every token visits the one FFN.")
    return Phrase("Each token visits {k} of {e} experts.", k=facts.numbers.active, e=facts.numbers.experts)


def _what_note(facts: ExpertFacts) -> Phrase:
    numbers = facts.numbers
    told = {"k": numbers.active, "e": numbers.experts, "model": numbers.name}
    if facts.dense:
        return Phrase("Beside it stands {model}, where each token visits {k} of {e} experts.", **told)
    if numbers.shared:
        return Phrase("A router picks them anew in every layer; a shared expert sees every token besides.")
    return Phrase("A router picks them anew in every layer, for every token of {model}.", **told)


def _cost(facts: ExpertFacts) -> Phrase:
    numbers = facts.numbers
    if facts.dense:
        return Phrase("The whole FFN is read, for one token or for many: {w}.", w=facts.cost.weight_bytes)
    told = {"n": facts.batch, "hit": numbers.hit, "e": numbers.experts}
    if facts.batch == 1:
        return Phrase("One token alone wakes {hit} of {e} experts.", **told)
    return Phrase("{n} tokens together wake {hit} of {e} experts.", **told)


def _cost_note(facts: ExpertFacts) -> Phrase:
    numbers = facts.numbers
    if facts.dense:
        return Phrase(
            "In {model} {n} {n|token wakes|tokens wake} {hit} of {e} experts, as is to be expected.",
            model=numbers.name,
            n=facts.batch,
            hit=numbers.hit,
            e=numbers.experts,
        )
    if f"{numbers.hit.value:.3g}" == f"{numbers.experts.value:.3g}":
        return Phrase("A step reads all {held} of them: none is left to wait in memory.", held=numbers.held)
    return Phrase(
        "A step reads {read} of their {held}; the others wait in memory.", read=numbers.read, held=numbers.held
    )


def _scale(facts: ExpertFacts) -> Phrase:
    numbers = facts.numbers
    if facts.dense:
        return Phrase("One FFN for all reads itself whole and uses itself whole, at every batch.")
    if numbers.all_at is None:
        return Phrase("Even in the largest batch here some experts are left asleep.")
    return Phrase("At batch {n} nearly all are awake: only the arithmetic is saved.", n=numbers.all_at)


def _scale_note(facts: ExpertFacts) -> Phrase:
    numbers = facts.numbers
    told = {"n": facts.batch, "share": numbers.share, "use": numbers.use, "model": numbers.name}
    if facts.dense:
        return Phrase(
            "Not so in {model}: at batch {n} it reads {share} of its experts and computes with {use}.", **told
        )
    if facts.batch == 1:
        return Phrase("Only one token alone reads no more than it uses: {share} of the experts.", **told)
    return Phrase("Not only the active weights: at batch {n} a step reads {share} and computes with {use}.", **told)
