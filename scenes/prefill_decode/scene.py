"""Two phases, two prices: the prompt goes through the model as one wave, the answer comes out one drop at a time.

Blue light is arithmetic, white light weights on their way, gold the token being made: each shines as much as that part
is busy. Times are of the service's typical request.
"""

from __future__ import annotations

from scenes.prefill_decode.acts import ACTS
from scenes.prefill_decode.asks import ASKS
from scenes.prefill_decode.captions import badge_of, fill_captions
from scenes.prefill_decode.facts import ABOUT, two_phases
from scenes.prefill_decode.handover import slab_arrives, tokens_leave
from scenes.prefill_decode.labels import draw_labels
from scenes.prefill_decode.machines import draw_machines
from scenes.prefill_decode.path_beats import draw_path
from scenes.prefill_decode.rail import draw_readouts
from scenes.prefill_decode.real_time import REAL
from scenes.prefill_decode.recorded_run import recorded_run
from scenes.prefill_decode.ridge import draw_ridge
from scenes.prefill_decode.tempo import tempo_of
from scenes.prefill_decode.this_computer import draw_this_computer
from tourapp.authoring import Beat, Button, Choice, Frame, Picture, scene, shared

CONTROLS = [
    shared("prompt_tokens"),
    shared("output_tokens"),
    shared("model"),
    shared("gpu"),
    Choice("cache", "Weights in cache?", (("memory", "as it is"), ("cache", "in cache")), "memory"),
    Button("measure_run", "Measure this computer", affects="world"),
    shared("plan_fixed"),
]
BEATS = [
    Beat(
        "slab",
        5.5,
        "The service's typical prompt arrives all at once: one slab of {tokens}.",
        "All of it is known before the work begins, so all of it can go together. {ours}",
        cues={"forms": (0.22, 0.3), "counts": (0.28, 0.36), "ours": (0.4, 0.5)},
    ),
    Beat(
        "sweep",
        6.0,
        "Prefill sweeps the slab through all {layers} layers in one pass.",
        "{flops} of arithmetic on {moved} read: {intensity}. "
        "The math is busy {compute} of the time, memory {memory}, both ideal.",
        cues={"gathers": (0.0, 0.14), "names": (0.04, 0.14), "goes": (0.18, 0.52), "bars": (0.30, 0.44)},
    ),
    Beat(
        "flip",
        6.0,
        "Out comes the first token: the whole wave has become one drop.",
        "Time to first token (TTFT): {first} ideal; achieved {slow_first}. "
        "From here on each token needs the one before.",
        cues={
            "folds": (0.02, 0.16),
            "opens": (0.18, 0.36),
            "drains": (0.25, 0.6),
            "flashes": (0.32, 0.40),
            "born": (0.38, 0.46),
            "shrinks": (0.40, 0.6),
        },
    ),
    Beat(
        "loop",
        8.0,
        "{loop}",
        "Each step reads {weights} of weights for {each}: {step_intensity}, {work}.",
        cues={
            "dims": (0.0, 0.06),
            "unfolds": (0.0, 0.07),
            "names": (0.05, 0.12),
            "begins": (0.07, 0.09),
            "bars": (0.3, 0.38),
        },
    ),
    Beat(
        "clock",
        8.0,
        "{rhythm}",
        "The typical answer of {answer}, in {batch}: {total} ideal; achieved {slow_total}. {basis}",
        cues={"appears": (0.02, 0.12), "pauses": (0.06, 0.13)},
    ),
    Beat(
        "ridge",
        7.0,
        "{verdict}",
        "Our question, {own}: {own_intensity}. The typical prompt, {tokens}: {intensity}. Ridge in {format}: {ridge}.",
        cues={
            "machines_go": (0.0, 0.10),
            "appears": (0.08, 0.18),
            "decode": (0.18, 0.26),
            "climbs": (0.26, 0.62),
            "ours": (0.36, 0.44),
            "prefill": (0.58, 0.66),
        },
    ),
    Beat(
        "computer",
        8.0,
        "{here}",
        "{proof}",
        cues={"ridge_goes": (0.0, 0.07), "appears": (0.05, 0.15), "second": (0.2, 0.3), "asks": (0.36, 0.44)},
    ),
    Beat("launch", 8.0, "{launch}", "{launch_note}", cues={"bars": (0.04, 0.5)}, level="deeper"),
]


@scene(
    id="prefill_decode",
    title="Two phases, two prices",
    about=ABOUT,
    portrait=("loop", 0.6),
    beats=BEATS,
    controls=CONTROLS,
    presets={"Short": {"prompt_tokens": 200}, "Default": {"prompt_tokens": None}, "Long": {"prompt_tokens": 16_000}},
    acts=ACTS,
    only={"plan_fixed": ("launch",)},
    asks=ASKS,
    reached={"slab": "cut", "sweep": "read", "loop": "written"},
    badge=badge_of,
    needs=("recording", "measured"),
    meters="decode",
    enter=slab_arrives,
    leave=tokens_leave,
    real=REAL,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """The machine twice, a time line below it; then the roofline and this computer."""
    if draw_path(f, p):
        return
    facts = two_phases(f.world)
    fill_captions(p, facts, recorded_run(f.world))
    gone = f.cue("ridge.machines_go")
    if gone < 1.0:
        tempo = tempo_of(f, facts)
        with p.group(opacity=1.0 - gone):
            draw_machines(f, p, facts, tempo)
            draw_labels(f, p, facts, tempo)
    draw_ridge(f, p, facts)
    draw_this_computer(f, p, facts)
    draw_readouts(f, p, facts)
