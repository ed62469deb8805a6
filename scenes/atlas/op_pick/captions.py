"""What the captions say. Draws nothing."""

from __future__ import annotations

from scenes.atlas.op_pick.facts import NOTHING, PickFacts
from tourapp.authoring import Frame, Phrase, Picture, Quantity


def fill_captions(f: Frame, p: Picture, facts: PickFacts | None) -> None:
    """Gives every field of the captions its value."""
    costs = f.world.vocabulary
    p.fill(count=costs.scores, share=costs.pick_share, what_note=NOTHING if facts is None else _what(facts))
    flops: Quantity = f.world.operators.card("op_pick", "decode").flops
    p.fill(
        cost_note=Phrase(
            "The LM head reads {n} numbers, a pick one row for each sequence: {c}, in no row of the ledger.",
            n=costs.table,
            c=flops,
        )
    )


def _what(facts: PickFacts) -> Phrase:
    told = {"kept": facts.choice.kept_count, "word": facts.drawn, "odds": facts.numbers.drawn(facts.drawn)}
    if facts.choice.params.temperature == 0:
        return Phrase("At temperature zero nothing is drawn: the highest score wins, “{word}”.", **told)
    if facts.choice.kept_count >= facts.choice.vocabulary:
        return Phrase("Nothing is cut. The light fell on “{word}”, which had {odds}.", **told)
    return Phrase(
        "{kept:,} {kept|word is|words are} left after the cut. The light fell on “{word}”, with {odds}.", **told
    )
