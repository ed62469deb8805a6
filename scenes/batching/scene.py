"""Batching: the same requests under two policies, on one clock. Idle slots are hatched, our request is outlined."""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.batching.lanes import Lanes, draw_doors, draw_heads, draw_lanes, draw_one
from scenes.batching.one_read import draw_one_read
from tourapp.authoring import (
    Badge,
    Beat,
    Frame,
    Picture,
    Quantity,
    Rail,
    Rect,
    SeekTo,
    Tag,
    mix,
    ramp,
    scene,
    shared,
    smooth,
)

CONTROLS = [
    shared("variance"),
    shared("mean_output"),
    shared("slots"),
    shared("load"),
    shared("policy_a"),
    shared("policy_b"),
    shared("batch_seed"),
]
TOP = Rect(64, 166, 1376, 262)
LOW = Rect(64, 500, 1376, 262)
WORDS = {
    "static": ("Static batching", "the door stays locked until the slowest is done"),
    "continuous": ("Continuous batching", "a slot is refilled at the very next token"),
    "chunked": ("Chunked prefill", "long prompts enter a piece at a time"),
}
BEATS = [
    Beat(
        "share",
        5.0,
        "One read of the weights can feed many users.",
        "Alone, a token costs {alone} of weights. Shared by {slots} slots it costs {each}.",
    ),
    Beat(
        "door",
        7.0,
        "Static batching locks the door until the whole batch is done.",
        "{requests} requests in {slots} slots. Every bar is one answer; the next batch waits for the longest.",
    ),
    Beat(
        "slowest",
        5.0,
        "The slowest answer holds everyone. {rest}",
        "In this batch the mean answer is {mean} steps and the longest {longest}: slots worked {share} of the time.",
    ),
    Beat(
        "refill",
        7.0,
        "Continuous batching decides again at every token.",
        "The same requests, the same slots, the same clock: a freed slot is taken in the very next step.",
    ),
    Beat(
        "gap",
        6.0,
        "Drag the variance and watch the gap.",
        "{name_a} works {busy_a} of its slots, {name_b} {busy_b}. Tokens asked {asked}, made {made_a} and {made_b}.",
    ),
]


def _badge(_f: Frame) -> Badge:
    return Badge(
        "simulated",
        "prefill is one step; a fuller step takes no longer; no network",
        "every bar is a request of the simulated run, and ours has the length of the recorded answer",
    )


def _door_time(f: Frame) -> float:
    return float(smooth(ramp(f.beat("door"), 0.04, 0.9)))


def _policies(f: Frame) -> tuple[Any, Any]:
    run = f.world.batching
    return run.traces[f["policy_a"]], run.traces[f["policy_b"]]


def _spot(f: Frame) -> tuple[float, float]:
    return (TOP.x + 40, TOP.y + 20)


def _leave(f: Frame) -> tuple[float, float]:
    _, b = _policies(f)
    low = _lanes(f, b, LOW)
    ours = b.ours if b.ours is not None else 0
    return float(low.x(b.finish[ours])), float(low.y(b.slot[ours]) + low.bar / 2)


def _lanes(f: Frame, trace: Any, area: Rect) -> Lanes:
    a, b = _policies(f)
    return Lanes(area, trace.slots, area.w / max(a.steps, b.steps, 1))


