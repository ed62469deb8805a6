"""Batching: the same requests under two policies, on one clock. Idle slots are hatched, our request is outlined."""

from __future__ import annotations

from scenes.batching.acts import ACTS
from scenes.batching.asks import ASKS
from scenes.batching.badge import batching_badge
from scenes.batching.captions import fill_captions
from scenes.batching.facts import Comparison, compare
from scenes.batching.handover import cores_arrive, our_bar_leaves
from scenes.batching.jumps import draw_jumps
from scenes.batching.one_read import draw_one_read
from scenes.batching.panels import draw_ends, draw_our_request, draw_policy, name_requests, policy_panels
from scenes.batching.rail import draw_climb_rail, draw_readouts
from scenes.batching.real_time import REAL
from scenes.batching.slowest import draw_slowest
from scenes.batching.users_climb import climb_words, draw_climb
from scenes.batching.verdict import draw_verdict
from scenes.batching.waiting_room import draw_waiting_room
from tourapp.authoring import Beat, Frame, Picture, scene, shared

CONTROLS = [
    shared("variance"),
    shared("mean_output"),
    shared("slots"),
    shared("load"),
    shared("policy_a"),
    shared("policy_b"),
    shared("batch_seed"),
    shared("climb_context"),
]
BEATS = [
    Beat(
        "share",
        6.0,
        "One read of the weights can feed many users.",
        "{each} of the weights and {cache} of its own cache make {total} for each token. "
        "Achieved, their step takes {takes}.",
        cues={
            "settle": (0.0, 0.08),
            "one": (0.04, 0.3),
            "first_sum": (0.22, 0.28),
            "many": (0.32, 0.58),
            "second_sum": (0.48, 0.54),
        },
    ),
    Beat(
        "door",
        7.0,
        "{name_a} {does_a}.",
        "{requests} requests in {slots} slots. Every bar is one answer; {next_a}.",
        cues={"read_goes": (0.0, 0.06), "clock": (0.06, 0.6), "room_opens": (0.04, 0.1), "count": (0.56, 0.62)},
    ),
    Beat(
        "slowest",
        6.0,
        "The slowest answer {holds}. {rest}",
        "{where} the mean answer has {mean} and the longest {longest}: slots worked {share} of the time.",
        cues={"room_closes": (0.0, 0.06), "run_on": (0.02, 0.24), "grow": (0.22, 0.42)},
    ),
    Beat(
        "refill",
        7.0,
        "{name_b} {does_b}.",
        "The same requests, the same slots, the same clock: {next_b}.",
        cues={"clock": (0.05, 0.62)},
    ),
    Beat(
        "gap",
        6.0,
        "Drag the variance and watch the gap. {outcome}",
        "{lost} {made}",
        cues={"verdict": (0.05, 0.2), "arrow": (0.1, 0.35)},
    ),
    Beat("climb", 8.0, "{climb}", "{climb_note}", cues={"columns": (0.04, 0.5), "told": (0.52, 0.6)}),
]
PATH = {"climb_context": ("climb",)}
"""The control of the beat that belongs to the paths."""
PANELS_FROM = 0.05
"""Share of the beat "door" from which the policies' panels are there."""


@scene(
    id="batching",
    title="Sharing the weight read",
    about=("batching", "batching_numbers", "slot_read", "scenario.batch"),
    portrait=("gap", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    only=PATH,
    presets={"Equal": {"variance": 0}, "Default": {"variance": None}, "Wild": {"variance": 1.5}},
    asks=ASKS,
    reached={"share": "written"},
    needs=("recording",),
    badge=batching_badge,
    enter=cores_arrive,
    leave=our_bar_leaves,
    real=REAL,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """The read that is shared, then both policies on one clock."""
    if f.beat_name == "climb":
        said, note = climb_words(f)
        p.fill(climb=said, climb_note=note)
        draw_climb(f, p)
        draw_climb_rail(f, p)
        return
    facts = compare(f.world)
    fill_captions(p, facts)
    read = 1.0 - f.cue("door.read_goes", eased=False)
    if read > 0.01:
        with p.group(opacity=read):
            draw_one_read(f, p, facts.a.slots, facts.read)
    if f.beat("door") > PANELS_FROM:
        _draw_policies(f, p, facts)
    draw_readouts(f, p, facts)


def _draw_policies(f: Frame, p: Picture, facts: Comparison) -> None:
    """Policy A above; below it first who waits and why, then policy B and how much sooner it is done."""
    panels = policy_panels(f, facts)
    top, low = panels
    draw_policy(f, p, top)
    if f.beat("refill") > 0:
        draw_policy(f, p, low)
    else:
        draw_waiting_room(f, p, facts, top)
        draw_slowest(f, p, facts, top)
    draw_our_request(p, panels)
    draw_ends(f, p, facts, panels)
    draw_verdict(f, p, facts, panels)
    name_requests(p, panels)
    if f.beat_name == "door":
        draw_jumps(f, p, facts)
