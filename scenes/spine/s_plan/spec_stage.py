"""The question itself, to scale: one request in tokens, what one user is promised in time, and how many come."""

from __future__ import annotations

import numpy as np

from scenes.spine.s_plan.facts import PlanFacts
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, LINE

TOKENS = Rect(64.0, 196.0, 1376.0, 56.0)
TIME = Rect(64.0, 418.0, 1376.0, 64.0)
LANE = Rect(64.0, 668.0, 1376.0, 96.0)
LEAST = 150.0
"""Width that words below a part need."""
TICKS = 160
WINDOW, FASTEST = 12.0, 2.5
"""Seconds of arrivals on the lane; requests a second from which on it is a steady glow."""


def draw_spec(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """Three rows, one after another."""
    asked = facts.board.asked
    _draw_row(p, "one request", TOKENS.y - 36)
    grown = f.cue("spec.tokens")
    pair = (asked.prompt, asked.answer)
    cut = _cut(TOKENS, float(asked.prompt.value), float(asked.answer.value))
    _draw_pair(p, TOKENS, (cut, grown), pair)
    p.text((TOKENS.x, TOKENS.bottom + 40), "a prompt of {v}", v=asked.prompt, size=LINE, role="prefill", alpha=grown)
    at = (TOKENS.right, TOKENS.bottom + 40)
    p.text(at, "an answer of {v}", v=asked.answer, size=LINE, role="decode", align="right", alpha=grown)
    _draw_time(f, p, facts)
    _draw_lane(f, p, facts)


def _draw_row(p: Picture, words: str, y: float) -> None:
    p.text((64.0, y + 14), Phrase(words), size=LABEL, weight=600, role="dim")


def _cut(room: Rect, first: float, second: float) -> float:
    """Where one part ends and the other begins, to scale, but for words that need room."""
    x = room.w * first / max(first + second, 1e-12)
    return float(np.clip(x, 12.0, room.w - 12.0))


def _draw_pair(p: Picture, room: Rect, cut: tuple[float, float], values: tuple[Quantity, Quantity]) -> None:
    """Two parts of a bar, the first one blue, the second one gold."""
    at, grown = cut
    one, two = Rect(room.x, room.y, at * grown, room.h), Rect(room.x + at, room.y, (room.w - at) * grown, room.h)
    p.rects([room], "raised", radius=8, alpha=0.6)
    p.rects([one], "prefill", radius=6, alpha=0.9)
    p.rects([two], "decode", radius=6, alpha=0.9)
    boxes = [Rect(room.x, room.y, at, room.h), Rect(room.x + at, room.y, room.w - at, room.h)]
    p.hot(boxes, (Tag("asked", "prompt"), Tag("asked", "answer")), (Why(), Why()), values)


def _draw_time(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """What one user is promised: the first token, then one after another."""
    asked, shown = facts.board.asked, f.cue("spec.time")
    _draw_row(p, "what one user is promised, at most", TIME.y - 36)
    first, whole = float(asked.first.value), max(float(asked.whole.value), 1e-9)
    cut = float(np.clip(TIME.w * first / whole, 8.0, TIME.w))
    p.rects([TIME], "raised", radius=8, alpha=0.6)
    p.rects([(TIME.x, TIME.y, cut * shown, TIME.h)], "prefill", radius=6, alpha=0.55)
    count = min(int(asked.answer.value), TICKS)
    ticks = TIME.x + cut + (TIME.w - cut) * np.arange(count) / max(count - 1, 1)
    seen = ticks[ticks <= TIME.x + TIME.w * shown + 1]
    ends = np.stack([seen, np.full(len(seen), TIME.y + 8), seen, np.full(len(seen), TIME.bottom - 8)], 1)
    p.lines(ends, "decode", width=2.0, alpha=0.9)
    if not f.still and len(ticks):
        here = ticks[int(f.clock * 9.0) % len(ticks)]
        p.sprites([(here, TIME.cy)], 20.0, "decode", alpha=shown)
    p.hot([TIME], (Tag("asked", "time"),), (Why(),), (asked.whole,))
    y = TIME.bottom + 40
    p.text((TIME.x, y), "the first token within {v}", v=asked.first, size=LINE, role="prefill", alpha=shown)
    p.text((TIME.cx, y), "then one every {v}", v=asked.between, size=LINE, role="decode", align="center", alpha=shown)
    p.text((TIME.right, y), "all within {v}", v=asked.whole, size=LINE, align="right", alpha=shown)


def _draw_lane(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """Requests come, at their real pace where an eye can follow."""
    asked, shown = facts.board.asked, f.cue("spec.load")
    _draw_row(p, "how many come", LANE.y - 36)
    p.rects([LANE], "raised", radius=8, alpha=0.6)
    rate = float(asked.rate.value)
    if rate <= FASTEST:
        x = _places(facts.board.arrivals, rate, f.clock)
        at = np.stack([LANE.x + LANE.w * x, np.full(len(x), LANE.cy)], 1)
        p.sprites(at, 46.0, "prefill", alpha=shown)
    else:
        x = (np.arange(90) + 0.5) / 90
        light = 0.35 + 0.2 * np.sin(9.0 * x + 0.8 * f.clock)
        at = np.stack([LANE.x + LANE.w * x, np.full(90, LANE.cy)], 1)
        p.sprites(at, 60.0, "prefill", alpha=shown * light * pulse(f.clock, 4.0, 0.9, 1.0), kind="soft")
    y = LANE.bottom + 62
    told = Phrase("{v} users, {t} between two requests", v=asked.users, t=asked.think)
    if asked.users is None:
        told = Phrase("{v} on average", v=asked.rate)
    p.text((LANE.x, y), told, size=FIGURE if asked.users is None else LINE, weight=600, role="prefill", alpha=shown)
    promise = Phrase("promised to {v} of them", v=asked.percentile)
    p.text((LANE.right, y - 30), promise, size=LINE, align="right", alpha=shown)
    budget = Phrase("no budget") if asked.budget is None else Phrase("for {v} a month at most", v=asked.budget)
    p.text((LANE.right, y + 8), budget, size=LINE, align="right", alpha=shown)


def _places(gaps: np.ndarray, rate: float, clock: float) -> np.ndarray:
    """Where on the lane requests are now, 0 (just come) to 1, at a rate in requests a second."""
    times = np.cumsum(gaps) / rate
    past = (clock - times) % float(times[-1])
    return np.asarray(past[past < WINDOW] / WINDOW)
