"""Every vector back to size: the stream grows from norm to norm, each norm brings it back to one, at little cost."""

from __future__ import annotations

from scenes.atlas.op_rmsnorm.calls import draw_calls
from scenes.atlas.op_rmsnorm.captions import fill_captions
from scenes.atlas.op_rmsnorm.facts import ACTS, CARD, NORM, norm_facts
from scenes.atlas.op_rmsnorm.handover import sizes_arrive, ticks_leave
from scenes.atlas.op_rmsnorm.rail import draw_readouts
from scenes.atlas.op_rmsnorm.scale import draw_scale
from scenes.atlas.op_rmsnorm.stream import draw_stream
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, Slider, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

LOOK = CardLook(CARD, ("norms",))
BEATS = [
    Beat(
        "what",
        6.0,
        "The stream grows; the norm brings it back to size.",
        "{what_note}",
        cues={"come": (0.0, 0.08), "grow": (0.06, 0.56), "told": (0.5, 0.6), "squeeze": (0.62, 0.76)},
    ),
    Beat(
        "cost",
        6.0,
        "{calls} {n|time|times} a pass, {share} of the time.",
        "{cost_note}",
        cues={
            "lift": (0.0, 0.14),
            "strip": (0.06, 0.2),
            "ticks": (0.1, 0.44),
            "told": (0.3, 0.42),
            "bars": (0.4, 0.56),
        },
    ),
    Beat(
        "scale",
        7.0,
        "{scale_verdict}",
        "Not so: norms are not free. {vectors} of vectors pass through them for {weights} of weights.",
        cues={"turn": (0.0, 0.1), "come": (0.06, 0.5), "told": (0.3, 0.42)},
    ),
]


def norm_badge(f: Frame) -> Badge:
    """Where the sizes come from."""
    return card_badge(f, Phrase("size of every token's vector"))


@scene(
    id=CARD,
    title="Every vector back to size",
    about=("ledger.decode.norms", "ledger.prefill.norms", "layer_numbers.rms", "layer_numbers.growth"),
    portrait=("what", 0.55),
    beats=BEATS,
    controls=[Slider(NORM, "Norm", 1, 61, 25), shared("model"), shared("batch"), shared("prompt")],
    acts=ACTS,
    badge=norm_badge,
    meters=scenario_meters,
    needs=("recording",),
    enter=sizes_arrive,
    leave=ticks_leave,
    light="prefill",
    operator="norm_attention",
)
def draw(f: Frame, p: Picture) -> None:
    """Sizes of the stream, then the calls of a pass, then every model."""
    facts = norm_facts(f)
    fill_captions(f, p, facts)
    if not f.past("cost"):
        draw_stream(f, p, facts)
    if f.reached("cost"):
        lit = ("decode", "share") if f.beat_name == "cost" else ("decode", "activation_bytes")
        draw_card_frame(f, p, LOOK, f.cue("cost.strip"), lit)
    if f.beat_name == "cost":
        draw_calls(f, p, facts)
    elif f.reached("scale"):
        draw_scale(f, p, facts)
    draw_readouts(f, p, facts)
