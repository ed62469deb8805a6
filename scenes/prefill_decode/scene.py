"""Two phases, two prices: the prompt goes through the model as one wave, the answer comes out one drop at a time.

Blue light is arithmetic, white light is weights on their way from memory, gold is the token being made: each shines as
much as the cost model says that part is busy. Times are of one conversation alone on its machine.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scenes.prefill_decode.clock import axis_for, draw_time_line
from scenes.prefill_decode.facts import Facts, counted, draw_busy, draw_words_so_far, facts_of, fill_words
from scenes.prefill_decode.lanes import draw_gains, draw_invitation, draw_lanes, lane_end, second_now
from scenes.prefill_decode.loop import (
    PERIOD,
    draw_drops,
    draw_falling,
    draw_funnel,
    draw_loop,
    inside_share,
    loop_path,
    on_path,
    pane_light,
)
from scenes.prefill_decode.machine import (
    Machine,
    draw_lit,
    draw_panes,
    draw_sail,
    draw_wake,
    panes_for,
    row_of,
    sheet_of,
    sheet_points,
)
from scenes.prefill_decode.prompt import draw_prompt_chips
from scenes.prefill_decode.rail import draw_rail
from scenes.prefill_decode.roofs import computer_point, computer_roof
from tourapp.authoring import Badge, Beat, Button, Choice, Frame, Picture, Rect, mix, pulse, ramp, scene, shared, smooth
from tourapp.figures.roofline import (
    axes_for,
    decode_point,
    draw_points,
    draw_roofline,
    draw_track,
    prefill_point,
    roof_of,
)

CONTROLS = [
    shared("prompt_tokens"),
    shared("output_tokens"),
    shared("model"),
    shared("gpu"),
    Choice("cache", "What if weights fitted in cache?", (("memory", "as it is"), ("cache", "in cache")), "memory"),
    Button("measure_run", "Measure this computer", affects="world"),
]
BEATS = [
    Beat(
        "slab",
        5.5,
        "The prompt arrives all at once: one slab of {tokens}.",
        "All of it is known before the work begins, so all of it can go together. {ours}",
    ),
    Beat(
        "sweep",
        6.0,
        "Prefill sweeps the slab through all {layers} layers in one pass.",
        "{flops} of arithmetic on {moved} read: {intensity}. The math is busy {compute} of the time, memory {memory}.",
    ),
    Beat(
        "flip",
        6.0,
        "Out comes the first token, and the mode flips.",
        "Time to first token: {first} ideal, {slow_first} achieved. "
        "Now nothing is known ahead: each token needs the one before.",
    ),
    Beat(
        "loop",
        7.0,
        "Then one in, one out, again and again.",
        "Each step reads {weights} of weights for one token: {step_intensity}, "
        "so the math is busy only {step_compute} of the time.",
    ),
    Beat(
        "clock",
        8.0,
        "First a wait, then a rhythm: time to first token, time between tokens.",
        "{answer} take {total} ideal, {slow_total} achieved with {mfu} of the math and {mbu} of the bandwidth.",
    ),
    Beat(
        "ridge",
        7.0,
        "{verdict}",
        "Ours, {own}: {own_intensity}. {tokens}: {intensity}. The ridge of this machine: {ridge}.",
    ),
    Beat("computer", 8.0, "{here}", "{proof}"),
]
SLAB_X, WIDE_Y, LOW_Y = 168.0, 410.0, 384.0
WIDE, LEFT, RIGHT = (372.0, 1378.0), (124.0, 612.0), (884.0, 1318.0)
FLIP_X, EXIT_X = 796.0, 1386.0
LINE = Rect(64, 668, 1376, 170)
BARS_Y = 628.0
BIRTH = (876.0, 372.0)
CHIPS = Rect(740, 720, 700, 96)
CHART = Rect(198, 172, 1206, 584)
SMALL = Rect(198, 200, 390, 470)
GAINS = Rect(664, 716, 776, 90)
LANES = Rect(664, 172, 776, 480)
CLOCK_SECONDS = 7.0


def _enter(f: Frame) -> tuple[float, float]:
    return SLAB_X, WIDE_Y


def _leave(f: Frame) -> tuple[float, float]:
    return lane_end(LANES, f.world.measured is not None)


def _badge(f: Frame) -> Badge:
    _, each = panes_for(f.world.request_cost.scenario.model_spec.layers)
    dot = sheet_of(f["prompt_tokens"]).each
    machines = f.beat_name not in ("ridge", "computer")
    what = f"one pane is {counted(each, 'layer')}, one dot {counted(dot)}; " if machines else ""
    left = f"{what}no network, no queue, no traffic between GPUs; movement is slowed for the eye"
    real = "times, bytes and FLOPs from the cost model; words of the answer from the real small model"
    if f.beat_name == "computer":
        if f.world.measured is not None:
            return Badge("live on this computer", "medians and spread of this sitting, remembered nowhere", real)
        return Badge("computed from specs", "this computer's own figures are shown once they have been measured", real)
    return Badge("computed from specs", left, real)


@scene(
    id="prefill_decode",
    title="Two phases, two prices",
    about=(
        "decode",
        "prefill",
        "request_times",
        "request_cost",
        "own_cost",
        "prompt_track",
        "measured",
        "scenario.prompt_tokens",
    ),
    portrait=("loop", 0.6),
    beats=BEATS,
    controls=CONTROLS,
    badge=_badge,
    needs=("recording", "measured"),
    meters="decode",
    enter=_enter,
    leave=_leave,
    light="decode",
    overrides={"batch": 1},
)
def draw(f: Frame, p: Picture) -> None:
    """The machine twice, a time line below it; then the roofline and this computer."""
    facts = facts_of(f)
    fill_words(p, f, facts)
    gone = f.move("ridge", 0.0, 0.10)
    if gone < 1.0:
        with p.group(opacity=1.0 - gone):
            _machines(p, f, facts)
            _numbers(p, f, facts)
    _ridge(p, f, facts)
    _computer(p, f, facts)
    draw_rail(p, f, CONTROLS, facts)


# the machine ------------------------------------------------------------------------------------------------------


def _fold(f: Frame) -> float:
    """0 while the machine fills the stage, 1 once it stands at the left."""
    return f.move("flip", 0.02, 0.16)


def _machines(p: Picture, f: Frame, facts: Facts) -> None:
    fold = _fold(f)
    cy = mix(WIDE_Y, LOW_Y, fold)
    left = row_of(
        facts.panes, mix(WIDE[0], LEFT[0], fold), mix(WIDE[1], LEFT[1], fold), cy, mix(720.0, BARS_Y - 20.0, fold)
    )
    resting = fold in (0.0, 1.0)
    shown = f.move("slab", 0.62, 0.80) * (1.0 if f.beat_index >= 1 else 0.55)
    calm = 1.0 - 0.5 * f.move("loop", 0.0, 0.1) * (1.0 - _replay(f)[1])
    draw_panes(p, left, "prefill", alpha=shown * calm, still=resting)
    _wave(p, f, facts, left)
    _turn(p, f, facts, left)
    _decode(p, f, facts)


def _wave(p: Picture, f: Frame, facts: Facts, machine: Machine) -> None:
    """The slab of beat one, its sweep in beat two, and its rest at the end of the row."""
    tokens, own = f["prompt_tokens"], facts.own_tokens
    bright = 0.45 + 0.55 * facts.compute
    if f.beat_index == 0:
        _gather(p, f, machine, own, bright)
        return
    share, again = _replay(f)
    sweep = f.move("sweep", 0.16, 0.52)
    x = mix(SLAB_X, machine.last, sweep) if f.beat_index < 4 else machine.at(share)
    drained = 1.0 - 0.72 * f.move("flip", 0.25, 0.6) if share >= 1.0 else again
    moving = float(np.sin(np.pi * sweep)) if f.beat_index == 1 else again
    if moving > 0.02:
        draw_lit(p, machine, facts.memory * moving * np.exp(-(((machine.xs - x) / 46.0) ** 2)))
        draw_wake(p, machine, tokens, x, bright * moving)
    breath = pulse(f.clock, 3.2, 0.86, 1.0)
    draw_sail(p, tokens, x, machine, bright * drained * breath)


def _gather(p: Picture, f: Frame, machine: Machine, own: int, bright: float) -> None:
    """Dots fly out from where the light came in and stand as a sheet; our own prompt is the bright corner of it."""
    tokens = f["prompt_tokens"]
    sheet = sheet_of(tokens, own)
    goal = sheet_points(sheet, SLAB_X, WIDE_Y)
    n = len(goal)
    order = np.argsort(np.argsort(-sheet.v * 3 + sheet.u, kind="stable"), kind="stable") / max(n - 1, 1)
    u = np.asarray(smooth(ramp(f.beat("slab"), 0.04, 0.40) * 1.8 - order * 0.8))
    formed = f.move("slab", 0.38, 0.46)
    if formed < 1.0:
        start = np.array([SLAB_X, WIDE_Y])
        bend = start + (goal - start) * [1.6, 0.5] + [46.0, -90.0]
        at = (1 - u[:, None]) ** 2 * start + 2 * (u * (1 - u))[:, None] * bend + (u**2)[:, None] * goal
        p.sprites(at, 17.0, "prefill", alpha=np.clip(u * 3, 0, 1) * 0.9 * (1 - 0.8 * formed))
        p.spark(
            (SLAB_X, WIDE_Y),
            "prefill",
            size=130.0 * (1 - formed) + 1.0,
            alpha=(1 - formed) * (1 - f.move("slab", 0.1, 0.35)),
        )
    draw_sail(p, tokens, SLAB_X, machine, formed * bright * pulse(f.clock, 3.2, 0.86, 1.0))
    marked = f.move("slab", 0.56, 0.68)
    if marked > 0.01 and sheet.own.any():
        p.sprites(goal[sheet.own], 26.0, "white", alpha=0.9 * marked * pulse(f.clock, 2.4, 0.6, 1.0))


def _turn(p: Picture, f: Frame, facts: Facts, left: Machine) -> None:
    """The funnel from the last pane to the first token."""
    if f.beat_index < 2:
        return
    open_ = f.move("flip", 0.18, 0.36)
    waiting = _replay(f)[1]
    strength = (1.0 - 0.62 * f.move("loop", 0.0, 0.15)) * (1.0 - 0.6 * waiting)
    draw_funnel(p, left.last, FLIP_X, left.cy, f["prompt_tokens"], open_ * strength)
    flowing = f.during("flip") * open_
    draw_falling(p, left.last, FLIP_X, left.cy, f["prompt_tokens"], f.clock / 2.2, flowing)
    flash = f.move("flip", 0.32, 0.40)
    size = 150.0 + 70.0 * (1 - f.move("flip", 0.40, 0.6)) if f.beat_index == 2 else 110.0
    p.spark(
        (FLIP_X, left.cy),
        "decode",
        size=size * pulse(f.clock, 2.6, 0.92, 1.0),
        alpha=flash * (1.0 - 0.3 * f.move("loop", 0.0, 0.15)) * (1.0 - waiting),
    )


def _turns(f: Frame) -> float:
    """How many times the token has gone round since beat four began."""
    begun = f.timeline.start(f.timeline.index("loop")) + 0.9
    return max(0.0, (f.clock - begun) / PERIOD) if not f.still else 0.30


def _decode(p: Picture, f: Frame, facts: Facts) -> None:
    """The same machine again: a token goes through, its pane's weights light up, and it comes back in."""
    if f.beat_index < 3:
        return
    out = f.move("loop", 0.0, 0.12)
    row = row_of(facts.panes, mix(FLIP_X + 60, RIGHT[0], out), mix(FLIP_X + 90, RIGHT[1], out), LOW_Y, BARS_Y - 20.0)
    draw_panes(p, row, "weights", alpha=out, still=out >= 1.0)
    path = loop_path(FLIP_X, EXIT_X, LOW_Y)
    run = f.move("loop", 0.10, 0.16) * _decoding(f)
    draw_loop(p, path, f.move("loop", 0.10, 0.16) * (0.25 + 0.65 * _decoding(f)))
    turn = _turns(f)
    head = on_path(path, turn)[0]
    inside = (turn % 1.0) < inside_share(path, EXIT_X)
    draw_lit(p, row, run * facts.step_memory * pane_light(row, float(head[0]), inside))
    draw_drops(p, path, turn, run)


