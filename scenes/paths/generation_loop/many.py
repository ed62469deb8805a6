"""Many requests as pairs of bars on one clock: chunks, lost memory and found prefixes are the same two numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CounterRun

LEFT, RIGHT = 250.0, 1440.0
TOP, PITCH = 186.0, 81.0
THIN, THICK = 14.0, 38.0
SPEED, SLOW = 3.0, 0.4
"""Steps a second at rest, and in slow motion around what the beat is about."""
BEFORE = 15
"""So many steps before that the clock begins."""
EARLY = 2.0
"""A run in which nothing is lost is looked at around this step."""


@dataclass(frozen=True, slots=True, eq=False)
class ManyMoment:
    """The run at a moment between two steps. known, computed [k] may lie between whole tokens."""

    step: int
    known: np.ndarray
    computed: np.ndarray
    found: np.ndarray
    running: np.ndarray


def many_now(f: Frame, run: CounterRun) -> ManyMoment:
    """The clock runs to where something is lost, goes on slowly, and at rest round and round."""
    focus = run.lost + 1.6 if run.lost >= 0 else EARLY
    begin = max(focus - BEFORE, 0.0)
    after = max(0.0, f.beat("many") - 0.5) * f.timeline.beats[f.beat_index].seconds
    t = begin + (focus - begin) * f.cue("many.run", eased=False) + SLOW * after + SPEED * (0.0 if f.still else f.idle)
    t %= run.steps
    step, share = int(t), t % 1.0
    before = max(step - 1, 0)
    fell = run.computed[step] < run.computed[before]
    known = run.known[before] + (run.known[step] - run.known[before]) * share
    computed = run.computed[before] + (run.computed[step] - run.computed[before]) * np.where(
        fell, min(1.0, 3 * share), share
    )
    came = (run.computed[before] == 0) & (run.found[step] > 0) & ~fell
    computed = np.where(came, np.maximum(computed, run.found[step]), computed)
    return ManyMoment(step, known, computed, run.found[step], run.running[step])


def draw_many(f: Frame, p: Picture) -> None:
    """A pair of bars for each request, ours in a white frame."""
    run: CounterRun = f.world.counter_run
    now, shown = many_now(f, run), f.cue("many.rows")
    with p.group(opacity=max(shown, 0.01)):
        p.text((64.0, 152.0), "step {n}", n=now.step + 1, size=READOUT, mono=True, weight=600)
        legend = Phrase("thin: known · thick: computed · framed: found · hatched: lost")
        p.text((LEFT, 152.0), legend, size=LABEL, role="dim")
        _draw_bars(p, run, now)
        _draw_row_names(p, run, now)


def _rows(count: int) -> np.ndarray:
    return TOP + PITCH * np.arange(count)


def _draw_bars(p: Picture, run: CounterRun, now: ManyMoment) -> None:
    y, wide = _rows(len(run.requests)), (RIGHT - LEFT) / run.longest
    prompt = np.minimum(now.known, _prompts(run))
    x = np.full(len(y), LEFT)
    thick = y + THIN + 6.0

    def boxes(start: np.ndarray, end: np.ndarray, top: np.ndarray, tall: float) -> np.ndarray:
        size = np.maximum(0.0, end - start) * wide
        return np.stack([x + start * wide, top, size, np.full(len(y), tall)], 1)

    none = np.zeros(len(y))
    p.rects([(LEFT, each, RIGHT - LEFT, THIN + THICK + 6.0) for each in y], "raised", radius=4, alpha=0.5)
    p.rects(boxes(none, prompt, y, THIN), "prefill", radius=2)
    p.rects(boxes(prompt, now.known, y, THIN), "decode", radius=2)
    p.rects(boxes(none, np.minimum(prompt, now.computed), thick, THICK), "prefill", radius=2)
    p.rects(boxes(prompt, now.computed, thick, THICK), "decode", radius=2)
    lost = ~now.running & (now.known > prompt) & (now.computed < prompt)
    if lost.any():
        p.hatch(boxes(now.computed, now.known, thick, THICK)[lost], "waste")
    found = boxes(none, now.found.astype(float), thick, THICK)[now.found > 0]
    if len(found):
        p.rects(found, None, stroke="white", stroke_width=3.0, radius=2)
    ends = np.stack([x + now.computed * wide, thick + THICK / 2], 1)[now.running]
    if len(ends):
        p.sprites(ends, 60.0, "white", kind="soft", alpha=0.5)


def _prompts(run: CounterRun) -> np.ndarray:
    """Tokens of each prompt: what is known when a request has just come."""
    known = np.where(run.known > 0, run.known, run.longest + 1)
    return known.min(axis=0)


def _draw_row_names(p: Picture, run: CounterRun, now: ManyMoment) -> None:
    """Numbers of the requests, and what just became of one."""
    for place, y in enumerate(_rows(len(run.requests))):
        name = Phrase("request {n}", n=run.requests[place])
        if place == run.ours:
            name = Phrase("ours")
            box = Rect(LEFT - 8, y - 7, RIGHT - LEFT + 14, THIN + THICK + 20)
            p.rects([box], None, stroke="white", stroke_width=2.0, radius=6)
        p.text((64.0, y + 40), name, size=LABEL, part="requests")
