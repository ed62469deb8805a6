"""Held against the world: what this product says of measured serving runs, beside what was measured."""

from __future__ import annotations

from scenes.held_against.acts import ACTS
from scenes.held_against.asks import ASKS
from scenes.held_against.badge import held_badge
from scenes.held_against.captions import fill_captions
from scenes.held_against.facts import facts_of
from scenes.held_against.handover import light_arrives, light_leaves
from scenes.held_against.rail import draw_readouts
from scenes.held_against.stage import draw_stage
from tourapp.authoring import Beat, Frame, Picture, Slider, scene, shared
from tourapp.figures.machine_meters import scenario_meters

NEAREST = 40
"""So many of the runs nearest to the scenario can be looked at one after another."""
CONTROLS = [
    shared("held_model"),
    shared("held_gpu"),
    shared("held_time"),
    shared("held_unseen"),
    shared("held_without"),
    Slider("held_run", "Nearest run", 1, NEAREST, 1),
    shared("model"),
    shared("gpu"),
    shared("batch"),
]
BEATS = [
    Beat(
        "ideal",
        8.0,
        "{ideal_verdict}",
        "{ideal_note}",
        cues={"appear": (0.02, 0.16), "rise": (0.2, 0.5), "told": (0.5, 0.58)},
    ),
    Beat("terms", 12.0, "{terms_verdict}", "{terms_note}", cues={"walk": (0.04, 0.6)}),
    Beat(
        "unseen",
        7.0,
        "{unseen_verdict}",
        "{unseen_note}",
        cues={"zoom": (0.03, 0.18), "band": (0.18, 0.3), "told": (0.2, 0.5)},
    ),
    Beat(
        "first",
        8.0,
        "{first_verdict}",
        "{first_note}",
        cues={"turn": (0.04, 0.22), "band": (0.26, 0.36), "told": (0.3, 0.4), "parts": (0.4, 0.6)},
    ),
    Beat(
        "peers",
        7.0,
        "Others have measured their errors too, each in its own way.",
        "{peers_note}",
        cues={"told": (0.05, 0.5)},
    ),
]


@scene(
    id="held_against",
    title="Held against the world",
    about=("held", "held_run", "held_unseen", "peer"),
    portrait=("terms", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    asks=ASKS,
    badge=held_badge,
    needs=("held_runs",),
    meters=scenario_meters,
    enter=light_arrives,
    leave=light_leaves,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """The chart with its marks and a panel beside it; then what others have published."""
    facts = facts_of(f)
    fill_captions(f, p, facts)
    draw_stage(f, p, facts)
    draw_readouts(f, p, facts)