def _replay(f: Frame) -> tuple[float, float]:
    """In beat five the sweep repeats along the time line: (share of the sweep, how much it is seen)."""
    if f.beat_index < 4 or f.still:
        return 1.0, 0.0
    now, _ = _now(f)
    first = float(f.world.request_times.first.value)
    share = min(1.0, now / first) if now > 0 else 1.0
    return float(smooth(share)), float(share < 1.0) * float(ramp(share, 0.0, 0.04))


def _decoding(f: Frame) -> float:
    """How much decode is on: always in beat four, in beat five once the first token is there."""
    if f.beat_index < 4 or f.still:
        return 1.0
    now, window = _now(f)
    first = float(f.world.request_times.first.value)
    return float(ramp(now, first, first + 0.02 * window)) if now > 0 else 1.0 - f.move("clock", 0.06, 0.13)


def _now(f: Frame) -> tuple[float, float]:
    """Seconds on the time line at this moment, and the whole window."""
    axis = axis_for(f.world.request_times, LINE)
    if f.still:
        return axis.window, axis.window
    begun = f.timeline.start(f.timeline.index("clock")) + 1.1
    since = max(0.0, f.clock - begun) % (CLOCK_SECONDS + 2.2)
    return min(1.0, since / CLOCK_SECONDS) * axis.window, axis.window


