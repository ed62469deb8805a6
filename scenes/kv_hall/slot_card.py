"""What one slot holds, as a product in the rail; then, as they come, the prompt's slots, all slots, the work saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.kv_hall.facts import one_slot
from scenes.kv_hall.flight import HallMoment
from scenes.kv_hall.rail import SumRail, SumRow
from tourapp.authoring import Frame, Phrase

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Costs, Variant


def draw_slot_card(rail: SumRail, f: Frame, s: HallMoment) -> None:
    """One slot, factor by factor; then what this request makes of it."""
    costs, variant = f.world.cost, s.variant
    model, bits = costs.scenario.model_spec.name, costs.scenario.kv_bits
    if variant.own:
        rail.note("One slot of {model}", "ink", model=model)
    else:
        rail.note("One slot of {model} with {variant}", "ink", model=model, variant=variant.label)
    if f.beat_name == "empty":
        for row in _factors(costs, variant):
            rail.row(row)
        rail.row(SumRow(Phrase("× {bits} bits", bits=bits), s.variants.element))
        rail.sum_line()
    rail.row(SumRow(Phrase("one slot"), one_slot(variant.per_token)))
    for row in _request(f, s):
        if row.alpha > 0:
            rail.row(row)


def _factors(costs: Costs, variant: Variant) -> list[SumRow]:
    """How many numbers a slot holds: layers, heads, width of a head; or what a latent model keeps instead."""
    layers, parts = costs.scenario.model_spec.number("layers"), variant.elements.inputs
    assert layers is not None
    if variant.heads is None:
        rank, rope = (int(part.value) for part in parts)
        kept = Phrase("{a} + {b}", a=rank, b=rope)
        return [SumRow(Phrase("layers"), layers), SumRow(Phrase("× latent, rotary"), kept, why=variant.elements)]
    if len(parts) > 2:  # keys and values of different width
        return [SumRow(Phrase("layers"), layers), SumRow(Phrase("× in a layer"), variant.elements)]
    heads, width = parts
    return [
        SumRow(Phrase("K, V × layers"), Phrase("{two} × {v}", two=2, v=layers)),
        SumRow(Phrase("× KV heads"), heads),
        SumRow(Phrase("× head width"), width),
    ]


def _request(f: Frame, s: HallMoment) -> list[SumRow]:
    """This request's slots, and the passes that keeping them saves."""
    ours, loop, id = f.world.our_slots, f.world.loop, s.variant.id
    passes = Phrase("{a:,.0f} : {b:,.0f}", a=loop.with_cache, b=loop.without)
    first, whole = Phrase("prompt's {n:,.0f}", n=ours.prompt), Phrase("all {n:,.0f} slots", n=ours.total)
    return [
        SumRow(first, ours.prompt_bytes[id], "prefill", alpha=f.move("prefill", 0.25, 0.35)),
        SumRow(whole, ours.total_bytes[id], "decode", alpha=f.move("decode", 0.85, 0.92)),
        SumRow(Phrase("passes"), passes, "good", alpha=f.move("decode", 0.90, 0.96)),
    ]
