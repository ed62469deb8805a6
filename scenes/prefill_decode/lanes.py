"""One second of this computer, played in one second: prefill and decode as they are, and with weights in the cache.

Blue bars are prompts read, golden drops are tokens written, at the speeds that were measured here. Without a
measurement there are no numbers, only an invitation.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tourapp.authoring import Picture, Quantity, Rect, Tag, set_control

CYCLE = 3.2
"""Seconds of the stage between two starts of the second; the rest is rest."""
ROWS = (("prefill", "as it is"), ("prefill_shared", "in cache"), ("decode", "as it is"), ("decode_shared", "in cache"))


def rate(spread: Any, name: str) -> Quantity:
    """Median tokens per second of a measured spread."""
    return Quantity(
        float(spread.median), "token/s", f"{name}, median of {spread.count} rounds measured on this computer"
    )


def second_now(clock: float, still: bool) -> float:
    """How much of the shown second has passed, 0..1."""
    return 1.0 if still else min(1.0, clock % CYCLE)


def lane_y(room: Rect, row: int) -> float:
    """The middle of a lane."""
    return room.y + 74.0 + row * 92.0 + (44.0 if row >= 2 else 0.0)


def lane_end(room: Rect, measured: bool) -> tuple[float, float]:
    """Where the golden thread leaves: the end of the first decode lane, or of the thread that waits for one."""
    return room.right, lane_y(room, 2) + (0.0 if measured else 110.0)


def draw_lanes(
    p: Picture, room: Rect, measured: Any, chosen: str, now: float, shown: float, prompt: int, gain: float = 1.0
) -> None:
    """Four lanes; `chosen` is 'memory' (as it is) or 'cache'. `prompt`: tokens of the prompt that was read."""
    for row, (field, words) in enumerate(ROWS):
        y = lane_y(room, row)
        mine = (row % 2 == 1) == (chosen == "cache")
        bright = (1.0 if mine else 0.42) * shown
        role = "prefill" if row < 2 else "decode"
        if row % 2 == 0:
            p.text((room.x, y - 36), "Prefill" if row < 2 else "Decode", size=22, weight=600, role=role, alpha=shown)
        x0 = room.x + 96.0
        p.text((room.x, y + 6), words, size=16, role="ink" if mine else "dim", alpha=shown)
        p.lines([(x0, y, room.right, y)], role, alpha=0.28 * shown, dash=measured is None)
        if measured is None:
            continue
        spread = getattr(measured, field)
        p.text(
            (room.right, y - 26),
            "{v}",
            v=rate(spread, field),
            size=22,
            role=role,
            mono=True,
            weight=600,
            align="right",
            alpha=max(bright, 0.55 * shown),
            fit=220,
        )
        small = float(spread.high) < 100
        p.text(
            (room.right - 200 * gain, y - 27),
            "{low:.1f} to {high:.1f}" if small else "{low:,.0f} to {high:,.0f}",
            low=float(spread.low),
            high=float(spread.high),
            size=16,
            role="dim",
            align="right",
            alpha=shown,
            fit=220,
        )
        lane = Rect(x0, y - 14, room.right - x0, 28)
        if row < 2:
            _bars(p, lane, float(spread.median) / prompt, now, bright)
        else:
            _drops(p, lane, float(spread.median), now, bright)


def _bars(p: Picture, lane: Rect, per_second: float, now: float, alpha: float) -> None:
    """Whole prompts, one bar each; the last one is cut by the end of the second."""
    width = lane.w / max(per_second, 1e-9)
    starts = np.arange(0.0, min(1.0, now) * lane.w, max(width, 3.0))
    ends = np.minimum(starts + width - min(4.0, width * 0.2), now * lane.w)
    boxes = np.stack(
        [lane.x + starts, np.full(len(starts), lane.y), np.maximum(ends - starts, 0.5), np.full(len(starts), lane.h)], 1
    )
    p.rects(boxes, "prefill", radius=5, alpha=0.9 * alpha, gradient="left", fade=0.45)


def _drops(p: Picture, lane: Rect, per_second: float, now: float, alpha: float) -> None:
    """One drop per token."""
    times = np.arange(1, min(2000, int(per_second * now) + 1)) / per_second
    gap = lane.w / max(per_second, 1e-9)
    size = min(44.0, max(7.0, gap * 1.7))
    xs = lane.x + times[times <= now] * lane.w
    at = np.stack([xs, np.full(len(xs), lane.y + lane.h / 2)], 1)
    p.sprites(at, size, "decode", alpha=0.8 * alpha)
    p.sprites(at, min(10.0, max(1.5, gap * 0.7)), "decode", alpha=alpha, kind="dot", additive=False)


def draw_gains(p: Picture, room: Rect, measured: Any, shown: float) -> None:
    """What the cache changes, as two large factors; nothing until they are measured."""
    if measured is None:
        return
    for k, phase in enumerate(("decode", "prefill")):
        x, words = room.x + k * (room.w / 2), f"{phase}, with weights in the cache"
        value = Quantity(float(getattr(measured, f"{phase}_gain")), "times", f"speed-up of {words}")
        p.text((x, room.y + 44), "{v}", v=value, size=54, mono=True, weight=600, role=phase, alpha=shown)
        p.text((x, room.y + 78), words, size=17, role="dim", alpha=shown, fit=room.w / 2 - 20)


def draw_invitation(p: Picture, room: Rect, presses: int, shown: float, pulse: float) -> None:
    """No measurement yet: what the button does, and the thread that waits for it. A click is a press."""
    end = lane_end(room, False)
    p.lines([(room.x, end[1], end[0], end[1])], "decode", alpha=0.5 * shown, dash=True)
    card = Rect(room.x, room.y + 66, room.w, 270)
    p.rects([card], "raised", radius=16, alpha=0.7 * shown, stroke="prefill", stroke_alpha=(0.35 + 0.4 * pulse) * shown)
    p.text(
        (card.x + 36, card.y + 62),
        "This computer has not been measured.",
        size=28,
        weight=600,
        alpha=shown,
        fit=card.w - 60,
    )
    lines = (
        "The real small model reads a prompt and writes tokens, here and now;",
        "then once more with weights that fit in the processor's cache.",
    )
    for k, words in enumerate(lines):
        p.text((card.x + 36, card.y + 108 + 32 * k), words, size=19, role="dim", alpha=shown, fit=card.w - 60)
    button = (card.x + 36, card.y + 178, 320, 50)
    p.rects([button], "prefill", radius=10, alpha=0.30 * shown, stroke="prefill", stroke_alpha=0.8 * shown)
    p.text(
        (button[0] + 160, button[1] + 32),
        "Measure this computer",
        size=19,
        weight=600,
        align="center",
        alpha=shown,
        fit=290,
    )
    if shown > 0.5:
        p.hot([button], (Tag("measure"),), (set_control("measure_run", presses + 1),))
