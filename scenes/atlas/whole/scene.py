"""The whole pass: every operator of a model on one closed line, with what it reads and how long it takes.

Widths of blocks are times, widths of streams are bytes, both of the scenario's model and machine; words, rows of the
cache and scores are those of the recorded answer.
"""

from __future__ import annotations

from scenes.atlas.whole.acts import ACTS
from scenes.atlas.whole.badge import atlas_badge
from scenes.atlas.whole.captions import fill_captions
from scenes.atlas.whole.facts import atlas_facts
from scenes.atlas.whole.handover import bands_leave, light_arrives
from scenes.atlas.whole.meters import running_meters
from scenes.atlas.whole.operators import CHOSEN, LOOK_INTO, ZOOM
from scenes.atlas.whole.rail import draw_readouts
from scenes.atlas.whole.stage import draw_stage
from tourapp.authoring import Beat, Choice, Frame, Picture, scene, shared

PHASES = (("both", "as it plays"), ("prefill", "prefill"), ("decode", "decode"))
CONTROLS = [
    Choice("pass_phase", "Phase", PHASES, "both"),
    shared("model"),
    shared("gpu"),
    shared("gpus"),
    shared("batch"),
    shared("context"),
    shared("weight_bits"),
    ZOOM,
    CHOSEN,
]
BEATS = [
    Beat(
        "text",
        6.0,
        "A question enters as text and becomes {tokens}.",
        "{text_note}",
        cues={"chips": (0.04, 0.2), "drops": (0.26, 0.62)},
    ),
    Beat(
        "layer",
        8.0,
        "One layer looks back, then thinks. There are {layers} of them.",
        "A block is as wide as its time. M: memory sets it, C: arithmetic does. A layer holds {each} of weights.",
        cues={
            "gathers": (0.0, 0.12),
            "deck": (0.08, 0.26),
            "opens": (0.24, 0.4),
            "memory": (0.36, 0.46),
            "told": (0.44, 0.54),
            "walks": (0.5, 0.92),
        },
    ),
    Beat(
        "prefill",
        9.0,
        "Prefill sends the whole prompt through at once.",
        "{prefill_note}",
        cues={
            "widths": (0.0, 0.07),
            "walls": (0.02, 0.1),
            "told": (0.06, 0.12),
            "pass": (0.12, 0.68),
            "cools": (0.68, 0.76),
        },
    ),
    Beat(
        "decode",
        9.0,
        "{decode_verdict}",
        "{decode_note}",
        cues={
            "widths": (0.0, 0.06),
            "climbs": (0.03, 0.1),
            "opens": (0.09, 0.14),
            "told": (0.1, 0.15),
            "pass": (0.15, 0.7),
            "cools": (0.7, 0.78),
            "falls": (0.72, 0.88),
        },
    ),
    Beat(
        "pick",
        7.0,
        "{pick_verdict}",
        "{pick_note}",
        cues={"opens": (0.0, 0.1), "rises": (0.06, 0.18), "softmax": (0.26, 0.42), "falls": (0.5, 0.68)},
    ),
    Beat(
        "loop",
        8.0,
        "{loop_verdict}",
        "{loop_note}",
        cues={"lens": (0.02, 0.12), "steps": (0.04, 0.56), "count": (0.56, 0.74)},
    ),
    Beat(
        "account",
        9.0,
        "{account_verdict}",
        "{account_note}",
        cues={"turns": (0.02, 0.13), "left": (0.13, 0.21), "right": (0.21, 0.29), "told": (0.29, 0.36)},
    ),
]


@scene(
    id="atlas",
    title="The whole pass",
    about=("whole_pass", "ledger", "operators"),
    portrait=("decode", 0.5),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    badge=atlas_badge,
    needs=("recording",),
    meters=running_meters,
    enter=light_arrives,
    leave=bands_leave,
    light="decode",
    zoom=LOOK_INTO,
)
def draw(f: Frame, p: Picture) -> None:
    """The loop with what stands on it, the layer from inside, or the three columns."""
    facts = atlas_facts(f)
    fill_captions(f, p, facts)
    draw_stage(f, p, facts)
    draw_readouts(f, p, facts)
