"""Queue: one line before a few replicas, played from a simulated run; near full, waiting does not rise, it explodes.

Every spark is a request of the run. The line of the first beats stands up and becomes one column of the load curve.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.queue.curve import (
    BASE,
    HIGHEST,
    LOADS,
    TOP,
    WALL,
    curve_x,
    draw_axis,
    draw_curve,
    draw_lit_column,
    draw_marks,
    load_x,
    prepare_curve,
    top_x,
)
from scenes.queue.numbers import QueueNumbers, Stay, our_stay, prefill_share, queue_numbers
from scenes.queue.replicas import Lit, card_boxes, draw_replicas
from scenes.queue.sparks import draw_coming, draw_on_road
from scenes.queue.stack import StackRow, draw_stack
from scenes.queue.trace import draw_trace
from scenes.queue.waiting_line import (
    CALL,
    END,
    GATHER,
    MEET,
    OUR_FIBRE,
    SOURCE_X,
    LineState,
    climb,
    draw_fibres,
    draw_gate,
    fly_in,
    line_state,
    longest_line,
    lying_pitch,
    play_clock,
    roads,
    slots,
    source_y,
    standing_pitch,
)
from tourapp.authoring import (
    Badge,
    Beat,
    Frame,
    Picture,
    Quantity,
    Rail,
    Rect,
    Tag,
    mix,
    pulse,
    ramp,
    scene,
    set_control,
    shared,
    smooth,
)
from tourapp.sim.queue import QueueRun

CONTROLS = [
    shared("arrival_rate"),
    shared("replicas"),
    shared("mean_service"),
    shared("burstiness"),
    shared("queue_seed"),
]
BEATS = [
    Beat(
        "gather",
        5.5,
        "Everyone else pressed Enter too. Their sparks gather at the gateway.",
        "{rate:.2f} requests arrive every second, {rhythm}; each needs a replica for {service} on average.",
    ),
    Beat(
        "busy",
        6.5,
        "While every replica is busy, the line can only grow.",
        "When ours arrives, {busy} of {replicas} replicas are busy and {ahead} wait ahead of it. "
        "Over the whole run they are busy {share} of the time.",
    ),
    Beat(
        "load",
        7.5,
        "Near full, waiting does not rise. It explodes.",
        "Each column is the mean line at that load. From {low} to {high} busy, the mean wait goes from {low_wait} to "
        "{high_wait}; one service takes {service} in both.",
    ),
    Beat(
        "called",
        6.5,
        "Our spark is called: a replica is free, and its work begins.",
        "It waited {our_wait} and now keeps replica {who} for {our_service}. "
        "First come, first served: nobody overtakes.",
    ),
    Beat(
        "stack",
        7.0,
        "Trip, wait and compute add up. Which one leads depends on the load.",
        "Ours took {total}. Compute is its simulated service, split as the cost model "
        "splits {prompt} prompt tokens and "
        "{answer} answer tokens.",
    ),
]
OTHER_LOADS = (0.5, 0.8, 0.9, 0.95)
REAL = "Every spark, wait and replica is one request of a seeded run; curve and columns are the closed form."


LEAVES_OUT = "one line, equal replicas; time-outs, retries and priorities left out"


def _badge(f: Frame) -> Badge:
    if f.beat_name == "stack":
        return Badge(
            "simulated + computed from specs", LEAVES_OUT, REAL + " Trip and split of compute come from spec sheets."
        )
    return Badge("simulated", LEAVES_OUT, REAL)


@dataclass(frozen=True, slots=True)
class Look:
    """What a frame needs, worked out once: the run, its line now, and how far the picture has changed."""

    run: QueueRun
    numbers: QueueNumbers
    play: float
    seconds: float
    line: LineState
    upright: float
    column: float
    lying: float
    standing: float
    boxes: list[Rect]
    stay: Stay


def _look(f: Frame) -> Look:
    run = f.world.queue
    window, numbers = run.window, queue_numbers(run)
    play = (
        GATHER * f.beat("gather")
        + (MEET - GATHER) * float(ramp(f.beat("busy"), 0.0, 0.9))
        + (END - MEET) * float(ramp(f.beat("called"), 0.06, 1.0))
    )
    stay = our_stay(numbers, f.world.network, prefill_share(f.world.cost, f.inputs.output_tokens))
    return Look(
        run,
        numbers,
        play,
        play_clock(window).seconds(play),
        line_state(window, play),
        f.move("load", 0.04, 0.2),
        float(load_x(run.utilisation)),
        lying_pitch(longest_line(window)),
        standing_pitch(longest_line(window, True)),
        card_boxes(run.replicas),
        stay,
    )


def _enter(f: Frame) -> tuple[float, float]:
    return SOURCE_X, source_y(OUR_FIBRE)


def _leave(f: Frame) -> tuple[float, float]:
    window = f.world.queue.window
    box = card_boxes(f.world.queue.replicas)[int(window.replica[window.ours])]
    return box.cx, box.cy


@scene(
    id="queue",
    title="Waiting for a free GPU",
    about=("queue",),
    portrait=("load", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    badge=_badge,
    enter=_enter,
    leave=_leave,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """The line, the replicas, the curve it belongs to, and the stack of one request's time."""
    look = _look(f)
    _words(f, p, look)
    lies = 1.0 - float(smooth(ramp(look.upright, 0.0, 0.5)))
    chart = f.move("load", 0.10, 0.24) * (1.0 - f.move("stack", 0.0, 0.12))
    draw_fibres(p, lies * float(ramp(f.beat("gather"), 0.02, 0.2)))
    draw_gate(p, f, lies * float(ramp(f.beat("gather"), 0.1, 0.3)), look.lying, look.line.longest)
    _hero_rate(f, p, look)
    _trace(f, p, look)
    _chart(f, p, look, chart)
    _replicas(f, p, look)
    _sparks(f, p, look)
    _stack(f, p, look)
    _rail(f, p, look)


