"""The new token looks back: its query meets every stored key, and one hundred threads of light carry the values home.

Weights, queries, keys and values are the small model's own in the run on stage; the case by hand is the engine's
function on three tokens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from scenes.attention import heads as many
from scenes.attention import meeting, rows, threads
from scenes.attention.facts import THREADS, Look, hand_look, look, place_of, printed, word
from scenes.attention.threads import BED, CHIP_H, CHIP_Y, KEYS_Y, STRIP_H, VALUES_Y, Lay, lay_out
from tourapp.authoring import (
    Badge,
    Beat,
    Choice,
    Control,
    Frame,
    Picture,
    Quantity,
    Rail,
    Slider,
    Tag,
    Toggle,
    pulse,
    ramp,
    scene,
    smooth,
)

JOINED = "” and “"
CONTROLS: list[Control] = [
    Choice("text", "Text", (("prompt", "This prompt"), ("river", "River"), ("hand", "By hand")), "prompt"),
    Slider("layer", "Layer", 0, 30, 0, off_text="clearest"),
    Slider("head", "Head", 0, 9, 0, role="decode", off_text="clearest"),
    Slider("asker", "Token that asks", 0, 100, 0, 0.1, unit="%", role="decode", off_text="clearest"),
    Toggle("mask", "Causal mask", True),
]
BEATS = [
    Beat(
        "cache",
        5.0,
        "Every token so far has left a key and a value behind.",
        "Layer {layer} of {layers} holds {before} tokens, each with a key and a value of {d} numbers.",
    ),
    Beat(
        "query",
        6.0,
        "Now one token asks. Its query meets every key, and each meeting gives a score.",
        "A score is the sum of {d} products. “{asker}” finds its best match in “{best}”: {score}.",
    ),
    Beat(
        "softmax",
        6.5,
        "Scaled and put through softmax, the scores become weights that sum to one.",
        "{threads} threads of light, each one per cent: {top_threads} of them go to “{top}”. "
        "First every score is divided by {root}.",
    ),
    Beat(
        "blend",
        6.0,
        "The same threads carry the values back. The output is their blend, mostly “{top}”.",
        "The value of “{top}” weighs {top_share}; all weights together give {total:.2f}.",
    ),
    Beat(
        "onward",
        5.5,
        "The blend moves on, and this token’s own key and value stay in the cache.",
        "{count} tokens are in the cache of this layer now, and the next token will find them all.",
    ),
    Beat(
        "heads",
        7.0,
        "{heads} heads look at the same time, and each of them looks its own way.",
        "{sinks} of them park more than half of their weight on the first token: the attention sink.",
    ),
]


@dataclass(frozen=True, slots=True)
class Now:
    """What a frame shows: the overview of the recording on stage, one look in it, and its places."""

    overview: Any
    look: Look
    lay: Lay
    hovered: int | None
    asker: int
    """The asking token of the overview, also while a pencil case is on stage."""


def now(f: Frame) -> Now:
    """The look of this frame."""
    o = f.world.river_overview if f["text"] == "river" else f.world.head_overview
    r = o.recording
    layer = None if f["layer"] < 1 else min(int(f["layer"]), r.layers) - 1
    head = None if f["head"] < 1 else min(int(f["head"]), r.heads) - 1
    masked = bool(f["mask"])
    if f["text"] == "hand":
        place = place_of(float(f["asker"]), 3)
        seen = hand_look(f.world.by_hand, 2 if place is None else place, masked)
        asker = o.pick(None, None, None)[2]
    else:
        place = place_of(float(f["asker"]), r.positions)
        layer, head, asker = o.pick(layer, head, o.pick(None, None, None)[2] if place is None else place)
        seen = look(o, layer, head, asker, masked)
    hovered = f.hovered("column")
    hovered = hovered if hovered is not None and hovered < len(seen.columns) else None
    return Now(o, seen, lay_out(seen, f.text_gain), hovered, asker)


def badge(f: Frame) -> Badge:
    """Where the weights come from."""
    r = now(f).overview.recording
    if f["text"] == "hand":
        return Badge(
            "live on this computer",
            "three tokens of two numbers, small enough for a pencil",
            "every step is the engine's own attention function",
        )
    kind = "live on this computer" if r.badge == "live" and f["text"] != "river" else "recorded"
    return Badge(
        kind,
        "rotary positions are already in queries and keys; tokens that get little stand in one group",
        f"weights, queries, keys and values of {r.model}",
    )


def enter(f: Frame) -> tuple[float, float]:
    """The top of the token that asks."""
    n = now(f)
    return float(n.lay.xs[n.look.asking]) - 8, CHIP_Y - 2


def leave(f: Frame) -> tuple[float, float]:
    """The output vector."""
    return BED.cx, BED.cy


def draw_stage(f: Frame, p: Picture, n: Now) -> None:
    """Rows and threads of one look, as far as the beats have come."""
    seen, lay, gain = n.look, n.lay, f.text_gain
    sweep, scaled = f.move("query", 0.3, 0.82), f.move("softmax", 0.06, 0.18)
    weights, arcs = f.move("softmax", 0.24, 0.36), f.move("softmax", 0.34, 0.62)
    flows, filled = f.move("blend", 0.12, 0.55), f.move("blend", 0.48, 0.66)
    came = f.beat("cache") if not f.still else 1.0
    stored = float(smooth(ramp(came, 0.14, 0.66)))
    rest = 1.0 - 0.55 * f.move("onward", 0.1, 0.3)
    rows.draw_chips(p, seen, lay, stored)
    rows.draw_row(p, seen, lay, gain, "keys", stored)
    rows.draw_row(p, seen, lay, gain, "values", stored)
    rows.draw_veil(p, seen, lay, weights, n.hovered)
    rows.draw_asker(p, seen, lay, pulse(f.clock, 2.6, 0.6, 1.0))
    rows.draw_query(
        p,
        seen,
        lay,
        gain,
        f.move("query", 0.08, 0.2),
        sweep,
        1.0 - f.move("onward", 0.05, 0.2),
        1.0 - f.move("softmax", 0.06, 0.2),
    )
    rows.draw_scores(p, seen, lay, rows.passed(lay, sweep) * (sweep > 0), scaled)
    rows.draw_weights(p, seen, lay, weights)
    rows.draw_labels(
        p,
        seen,
        gain,
        {"tokens": stored, "keys": stored, "values": stored, "scores": f.move("query", 0.25, 0.35), "softmax": weights},
        scaled,
    )
    draw_threads(f, p, n, arcs * rest, arcs, flows, rest)
    rows.draw_light_on_asker(p, lay, seen, 1.0 if arcs <= 0 else pulse(f.clock, 2.0, 0.7, 1.0) * rest)
    rows.draw_output(p, seen, gain, filled, f.move("blend", 0.06, 0.16))
    told = float(smooth(ramp(came, 0.1, 0.25))) * (1 - f.move("query", 0.04, 0.14))
    meeting.draw_text_so_far(p, n.overview, seen, lay, gain, told)
    meeting.draw_meeting(p, seen, lay, sweep, f.move("query", 0.24, 0.32) * (1 - f.move("softmax", 0.2, 0.3)))
    draw_legend(f, p, arcs)
    draw_cache(f, p, n, stored)
    draw_onward(f, p, n)
    if f["text"] != "hand":
        lit = None if n.hovered is None else seen.columns[n.hovered].tokens[-1]
        many.draw_triangle(p, n.overview, seen.layer, seen.head, seen.asker, lit, f.move("softmax", 0.6, 0.7))
    draw_hot(f, p, n)


def draw_threads(f: Frame, p: Picture, n: Now, alpha: float, arcs: float, flows: float, rest: float) -> None:
    """One hundred threads above, the same below, and the light that runs along them."""
    seen, lay, gain = n.look, n.lay, f.text_gain
    quiet = 1.0 if n.hovered is None else 0.3
    below = flows > 0
    threads.draw_arcs(p, seen, lay, gain, arcs, quiet * rest * (0.72 if below else 1.0))
    threads.draw_flows(p, seen, lay, gain, flows, quiet * rest)
    if n.hovered is not None:
        threads.draw_arcs(p, seen, lay, gain, 1.0 if arcs >= 1 else 0.0, rest, n.hovered)
        threads.draw_flows(p, seen, lay, gain, 1.0 if flows >= 1 else 0.0, rest, n.hovered)
    if f.still:
        return
    threads.draw_front(p, seen, lay, arcs)
    if arcs > 0:
        threads.draw_sparks(p, lay.arcs, "decode", f.clock, rest * (0.45 if below else 0.9) * arcs, reach=arcs, size=15)
    if flows >= 1:
        threads.draw_sparks(
            p,
            lay.flows,
            "value",
            f.clock,
            rest * min(1.0, ramp(f.beat("blend"), 0.55, 0.7)),
            each=2,
            speed=0.26,
            size=15,
        )


def draw_legend(f: Frame, p: Picture, shown: float) -> None:
    """What one thread is."""
    if shown <= 0.01:
        return
    below = f.move("blend", 0.1, 0.3)
    p.lines([(64, 751, 92, 751)], "decode", width=2, alpha=shown)
    p.lines([(64, 759, 92, 759)], "value", width=2, alpha=shown * (0.25 + 0.75 * below))
    p.text((104, 761), "one thread", size=18, weight=600, alpha=shown)
    p.text(
        (64, 790),
        "is {v:.0%} of attention:",
        v=Quantity(1 / THREADS, "share", "one thread", "t"),
        size=18,
        role="dim",
        alpha=shown,
        fit=230,
    )
    p.text((64, 816), "{n} threads, always", n=THREADS, size=18, role="dim", alpha=shown, fit=230)


def draw_cache(f: Frame, p: Picture, n: Now, shown: float) -> None:
    """The shelf of the cache around keys and values; the asking token's own column joins it in the fifth beat."""
    if shown <= 0.01:
        return
    lay, i = n.lay, n.look.asking
    joined = f.move("onward", 0.5, 0.66)
    half = 66.0 if n.look.by_hand else 28.0
    own = float(lay.xs[i])
    left = float(lay.xs[0]) - half
    others = [float(x) for k, x in enumerate(lay.xs) if k != i]
    last = max((x for x in others if x < own), default=own - 2 * half) + half
    right = last + (own + half - last) * joined
    for y, role in ((KEYS_Y, "key"), (VALUES_Y, "value")):
        p.rects(
            [(left, y - 8, max(right - left, 1.0), STRIP_H + 16)],
            None,
            radius=8,
            stroke=role,
            stroke_alpha=0.42 * shown,
        )
        p.rects(
            [(own - half, y - 8, 2 * half, STRIP_H + 16)],
            None,
            radius=8,
            stroke="decode",
            stroke_alpha=0.8 * shown * (1 - joined),
            dash=True,
        )


