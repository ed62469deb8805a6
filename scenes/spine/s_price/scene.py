"""Stage one: why a token of output costs more than one of input. One read of the weights, shared by many or by few."""

from __future__ import annotations

from scenes.spine.s_price.acts import ACTS
from scenes.spine.s_price.asks import ASKS
from scenes.spine.s_price.captions import fill_captions
from scenes.spine.s_price.handover import first_token, weights_leave
from scenes.spine.s_price.rail import draw_readouts
from scenes.spine.s_price.stage import draw_stage
from tourapp.authoring import Badge, Beat, Frame, Picture, scene, shared
from tourapp.figures.machine_meters import scenario_meters

CONTROLS = [
    shared("model"),
    shared("gpu"),
    shared("price_list"),
    shared("gpus"),
    shared("gpu_hour"),
    shared("mfu", label="MFU"),
    shared("mbu", label="MBU"),
    shared("context"),
    shared("batch"),
]
BEATS = [
    Beat(
        "card",
        6.0,
        "{listed}",
        "{name} on {date}: {p_in} in, {p_out} out. The lists shown ask {least} to {most}.",
        cues={"grow": (0.1, 0.28), "lists": (0.34, 0.55)},
    ),
    Beat(
        "hour",
        5.0,
        "All that anybody pays for is the machine: {hour}.",
        "Margin and idle hours make both prices higher by the same factor: they cannot set output apart from input.",
        cues={"bar": (0.06, 0.24), "second": (0.32, 0.52)},
    ),
    Beat(
        "input",
        7.0,
        "{input}",
        "One pass moves {in_bytes} for {in_tokens}. {apart}",
        cues={"sheet": (0.06, 0.2), "whole": (0.26, 0.4), "told": (0.46, 0.6)},
    ),
    Beat(
        "output",
        7.0,
        "{output}",
        "One step moves {out_bytes}, and all it gives for that is {out_tokens}.",
        cues={"belt": (0.06, 0.2), "whole": (0.26, 0.4), "told": (0.46, 0.6)},
    ),
    Beat(
        "ratio",
        6.0,
        "{ratio}",
        "{t_out} over {t_in}, ideal. {fits}",
        cues={"lay": (0.1, 0.28), "figure": (0.3, 0.42), "achieved": (0.48, 0.6)},
    ),
    Beat(
        "batch",
        7.0,
        "{batch}",
        "Achieved {other_achieved}. A dated list is one number for every batch: {least} to {most}.",
        cues={"curve": (0.08, 0.34), "lists": (0.42, 0.56)},
    ),
    Beat(
        "say",
        7.0,
        "{verdict}",
        "Say it in one sentence, with the numbers of your own machine.",
        cues={"words": (0.04, 0.18), "terms": (0.26, 0.44)},
    ),
]


@scene(
    id="s_price",
    title="Why does output cost more than input?",
    about=("price_question",),
    portrait=("ratio", 0.95),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    meters=scenario_meters,
    asks=ASKS,
    badge=Badge(
        "computed from specs",
        "ideal where it is not called achieved; no staff, idle time or margin",
        "times follow from the cost model; price lists are dated examples with their source",
    ),
    needs=(),
    enter=first_token,
    leave=weights_leave,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """A list, an hour, a pass, a step, both times to scale, the batch, the sentence."""
    fill_captions(f, p)
    draw_stage(f, p)
    draw_readouts(f, p)