def _low(run: QueueRun) -> float:
    return run.utilisation if 0.05 < run.utilisation < 0.93 else 0.8


def _words(f: Frame, p: Picture, look: Look) -> None:
    run, n, window = look.run, look.numbers, look.run.window
    met = window.at(float(window.arrival[window.ours]))
    low = _low(run)
    waits = run.curve(np.array([low, HIGHEST])).wait_seconds
    cv = run.burstiness
    rhythm = "in bursts" if cv > 1 else "at random moments" if cv == 1 else "more evenly than at random"
    rhythm = "as regular as a clock" if cv == 0 else rhythm
    means = [Quantity(float(wait), "s", f"mean wait, {run.formula}", "W") for wait in waits]
    share = n.load if run.stable else Quantity(run.measured_utilisation, "share", "measured utilisation", "u")
    tokens = f.world.cost.scenario.prompt_tokens
    p.fill(
        rate=n.rate,
        rhythm=rhythm,
        service=n.service,
        replicas=n.replicas,
        share=share,
        busy=int((met.serving >= 0).sum()) - (window.ours in met.serving),
        ahead=max(0, met.ours_place - 1),
        low=Quantity(low, "share", "load", "ρ"),
        high=Quantity(HIGHEST, "share", "load", "ρ"),
        low_wait=means[0],
        high_wait=means[1],
        our_wait=n.our_wait,
        our_service=n.our_service,
        who=int(window.replica[window.ours]) + 1,
        total=look.stay.total,
        prompt=tokens,
        answer=f.inputs.output_tokens,
    )


def _hero_rate(f: Frame, p: Picture, look: Look) -> None:
    """The first beat's number: how many press Enter."""
    alpha = float(ramp(f.beat("gather"), 0.05, 0.16)) * (1.0 - float(ramp(f.beat("busy"), 0.0, 0.05)))
    p.text((84, 206), "{v:.2f} /s", v=look.numbers.rate, size=72, mono=True, weight=600, role="prefill", alpha=alpha)
    p.text((84, 246), "requests arrive at this gateway", size=20, role="dim", alpha=alpha)


def _trace(f: Frame, p: Picture, look: Look) -> None:
    clock = play_clock(look.run.window)
    alpha = f.move("busy", 0.07, 0.16) * (1.0 - f.move("stack", 0.0, 0.08))
    quiet = f.move("load", 0.0, 0.12) * (1.0 - f.move("called", 0.0, 0.08))
    draw_trace(
        p,
        look.run.window,
        float(clock.simulated[0]),
        float(clock.simulated[-1]),
        look.seconds,
        alpha * (1.0 - 0.55 * quiet),
    )


def _hovered(f: Frame) -> float | None:
    load: float | None = f.hovered("load")
    return load


