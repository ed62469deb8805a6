"""Queue: one line before a few replicas, played from a simulated run; near full, waiting does not rise, it explodes.

Every spark is a request of the run. The line of the first beats stands up and becomes one column of the load curve.
"""

from __future__ import annotations

from scenes.queue.acts import ACTS
from scenes.queue.asks import ASKS
from scenes.queue.captions import fill_captions
from scenes.queue.gateway import draw_arrival_rate, draw_gateway
from scenes.queue.handover import key_arrives, prefill_leaves
from scenes.queue.inside import draw_inside, inside_words
from scenes.queue.load_chart import draw_load_chart
from scenes.queue.our_replica import draw_our_replica
from scenes.queue.our_spark import draw_our_spark
from scenes.queue.played import played_run
from scenes.queue.rail import draw_inside_rail, draw_rail
from scenes.queue.real_time import REAL
from scenes.queue.replicas import draw_replicas
from scenes.queue.sparks import draw_line
from scenes.queue.stack import draw_stack
from scenes.queue.trace import draw_trace
from tourapp.authoring import Badge, Beat, Frame, Picture, scene, shared

CONTROLS = [
    shared("arrival_rate"),
    shared("replicas"),
    shared("mean_service"),
    shared("burstiness"),
    shared("queue_seed"),
    shared("flight_rate"),
    shared("flight_context"),
]
BEATS = [
    Beat(
        "gather",
        5.5,
        "Everyone else pressed Enter too. Their sparks gather at the gateway.",
        "{rate:.2f} requests arrive every second, {rhythm}. Each needs a replica for {service} {each}.",
    ),
    Beat(
        "busy",
        7.0,
        "{meeting}",
        "When ours arrives, {busy} of {replicas} {replicas|replica is|replicas are} busy "
        "and {ahead} {ahead|waits|wait} ahead of it. "
        "{span} {replicas|it is|they are} busy {share} of the time.",
    ),
    Beat(
        "load",
        7.5,
        "Near full, waiting does not rise. It explodes.",
        "Each column is the mean line at that load. From {low} to {high} busy, the mean wait goes from {low_wait} to "
        "{high_wait}.",
        cues={"sweep": (0.24, 0.54)},
    ),
    Beat(
        "called",
        8.5,
        "Our spark is called: a replica is free, and its work begins.",
        "Our question, {prompt} in and {answer} out, {waited} and now keeps replica {who} for {our_service}, achieved.",
        cues={"down": (0.0, 0.09), "away": (0.28, 0.35), "open": (0.36, 0.44)},
    ),
    Beat(
        "stack",
        8.0,
        "Trip, wait and compute add up. Which one leads depends on the load.",
        "Our question took {total}. Prefill reads its {prompt} and {written}.",
        cues={"clear": (0.0, 0.07), "among": (0.42, 0.54)},
    ),
    Beat(
        "inside", 8.0, "{inside}", "{inside_note}", cues={"product": (0.04, 0.4), "hall": (0.4, 0.66)}, level="deeper"
    ),
]
PATH = dict.fromkeys(("flight_rate", "flight_context"), ("inside",))
"""Controls of the beat that belongs to the paths."""
BADGE = Badge(
    "simulated + computed from specs",
    "one line, equal replicas; time-outs, retries and priorities left out",
    "Every spark, wait and replica is one request of a seeded run; curve and columns are the closed form. "
    "The typical request, our own compute and the trip come from spec sheets.",
)


def _badge(f: Frame) -> Badge:
    if f.beat_name != "inside":
        return BADGE
    leaves = "one machine; equal conversations; prompts are not read in between"
    return Badge(
        "computed from specs", leaves, "the batch is looked up at which the machine gives so many tokens a second"
    )


@scene(
    id="queue",
    title="Waiting for a free GPU",
    about=("queue", "queue_numbers", "load_curve", "account", "other_stays", "typical"),
    portrait=("load", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    presets={"Calm": {"arrival_rate": 0.4}, "Default": {"arrival_rate": None}, "Rush": {"arrival_rate": 1.15}},
    acts=ACTS,
    only=PATH,
    asks=ASKS,
    reached={"gather": "sent", "called": "called"},
    badge=_badge,
    enter=key_arrives,
    leave=prefill_leaves,
    real=REAL,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """The line, the replicas, the curve it belongs to, and the stack of one request's time."""
    if f.beat_name == "inside":
        said, note = inside_words(f.world.in_flight)
        p.fill(inside=said, inside_note=note)
        draw_inside(f, p)
        draw_inside_rail(f, p)
        return
    played = played_run(f)
    fill_captions(f, p, played)
    draw_gateway(f, p, played)
    draw_arrival_rate(f, p, played)
    draw_trace(f, p, played)
    draw_load_chart(f, p, played)
    draw_replicas(f, p, played)
    draw_line(f, p, played)
    draw_our_spark(f, p, played)
    draw_our_replica(f, p, played)
    draw_stack(f, p, played)
    draw_rail(f, p, played)
