"""What the captions say: their verdicts come from the table on stage. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.paths.layer_detail.facts import LayerFacts
from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LayerTable, Overtaking

MOSTLY = 0.5


def fill_captions(f: Frame, p: Picture, facts: LayerFacts) -> None:
    """Gives the fields of the present beat's sentences their values."""
    table, scenario = facts.table, f.world.cost.scenario
    match f.beat_name:
        case "flow":
            p.fill(steps=len(facts.rows), layers=facts.both.layers)
        case "table":
            p.fill(table=_table(table), table_note=_note(facts))
        case "decode":
            p.fill(decode=_decode(table), decode_note=_note(facts), busy=f.world.cost.decode.compute_busy)
        case "fused":
            _, extra, moved = facts.alone
            p.fill(extra=extra, moved=moved)
        case "long":
            p.fill(long=_long(f.world.overtaking), long_note=_long_note(f))
        case _:
            p.fill(roof=_roof(facts), ridge=facts.both.ridge, gpu=scenario.gpu_spec.name)


def _table(table: LayerTable) -> Phrase:
    """Which steps the time goes to."""
    gated = table.row("gate") is not None
    if float(table.ffn_share.value) > MOSTLY:
        if gated:
            return Phrase(
                "{n} steps a layer. Gate, up and down take {v} of the time.", n=len(table.rows), v=table.ffn_share
            )
        return Phrase("{n} steps a layer. Up and down take {v} of the time.", n=len(table.rows), v=table.ffn_share)
    longest = max(table.rows, key=lambda row: float(row.seconds.value))
    told = {"n": len(table.rows), "what": longest.words, "v": longest.block_share}
    return Phrase("{n} steps a layer. The longest, {what}, takes {v} of the time.", **told)


def _note(facts: LayerFacts) -> Phrase:
    """What the pass is, and how long all layers take."""
    table, scenario = facts.table, facts.both.layers
    told = {"t": table.block_seconds, "n": table.tokens, "layers": scenario}
    if table.phase == "prefill":
        return Phrase("Reading {n}: {t} in all {layers} layers, ideal. Dashed steps take no time of their own.", **told)
    return Phrase(
        "A step for a batch of {n}: {t} in all {layers} layers, ideal. Dashed steps take no time of their own.", **told
    )


def _decode(table: LayerTable) -> Phrase:
    """How many steps wait for memory."""
    waits = sum(row.bound == "memory" for row in table.rows)
    if table.phase == "prefill":
        return Phrase("In prefill {n} of {all} steps wait for memory.", n=waits, all=len(table.rows))
    if waits == len(table.rows):
        return Phrase("In decode every step waits for memory.")
    return Phrase("In decode {n} of {all} steps wait for memory.", n=waits, all=len(table.rows))


def _long(told: Overtaking) -> Phrase:
    if told.meets is None:
        return Phrase("Attention never overtakes the FFN here, however long the context.")
    if int(told.meets.value) <= int(told.tokens[0]):
        return Phrase("At this batch attention takes longer than the FFN from the start.")
    return Phrase("From {v} on, attention takes longer than the FFN.", v=told.meets)


def _long_note(f: Frame) -> Phrase:
    scenario = f.world.cost.scenario
    told = {"model": scenario.model_spec.name, "batch": scenario.quantity("batch")}
    return Phrase(
        "{model}, batch {batch}: a step reads the FFN's weights once, and every conversation's whole cache.", **told
    )


def _roof(facts: LayerFacts) -> Phrase:
    both = facts.both
    under = sum(row.bound == "compute" for row in both.prefill.rows)
    if under and all(row.bound == "memory" for row in both.decode.rows):
        return Phrase("The same steps: prefill under the flat roof, decode down the slope.")
    return Phrase("Left of the ridge memory sets the time, right of it the math.")