# words and numbers ------------------------------------------------------------------------------------------------


def _numbers(p: Picture, f: Frame, facts: Facts) -> None:
    fold = _fold(f)
    count, seen = f.move("slab", 0.44, 0.54), f.move("sweep", 0.0, 0.10)
    if f.beat_index == 0:
        ours = f.move("slab", 0.56, 0.68)
        p.text(
            (64, 762), "{n}", n=facts.prompt_words, size=64, mono=True, weight=600, role="prefill", alpha=count, fit=620
        )
        p.text((64, 806), facts.own_words, size=19, role="dim", alpha=count)
        p.text((CHIPS.x, CHIPS.y - 18), facts.ours_words, size=20, role="ink", alpha=ours, fit=CHIPS.w)
        draw_prompt_chips(p, f.world.recording, f.world.tokenizer, CHIPS, f.text_gain, ours)
        p.text(
            (875, 186),
            facts.layer_words,
            size=18,
            role="dim",
            align="center",
            fit=800,
            alpha=f.move("slab", 0.70, 0.84),
        )
        return
    p.text((64, 158), "Prefill", size=32, weight=700, role="prefill", alpha=seen)
    p.text((64, 188), "{n}, one pass", n=facts.prompt_words, size=18, role="dim", alpha=seen)
    bars = f.move("sweep", 0.30, 0.44)
    y = mix(742.0, BARS_Y, fold)
    draw_busy(
        p,
        (64.0, y, mix(656.0, 290.0, fold)),
        facts.compute_busy,
        facts.memory_busy,
        mix(64.0, 24.0, fold),
        bars,
        mix(40.0, 28.0, fold),
    )
    if f.beat_index >= 3:
        out = f.move("loop", 0.05, 0.16)
        p.text((1440, 158), "Decode", size=32, weight=700, role="decode", align="right", alpha=out)
        p.text((1440, 188), "one token a pass", size=18, role="dim", align="right", alpha=out)
        draw_busy(
            p,
            (836.0, BARS_Y, 290.0),
            facts.step_compute_busy,
            facts.step_memory_busy,
            24.0,
            f.move("loop", 0.3, 0.42),
            28.0,
        )
    line = f.move("clock", 0.02, 0.12)
    if f.beat_index == 2:
        _first_token(p, f, facts)
    if f.beat_index in (3, 4):
        draw_words_so_far(p, f, facts, _turns(f), BIRTH, (64.0, 772.0), 1.0 - line)
    if line > 0.0:
        now, _ = _now(f)
        times = f.world.request_times
        draw_time_line(p, axis_for(times, LINE), times, facts.words, now, line, f.text_gain)


