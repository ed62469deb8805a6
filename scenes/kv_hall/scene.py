"""The hall of keys and values: one slot per token, written once, read ever after; memory is how long the hall may be.

The slots' light is the norm of this request's real keys and values in one layer of the small model; bytes and users are
computed from the chosen model's and GPU's spec sheets. Not here: how the values are used (the next scene).
"""

from __future__ import annotations

from scenes.kv_hall.acts import ACTS
from scenes.kv_hall.asks import ASKS
from scenes.kv_hall.bars import draw_bars
from scenes.kv_hall.division import draw_division
from scenes.kv_hall.flight import hall_moment
from scenes.kv_hall.hall import draw_hall
from scenes.kv_hall.handover import keys_leave, tokens_arrive
from scenes.kv_hall.memory_floor import draw_memory_floor
from scenes.kv_hall.rail import SumRail
from scenes.kv_hall.real_time import REAL
from scenes.kv_hall.slot_card import draw_slot_card
from scenes.kv_hall.wall_maps import prepare
from scenes.kv_hall.words import fill_words
from scenes.kv_hall.zones import shown_layers
from tourapp.authoring import Badge, Beat, Choice, Frame, Phrase, Picture, scene, shared

CONTROLS = [
    shared("context"),
    shared("batch", label="Users"),
    Choice("kv_heads", "KV heads", (("own", "Own"), ("mha", "MHA"), ("mqa", "MQA"), ("mla", "MLA")), "own"),
    shared("kv_bits"),
    shared("model"),
    shared("gpu"),
]
BEATS = [
    Beat(
        "empty",
        6.5,
        "The KV cache is a hall: a slot for each token, keys left, values right.",
        "A slot of {model} takes {slot}: {kept}. So far the hall is empty.",
    ),
    Beat(
        "prefill",
        6.5,
        "Prefill writes the key and the value of every prompt token at once.",
        "One pass, {prompt}, {prompt_bytes} of slots. The brighter a pane, the larger that key or value.",
        cues={"move_on": (0.60, 0.84)},
    ),
    Beat(
        "decode",
        10.0,
        "Decode adds {adds}. Old slots are read again, never computed again.",
        "{passes:,.0f} token {passes|pass|passes} with the cache: the prompt at once, then one by one. "
        "Without it, {without:,.0f}: {times} as many.",
    ),
    Beat(
        "grow", 7.0, "Every conversation needs a hall of its own: {fits}.", "Each user takes {user}: {account}. {left}."
    ),
    Beat(
        "scales",
        9.0,
        "From a thousand tokens to a million: {ends}.",
        "{stop_a}. {stop_b}. {stop_c}.",
        cues={"first": (0.03, 0.14), "second": (0.34, 0.45), "third": (0.66, 0.77)},
    ),
    Beat(
        "heads",
        7.5,
        "Fewer key-value heads make the cache smaller, {so}.",
        "{most}: {most_bytes}, {most_users} {most_users|user|users}. "
        "{now}: {now_bytes}, {now_users} {now_users|user|users}. Weights kept as they are.",
        cues={"back": (0.02, 0.12), "share": (0.34, 0.52)},
    ),
]


def _badge(f: Frame) -> Badge:
    recording = f.world.recording
    live, seen = recording.badge == "live", shown_layers(recording)
    return Badge(
        "computed from specs + live on this computer" if live else "computed from specs + recorded",
        Phrase(
            "light: norms in {n:d} of {layers} layers of {model}, a row for each of its {heads} KV heads",
            n=len(seen),
            layers=recording.layers,
            model=recording.model,
            heads=recording.kv_heads,
        ),
        "bytes, room and users from spec sheets; each slot's light is the norm of this request's key and value",
    )


@scene(
    id="kv_hall",
    title="The hall of keys and values",
    about=(
        "kv_bytes",
        "kv_bytes_per_token",
        "kv_bytes_per_sequence",
        "capacity",
        "kv_variants",
        "our_slots",
        "loop",
        "scenario.context",
        "scenario.usable",
        "model.kv_heads",
        "gpu.memory_gb",
    ),
    portrait=("decode", 0.8),
    beats=BEATS,
    controls=CONTROLS,
    presets={"Short": {"context": 500}, "Default": {"context": None}, "Long": {"context": 128_000}},
    acts=ACTS,
    asks=ASKS,
    reached={"empty": "cut", "prefill": "read", "decode": "written"},
    badge=_badge,
    grows=True,
    needs=("recording", "kv_variants", "our_slots"),
    enter=tokens_arrive,
    leave=keys_leave,
    real=REAL,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """The hall from where we stand, or the memory with all halls; the arithmetic beside it."""
    s = hall_moment(f)
    rows = s.recording.kv_heads * len(shown_layers(s.recording))
    prepare(rows, squeezed=f.reached("grow"))
    fill_words(p, f, s)
    if s.whole <= 0.0:  # no group where none is needed: what rests inside one is painted again in each frame
        draw_hall(p, f, s, rows)
    elif s.whole < 0.5:
        with p.group(opacity=1 - 2 * s.whole):
            draw_hall(p, f, s, rows)
    draw_memory_floor(p, f, s)
    draw_bars(p, f, s)
    rail = SumRail(p, f.rail)
    if f.reached("grow"):
        draw_division(rail, f, s)
    else:
        draw_slot_card(rail, f, s)