def _chart(f: Frame, p: Picture, look: Look, alpha: float) -> None:
    run = look.run
    if f.beat_name == "gather":
        prepare_curve(p, run.replicas, float(run.burstiness))
    if alpha <= 0.004:
        return
    sweep = f.move("load", 0.30, 0.62)
    calm = 1.0 - 0.45 * f.move("called", 0.0, 0.1)
    start = min(run.utilisation, 0.5)
    load = mix(start, HIGHEST, sweep)
    draw_axis(p, look.numbers.load, run.formula, alpha, alpha * f.move("load", 0.16, 0.28))
    draw_curve(p, run.replicas, float(run.burstiness), alpha * calm, float(load_x(load)) + 11.0 if sweep < 1 else WALL)
    hovered = _hovered(f)
    swept = alpha * float(ramp(f.beat("load"), 0.26, 0.32)) * (1.0 - f.move("called", 0.0, 0.1))
    breath = 0.35 if hovered else pulse(f.clock, 3.2, 0.85, 1.0)
    draw_lit_column(p, load, run.replicas, float(run.burstiness), swept * breath)
    if hovered is not None:
        draw_lit_column(p, hovered, run.replicas, float(run.burstiness), alpha)
    _hero_wait(f, p, look, hovered if hovered is not None else load, alpha if hovered is not None else swept)
    draw_marks(
        p,
        run.replicas,
        float(run.mean_service_seconds),
        float(run.burstiness),
        alpha * f.move("load", 0.66, 0.76) * calm,
        _label_box(look),
    )
    _pick_loads(p, run)


def _pick_loads(p: Picture, run: QueueRun) -> None:
    """Point at a column to read it; click to make it the load."""
    rates = LOADS * run.replicas / run.mean_service_seconds
    acts = [set_control("arrival_rate", round(float(rate), 2)) if 0.1 <= rate <= 10.0 else None for rate in rates]
    boxes = [(x - 10.0, 330.0, 20.0, BASE - 330.0) for x in load_x(LOADS)]  # type: ignore[union-attr]
    p.hot(boxes, [Tag("load", float(load)) for load in LOADS], acts)


def _hero_wait(f: Frame, p: Picture, look: Look, load: float, alpha: float) -> None:
    """The wait at the lit column, large; above capacity there is no mean to print."""
    run = look.run
    right = max(830.0, top_x(run.replicas, float(run.burstiness)) - 34.0)
    if not run.stable and load >= HIGHEST and f.move("load", 0.30, 0.62) >= 1:
        p.text((right, 186), "unstable", size=60, weight=600, role="waste", align="right", alpha=alpha, fit=right - 640)
        p.text(
            (right, 222),
            "no mean: the line grows by {v}",
            v=look.numbers.growth,
            size=19,
            role="dim",
            align="right",
            alpha=alpha,
            fit=right - 640,
        )
        return
    wait = run.curve(np.array([load]))
    p.text(
        (right, 186),
        "{v}",
        v=Quantity(float(wait.wait_seconds[0]), "s", f"mean wait, {wait.method}", "W"),
        size=60,
        mono=True,
        weight=600,
        role="waste",
        align="right",
        alpha=alpha,
        fit=right - 640,
    )
    p.text(
        (right, 222),
        "mean wait at {v} busy",
        v=Quantity(load, "share", "load", "ρ"),
        size=19,
        role="dim",
        align="right",
        alpha=alpha,
        fit=right - 640,
    )


def _replicas(f: Frame, p: Picture, look: Look) -> None:
    window = look.run.window
    who = int(window.replica[window.ours])
    here = float(smooth(ramp(f.beat("gather"), 0.12, 0.3)))
    dimmed = 0.5 * f.move("load", 0.0, 0.15) * (1.0 - f.move("called", 0.0, 0.1))
    work = (0.3 * here + 0.7 * f.move("busy", 0.0, 0.1)) * (1.0 - dimmed)
    ways = roads(tuple(look.boxes), look.upright, look.column)
    gone = 1.0 - f.move("stack", 0.0, 0.1)
    strength = np.full(len(look.boxes), 0.20 + 0.12 * work)
    p.curves(ways, "prefill", alpha=strength * here * gone)
    ours = float(ramp(look.play, CALL, CALL + 0.3))
    if ours > 0 and gone > 0.01:
        p.curves(np.stack([ways[who] + shift for shift in (-0.6, 0.0, 0.6)]), "prefill", alpha=0.7 * ours * gone)
    share = float(look.stay.parts[2].seconds.value) / max(float(look.numbers.our_service.value), 1e-12)
    glow = float(ramp(look.play, CALL + 0.7, CALL + 1.1)) * pulse(f.clock, 3.0, 0.8, 1.0)
    draw_replicas(p, look.boxes, window.at(look.seconds), Lit(here, work, share, who, glow), f.clock)
    held = f.move("load", 0.0, 0.08) * (1.0 - f.move("called", 0.0, 0.08))
    draw_on_road(p, look.line, ways, gone * (1.0 - held))


