"""Quantization: real weights of the small model snap to a few values; fewer bytes cross the bridge."""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.quantization.gpu_columns import draw_column
from scenes.quantization.snapping import (
    BARS,
    CLOUD,
    RAILS,
    draw_bars,
    draw_cloud,
    draw_curtain,
    draw_flight,
    draw_rails,
)
from tourapp.authoring import Badge, Beat, Frame, Picture, Quantity, Rail, Rect, ramp, scene, shared

CONTROLS = [
    shared("quant_bits"),
    shared("group_size"),
    shared("salient"),
    shared("kv_bits"),
    shared("model"),
    shared("gpu"),
]
BEATS = [
    Beat(
        "memory",
        5.0,
        "In sixteen bits the model is too big: {gpus} before the first token.",
        "{name}: {params} parameters at two bytes are {bytes}.",
    ),
    Beat(
        "snap",
        7.0,
        "A cloud of weights passes, and snaps to {levels} values.",
        "Real weights of the small model, {where}: first to INT8, then to {bits} bits.",
    ),
    Beat(
        "groups",
        6.0,
        "Every group keeps its own scale, and the few that matter stay as they are.",
        "So {bits} bits become {width} a weight. The error left is {error} of the weights' own size.",
    ),
    Beat(
        "cache",
        6.0,
        "The KV cache can shrink too.",
        "Measured on a fixed text: FP8 changes the odds by {kl_fp8} nats, INT8 by {kl_int8}, INT4 by {kl_int4}.",
    ),
    Beat(
        "faster",
        7.0,
        "Fewer bytes over the bridge: a smaller machine, or faster words.",
        "{bits} bits: {small} on {few}, {speed} for one user, room for {users} conversations.",
    ),
    Beat(
        "price",
        6.0,
        "It is not free: the model gets a little worse.",
        "Perplexity on the fixed text: {ppl_full} as it is, {ppl} now, "
        "relative to this model, which had been rounded once before.",
    ),
]
FORMAT_WORDS = {"fp16": "16 bit", "fp8": "FP8", "int8": "INT8", "int4": "INT4"}


def _badge(_f: Frame) -> Badge:
    return Badge(
        "recorded + computed from specs",
        "quality: the small model, relative to itself; embedding kept; ideal speed",
        "the weights, their rounding and the measured quality are real; sizes and speeds are computed",
    )