def draw_onward(f: Frame, p: Picture, n: Now) -> None:
    """The output's light leaves for the next step, and a spark lays the asking token's key and value down."""
    u = f.beat("onward")
    if u <= 0:
        return
    own = float(n.lay.xs[n.look.asking])
    laid = f.move("onward", 0.36, 0.56)
    if 0 < laid < 1:
        y = CHIP_Y + CHIP_H + (VALUES_Y + STRIP_H / 2 - CHIP_Y - CHIP_H) * laid
        p.sprites([(own, y)], 90.0, "decode", alpha=0.9)
    glow = laid * (1 - f.move("onward", 0.75, 0.95)) if not f.still else 0.0
    for y, role in ((KEYS_Y, "key"), (VALUES_Y, "value")):
        p.sprites([(own, y + STRIP_H / 2)], 190.0, role, alpha=0.8 * glow, kind="soft")
    up = f.move("onward", 0.12, 0.34)
    path = np.stack([np.full(60, BED.cx), np.linspace(BED.y - 34, 178.0, 60)], 1)
    p.lines(
        [(BED.cx, BED.y - 34, BED.cx, BED.y - 34 - (BED.y - 212.0) * up)],
        "value",
        width=2,
        alpha=0.7 * up,
        additive=True,
    )
    if not f.still:
        p.trail(path, up if up < 1 else (f.clock * 0.35) % 1.2, "value", length=0.3, size=34, alpha=0.9)
    last = n.look.layer + 1 >= n.overview.recording.layers
    words = "on to the scores" if last else "on to the next step"
    p.text(
        (1436, 162),
        words,
        size=18,
        weight=600,
        role="value",
        align="right",
        alpha=f.move("onward", 0.3, 0.4),
        fit=230,
        backed=0.5,
    )


