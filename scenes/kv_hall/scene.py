"""The hall of keys and values: one slot per token, written once, read ever after; memory is how long the hall may be.

The slots' light is the norm of this request's real keys and values in one layer of the small model; bytes and users are
computed from the chosen model's and GPU's spec sheets. Not here: how the values are used (the next scene).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from scenes.kv_hall import light, room
from scenes.kv_hall.flight import END, State, state_of
from scenes.kv_hall.heads import draw_bars, draw_other_users
from scenes.kv_hall.map import MapState, Mark, draw_map, short
from scenes.kv_hall.numbers import RequestNumbers, account, one_slot, request_numbers
from scenes.kv_hall.rail import draw_division, draw_slot_card
from scenes.kv_hall.walls import CEILING, CX, FLOOR, HALF, HORIZON, Camera, Zone, draw_walls, panes, prepare, project
from scenes.kv_hall.zones import (
    EMPTY_EDGE,
    EMPTY_FILL,
    HELD_EDGE,
    HELD_FILL,
    answer_zone,
    norm_levels,
    plain_zone,
    prompt_zone,
    shown_layer,
    waste_zone,
)
from tourapp.authoring import (
    Badge,
    Beat,
    Choice,
    Frame,
    Picture,
    Quantity,
    Rail,
    Tag,
    mix,
    pulse,
    ramp,
    scene,
    set_control,
    shared,
    show,
    smooth,
)
from tourapp.figures.token_strip import token_words

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
        "The KV cache is a hall: one slot for every token, keys on the left, values on the right.",
        "A slot of {model} keeps {slot}: keys and values of {layers} layers. So far the hall is empty.",
    ),
    Beat(
        "prefill",
        6.5,
        "Prefill writes the key and the value of every prompt token at once.",
        "One pass, {prompt}, {prompt_bytes} of slots. Brighter means a larger key or value, measured in layer {layer}.",
    ),
    Beat(
        "decode",
        10.0,
        "Decode adds one slot per token. Old slots are read again, never computed again.",
        "{passes} token passes with the cache: the prompt at once, then one by one. "
        "Without it, {without}: {times} as many.",
    ),
    Beat(
        "grow",
        7.0,
        "The hall grows with the conversation, and every user needs a hall of their own.",
        "Each user takes {user}: {account}. Beside the weights {room} of room is left: {users} fit.",
    ),
    Beat(
        "scales",
        9.0,
        "From a thousand tokens to a million, the same hall: memory is what ends it.",
        "{stop_a}. {stop_b}. {stop_c}.",
    ),
    Beat(
        "heads",
        7.5,
        "Fewer key-value heads make every slot smaller, so more users fit the same memory.",
        "{most}: {most_bytes}, {most_users} users. {now}: {now_bytes}, {now_users} users. Weights kept as they are.",
    ),
]


def _numbers(s: State) -> RequestNumbers:
    return request_numbers(s.prompt, s.answer, s.variant.per_token)


def _badge(f: Frame) -> Badge:
    recording = f.world.recording
    kind = "live on this computer" if recording.badge == "live" else "recorded"
    layer = shown_layer(recording.layers) + 1
    return Badge(
        f"computed from specs + {kind}",
        f"light: norms of layer {layer} of {recording.layers} in {recording.model}; a plane for each of its "
        f"{recording.kv_heads} KV heads",
        "bytes, room and users from spec sheets; each slot's light is the norm of this request's key and value",
    )


def _enter(f: Frame) -> tuple[float, float]:
    return CX, HORIZON


@scene(
    id="kv_hall",
    title="The hall of keys and values",
    about=(
        "kv_bytes",
        "kv_bytes_per_token",
        "kv_bytes_per_sequence",
        "capacity",
        "kv_variants",
        "loop",
        "scenario.context",
        "scenario.usable",
        "model.kv_heads",
        "gpu.memory_gb",
    ),
    portrait=("decode", 0.8),
    beats=BEATS,
    controls=CONTROLS,
    badge=_badge,
    needs=("recording", "kv_variants"),
    enter=_enter,
    leave=_enter,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """The hall from where we stand, the map below it, the arithmetic beside it."""
    s = state_of(f)
    numbers = _numbers(s)
    _words(f, p, s, numbers)
    room.draw_room(p)
    room.draw_ribs(p, s.camera)
    _walls(f, p, s)
    room.draw_edges(p)
    _gates(f, p, s)
    _floor(f, p, s)
    _names(f, p, s)
    _light(f, p, s)
    _map(f, p, s)
    draw_bars(p, s.variants.variants, s.variant.id, f.move("heads", 0.12, 0.24), f.move("heads", 0.16, 0.34))
    _rail(f, p, s, numbers)


def _words(f: Frame, p: Picture, s: State, n: RequestNumbers) -> None:
    scenario, variant, variants = f.world.cost.scenario, s.variant, s.variants
    told = [
        f"{short(stop.tokens)} tokens: {show(stop.per_sequence)} a user, {_users(stop.users)}"
        for stop in variants.stops[variant.id]
    ]
    most = variants.variants[0]
    now = variant if variant.id != most.id else variants.variants[-1]
    p.fill(
        model=scenario.model_spec.name,
        layers=scenario.model_spec.layers,
        layer=shown_layer(s.recording.layers) + 1,
        slot=one_slot(variant.per_token),
        prompt=_tokens(s.prompt),
        prompt_bytes=n.prompt_bytes,
    )
    loop = f.world.loop
    p.fill(passes=loop.with_cache.value, times=loop.saved, without=loop.without.value)
    p.fill(
        account=account(variant, scenario.quantity("context")),
        user=variant.per_sequence,
        room=variants.room,
        users=variant.users,
        stop_a=told[0],
        stop_b=told[1],
        stop_c=told[2],
    )
    p.fill(
        most=most.label,
        most_bytes=one_slot(most.per_token),
        most_users=most.users,
        now=now.label,
        now_bytes=one_slot(now.per_token),
        now_users=now.users,
    )


def _tokens(count: int) -> str:
    return "1 token" if count == 1 else f"{count:,} tokens"


def _users(users: Any) -> str:
    count = int(users.value)
    return "none fit" if count == 0 else "one fits" if count == 1 else f"{count:,} fit"


def _zones(f: Frame, s: State) -> list[Zone]:
    """What stands along the walls now, from the entrance on."""
    levels = norm_levels(s.recording, shown_layer(s.recording.layers))
    cut = s.held if s.whole > 0.5 else math.inf
    zones: list[Zone] = []
    end = 0.0
    lit = f.move("prefill", 0.235, 0.262)
    if lit > 0 and s.prompt:
        flash = lit * math.exp(-6.5 * max(0.0, f.beat("prefill") - 0.25)) if not f.still else 0.0
        end = min(float(s.prompt), cut)
        zones.append(prompt_zone(levels[: s.prompt], end, lit, flash if flash > 0.02 else 0.0))
    landed = (
        np.clip((s.written - np.arange(s.answer) - 0.70) / 0.12, 0, 1) if s.written < s.answer else np.ones(s.answer)
    )
    count = int(np.count_nonzero(landed))
    if count and end < cut:
        strength = mix(0.58 if f.text_gain < 1.05 else 0.98, 1.0, f.move("heads", 0.34, 0.52))
        own = levels[s.prompt : s.prompt + count]
        zones.append(answer_zone(own, s.prompt, min(float(s.prompt + count), cut), landed[:count], strength))
        end = min(float(s.prompt + count), cut)
    if s.whole > 0.02 and s.held > end:
        stop = min(s.held, max(s.full, end))
        zones.append(plain_zone(end, stop, mix(EMPTY_FILL, HELD_FILL, s.whole), mix(EMPTY_EDGE, HELD_EDGE, s.whole)))
        if s.held > stop:
            zones.append(waste_zone(stop, s.held))
        end = s.held
    zones.append(plain_zone(end, math.inf, EMPTY_FILL * (1 - s.whole), EMPTY_EDGE * (1 - 0.8 * s.whole)))
    return zones


def _walls(f: Frame, p: Picture, s: State) -> None:
    rows = s.recording.kv_heads
    prepare(rows)
    draw_other_users(p, s.camera, s.share, f.move("heads", 0.36, 0.54), f.move("heads", 0.54, 0.64))
    draw_walls(p, s.camera, _zones(f, s), rows, s.share)


def _gates(f: Frame, p: Picture, s: State) -> None:
    room.draw_gate(p, s.camera.depth(0.0), ("key", "value"), alpha=0.9 - 0.45 * s.whole, width=2.4)
    if s.whole < 0.3:
        return
    for stop in s.variants.stops[s.variant.id]:
        near = s.camera.depth(stop.tokens)
        if f.beat("scales") > 0 and 1.6 < near < END - 1 and abs(near - s.camera.depth(s.full)) > 0.15:
            room.draw_gate(p, near, ("weights", "weights"), alpha=0.7 * s.whole, width=1.4)
            x, y = project(-HALF, FLOOR, near)
            p.text((x + 12, min(y, 692.0) - 10), short(stop.tokens), size=18, role="dim", mono=True, alpha=s.whole)
    if 0 < s.full < s.held:
        room.draw_gate(p, s.camera.depth(s.full), ("waste", "waste"), alpha=s.whole, width=3.0)
        _full_words(f, p, s)
    room.draw_gate(p, s.camera.depth(s.held), ("key", "value"), alpha=s.whole, width=2.4)


def _full_words(f: Frame, p: Picture, s: State) -> None:
    """What the red gate means, on its sill."""
    depth, batch = s.camera.depth(s.full), int(f.inputs.batch)
    x, y = project(0.0, FLOOR, depth)
    users = "one user" if batch == 1 else f"{batch:,} users"
    full = s.variants.full[s.variant.id]
    p.text(
        (x, y + 30 if depth > 3 else min(y, 690.0) - 14),
        "memory is full: {u} of {n}",
        u=users,
        n=full,
        size=20,
        weight=600,
        role="waste",
        align="center",
        backed=0.6,
        alpha=s.whole * f.move("grow", 0.44, 0.56),
        fit=520,
    )


def _floor(f: Frame, p: Picture, s: State) -> None:
    """Words of prompt and answer on the floor before their slots."""
    tokenizer, ids = f.world.tokenizer, s.recording.all_ids
    count = int(s.written)
    shown = (s.prompt if f.beat("prefill") > 0.25 else 0) + count
    first = max(0, math.floor(s.camera.at))
    alpha = (1 - s.whole) * float(ramp(f.beat("prefill"), 0.25, 0.4))
    words = [
        (k, token_words(tokenizer.token_bytes(int(ids[k])))[:24], "prefill" if k < s.prompt else "decode")
        for k in range(first, min(shown, first + 14))
    ]
    if alpha > 0.02:
        room.draw_floor_words(p, s.camera, words, f.text_gain, alpha)


def _names(f: Frame, p: Picture, s: State) -> None:
    """Which wall is which, and what one pane stands for."""
    shown = f.move("empty", 0.60, 0.70)
    for x, letter, words, role in ((CX - 285.0, "K", "keys", "key"), (CX + 285.0, "V", "values", "value")):
        p.text((x, 160), "{a}  {b}", a=letter, b=words, size=28, weight=600, role=role, align="center", alpha=shown)
    _length(f, p, s)
    callout = f.during("empty", 0.3) * f.move("empty", 0.70, 0.78)
    if callout > 0.02:
        _callout(p, s.camera, callout)


def _length(f: Frame, p: Picture, s: State) -> None:
    """How long the hall is now, and what that takes; what a pane of the walls stands for."""
    if s.whole <= 0.02:
        return
    variant, stops = s.variant, s.variants.stops[s.variant.id]
    told, held, users = f.world.cost.scenario.quantity("context"), variant.per_sequence, variant.users
    if f.move("scales", 0.0, 0.03) > 0:
        near = min(stops, key=lambda item: abs(math.log(item.tokens / s.extent)))
        told, held, users = Quantity(near.tokens, "token", "slots of the hall", "s"), near.per_sequence, near.users
    p.text((CX, 164), "{n}", n=told, size=34, weight=600, mono=True, align="center", alpha=s.whole, fit=400)
    p.text((CX, 196), "{b} a user, {u}", b=held, u=_users(users), size=18, align="center", alpha=s.whole, fit=400)
    p.text(
        (CX, 702),
        "a pane is {n} slots",
        n=int(panes(s.camera.length)[0]),
        size=16,
        role="dim",
        align="center",
        alpha=s.whole,
        backed=0.5,
    )
    ours = (s.camera.depth(0) + s.camera.depth(s.total)) / 2
    if s.whole > 0.9 and s.total * s.camera.length > 0.2 and ours > 1.2:
        x, y = project(-HALF, FLOOR, ours)
        p.text(
            (max(x, 150), min(y + 34, 706)),
            "our {n} slots",
            n=s.total,
            size=16,
            role="decode",
            weight=600,
            align="center",
            alpha=s.whole,
            backed=0.6,
        )


def _callout(p: Picture, camera: Camera, alpha: float) -> None:
    near, far = camera.depth(3.0), camera.depth(4.0)
    for side, role, words in ((-1.0, "key", "its key"), (1.0, "value", "its value")):
        quad = [
            project(side * HALF, height, depth)
            for height, depth in (
                (CEILING * 0.98, near),
                (CEILING * 0.98, far),
                (FLOOR * 0.97, far),
                (FLOOR * 0.97, near),
            )
        ]
        p.polys(quad, role, alpha=0.30 * alpha, stroke=role, stroke_width=2.5, stroke_alpha=alpha)
        x, y = project(side * HALF, FLOOR, (near + far) / 2)
        p.text((x - side * 6, y + 34), words, size=20, weight=600, role=role, align="center", alpha=alpha, backed=0.5)
        p.lines([(x - side * 66, y + 28, CX + side * 110, 632)], role, alpha=0.7 * alpha)
    p.text((CX, 638), "one token, one slot", size=20, align="center", alpha=alpha, backed=0.5)


def _light(f: Frame, p: Picture, s: State) -> None:
    depth = s.camera.depth(s.spark)
    alpha = 1.0 - s.whole
    breath = pulse(f.clock, 2.4, 0.84, 1.0)
    gold = f.move("prefill", 0.86, 0.97)
    if f.beat_name == "prefill":
        reach = float(smooth(ramp(f.beat("prefill"), 0.15, 0.24)))
        fade = 1 - float(smooth(ramp(f.beat("prefill"), 0.27, 0.52)))
        tokens = (
            np.unique(np.linspace(0, max(0, s.prompt - 1), min(s.prompt, 40)).astype(int)) if s.prompt else np.zeros(0)
        )
        if reach > 0 and s.prompt and not f.still:
            light.draw_rays(p, s.camera, tokens, depth, reach, fade)
    if alpha <= 0.02:
        return
    newest = s.camera.depth(s.prompt + math.ceil(s.written - 0.7) - 1)
    if s.written > 0.7:
        light.draw_landed(p, newest, newest + s.camera.length, alpha * (0.75 + 0.25 * breath), s.share)
    if f.beat_name == "decode" and not f.still:
        _throws(p, s)
    at = light.draw_spark(p, depth, "prefill", breath, alpha * (1 - gold)) if gold < 1 else None
    at = light.draw_spark(p, depth, "decode", breath, alpha * gold) if gold > 0 else at
    if at is not None and s.written > 0.2 and f.beat_index == 2:
        tokenizer, ids = f.world.tokenizer, s.recording.ids
        k = min(int(s.written - 0.2), s.answer - 1)
        word = token_words(tokenizer.token_bytes(int(ids[k])))[:20]
        before = light.told_so_far(tokenizer, ids[max(0, k - 9) : k])
        light.draw_word(p, at, word, before.partition(" ")[2] if k > 9 else before, f.text_gain)


def _throws(p: Picture, s: State) -> None:
    """Keys and values in the air: one pair while tokens come slowly, a few at once later."""
    for k in range(max(0, int(s.written) - 1), min(s.answer, int(s.written) + 1)):
        flight = float(ramp(s.written - k, 0.30, 0.72))
        light.draw_throw(p, s.camera.depth(s.prompt + k + 0.5), flight)


def _map(f: Frame, p: Picture, s: State) -> None:
    small = float(max(64, 32 * math.ceil((s.total + 8) / 32)))
    whole = f.move("grow", 0.10, 0.34)
    stops = s.variants.stops[s.variant.id]
    size = math.exp(mix(math.log(small), math.log(stops[-1].tokens), whole))
    alpha = f.move("empty", 0.62, 0.74) * (1 - f.move("heads", 0.0, 0.10))
    lit = s.prompt if f.beat("prefill") > 0.25 else 0
    words = _pointed(f, p, s) or (
        "The whole hall from above, to scale" if whole > 0.5 else "The hall from above: one cell per slot"
    )
    state = MapState(
        size,
        lit,
        s.written,
        s.extent * whole,
        s.variants.full[s.variant.id],
        int(f.inputs.batch),
        s.camera.token(2.2) if whole <= 0 else None,
        words,
        float(f.inputs.context) if whole > 0.9 else None,
    )
    marks = (
        [
            Mark(
                stop.tokens,
                f"{short(stop.tokens)} · {show(stop.per_sequence)}",
                "ink",
                set_control("context", stop.tokens),
            )
            for stop in stops
        ]
        if whole > 0.6
        else []
    )
    draw_map(p, state, marks, f.text_gain, alpha, f.move("grow", 0.44, 0.56))


def _pointed(f: Frame, p: Picture, s: State) -> str:
    """Near slots answer the pointer: which token it is, and how large its key and value are."""
    recording = s.recording
    shown = min(s.prompt + int(s.written), recording.key_norms.shape[2]) if f.beat("prefill") > 0.3 else 0
    first = max(0, math.ceil(s.camera.token(1.3)))
    if s.whole > 0.01 or f.beat_name == "heads" or shown <= first:
        return ""
    boxes, tags = [], []
    for k in range(first, min(shown, first + 12)):
        for side, letter in ((-1.0, "K"), (1.0, "V")):
            (x0, top), (x1, low) = (
                project(side * HALF, height, s.camera.depth(k + part))
                for height, part in ((CEILING, 0.0), (FLOOR, 1.0))
            )
            boxes.append((min(x0, x1), max(top, 140.0), abs(x1 - x0), low - max(top, 140.0)))
            tags.append(Tag("slot", (k, letter)))
    p.hot(boxes, tags)
    if f.hover not in tags:
        return ""
    k, layer = f.hovered("slot")[0], shown_layer(recording.layers)
    key, value = (float(a[layer, :, k].mean()) for a in (recording.key_norms, recording.value_norms))
    token = token_words(f.world.tokenizer.token_bytes(int(recording.all_ids[k])))[:24]
    return f"Slot {k + 1}, “{token}”: norm of its keys {key:.1f}, of its values {value:.1f} (mean of the heads)"


def _rail(f: Frame, p: Picture, s: State, numbers: RequestNumbers) -> None:
    rail, costs = Rail(p, CONTROLS), f.world.cost
    if f.beat_index < 3:
        draw_slot_card(
            rail,
            costs,
            s.variant,
            numbers,
            f.world.loop,
            f.move("prefill", 0.25, 0.35),
            f.move("decode", 0.85, 0.92),
            f.move("decode", 0.90, 0.96),
        )
        return
    draw_division(rail, costs, s.variant, s.variants.room, f.beat("grow") / 0.62 if not f.still else 1.0)