@scene(
    id="quantization",
    title="Fewer bytes over the bridge",
    about=("quant", "weight_bytes"),
    portrait=("snap", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    badge=_badge,
    enter=lambda f: (300.0, 440.0),
    leave=lambda f: (1180.0, 300.0),
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Memory, the snap, groups, cache, the gain and its price."""
    quant = f.world.quant
    _fill(f, p, quant)
    if f.beat_name == "memory":
        _memory(f, p, quant)
    elif f.beat_name in ("snap", "groups"):
        _snap(f, p, quant)
    elif f.beat_name == "cache":
        _cache(f, p, quant)
    elif f.beat_name == "faster":
        _faster(f, p, quant)
    else:
        _price(f, p, quant)
    _rail(f, p, quant)


def _chosen(f: Frame, quant: Any) -> Any:
    """The size at the weight bits on the rail."""
    return next(size for size in quant.sizes if size.bits == f["quant_bits"])


def _memory(f: Frame, p: Picture, quant: Any) -> None:
    size = quant.sizes[0]
    shown = min(size.gpus, 6)
    fill = f.move("memory", 0.08, 0.5)
    for k in range(shown):
        _one_gpu(p, size, Rect(420 + k * 200, 190, 160, 560), fill, k)
    p.text(
        (64, 330),
        "{v}",
        v=Quantity(float(size.weights.value) * max(fill, 0.01), "B"),
        size=62,
        mono=True,
        weight=600,
        role="weights",
        fit=340,
    )
    p.text((64, 372), "of weights in 16 bits", size=22, role="dim")
    p.text(
        (64, 450),
        "{n} × {g}",
        n=size.gpus,
        g=f.world.chip.name,
        size=30,
        weight=600,
        alpha=f.move("memory", 0.5, 0.6),
        fit=330,
    )
    p.text((64, 484), "before the first token", size=20, role="dim", alpha=f.move("memory", 0.5, 0.6))
    if size.gpus > shown:
        p.text((420 + shown * 200, 480), "… {n} in all", n=size.gpus, size=20, role="dim")


def _one_gpu(p: Picture, size: Any, box: Rect, fill: float, k: int) -> None:
    memory = float(size.costs.scenario.gpu_spec.memory_gb) * 1e9
    mine = float(np.clip(float(size.weights.value) * fill - k * memory * 0.95, 0, memory * 0.95)) / memory
    p.rects([box], "raised", radius=12, alpha=0.9, stroke="line")
    h = (box.h - 12) * mine
    p.rects([(box.x + 6, box.bottom - 6 - h, box.w - 12, h)], "weights", radius=4, alpha=0.75)
    ys = np.arange(box.bottom - 14, box.bottom - 6 - h, -9.0)
    if len(ys):
        p.lines(
            np.stack([np.full(len(ys), box.x + 6), ys, np.full(len(ys), box.right - 6), ys], 1), "ground", alpha=0.7
        )
    p.hatch([(box.x + 6, box.y + 6, box.w - 12, (box.h - 12) * 0.05)], alpha=0.8)
    if 0.01 < mine < 0.95:
        p.sprites([(box.cx, box.bottom - 6 - h)], 240, "weights", kind="soft", alpha=0.6)
    p.text(
        (box.cx, box.bottom + 30),
        "{v}",
        v=Quantity(memory, "B", "memory of one GPU"),
        size=18,
        mono=True,
        role="dim",
        align="center",
    )


def _snap(f: Frame, p: Picture, quant: Any) -> None:
    snapping = f.beat_name == "snap"
    first = snapping and f.beat("snap") < 0.5
    snapped = quant.eight if first else quant.snapped
    bits = 8 if first else (quant.spec.bits if quant.spec else 16)
    share = 1.0
    if snapping:
        share = float(ramp(f.beat("snap"), 0.08, 0.42)) if first else float(ramp(f.beat("snap"), 0.55, 0.95))
    p.text((CLOUD.x, 152), "as they are", size=18, weight=600, role="dim")
    p.text((RAILS.x, 152), "{n} bits: {m} values", n=bits, m=2**bits, size=20, weight=600)
    p.text((BARS.x, 152), "where they land", size=18, weight=600, role="dim")
    draw_cloud(p, snapped, alpha=0.75 if not snapping else 1.0 - 0.35 * share, bands=1.0 if not snapping else 0.6)
    draw_rails(p, snapped, bits)
    draw_curtain(p, f.clock)
    draw_flight(p, snapped, share)
    draw_bars(p, snapped, float(ramp(share, 0.4, 1.0)), bits)
    if not snapping:
        _groups(f, p, quant, snapped, bits)
    else:
        p.text(
            (CLOUD.x, 742),
            "{n} weights of one output, in groups of {g}",
            n=snapped.values.size,
            g=snapped.values.shape[1],
            size=18,
            role="dim",
        )


def _groups(f: Frame, p: Picture, quant: Any, snapped: Any, bits: int) -> None:
    shown = f.move("groups", 0.08, 0.3)
    for k, cell in enumerate(CLOUD.columns(len(snapped.scales), 12)):
        p.lines([(cell.x + 4, 712, cell.right - 4, 712)], "ink", alpha=0.7 * shown)
        p.text(
            (cell.cx, 738),
            "scale {v:.3f}",
            v=float(snapped.scales[k]),
            size=16,
            mono=True,
            align="center",
            alpha=shown,
            fit=cell.w + 6,
        )
    later = f.move("groups", 0.4, 0.55)
    p.text(
        (RAILS.x, 738), "◇ kept in 16 bits: the channels that matter most", size=17, role="good", alpha=later, fit=620
    )
    spec = quant.spec
    if spec is not None:
        inside = Quantity(spec.bits + (16 + spec.bits) / spec.group, "1", "bits of a weight in a group", "b_g")
        p.text(
            (64, 806),
            "{b} + (16 scale + {b} zero) ÷ {g} = {w}",
            b=spec.bits,
            g=spec.group,
            w=inside,
            size=22,
            mono=True,
            alpha=later,
            fit=560,
        )
        if spec.protect > 0:
            p.text(
                (640, 806),
                "{k} of them at 16 bits: {w} on average",
                k=Quantity(spec.protect, "share"),
                w=quant.sizes[-1].width,
                size=22,
                mono=True,
                role="good",
                alpha=later,
                fit=800,
            )


def _cache(f: Frame, p: Picture, quant: Any) -> None:
    base = quant.formats[0].bits
    for k, (item, cell) in enumerate(
        zip(quant.formats, Rect(64, 180, 1376, 560).columns(len(quant.formats), 40), strict=True)
    ):
        a = float(ramp(f.beat("cache"), 0.05 + 0.12 * k, 0.2 + 0.12 * k))
        if a < 0.02:
            continue
        chosen = {16: "fp16", 8: "fp8", 4: "int4"}.get(int(f["kv_bits"])) == item.name
        p.rects(
            [cell],
            "raised",
            radius=16,
            alpha=0.85 * a,
            stroke="key" if chosen else "line",
            stroke_width=2 if chosen else 1,
            stroke_alpha=a,
        )
        p.text((cell.x + 26, cell.y + 48), FORMAT_WORDS[item.name], size=26, weight=600, alpha=a)
        rows, high = 12, 260.0
        tall = high * item.bits / base
        for wall, (role, word) in enumerate((("key", "K"), ("value", "V"))):
            x = cell.x + 26 + wall * (cell.w - 52) / 2
            w = (cell.w - 64) / 2
            p.rects([(x, cell.y + 350 - tall, w, tall)], role, radius=4, alpha=0.8 * a)
            ys = cell.y + 350 - tall + np.arange(1, rows) * tall / rows
            p.lines(np.stack([np.full(rows - 1, x), ys, np.full(rows - 1, x + w), ys], 1), "ground", alpha=0.6 * a)
            p.text((x + w / 2, cell.y + 378), word, size=18, weight=600, role=role, align="center", alpha=a)
        p.text(
            (cell.x + 26, cell.y + 430),
            "{v} bits a number",
            v=float(item.bits),
            size=19,
            mono=True,
            alpha=a,
            fit=cell.w - 50,
        )
        kl = item.quality.kl if item.quality else 0.0
        p.text((cell.x + 26, cell.y + 480), "odds change by" if kl else "this is", size=16, role="dim", alpha=a)
        p.text(
            (cell.x + 26, cell.y + 516),
            "{v:.4f} nats" if kl else "the reference",
            v=kl,
            size=24,
            mono=True,
            weight=600,
            role="good" if kl < 0.05 else "waste",
            alpha=a,
            fit=cell.w - 50,
        )


def _faster(f: Frame, p: Picture, quant: Any) -> None:
    most = min(max(size.gpus for size in quant.sizes), 8)
    columns = Rect(64, 240, 780, 440).columns(len(quant.sizes), 60)
    fastest = max(float(size.speed.value) for size in quant.sizes)
    for k, (size, cell) in enumerate(zip(quant.sizes, columns, strict=True)):
        a = float(ramp(f.beat("faster"), 0.03 + 0.12 * k, 0.15 + 0.12 * k))
        if a < 0.02:
            continue
        box = Rect(cell.x + cell.w * 0.1, cell.y, cell.w * 0.8, cell.h)
        p.text(
            (box.cx, 190),
            "{v}",
            v=size.weights,
            size=28,
            mono=True,
            weight=600,
            align="center",
            alpha=a,
            fit=cell.w + 40,
        )
        p.text((box.cx, 218), "{n} bits", n=size.bits, size=18, role="dim", align="center", alpha=a)
        draw_column(
            p,
            size,
            box,
            most,
            fill=float(ramp(f.beat("faster"), 0.05 + 0.12 * k, 0.3 + 0.12 * k)),
            alpha=a,
            lit=size is _chosen(f, quant),
        )
        p.text(
            (box.cx, 718),
            "{n} GPU" if size.gpus == 1 else "{n} GPUs",
            n=size.gpus,
            size=20,
            weight=600,
            align="center",
            alpha=a,
        )
        p.text(
            (box.cx, 748),
            "{n} conversations",
            n=size.users,
            size=18,
            role="key",
            align="center",
            alpha=a,
            fit=cell.w + 50,
        )
    shown = f.move("faster", 0.45, 0.6)
    p.text((920, 250), "Tokens per second, one user, ideal", size=20, weight=600, alpha=shown, fit=520)
    for k, size in enumerate(quant.sizes):
        y = 290 + k * 120
        share = float(size.speed.value) / fastest * f.move("faster", 0.45, 0.75)
        p.text(
            (920, y + 20),
            "{n} bits on {g}",
            n=size.bits,
            g=f"{size.gpus} GPU" + ("s" if size.gpus > 1 else ""),
            size=18,
            role="dim",
            alpha=shown,
        )
        p.rects([(920, y + 34, 380, 26)], "line", radius=13, alpha=0.6 * shown)
        p.rects([(920, y + 34, max(26.0, 380 * share), 26)], "decode", radius=13, alpha=shown)
        p.text(
            (1440, y + 56),
            "{v}",
            v=Quantity(float(size.speed.value), "1", size.speed.name, "X", "", (size.speed,)),
            size=26,
            mono=True,
            weight=600,
            role="decode",
            align="right",
            alpha=shown,
        )
    p.text(
        (920, 290 + len(quant.sizes) * 120 + 20),
        "the bytes decide, not the math",
        size=17,
        role="dim",
        alpha=shown,
        fit=520,
    )


def _price(f: Frame, p: Picture, quant: Any) -> None:
    rows = [(f"{size.bits} bits", size.quality) for size in quant.sizes]
    most = max([q.perplexity for _, q in rows if q is not None] + [1.0])
    p.text((64, 176), "Perplexity on a fixed text: how many words it hesitates between", size=22, weight=600, fit=1300)
    for k, (words, quality) in enumerate(rows):
        y = 250 + k * 150
        grown = f.move("price", 0.08 + 0.1 * k, 0.35 + 0.1 * k)
        p.text((64, y + 44), words, size=28, weight=600)
        if quality is None:
            p.text((240, y + 44), "not measured for this setting", size=20, role="dim")
            continue
        width = 900 * np.log(quality.perplexity) / np.log(max(most, 2.0)) * grown
        p.rects([(240, y, 900, 66)], "line", radius=10, alpha=0.35)
        p.rects(
            [(240, y, max(10.0, width), 66)],
            "good"
            if quality.perplexity < quant.full.perplexity * 1.02
            else "decode"
            if quality.perplexity < quant.full.perplexity * 1.6
            else "waste",
            radius=10,
            alpha=0.8,
        )
        p.text((1440, y + 34), "{v:.1f}", v=quality.perplexity, size=36, mono=True, weight=600, align="right")
        p.text(
            (1440, y + 64),
            "same first choice {v}",
            v=Quantity(quality.agreement, "share", "same first choice"),
            size=16,
            role="dim",
            align="right",
        )
    p.text(
        (64, 790),
        "{n} tokens, the real small model; bars on a logarithmic scale",
        n=quant.full.tokens,
        size=17,
        role="dim",
    )


def _fill(f: Frame, p: Picture, quant: Any) -> None:
    first, last = quant.sizes[0], _chosen(f, quant)
    kl = {item.name: item.quality.kl if item.quality else 0.0 for item in quant.formats}
    bits = quant.spec.bits if quant.spec else 16
    p.fill(
        gpus=f"{first.gpus} GPU" + ("s" if first.gpus > 1 else ""),
        name=f.world.cost.scenario.model_spec.name,
        params=f.world.cost.params,
        bytes=first.weights,
        levels=2**bits,
        where=quant.snapped.name.replace(", out", ", output projection"),
        bits=bits,
        width=last.width,
        error=Quantity(quant.snapped.error, "share", "error left, root mean square"),
        kl_fp8=f"{kl['fp8']:.4f}",
        kl_int8=f"{kl['int8']:.4f}",
        kl_int4=f"{kl['int4']:.3f}",
        small=last.weights,
        few=f"{last.gpus} GPU" + ("s" if last.gpus > 1 else ""),
        speed=last.speed,
        users=last.users,
        ppl_full=f"{quant.full.perplexity:.1f}",
        ppl=f"{last.quality.perplexity:.1f}" if last.quality else "not measured",
    )


def _rail(f: Frame, p: Picture, quant: Any) -> None:
    last = _chosen(f, quant)
    rail = Rail(p, CONTROLS)
    rail.rule()
    rail.read("Bits per weight", last.width, "ink", step=30)
    rail.read("The model", last.weights, "weights", step=30)
    rail.read("Error left", Quantity(quant.snapped.error, "share", "root mean square error"), "waste", step=30)
    if last.quality is not None:
        rail.read("Perplexity", f"{last.quality.perplexity:.1f}", "ink", step=30)
        rail.read("KL, nats", f"{last.quality.kl:.3f}", "dim", step=30)
    rail.read("One user, ideal", last.speed, "decode", step=30, size=18)
    rail.read("Conversations", last.users, "key", step=30)
