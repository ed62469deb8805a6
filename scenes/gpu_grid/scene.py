"""The GPU: the same chip at two moments. Prefill lights the math, decode lights the bridge; the roofline says why."""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.gpu_grid import die
from scenes.gpu_grid.ridges import draw_generations, draw_reuse
from tourapp.authoring import (
    Badge,
    Beat,
    Choice,
    Frame,
    Picture,
    Quantity,
    Rail,
    Rect,
    mix,
    ramp,
    scene,
    shared,
    smooth,
)
from tourapp.figures.roofline import axes_for, decode_point, draw_points, draw_roofline, prefill_point, roof_of

CONTROLS = [
    Choice("phase", "Phase", (("both", "both"), ("prefill", "prefill"), ("decode", "decode")), "both"),
    shared("batch"),
    shared("prompt_tokens"),
    shared("weight_bits"),
    shared("gpu"),
]
BEATS = [
    Beat(
        "grid",
        5.0,
        "One chip, thousands of tiny calculators.",
        "{name}: {processors} processors, {lanes} lanes for FP32, fed by {bandwidth} of memory bandwidth.",
    ),
    Beat(
        "prefill",
        6.0,
        "Prefill: every multiply unit works.",
        "{tokens} prompt tokens share each weight: math {math_in} busy, bridge {bridge_in}.",
    ),
    Beat(
        "decode",
        6.0,
        "Decode: {dark}.",
        "Batch {batch}: math {math_out} busy, bridge {bridge_out}. The processors are awake; they stream.",
    ),
    Beat(
        "why",
        6.0,
        "Why: every weight crosses the bridge, for one token per user.",
        "{weights} of weights per step. Decode does {reuse_out} with them, the machine could do {ridge}.",
    ),
    Beat(
        "roofline",
        6.0,
        "On one chart: decode hangs on the slope, prefill under the roof.",
        "Weights alone {gemm}; with attention the whole decode step does {step}. The ridge lies at {ridge}.",
    ),
    Beat(
        "generations",
        6.0,
        "Does the wall grow with every generation? No: it rose, then fell.",
        "Ridge points in dense BF16: {rise}, from peak and bandwidth of the same part.",
    ),
]


def _badge(_f: Frame) -> Badge:
    return Badge(
        "computed from specs + schematic",
        "ideal shares; one GPU of those in use; places on the chip are schematic",
        "counts, rates and shares are the chosen GPU's; each lamp stands for the same part of its math",
    )


def _entry(_f: Frame) -> tuple[float, float]:
    x, y = die.slant((0.5, 0.2))
    return float(x), float(y)


def _leave(_f: Frame) -> tuple[float, float]:
    return 1180.0, 520.0


