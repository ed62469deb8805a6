"""What the captions say; verdicts come from the numbers. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture

if TYPE_CHECKING:
    from scenes.atlas.op_qkv.facts import QkvFacts


def fill_captions(p: Picture, facts: QkvFacts) -> None:
    """Gives every field of the captions its value."""
    p.fill(what_note=_what(facts))
    p.fill(cost_verdict=_cost(facts), cost_note=_cost_note(facts))
    p.fill(scale_verdict=_scale(facts), scale_note=_scale_note(facts))


def _what(facts: QkvFacts) -> Phrase:
    views = facts.views
    told = {"q": len(views.queries), "k": len(views.keys), "layer": views.layer + 1}
    if views.seen is None:
        return Phrase("{q} {q|query|queries}, {k} {k|key|keys} and as many values in layer {layer}.", **told)
    return Phrase(
        "In layer {layer}, {h} numbers become {q} {q|query|queries}, {k} {k|key|keys} and as many values.",
        h=len(views.seen),
        **told,
    )


def _cost(facts: QkvFacts) -> Phrase:
    q, k, v = facts.sizes
    if facts.counts.latent:
        return Phrase("Queries take {q}; a compressed key and value take {k} and {v}.", q=q, k=k, v=v)
    return Phrase("Queries take {q}, keys and values {k} each.", q=q, k=k)


def _cost_note(facts: QkvFacts) -> Phrase:
    own = facts.own
    if facts.counts.latent:
        return Phrase("Not three equal matrices: one makes a latent vector, others make keys and values out of it.")
    if own.heads is not None and own.heads.value == facts.counts.query_heads.value:
        return Phrase("In this model they do cost the same: every query head has keys and values of its own.")
    return Phrase(
        "Not the same: {q} query heads share {k} KV {k|head|heads}, so two of the three matrices are thin.",
        q=facts.counts.query_heads,
        k=own.heads,
    )


def _scale(facts: QkvFacts) -> Phrase:
    if facts.counts.latent:
        return Phrase("A latent keeps the cache thin in its own way: {kappa}.", kappa=facts.shown.per_token)
    return Phrase("Fewer KV heads make K and V thinner, and the cache with them: {kappa}.", kappa=facts.shown.per_token)


def _scale_note(facts: QkvFacts) -> Phrase:
    if facts.counts.latent:
        return Phrase(
            "Not so: it has no fewer heads. Each of them unpacks its own key and value from one small vector."
        )
    most, least = facts.counts.pick("mha"), facts.counts.pick("mqa")
    own = facts.own
    if own.heads is not None and own.heads.value == facts.counts.query_heads.value:
        return Phrase(
            "As built, Q, K and V do weigh alike. With one KV head for all, K and V together would take {least}.",
            least=least.pairs,
        )
    return Phrase(
        "Not so: Q, K and V do not weigh alike. K and V together take {least} to {most}, the queries always {q}.",
        least=least.pairs,
        most=most.pairs,
        q=facts.shown.q,
    )