def _sparks(f: Frame, p: Picture, look: Look) -> None:
    """Everyone in line and flying in; ours with a ring and a name."""
    line, gone = look.line, 1.0 - f.move("stack", 0.0, 0.1)
    if gone <= 0.004:
        return
    shown = float(ramp(f.beat("gather"), 0.08, 0.28)) * gone
    lift = np.clip(look.upright * 1.5 - 0.5 * line.place / max(1, line.longest), 0.0, 1.0)
    places = slots(line.place, smooth(lift), look.column, look.lying, look.standing)
    rows = np.flatnonzero(line.waiting)
    rows = rows[rows != line.ours]
    pitch = mix(look.lying, look.standing, look.upright)
    size = float(np.clip(22 + 1.2 * pitch, 26, 110))
    strength = min(1.0, 0.35 + pitch / 20)
    if rows.size:
        p.sprites(places[rows], size, "prefill", alpha=strength * shown)
    late = look.upright > 0.5
    coming = f.move("called", 0.0, 0.12) if late else 1.0 - min(1.0, 2 * look.upright)
    draw_coming(p, line, places, late, size, shown * coming)
    _ours(f, p, look, places, gone, size)


def _ours_at(look: Look, places: np.ndarray) -> tuple[float, float]:
    line, k = look.line, look.line.ours
    if line.waiting[k]:
        return float(places[k, 0]), float(places[k, 1])
    u = np.array([line.flying[k]])
    lying = fly_in(np.array([OUR_FIBRE]), smooth(u) * 0.35 + u * 0.65, places[k : k + 1, 0])[0]
    up = climb(np.array([max(0.35, float(line.climbing[k]))]), places[k : k + 1])[0]
    at = lying * (1 - look.upright) + up * look.upright
    return float(at[0]), float(at[1])


def _ours(f: Frame, p: Picture, look: Look, places: np.ndarray, alpha: float, size: float) -> None:
    line, k = look.line, look.line.ours
    if not (line.waiting[k] or line.coming[k]):
        return
    x, y = _ours_at(look, places)
    dimmed = 1.0 - 0.45 * f.move("load", 0.3, 0.4) * (1.0 - f.move("called", 0.0, 0.06))
    glow = alpha * dimmed * pulse(f.clock, 2.4, 0.85, 1.0)
    p.spark((x, y), "prefill", size=max(104.0, 1.15 * size), alpha=glow)
    p.sprites([(x, y)], 44, "ink", kind="ring", additive=False, alpha=0.95 * alpha * dimmed)
    _our_label(f, p, look, x, y, alpha * dimmed * float(ramp(f.beat("gather"), 0.0, 0.1)))


def _label_spot(look: Look, y: float) -> tuple[float, float, int]:
    """Where our standing spark's words end (side -1) or begin (side 1): beside it, and clear of the curve."""
    run, ty = look.run, max(y - 66.0, TOP + 190.0)
    if look.column <= 330.0:
        return look.column + 62.0, ty, 1
    clear = curve_x(run.replicas, float(run.burstiness), ty + 20.0) - 34.0
    return max(300.0, min(look.column - 62.0, clear)), ty, -1


def _label_box(look: Look) -> Rect:
    """The room of those words, so that nothing else is written there."""
    y = BASE - look.standing * (float(look.line.place[look.line.ours]) + 0.5)
    x, ty, side = _label_spot(look, y)
    return Rect(x - 170.0 if side < 0 else x, ty - 40.0, 170.0, 60.0)