def draw_hot(f: Frame, p: Picture, n: Now) -> None:
    """Tokens answer the pointer: their threads light up, and a click lets them ask."""
    count = 3 if n.look.by_hand else n.overview.recording.positions
    acts = [many.asker_act(c.tokens[0], count) if len(c.tokens) == 1 else None for c in n.look.columns]
    boxes = rows.chip_boxes(n.lay)
    boxes[:, 3] = VALUES_Y + STRIP_H - CHIP_Y
    p.hot(boxes, [Tag("column", i) for i in range(len(boxes))], acts)
    if n.hovered is None:
        return
    c = n.look.columns[n.hovered]
    words = f"{len(c.tokens):,} tokens together" if len(c.tokens) > 1 else f"token {c.tokens[0] + 1:,}: “{c.words}”"
    x = max(430.0, min(float(n.lay.xs[n.hovered]), 1200.0))
    p.text(
        (x, CHIP_Y - 16),
        "{w}, weight {v:.4f}",
        w=words,
        v=c.weight,
        size=17,
        weight=600,
        align="center",
        backed=0.75,
        fit=420,
    )


def draw_heads(f: Frame, p: Picture, n: Now, shown: float) -> None:
    """All heads as small pictures, those that read well first."""
    o = n.overview
    chosen = (n.look.layer, n.look.head) if not n.look.by_hand else o.pick(None, None, None)[:2]
    asker = n.asker
    sinks = many.sink_count(o, asker)
    total = o.recording.layers * o.recording.heads
    p.text(
        (64, 150),
        "how “{w}” looks back: {n} heads read the text",
        w=word(o.recording.all_texts[asker]),
        n=total - sinks,
        size=20,
        weight=600,
        role="decode",
        alpha=shown,
        fit=760,
    )
    p.text(
        (1348, 150),
        "{n} heads rest on the sink",
        n=sinks,
        size=20,
        weight=600,
        role="weights",
        align="right",
        alpha=shown,
        fit=460,
    )
    many.draw_gather(p, shown * f.move("heads", 0.4, 0.6))
    words = many.draw_grid(p, o, asker, chosen, f.move("heads", 0.12, 0.5), f.hover)
    later = f.move("heads", 0.5, 0.6)
    p.text((64, 812), words, size=20, weight=600, alpha=later, fit=860)
    p.rects([(64, 758, 12, 16)], "weights", alpha=later)
    p.text((86, 773), "first token: the attention sink", size=17, role="dim", alpha=later, fit=400)
    p.rects([(470, 758, 12, 16)], "decode", alpha=later)
    p.text((492, 773), "the rest of the text, left to right", size=17, role="dim", alpha=later, fit=420)