@scene(
    id="gpu_grid",
    title="The great hall of cores",
    about=(
        "chip",
        "chips",
        "gpu",
        "decode.ridge",
        "decode.intensity",
        "decode.compute_busy",
        "decode.memory_busy",
        "prefill.ridge",
        "prefill.intensity",
    ),
    portrait=("decode", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    badge=_badge,
    enter=_entry,
    leave=_leave,
    light="decode",
    overrides={"batch": 1},
)
def draw(f: Frame, p: Picture) -> None:
    """The chip, then why, then the charts."""
    costs, chip = f.world.cost, f.world.chip
    _fill(f, p)
    if f.beat_name == "generations":
        draw_generations(p, f.world.chips, chip.id, f.move("generations", 0.05, 0.5))
    elif f.beat_name == "roofline":
        _roofline(f, p, Rect(190, 190, 1190, 560))
    else:
        _chip(f, p, costs, chip)
    _rail(f, p, costs)


def _count(chip: Any) -> int:
    return int(chip.processors.value) if chip.processors is not None else 64


def _chip(f: Frame, p: Picture, costs: Any, chip: Any) -> None:
    count = _count(chip)
    memory = "memory"
    p.bake(("die", count, memory), lambda q: die.draw_still(q, count, memory), rect=die.die_rect())
    if f.beat_name == "grid":
        _wake(f, p, count, chip)
        return
    wipe, phase = _wipe(f), f["phase"]
    busy_in, busy_out = float(costs.prefill.compute_busy.value), float(costs.decode.compute_busy.value)
    lamps_in, lamps_out = die.lit_lamps(count, min(1.0, busy_in)), die.lit_lamps(count, min(1.0, busy_out))
    light = float(smooth(ramp(f.beat("prefill"), 0.08, 0.35)))
    if wipe > 60:
        steps = max(1, round(lamps_in / 64)) * 64 if lamps_in > 64 else lamps_in
        steps = min(steps, count * die.LAMPS)
        p.bake(
            ("lit", count, steps),
            lambda q: die.draw_lit(q, count, steps, "prefill"),
            rect=die.die_rect(),
            bloom=0.55,
            additive=True,
            alpha=light,
            reveal=Rect(0, 0, wipe, 1080),
        )
        if light > 0.3:
            _sparkle(f, p, count, lamps_in, wipe)
    if wipe < 1400:
        if lamps_out > 500:
            few = max(1, round(lamps_out / 64)) * 64
            p.bake(
                ("lit-decode", count, few),
                lambda q: die.draw_lit(q, count, few, "decode"),
                rect=die.die_rect(),
                bloom=0.4,
                additive=True,
                reveal=Rect(wipe, 0, 1920, 1080),
            )
        else:
            die.draw_sparse(p, count, lamps_out, f.clock, "decode", left=wipe)
    _bridges(f, p, costs, wipe, light)
    if 60 < wipe < 1400:
        foot = 560.0 if f.beat_name == "why" else 818.0
        low = wipe + 26 - 52 * (foot - 150) / 668
        p.lines([(wipe + 26, 150, low, foot)], "white", width=2.0, alpha=0.8)
        p.sprites(np.stack([np.linspace(wipe + 26, low, 30), np.linspace(150, foot, 30)], 1), 44, "prefill", alpha=0.5)
    _labels(f, p, costs, wipe, phase, light)
    if f.beat_name == "why":
        draw_reuse(p, costs, f.move("why", 0.05, 0.3))


def _wake(f: Frame, p: Picture, count: int, chip: Any) -> None:
    """Processors light up one after the other, once, to be counted."""
    share = f.move("grid", 0.1, 0.75)
    seen = int(count * share)
    if seen:
        cells = die.quads(die.floorplan(count).cells[:seen])
        age = (seen - np.arange(seen)) / count
        p.polys(cells, "prefill", alpha=np.clip(0.75 - age * 2.2, 0.16, 0.75))
    if chip.processors is not None:
        done = Quantity(seen, "1", "processors") if share < 1 else chip.processors
        p.text((64, 160), "{v}", v=done, size=56, weight=600, mono=True, role="prefill")
        p.text((64, 192), "processors", size=20, role="dim")
    if chip.lanes is not None:
        p.text(
            (1440, 160),
            "{v}",
            v=chip.lanes,
            size=40,
            weight=600,
            mono=True,
            align="right",
            alpha=f.move("grid", 0.6, 0.8),
        )
        p.text((1440, 192), "lanes for FP32", size=20, role="dim", align="right", alpha=f.move("grid", 0.6, 0.8))
    die.draw_bridges(p, 0.1, f.clock)


def _wipe(f: Frame) -> float:
    """Where the cut between the two moments stands: left of it prefill, right of it decode."""
    if f["phase"] == "prefill":
        return 1480.0
    if f["phase"] == "decode":
        return 40.0 if f.beat_index >= 1 else 1480.0
    if f.beat_name == "prefill":
        return 1480.0
    if f.beat_name == "decode":
        return float(mix(1480.0, 752.0, f.move("decode", 0.1, 0.45)))
    return 752.0


def _sparkle(f: Frame, p: Picture, count: int, lamps: int, wipe: float) -> None:
    """A few lamps flare: the chip is at work, not painted."""
    order = die.lamp_order(count)[:lamps]
    start = int(f.clock * 9) * 37 % max(1, len(order))
    now = np.take(order, np.arange(start, start + min(120, len(order))), mode="wrap")
    at = die.slant(die.lamp_places(count)[now])
    at = at[at[:, 0] < wipe - 12]
    if len(at):
        p.sprites(at, 34, "prefill", alpha=0.75)


def _bridges(f: Frame, p: Picture, costs: Any, wipe: float, light: float) -> None:
    into, out = min(1.0, float(costs.prefill.memory_busy.value)), min(1.0, float(costs.decode.memory_busy.value))
    die.draw_bridges(p, into if wipe > 300 else out, f.clock, only=-1, alpha=max(light, 0.2))
    die.draw_bridges(p, into if wipe > 1200 else out, f.clock, only=1, alpha=max(light, 0.2))


def _labels(f: Frame, p: Picture, costs: Any, wipe: float, phase: str, light: float) -> None:
    if wipe > 300:
        p.text((64, 146), "Prefill", size=32, weight=600, role="prefill", alpha=light)
        p.text(
            (64, 186),
            "math {v}",
            v=costs.prefill.compute_busy,
            size=26,
            mono=True,
            weight=600,
            role="prefill",
            alpha=light,
        )
        p.text((64, 212), "bridge {v}", v=costs.prefill.memory_busy, size=17, mono=True, role="dim", alpha=light)
    if wipe < 1200:
        shown = 1.0 if f.beat_name != "decode" else f.move("decode", 0.3, 0.5)
        p.text((1440, 146), "Decode", size=32, weight=600, role="decode", align="right", alpha=shown)
        p.text(
            (1440, 186),
            "math {v}",
            v=costs.decode.compute_busy,
            size=26,
            mono=True,
            weight=600,
            role="decode",
            align="right",
            alpha=shown,
        )
        p.text(
            (1440, 212),
            "bridge {v}",
            v=costs.decode.memory_busy,
            size=17,
            mono=True,
            weight=600,
            role="ink",
            align="right",
            alpha=shown,
        )
    chip = f.world.chip
    if chip.l2 is not None:
        x, y = die.slant((0.5, sum(die.CACHE) / 2))
        p.text((x, y + 7), "L2 cache {v}", v=chip.l2, size=20, weight=600, align="center", backed=0.5)
    if f.beat_name != "why":
        x, y = die.slant((0.5, 1.0))
        p.text(
            (x, y + 2),
            "{v} from memory, per GPU",
            v=chip.bandwidth,
            size=20,
            mono=True,
            weight=600,
            align="center",
            backed=0.6,
        )


def _roofline(f: Frame, p: Picture, rect: Rect) -> None:
    """All GPUs as thin roofs, the machine on stage as the bright one, with the live points of this scenario."""
    costs = f.world.cost
    own = roof_of(costs, f.world.chip.name)
    axes = axes_for([own], 1, 100_000)
    chart = draw_roofline(p, rect, [own], axes)
    p.text((rect.x, rect.y - 26), f"{f.world.chip.name} × {{n}}", n=f.inputs.gpus, size=22, weight=600)
    x, y = chart.point(own.ridge, own.peak)
    p.text((x, y - 16), "ridge {v}", v=costs.decode.ridge, size=18, mono=True, role="dim", align="center", backed=0.6)
    shown = f.move("roofline", 0.1, 0.4)
    draw_points(
        p,
        chart,
        [decode_point(costs, "decode"), prefill_point(costs, "prefill")],
        gain=1.6,
        alpha=[shown, shown],
        size=20.0,
    )


def _rail(f: Frame, p: Picture, costs: Any) -> None:
    rail = Rail(p, CONTROLS)
    rail.columns("prefill", "decode")
    rail.pair("Math busy", costs.prefill.compute_busy, costs.decode.compute_busy, "ink", step=27)
    rail.pair("Bridge busy", costs.prefill.memory_busy, costs.decode.memory_busy, "ink", step=27)
    for words, value, role in (
        ("Ridge, FLOP/B", costs.decode.ridge, "ink"),
        ("Prefill, weights only", costs.prefill.weight_intensity, "prefill"),
        ("Prefill, whole step", costs.prefill.intensity, "prefill"),
        ("Decode, weights only", costs.decode.weight_intensity, "decode"),
        ("Decode, whole step", costs.decode.intensity, "decode"),
    ):
        rail.read(words, _bare(value), role, step=24, size=17)
    tokens = Quantity(f.inputs.batch, "1", "tokens in the pass", "T")
    rail.why(
        "Weights alone, in decode",
        [("2 × {t} tokens ÷ {b} bytes per weight", "dim"), ("= {v}", "decode")],
        value=costs.decode.weight_intensity,
        t=tokens,
        b=f.inputs.weight_bits / 8,
        v=costs.decode.weight_intensity,
    )


def _bare(value: Quantity) -> Quantity:
    """FLOP per byte without its unit, which the first row names."""
    return Quantity(value.value, "1", value.name, value.symbol, value.formula, value.inputs)


def _dark(costs: Any) -> str:
    """What decode does to math and bridge, true at every batch and context."""
    math, bridge = float(costs.decode.compute_busy.value), float(costs.decode.memory_busy.value)
    bridge_words = (
        "the bridge is full"
        if bridge > 0.95
        else ("the bridge is nearly full" if bridge > 0.7 else "the bridge has room")
    )
    return ("the math goes dark, " if math < 0.05 else "more users light some math, ") + bridge_words


def _fill(f: Frame, p: Picture) -> None:
    costs, chip = f.world.cost, f.world.chip
    line = [
        item for item in f.world.chips if item.id in ("v100-sxm", "a100-80gb-sxm", "h100-sxm", "h200-sxm", "b200-sxm")
    ]
    p.fill(
        name=chip.name,
        processors=chip.processors if chip.processors is not None else "an unpublished number of",
        lanes=chip.lanes if chip.lanes is not None else "an unpublished number of",
        bandwidth=chip.bandwidth,
        tokens=f.inputs.prompt_tokens * f.inputs.batch,
        math_in=costs.prefill.compute_busy,
        bridge_in=costs.prefill.memory_busy,
        batch=f.inputs.batch,
        dark=_dark(costs),
        math_out=costs.decode.compute_busy,
        bridge_out=costs.decode.memory_busy,
        weights=costs.decode.weight_bytes_per_step,
        reuse_out=costs.decode.weight_intensity,
        ridge=costs.decode.ridge,
        gemm=costs.decode.weight_intensity,
        step=costs.decode.intensity,
        rise=", ".join(f"{item.name.split()[0]} {float(item.ridge.value):.0f}" for item in line),
    )