@scene(
    id="batching",
    title="Sharing the weight read",
    about=("batching", "scenario.batch"),
    portrait=("gap", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    badge=_badge,
    needs=("recording",),
    enter=_spot,
    leave=_leave,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """The read that is shared, then both policies on one clock."""
    a, b = _policies(f)
    _fill(f, p, a, b)
    shared_read = 1.0 if f.beat_name == "share" else 1.0 - float(ramp(f.beat("door"), 0.0, 0.08))
    if shared_read > 0.01:
        with p.group(opacity=shared_read):
            draw_one_read(f, p, a.slots, p.fields["alone"], p.fields["each"])
    if f.beat("door") > 0.05:
        _policy_panels(f, p, a, b)
    _rail(f, p, a, b)


def _policy_panels(f: Frame, p: Picture, a: Any, b: Any) -> None:
    top, low = _lanes(f, a, TOP), _lanes(f, b, LOW)
    now = _door_time(f) * a.steps
    refill = float(ramp(f.beat("refill"), 0.05, 0.85)) * b.steps
    lit = _lit(f, a)
    _title(p, f["policy_a"], TOP, a, now, "waste")
    draw_lanes(p, a, top, now, lit=lit, fade=1.0)
    draw_doors(p, a, top, now)
    if 0 < now < a.steps:
        draw_heads(p, a, top, now)
    if f.beat("refill") > 0:
        _title(p, f["policy_b"], LOW, b, refill, "good")
        draw_lanes(p, b, low, refill, lit=lit)
        draw_doors(p, b, low, refill)
        if refill < b.steps:
            draw_heads(p, b, low, refill)
    else:
        _waiting_room(f, p, a, now)
        _slowest(f, p, a, top)
    for trace, lanes, time in ((a, top, now), (b, low, refill)):
        if trace.ours is not None:
            draw_one(p, trace, lanes, trace.ours, time, "ours")
    _verdict(f, p, a, b, top, low)
    _hover(p, a, b, top, low)
    _jumps(f, p, a)


def _lit(f: Frame, a: Any) -> int | None:
    request: int | None = f.hovered("request")
    return request


def _title(p: Picture, policy: str, area: Rect, trace: Any, now: float, role: str) -> None:
    name, words = WORDS[policy]
    edge = area.right - 10
    p.text((area.x, area.y - 18), name, size=20, weight=600)
    p.text((area.x + 232, area.y - 18), words, size=16, role="dim", fit=620)
    if now >= trace.steps:
        p.text(
            (edge, area.y - 18),
            "done at step {n}",
            n=trace.steps,
            size=18,
            role=role,
            mono=True,
            weight=600,
            align="right" if edge > area.x + 760 else "left",
        )
    else:
        p.text((area.right, area.y - 18), "step {n}", n=int(now), size=18, role="dim", mono=True, align="right")


def _slowest(f: Frame, p: Picture, a: Any, top: Lanes) -> None:
    """The batch whose longest answer wastes most, pointed at."""
    shown = f.during("slowest")
    if shown < 0.02 or not len(a.batches.start):
        return
    k = _worst(a)
    start, end = float(a.batches.start[k]), float(a.batches.end[k])
    x0, x1 = float(top.x(start)), float(top.x(end))
    p.rects(
        [(x0, top.area.y - 4, x1 - x0, top.area.h + 8)],
        "waste",
        radius=6,
        alpha=0.10 * shown,
        stroke="waste",
        stroke_width=2.0,
        stroke_alpha=shown,
    )
    _magnified(f, p, a, k, (x0, x1), shown)


def _magnified(f: Frame, p: Picture, a: Any, k: int, span: tuple[float, float], shown: float) -> None:
    """That batch again, large: every slot waits for the longest, and only the mean was work."""
    grow = float(smooth(ramp(f.beat("slowest"), 0.08, 0.32))) if f.beat_name == "slowest" else 1.0
    area = Rect(mix(span[0], 64.0, grow), LOW.y, mix(span[1] - span[0], 880.0, grow), LOW.h)
    big = Lanes(area, a.slots, area.w / max(1.0, float(a.batches.longest[k])))
    p.polys(
        [[(span[0], TOP.bottom + 4), (span[1], TOP.bottom + 4), (area.right, area.y - 6), (area.x, area.y - 6)]],
        "waste",
        alpha=0.10 * shown,
    )
    members = np.flatnonzero(a.admit == a.batches.start[k])
    zero = np.zeros(len(members))
    length = (a.finish[members] - a.admit[members]).astype(float)
    idle = np.stack(
        [big.x(length), big.y(a.slot[members]), area.right - big.x(length), np.full(len(members), big.bar)], 1
    )
    p.hatch(idle, alpha=0.9 * shown)
    work = np.stack([big.x(zero), big.y(a.slot[members]), length * big.scale, np.full(len(members), big.bar)], 1)
    p.rects(work, "decode", alpha=0.9 * shown)
    mean = float(big.x(float(a.batches.mean[k])))
    p.lines([(mean, area.y - 8, mean, area.bottom + 10)], "ink", width=2.5, alpha=shown)
    done = float(ramp(grow, 0.8, 1.0)) * shown
    near = mean > area.right - 260
    p.text(
        (mean, area.bottom + 30),
        "mean {n} steps",
        n=float(a.batches.mean[k]),
        size=18,
        weight=600,
        align="right" if near else "center",
        alpha=done,
    )
    p.text(
        (area.right + (12 if near else 0), area.bottom + 30),
        "longest {n}",
        n=int(a.batches.longest[k]),
        size=18,
        weight=600,
        role="waste",
        align="left" if near else "right",
        alpha=done,
    )
    x = area.right + 60
    p.text(
        (x, area.y + 84),
        "{v}",
        v=p.fields["share"],
        size=72,
        weight=600,
        mono=True,
        role="good" if a.batches.utilisation[k] > 0.9 else "waste",
        alpha=done,
        fit=400,
    )
    p.text((x, area.y + 124), "of this batch was work", size=22, alpha=done, fit=400)
    p.text((x, area.y + 158), "mean ÷ longest, exactly", size=17, role="dim", alpha=done, fit=400)


def _worst(a: Any) -> int:
    lost = (a.batches.longest - a.batches.mean) * a.batches.size
    return int(np.argmax(lost))


def _waiting_room(f: Frame, p: Picture, a: Any, now: float) -> None:
    """Requests outside the door, as sparks in a line, from the simulated run."""
    moment = a.at(now)
    waiting = moment.waiting if now < a.steps else np.zeros(0, int)
    shown = float(ramp(f.beat("door"), 0.05, 0.15)) * (1 - float(ramp(f.beat("door"), 0.92, 1.0)))
    if shown < 0.02:
        return
    p.text((LOW.x, LOW.y + 60), "waiting outside", size=18, role="dim", alpha=shown)
    p.text((LOW.x, LOW.y + 112), "{n}", n=len(waiting), size=48, weight=600, mono=True, role="prefill", alpha=shown)
    if len(waiting):
        k = np.arange(len(waiting))
        at = np.stack([LOW.x + 200 + (k % 32) * 36, LOW.y + 60 + (k // 32) * 34], 1)
        p.sprites(at, 26, "prefill", alpha=0.85 * shown)
        mine = np.flatnonzero(waiting == a.ours) if a.ours is not None else np.zeros(0, int)
        if len(mine):
            x, y = at[mine[0]]
            p.sprites([(x, y)], 44, "ink", kind="ring", alpha=shown, additive=False)
            p.text((x, y + 40), "ours", size=15, align="center", weight=600, alpha=shown, backed=0.6, spill=True)


def _verdict(f: Frame, p: Picture, a: Any, b: Any, top: Lanes, low: Lanes) -> None:
    """How much sooner B is done, written in the room that it leaves empty."""
    shown = float(ramp(f.beat("gap"), 0.05, 0.2))
    if shown < 0.02:
        return
    ratio = _ratio(a, b)
    xa, xb = float(top.x(a.steps)), float(low.x(b.steps))
    y = low.area.bottom
    p.lines([(xa, top.area.y - 8, xa, y + 8)], "waste", width=2, alpha=0.8 * shown, dash=True)
    p.lines([(xb, low.area.y - 8, xb, y + 8)], "good", width=3, alpha=shown)
    room = xa - xb
    if room > 300:
        cx = (xa + xb) / 2
        p.text(
            (cx, low.area.y + 92),
            "{r} faster",
            r=ratio,
            size=64 if room > 440 else 44,
            weight=600,
            role="good",
            align="center",
            alpha=shown,
            fit=room - 60,
        )
        head = mix(xa - 8, xb + 14, float(smooth(ramp(f.beat("gap"), 0.1, 0.35))))
        p.lines([(xa - 8, low.area.y + 128, head, low.area.y + 128)], "good", width=3, alpha=shown)
        p.polys(
            [[(head - 12, low.area.y + 128), (head + 6, low.area.y + 119), (head + 6, low.area.y + 137)]],
            "good",
            alpha=shown,
        )
        p.text(
            (cx, low.area.y + 168),
            "done at step {b}, not {a}",
            a=a.steps,
            b=b.steps,
            size=20,
            weight=500,
            align="center",
            alpha=shown,
            fit=room - 40,
        )
        p.text(
            (cx, low.area.y + 198),
            "the same {n} requests, the same {s} slots",
            n=len(a.output),
            s=a.slots,
            size=17,
            role="dim",
            align="center",
            alpha=shown,
            fit=room - 40,
        )
    else:
        p.text(
            (64, y + 44),
            "{r} faster: nearly a tie" if a.steps != b.steps else "a tie",
            r=ratio,
            size=26,
            weight=600,
            role="good",
            alpha=shown,
        )


def _hover(p: Picture, a: Any, b: Any, top: Lanes, low: Lanes) -> None:
    boxes, tags = [], []
    for trace, lanes in ((a, top), (b, low)):
        x, y = lanes.x(trace.admit), lanes.y(trace.slot)
        width = (trace.finish - trace.admit) * lanes.scale
        boxes.append(np.stack([x, y, width, np.full(len(x), lanes.bar)], 1))
        tags += [Tag("request", i) for i in range(len(x))]
    p.hot(np.concatenate(boxes), tags)


def _jumps(f: Frame, p: Picture, a: Any) -> None:
    """Two places worth seeing: the first idle slot, and the last straggler. A click goes there."""
    if f.beat("door") < 0.2:
        return
    start = f.timeline.start(f.timeline.index("door"))
    seconds = f.timeline.beats[f.timeline.index("door")].seconds
    places = [("last straggler", float(a.admit[a.straggler]) + 1.0)]
    if a.first_idle is not None:
        places.insert(0, ("first idle slot", float(a.first_idle[1]) + 1.0))
    x = 1440.0 - 186 * len(places) + 14
    for words, step in places:
        share = _when(step / max(a.steps, 1))
        box = Rect(x, 802, 172, 32)
        p.rects([box], "raised", radius=16, alpha=0.9, stroke="line")
        p.text((box.cx, box.cy + 5), f"to the {words}", size=15, role="dim", align="center", fit=box.w - 18)
        p.hot([box], (Tag("jump", words),), (SeekTo(start + share * seconds),))
        x += 186


def _when(share: float) -> float:
    """Fraction of the beat 'door' at which its clock shows a share of the run (the clock's easing, inverted)."""
    u = np.linspace(0, 1, 400)
    clock = smooth(ramp(u, 0.04, 0.9))
    return float(u[int(np.argmax(clock >= min(share, 1.0) - 1e-9))])


def _ratio(a: Any, b: Any) -> Quantity:
    first = Quantity(int(a.span), "1", "steps of the first policy", "S_a")
    second = Quantity(int(b.span), "1", "steps of the second policy", "S_b")
    return Quantity(a.span / b.span, "times", "throughput ratio", "r", "S_a / S_b", (first, second))


def _busy(trace: Any) -> Quantity:
    made = Quantity(int(trace.tokens), "1", "tokens made", "n")
    room = Quantity(int(trace.slots * trace.span), "1", "slots x steps", "R")
    return Quantity(trace.utilisation, "share", "busy share of the slots", "u", "n / R", (made, room))


def _fill(f: Frame, p: Picture, a: Any, b: Any) -> None:
    weights = f.world.cost.decode.weight_bytes_per_step
    each = Quantity(
        float(weights.value) / a.slots,
        "B",
        "weights read per token",
        "w",
        "W / n",
        (weights, Quantity(a.slots, "1", "slots", "n")),
    )
    k = _worst(a) if len(a.batches.start) else None
    p.fill(
        alone=weights,
        each=each,
        slots=a.slots,
        requests=len(a.output),
        asked=int(a.output.sum()),
        made_a=a.tokens,
        made_b=b.tokens,
        busy_a=_busy(a),
        busy_b=_busy(b),
        name_a=WORDS[f["policy_a"]][0],
        name_b=WORDS[f["policy_b"]][0],
        rest="The rest is idle."
        if k is not None and a.batches.utilisation[k] < 0.999
        else "Equal answers leave nothing idle.",
        mean=float(a.batches.mean[k]) if k is not None else float(a.output.mean()),
        longest=int(a.batches.longest[k]) if k is not None else int(a.output.max()),
        share=Quantity(float(a.batches.utilisation[k]) if k is not None else a.utilisation, "share", "busy share"),
    )


def _rail(f: Frame, p: Picture, a: Any, b: Any) -> None:
    rail = Rail(p, CONTROLS)
    rail.p.text((rail.x, rail.y + 14), "times in steps", size=14, role="dim")
    rail.columns("A", "B")
    rail.pair("Busy slots", _busy(a), _busy(b), "ink", step=25)
    rail.pair("Wait, median", int(a.wait.p50), int(b.wait.p50), "dim", step=25)
    rail.pair("Wait, p95", int(a.wait.p95), int(b.wait.p95), "dim", step=25)
    rail.pair("Done, p99", int(a.completion.p99), int(b.completion.p99), "dim", step=25)
    if a.ours is not None:
        rail.pair(
            "Our wait",
            int(a.admit[a.ours] - a.arrival[a.ours]),
            int(b.admit[b.ours] - b.arrival[b.ours]),
            "decode",
            step=25,
        )
    rail.read("Throughput, B to A", _ratio(a, b), "good", step=28)
    even = a.tokens == b.tokens == int(a.output.sum())
    rail.note(
        "tokens made = tokens asked  ✓" if even else "tokens made differ from tokens asked", "good" if even else "waste"
    )