def _first_token(p: Picture, f: Frame, facts: Facts) -> None:
    """The word that came out, large, and how long it took."""
    born, times = f.move("flip", 0.38, 0.46), f.world.request_times
    word = facts.words[0] if facts.words else ""
    p.text(BIRTH, "{w}", w=word, size=88, weight=600, role="decode", alpha=born, fit=560)
    p.text(
        (BIRTH[0] + 4, BIRTH[1] + 62), "{t} to the first token", t=times.first, size=30, weight=500, alpha=born, fit=560
    )
    p.text(
        (BIRTH[0] + 4, BIRTH[1] + 98),
        "ideal; {t} achieved",
        t=times.achieved_first,
        size=20,
        role="dim",
        alpha=born,
        fit=560,
    )


# the roofline -----------------------------------------------------------------------------------------------------


def _ridge(p: Picture, f: Frame, facts: Facts) -> None:
    """The roof of the scenario's machine, with prefill, our own prompt and decode on it."""
    shown = f.move("ridge", 0.08, 0.18) * (1.0 - f.move("computer", 0.0, 0.07))
    if shown <= 0.01 or f.beat_index < 5:
        return
    costs, own = f.world.request_cost, f.world.own_cost
    roof = roof_of(costs, facts.machine_words)
    axes = axes_for([roof], 1.0, 1e5)
    chart = draw_roofline(p, CHART, [roof], axes, alpha=shown)
    way = f.move("ridge", 0.26, 0.62)
    track = f.world.prompt_track.prefill
    rates = np.asarray(track.flops.value) / np.asarray(track.seconds.value)
    until = np.asarray(track.intensity.value) <= float(costs.prefill.intensity.value)
    draw_track(p, chart, np.asarray(track.intensity.value)[until], rates[until], way, alpha=shown)
    points = [
        decode_point(costs, "Decode, one token a step", note=facts.decode_note),
        prefill_point(own, "Prefill of our prompt", "white", note=facts.own_note),
        prefill_point(costs, "Prefill", note=facts.prefill_note),
    ]
    seen = [
        shown * f.move("ridge", 0.18, 0.26),
        shown * f.move("ridge", 0.36, 0.44),
        shown * f.move("ridge", 0.58, 0.66),
    ]
    draw_points(p, chart, points, gain=f.text_gain, alpha=seen)
    side = chart.point(roof.ridge, roof.peak)[0]
    p.text((CHART.x + 20, CHART.y + 40), "{n}", n=facts.machine_words, size=24, weight=600, alpha=shown, fit=460)
    p.text(
        (CHART.x + 20, CHART.y + 72),
        "a light is ideal, the ring below it achieved",
        size=17,
        role="dim",
        alpha=shown,
        fit=460,
    )
    low = CHART.bottom - 22
    p.text((side - 16, low), "waits for memory", size=20, role="weights", weight=600, align="right", alpha=shown)
    p.text((side + 16, low), "waits for the math", size=20, role="prefill", weight=600, alpha=shown)


