"""What stands on the stage: the circuit with its columns in four beats, a chart in the other two."""

from __future__ import annotations

from scenes.paths.layer_detail.circuit import draw_circuit
from scenes.paths.layer_detail.facts import LayerFacts
from scenes.paths.layer_detail.fused import draw_fused
from scenes.paths.layer_detail.long import draw_long
from scenes.paths.layer_detail.roof import draw_roof
from scenes.paths.layer_detail.table import cells_of, draw_table
from scenes.paths.layer_detail.widths import draw_widths
from tourapp.authoring import Frame, Picture

CHARTS = {"long": draw_long, "roof": draw_roof}


def draw_stage(f: Frame, p: Picture, facts: LayerFacts) -> None:
    """The picture of the beat that plays."""
    if f.beat_name in CHARTS:
        CHARTS[f.beat_name](f, p, 1.0)
        return
    draw_circuit(f, p, facts, f.cue("flow.circuit") if f.beat_name == "flow" else 1.0)
    match f.beat_name:
        case "flow":
            draw_widths(f, p, facts, f.cue("flow.widths", eased=False))
        case "table":
            draw_table(f, p, facts, cells_of(facts), f.cue("table.rows", eased=False))
        case "decode":
            _draw_flip(f, p, facts)
        case _:
            draw_fused(f, p, facts, f.cue("fused.opens"))


def _draw_flip(f: Frame, p: Picture, facts: LayerFacts) -> None:
    """Every bar goes from prefill's width to decode's; letters and total follow at half of the way."""
    turned = f.cue("decode.flip")
    own = cells_of(facts)
    if turned >= 1.0:
        draw_table(f, p, facts, own, 1.0)
        return
    other = facts.other
    before = cells_of(other)
    cells = {op: before[op].toward(cell, turned) for op, cell in own.items()}
    draw_table(f, p, other if turned < 0.5 else facts, cells, 1.0)