def _our_label(f: Frame, p: Picture, look: Look, x: float, y: float, alpha: float) -> None:
    """Our spark's name and its place in line."""
    up, moment = look.upright, look.run.window.at(look.seconds)
    in_line = moment.ours_place > 0
    words = "{place} of {n} in line" if in_line else "on its way"
    place, n = moment.ours_place, len(moment.waiting)
    if up < 0.5:
        at_edge = x < 220
        anchor, align = ((x - 6, y + 52) if at_edge else (x, y + 58)), "left" if at_edge else "center"
        alpha *= 1.0 - min(1.0, up * 4)
        p.text(anchor, "our spark", size=24, weight=600, align=align, alpha=alpha, backed=0.35)
        p.text(
            (anchor[0], anchor[1] + 28),
            words,
            size=18,
            role="dim",
            align=align,
            alpha=alpha,
            backed=0.35,
            place=place,
            n=n,
        )
        return
    alpha *= min(1.0, up * 4 - 3) if up < 1 else 1.0
    tx, ty, side = (
        _label_spot(look, y) if look.line.waiting[look.line.ours] else (x + 62.0, max(y - 66.0, TOP + 190.0), 1)
    )
    align = "right" if side < 0 else "left"
    p.lines([(tx - side * 8, ty + 8, x - side * 21, y - 10 if ty < y else y + 10)], "ink", alpha=0.6 * alpha)
    p.text((tx, ty - 14), "our spark", size=24, weight=600, align=align, alpha=alpha, backed=0.7)
    p.text((tx, ty + 12), words, size=18, role="dim", align=align, alpha=alpha, backed=0.7, place=place, n=n)


def _stack(f: Frame, p: Picture, look: Look) -> None:
    """Our request's time as one bar, and the same request at other loads."""
    shown = f.move("stack", 0.08, 0.16)
    if shown <= 0.004:
        return
    run, n = look.run, look.numbers
    share = prefill_share(f.world.cost, f.inputs.output_tokens)
    rows = [StackRow(n.load, look.stay, True)]
    for load in OTHER_LOADS:
        if abs(load - run.utilisation) > 0.021:
            wait = Quantity(float(run.curve(np.array([load])).wait_seconds[0]), "s", f"mean wait, {run.formula}", "W")
            rows.append(
                StackRow(Quantity(load, "share", "load", "ρ"), our_stay(n, f.world.network, share, wait), False)
            )
    rows.sort(key=lambda row: float(row.load.value))
    with p.group(opacity=shown):
        p.text((84, 204), "{v}", v=look.stay.total_text, size=72, mono=True, weight=600)
        p.text((84, 246), "from Enter to the end of the answer: our request in this run", size=20, role="dim")
        draw_stack(p, rows, f.move("stack", 0.14, 0.42), f.move("stack", 0.5, 0.72))


def _rail(f: Frame, p: Picture, look: Look) -> None:
    run, n = look.run, look.numbers
    rail = Rail(p, CONTROLS)
    rail.rule()
    rail.read("Utilisation", n.load, "waste" if not run.stable else "ink")
    if n.wait is None:
        rail.read("Mean wait", "unstable", "waste")
        rail.read("The line grows by", n.growth, "waste")
        rail.why(
            "Why no mean?",
            [
                ("ρ = λ S / c = {load}", "dim"),
                ("more comes than can leave:", "dim"),
                ("{rate} in, {out} out at most", "waste"),
            ],
            n.growth,
            load=n.load,
            rate=n.rate,
            out=Quantity(run.replicas / run.mean_service_seconds, "1/s", "most that can leave", "μ"),
        )
        return
    rail.read("Wait, simulated", n.wait, "waste", step=29)
    if n.half_width is not None:
        rail.read("its 95 % interval ±", n.half_width, "dim", step=29)
    else:
        rail.read("its 95 % interval", "not settled", "dim", step=29)
    rail.read(n.closed_name, n.closed, step=29)
    rail.read("Mean in line", n.in_line, "prefill", step=29)
    if n.half_width is not None and float(n.half_width.value) == 0.0:
        rail.note("nobody waited in this run")
    elif run.agrees is not None:
        rail.note(
            "✓ Erlang C lies inside the interval" if run.agrees else "Erlang C lies just outside the interval",
            "good" if run.agrees else "dim",
        )
    if f.beat_name == "stack":
        texts = look.stay.texts
        rail.why(
            "The parts add up",
            [
                (" + ".join(texts[:2]), "dim"),
                ("+ " + " + ".join(texts[2:]), "dim"),
                ("= " + look.stay.total_text, "ink"),
            ],
            look.stay.total,
        )
    else:
        rail.why(
            "Little's law, N = λ W",
            [("{rate} × {stay}", "dim"), ("= {little} in the system", "prefill"), ("counted: {counted}", "dim")],
            n.little,
            rate=n.measured_rate,
            stay=n.time_in_system,
            little=n.little,
            counted=n.in_system,
        )


__all__ = ["draw"]
