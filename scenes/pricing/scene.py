"""Pricing: three prices from one physics. The same hour is shared by slow tokens and fast ones."""

from __future__ import annotations

from scenes.pricing.acts import ACTS
from scenes.pricing.asks import ASKS
from scenes.pricing.captions import fill_captions
from scenes.pricing.cards import draw_cards
from scenes.pricing.handover import our_batch_leaves, output_arrives
from scenes.pricing.market import draw_market
from scenes.pricing.rail import draw_readouts
from scenes.pricing.story import draw_story
from tourapp.authoring import Badge, Beat, Frame, Picture, scene, shared

CONTROLS = [
    shared("gpu"),
    shared("model"),
    shared("gpu_hour"),
    shared("batch"),
    shared("context"),
    shared("mfu", label="MFU"),
    shared("mbu", label="MBU"),
    shared("cache_hit"),
    shared("margin"),
    shared("utilisation"),
]
"""Menus first and the slider that rests at its right end last: no knob stands on the words below it."""
BEATS = [
    Beat(
        "card",
        5.0,
        "Most price lists have three prices. They come from {origin}.",
        "{gpus} for {hour}, your card at batch {batch}: {input} in, {cached} cached, {output} out.",
        cues={"hour": (0.4, 0.55)},
    ),
    Beat(
        "input",
        6.0,
        "Input is prefill: {limit}.",
        "{in_flops} per token of the prompt, at the rate achieved, hold {holder} for {in_time}: {in_rate}.",
    ),
    Beat(
        "cached",
        6.0,
        "Cached input is reused keys and values: {little}.",
        "{kv} are read again. Computed, without keeping them: {cheaper} cheaper than input; listed: {least} to {most}.",
    ),
    Beat(
        "output",
        6.0,
        "Output is decode: every step reads the weights again.",
        "A step, achieved {step}, serves {batch} {batch|user|users}, so each token holds {holder} for {out_time}.",
    ),
    Beat(
        "bill",
        7.0,
        "{leader} writes {share}.",
        "{cached_part} + {input_part} + {output_part} = {total} for a million questions like ours; one costs {one}.",
    ),
    Beat("market", 6.0, "{question} {depends}", "{market} The cards are dated examples, read on {date}."),
]


@scene(
    id="pricing",
    title="Three prices from one physics",
    about=("price", "bill", "fleet", "ratios", "price_cards", "listed", "scenario.gpu_hour"),
    portrait=("bill", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    asks=ASKS,
    reached={"card": "written"},
    badge=Badge(
        "computed from specs",
        "no staff, storage or idle spares; the GPU price is an example",
        "prices follow from the cost model; tokens of the bill are those of the recorded request",
    ),
    needs=("recording",),
    enter=output_arrives,
    leave=our_batch_leaves,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Three cards, then the ribbons one by one, then the bill, then the market."""
    world = f.world
    fill_captions(f, p)
    if f.beat_name == "card":
        draw_cards(f, p)
    elif f.beat_name == "market":
        draw_market(f, p)
    else:
        draw_story(f, p)
    draw_readouts(f, p, world)
