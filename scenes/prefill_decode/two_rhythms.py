"""One second of decode on two machines, played slowly: a drop for each token. Beside the lanes what each machine is."""

from __future__ import annotations

import numpy as np

from scenes.prefill_decode.facts import TwoPhases
from scenes.prefill_decode.recorded_run import RecordedRun
from scenes.prefill_decode.two_slopes import machine_words
from tourapp.authoring import Frame, Picture, ramp
from tourapp.authoring.sizes import LABEL, LINE

ROWS, LANE_X, LANE_RIGHT = (162.0, 244.0), 352.0, 1424.0
"""Stage y of the two lanes, and where they begin and end."""
SLOWER, REST = 3.0, 1.4
"""Seconds in which the second is played, and rest after it."""
DROPS_AT_MOST = 400
HEIGHT, EDGE, INSIDE = 40.0, 6.0, 7.0
"""Of a lane, and how far its tokens stand from its ends and its sides."""


def draw_two_rhythms(f: Frame, p: Picture, facts: TwoPhases, run: RecordedRun, shown: float) -> None:
    """Both lanes; the drops come at the same slowness."""
    rates = (float(facts.step.decode.tokens_per_second_per_user.value), float(run.rate.value))
    for y, rate, words in zip(ROWS, rates, machine_words(facts, run), strict=True):
        name, model = words
        p.text((64.0, y - 4), name, size=LINE, weight=600, alpha=shown)
        p.text((64.0, y + 27), model, size=LABEL, role="dim", alpha=shown)
        p.rects([(LANE_X, y - HEIGHT / 2, LANE_RIGHT - LANE_X, HEIGHT)], "raised", radius=8, alpha=shown, stroke="line")
        boxes = drops(f, y, rate)
        if len(boxes):
            p.rects(boxes, "decode", alpha=shown)
    p.text((LANE_X, ROWS[1] + HEIGHT / 2 + 26), "one second, played in three", size=LABEL, role="dim", alpha=shown)


def drops(f: Frame, y: float, rate: float) -> np.ndarray:
    """The tokens of a lane at y that are there by now [n, 4]; `rate` is theirs a second. The second begins with the
    beat, so that its end shows all of them."""
    since = f.clock - f.timeline.start(f.timeline.index("computer"))
    now = 1.0 if f.still else float(ramp(since % (SLOWER + REST), 0.0, SLOWER))
    times = np.arange(1, min(DROPS_AT_MOST, int(rate) + 1)) / rate
    room = LANE_RIGHT - LANE_X - 2 * EDGE
    x = LANE_X + EDGE + (times[times <= now] - 1.0 / rate) * room
    y, high, wide = y - HEIGHT / 2 + INSIDE, HEIGHT - 2 * INSIDE, max(1.5, 0.66 * room / rate)
    return np.stack([x, np.full(len(x), y), np.full(len(x), wide), np.full(len(x), high)], 1)