def fill_words(f: Frame, p: Picture, n: Now) -> None:
    """The numbers of captions and notes."""
    seen, r = n.look, n.overview.recording
    best = rows.best_match(seen)
    words, weight, bundle = top_of(seen)
    score = rows.score_quantity(seen, best, False)
    p.fill(
        layer=seen.layer + 1,
        layers=r.layers,
        count=seen.count,
        before=seen.count - 1,
        d=seen.width,
        asker=seen.columns[seen.asking].words,
        best=seen.columns[best].words,
        score="a score this recording did not keep" if score is None else score,
        threads=THREADS,
        top=words,
        top_threads=bundle,
        root=Quantity(seen.scale**-1, "1", "root of the numbers in a key", "r"),
        top_share=Quantity(weight, "share", f"weight of {words}", "w"),
        total=float(sum(c.weight for c in seen.columns)),
        heads=r.layers * r.heads,
        sinks=many.sink_count(n.overview, n.asker),
    )


def top_of(seen: Look) -> tuple[str, float, int]:
    """The column with the greatest weight (two of them where they tie): its words, weight and threads."""
    most = seen.columns[seen.top].weight
    tied = [c for c in seen.columns if most - c.weight < 1e-9][:2]
    return JOINED.join(c.words for c in tied), sum(c.weight for c in tied), sum(c.threads for c in tied)