# this computer ----------------------------------------------------------------------------------------------------


def _computer(p: Picture, f: Frame, facts: Facts) -> None:
    """Both machines on one chart, and one second of this one."""
    shown = f.move("computer", 0.05, 0.15)
    if shown <= 0.01 or f.beat_index < 6:
        return
    measured, costs = f.world.measured, f.world.request_cost
    roofs = [roof_of(costs, facts.machine_words, "dim")]
    points = [replace(point(costs, ""), achieved=None) for point in (decode_point, prefill_point)]
    if measured is not None:
        roofs.insert(0, computer_roof(measured))
        points += [computer_point(measured, "decode", f["cache"]), computer_point(measured, "prefill", f["cache"])]
    axes = axes_for(roofs, 0.1, 1e5, narrow=True)
    chart = draw_roofline(p, SMALL, roofs, axes, alpha=shown)
    draw_points(p, chart, points, gain=f.text_gain, alpha=[shown * 0.5] * 2 + [shown] * (len(points) - 2), size=15.0)
    for roof in roofs:
        x, y = chart.point(axes[0].high, roof.peak)
        p.text((x - 8, y - 12), "{n}", n=roof.name, size=15, role=roof.role, align="right", alpha=shown, fit=270)
    if measured is None:
        draw_invitation(p, LANES, f["measure_run"], shown, pulse(f.clock, 2.4, 0.0, 1.0))
    else:
        p.text((LANES.x, 150), "One second on this computer", size=24, weight=600, alpha=shown)
        draw_lanes(
            p, LANES, measured, f["cache"], second_now(f.clock, f.still), shown, facts.measured_prompt, f.text_gain
        )
    draw_gains(p, GAINS, measured, shown)
    p.spark(lane_end(LANES, measured is not None), "decode", size=64.0, alpha=shown * pulse(f.clock, 2.6, 0.75, 1.0))
