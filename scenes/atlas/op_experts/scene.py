"""Only some of it: a mixture of experts saves arithmetic for every token, and bytes only in small batches."""

from __future__ import annotations

from scenes.atlas.op_experts.acts import ACTS
from scenes.atlas.op_experts.batch_law import draw_batch_law
from scenes.atlas.op_experts.captions import fill_captions
from scenes.atlas.op_experts.facts import expert_facts
from scenes.atlas.op_experts.handover import read_leaves, tokens_arrive
from scenes.atlas.op_experts.rail import draw_readouts
from scenes.atlas.op_experts.routing import draw_routing
from scenes.atlas.op_experts.woken import draw_woken
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, scene, shared
from tourapp.figures.card_frame import CardLook, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

ROWS = ("router", "ffn", "experts", "shared_expert")
CELLS = {"cost": ("decode", "weight_bytes"), "scale": ("decode", "flops")}
CONTROLS = [shared("batch"), shared("model"), shared("weight_bits"), shared("gpu")]
BEATS = [
    Beat("what", 6.0, "{what_verdict}", "{what_note}", cues={"come": (0.02, 0.14)}),
    Beat(
        "cost",
        6.0,
        "{cost_verdict}",
        "{cost_note}",
        cues={"rise": (0.02, 0.14), "strip": (0.08, 0.2), "tokens": (0.16, 0.56), "number": (0.46, 0.58)},
    ),
    Beat("scale", 7.0, "{scale_verdict}", "{scale_note}", cues={"grow": (0.03, 0.26), "sweep": (0.2, 0.6)}),
]


def _badge(f: Frame) -> Badge:
    numbers = expert_facts(f).numbers
    return Badge(
        "computed from specs + schematic",
        Phrase("which expert a token visits is drawn evenly; {model}", model=numbers.name),
        "counts, bytes and shares are the cost model's; real routers are uneven and wake fewer experts",
    )


@scene(
    id="op_experts",
    title="Only some of it",
    operator="experts",
    about=("experts", "expert_numbers", "ledger.decode.experts", "ledger.prefill.experts"),
    portrait=("cost", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    badge=_badge,
    needs=("expert_numbers",),
    meters=scenario_meters,
    enter=tokens_arrive,
    leave=read_leaves,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Tokens and experts, then what of them is read over the batch."""
    facts = expert_facts(f)
    fill_captions(p, facts)
    ours = tuple(block.op for block in f.world.operators.decode.of(*ROWS))
    draw_card_frame(f, p, CardLook("op_experts", ours), f.cue("cost.strip"), CELLS.get(f.beat_name))
    if f.beat_name == "scale":
        draw_batch_law(f, p, facts)
    else:
        draw_routing(f, p, facts)
        if f.beat_name == "cost":
            draw_woken(f, p, facts)
    draw_readouts(f, p, facts)
