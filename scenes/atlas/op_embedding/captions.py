"""What the captions say. Draws nothing."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_embedding.facts import EmbeddingFacts
from tourapp.authoring import Frame, Phrase, Picture


def fill_captions(_f: Frame, p: Picture, facts: EmbeddingFacts) -> None:
    """Gives every field of the captions its value."""
    costs = facts.costs
    p.fill(
        what_note=_rows(facts),
        rows=costs.rows,
        n=int(costs.rows.value),
        vocab=costs.entries,
        stored=costs.stored,
        touched=costs.touched,
        cost_note=_cost(facts),
        misconception=_misconception(facts),
    )


def _rows(facts: EmbeddingFacts) -> Phrase:
    table = facts.numbers.table
    told = {"n": facts.entries, "h": facts.rows.shape[1]}
    if table is None:
        return Phrase("{n:,} rows of {h} numbers. A row is the whole of what the model starts with.", **told)
    lengths = [float(value.value) for value in facts.lengths]
    least, most = facts.lengths[int(np.argmin(lengths))], facts.lengths[int(np.argmax(lengths))]
    if len(lengths) == 1:
        words = "{n:,} rows of {h} numbers, {low} to {high} long. Ours is {least} long."
        return Phrase(words, low=table.shortest, high=table.longest, least=least, **told)
    words = "{n:,} rows of {h} numbers, {low} to {high} long. Ours are {least} to {most}."
    return Phrase(words, low=table.shortest, high=table.longest, least=least, most=most, **told)


def _cost(facts: EmbeddingFacts) -> Phrase:
    told = facts.decode.activation_bytes
    if float(facts.decode.flops.value):
        words = "{v} are copied, and the row of its place is added to each: {c}, the only arithmetic."
        return Phrase(words, v=facts.costs.touched, c=facts.decode.flops)
    if told is None:
        return Phrase("{v} are copied, and that is all.", v=facts.costs.touched)
    return Phrase(
        "{v} are read and written again: the {both} of activations in the table.", v=facts.costs.touched, both=told
    )


def _misconception(facts: EmbeddingFacts) -> Phrase:
    told = {"share": facts.costs.touched_share, "v": facts.costs.stored}
    if facts.costs.tied:
        return Phrase(
            "Not so: not all that is held is read. Only {share} is read here; as LM head the same table is read whole.",
            **told,
        )
    return Phrase("Not so: not every weight is read in every step. Of these {v} it is {share}.", **told)