def draw_rail(f: Frame, p: Picture, n: Now) -> None:
    """Readouts of the row, and the nine heads of the layer or the pencil's arithmetic."""
    seen, r = n.look, n.overview.recording
    rail = Rail(p, CONTROLS)
    if seen.by_hand:
        rail.heading("Three tokens, two numbers each")
    else:
        rail.heading(f"Layer {seen.layer + 1} of {r.layers}, head {seen.head + 1} of {r.heads}")
    known = f.beat("softmax") > 0.3 or f.beat_index > 2
    if known:
        words, weight, _ = top_of(seen)
        rail.read("Sum of weights", f"{sum(float(w) for w in printed(seen)):.2f}", "good", step=29)
        plain = words.replace(JOINED, ", ")
        rail.read(f"Top: {plain}", Quantity(weight, "share", f"weight of {plain}", "w"), "decode", step=29)
        rail.read("Entropy", f"{seen.entropy:.2f} bits", "ink", step=29)
        if not seen.by_hand:
            first = Quantity(seen.first_share, "share", "share on the first token", "w_0")
            rail.read("On the first token", first, "weights", step=34)
    if not known:
        draw_early(f, rail, n)
    if seen.by_hand:
        draw_pencil(rail, n, known)
    elif not f["mask"] and seen.query is None:
        rail.note("Without the mask: not kept for this layer", "waste")
    elif rail.left > 150 and known:
        rail.heading("The heads of this layer, this row")
        if not f["mask"]:
            rail.note("recorded rows; the mask is off on stage", "waste")
        many.draw_nine(rail.p, n.overview, n.asker, seen.layer, seen.head, rail.box(min(132.0, rail.left - 8)))


def draw_early(f: Frame, rail: Rail, n: Now) -> None:
    """What is known before there are weights: what is stored, then the best and the poorest match."""
    seen, r = n.look, n.overview.recording
    rail.read("Tokens in the cache", seen.count - 1, "key")
    rail.read("Numbers in a key", seen.width, "key")
    rail.read("Numbers in a value", seen.width, "value")
    if not seen.by_hand:
        rail.read("Heads per key", r.heads // r.kv_heads)
    if f.beat("query") > 0.85 and seen.query is not None:
        rail.rule()
        best = rows.best_match(seen)
        rail.heading(f"Best match: {seen.columns[best].words}")
        rail.read("its score", rows.score_quantity(seen, best, False), "decode")


def draw_pencil(rail: Rail, n: Now, known: bool) -> None:
    """Every step of the first column and of the output, to check with a pencil."""
    seen = n.look
    if not known or seen.output is None or seen.values is None:
        return
    weights = printed(seen)
    powers = [0.0 if c.hidden else float(np.exp((c.score or 0.0) * seen.scale)) for c in seen.columns]
    scaled = (seen.columns[0].score or 0.0) * seen.scale
    lines = [
        (f"e^{scaled:.3f} = {powers[0]:.3f}" if powers[0] else "masked: 0", "ink"),
        (f"{powers[0]:.3f} / {sum(powers):.3f} = {weights[0]}", "decode"),
    ]
    for k, value in enumerate(seen.output):
        sums = " + ".join(f"{w}×{v:g}" for w, v in zip(weights, seen.values[:, k], strict=True))
        lines.append((f"{sums}", "dim"))
        lines.append((f"= {value:.2f}", "value"))
    rail.why("From the first score to the output", lines)


@scene(
    id="attention",
    title="The new token looks back",
    about=("head_overview", "by_hand", "river_overview", "model.heads"),
    portrait=("blend", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    badge=badge,
    needs=("head_overview",),
    meters="decode",
    enter=enter,
    leave=leave,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """The row of one token first; then all heads at once."""
    n = now(f)
    fill_words(f, p, n)
    away = f.move("heads", 0.0, 0.12)
    if away <= 0:
        draw_stage(f, p, n)
    elif away < 1:
        with p.group(opacity=1.0 - away):
            draw_stage(f, p, n)
    if away > 0:
        draw_heads(f, p, n, away)
        rows.draw_output(p, n.look, f.text_gain, 1.0, away)
    draw_rail(f, p, n)
