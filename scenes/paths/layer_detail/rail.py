"""Readouts beside the picture: the largest steps, and the layers together."""

from __future__ import annotations

from scenes.paths.layer_detail.facts import LayerFacts
from tourapp.authoring import Frame, Phrase, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: LayerFacts) -> None:
    """At most four; what is pointed at takes their place."""
    rail, table = Rail(p, f.rail), facts.table
    role = table.phase
    pointed = table.row(str(f.hovered("step")))
    if pointed is not None and f.beat_name not in ("long", "roof"):
        rail.read(Phrase("{what}", what=pointed.words), pointed.model_share)
        rail.read("FLOP/B", pointed.intensity)
        rail.read("Weights", pointed.weight_bytes)
        if pointed.alone_seconds is not None:
            rail.read("Alone", pointed.alone_seconds, "waste")
        return
    match f.beat_name:
        case "flow":
            rail.read("Tokens", table.tokens)
            rail.read("Layers", facts.both.layers)
        case "table" | "decode":
            rail.read("FFN", facts.ffn[1], role)
            rail.read("All layers", table.block_seconds)
            rail.read("Alone", table.alone_seconds, "waste")
        case "fused":
            rail.read("All fused", table.block_seconds, "good")
            rail.read("All alone", table.unfused, "waste")
        case "long":
            row = facts.both.decode.row("attention")
            rail.read("FFN", facts.both.decode.ffn_seconds)
            if row is not None:
                rail.read("Attention", row.seconds, "key")
        case _:
            rail.read("Ridge", facts.both.ridge)
            rail.read("Prefill", f.world.cost.prefill.intensity, "prefill")
            rail.read("Decode", f.world.cost.decode.intensity, "decode")
