"""Pricing: three prices from one physics. The same hour is shared by slow tokens and fast ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.pricing.cards import draw_cards
from scenes.pricing.market import draw_market
from scenes.pricing.prices import CACHED, INPUT, OUTPUT, leading_price
from scenes.pricing.rail import draw_readouts
from scenes.pricing.story import draw_story
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, Rail, format_sum, scene, shared

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill

CONTROLS = [
    shared("gpu"),
    shared("gpu_hour"),
    shared("model"),
    shared("batch"),
    shared("context"),
    shared("mfu", label="MFU"),
    shared("mbu", label="MBU"),
    shared("utilisation"),
    shared("cache_hit"),
    shared("margin"),
]
BEATS = [
    Beat(
        "card",
        5.0,
        "Most price lists have three prices. They come from one machine.",
        "{gpus} for {hour}, serving {batch} conversations: {input} in, {cached} cached, {output} out.",
        cues={"hour": (0.4, 0.55)},
    ),
    Beat(
        "input",
        6.0,
        "Input is prefill: many tokens share every weight, so the math is the limit.",
        "{in_flops} per token at the rate achieved take {in_time}: {in_rate} of the whole machine.",
    ),
    Beat(
        "cached",
        6.0,
        "Cached input is reused keys and values: little work, but not nothing.",
        "{kv} per token are kept and read again, and the last token is still computed.",
    ),
    Beat(
        "output",
        6.0,
        "Output is decode: every step reads all the weights again.",
        "A step of {step} serves {batch} {batch|user|users}, so each token holds the machine for {out_time}.",
    ),
    Beat(
        "bill",
        7.0,
        "{leader} writes most of the bill.",
        "{cached_part} + {input_part} + {output_part} = {total} for a million questions like ours; one costs {one}.",
    ),
    Beat(
        "market",
        6.0,
        "How much more expensive is output? It depends on the batch, not on a law.",
        "At batch {batch} physics says {ratio}. The cards are dated examples, read on {date}.",
    ),
]


@scene(
    id="pricing",
    title="Three prices from one physics",
    about=("price", "bill", "ratios", "price_cards", "scenario.gpu_hour"),
    portrait=("bill", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    badge=Badge(
        "computed from specs",
        "no staff, network, storage or idle spares; the GPU price is an example",
        "prices follow from the cost model; tokens of the bill are those of the recorded request",
    ),
    needs=("recording",),
    overrides={"batch": 64},
    enter=lambda f: (130.0, 470.0),
    leave=lambda f: (1220.0, 640.0),
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Three cards, then the ribbons one by one, then the bill, then the market."""
    bill = f.world.bill
    _fill(f, p, bill)
    if f.beat_name == "card":
        draw_cards(f, p, bill)
    elif f.beat_name == "market":
        draw_market(f, p)
    else:
        draw_story(f, p, bill)
    draw_readouts(Rail(p, CONTROLS), bill, f.world.ratios.here)


def _fill(f: Frame, p: Picture, bill: Bill) -> None:
    costs = f.world.cost
    cached, input_, output = (bill.line(price.id) for price in (CACHED, INPUT, OUTPUT))
    (cached_part, input_part, output_part), total = format_sum([line.amount for line in bill.lines], bill.total)
    p.fill(
        leader=leading_price(bill).name,
        gpus=Phrase("{n} × {gpu}", n=f.inputs.gpus, gpu=f.world.chip.name),
        hour=bill.hour,
        batch=f.inputs.batch,
        input=input_.card,
        cached=cached.card,
        output=output.card,
        in_flops=costs.prefill.flops_per_token,
        in_time=input_.seconds,
        in_rate=input_.rate,
        kv=costs.kv_bytes_per_token,
        step=costs.decode.achieved_step_seconds,
        out_time=output.seconds,
        cached_part=cached_part,
        input_part=input_part,
        output_part=output_part,
        total=total,
        one=bill.one,
        ratio=f.world.ratios.here,
        date=f.world.price_cards[0].date,
    )
