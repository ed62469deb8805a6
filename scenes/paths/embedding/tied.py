"""The last beat: the same table at the entrance and at the exit, and how much of the model it is."""

from __future__ import annotations

import numpy as np

from scenes.paths.embedding.facts import RowFacts
from scenes.paths.embedding.places import PARAMS, TIED
from tourapp.authoring import STAGE, Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE

STRIPES = 36
LAP = 4.0
SHORT, LONG = 12.0, 180.0
"""Bars of the lowest and of the highest score that is shown."""
IN_X, OUT_X = 84.0, 1118.0
PICKED = 0.34
"""How far down the table the row lies that a token picks."""


def draw_tied(f: Frame, p: Picture, facts: RowFacts) -> None:
    """In at the left, out at the right, parameters below."""
    read_in, read_out, told = f.cue("tied.enter"), f.cue("tied.leave"), f.cue("tied.told")
    p.rects([TIED], "raised", radius=8, stroke="weights", stroke_width=2.0)
    y = TIED.y + TIED.h * (np.arange(STRIPES) + 0.5) / STRIPES
    thick = TIED.h / STRIPES - 3.0
    stripes = np.stack(
        [np.full(STRIPES, TIED.x + 6), y - thick / 2, np.full(STRIPES, TIED.w - 12), np.full(STRIPES, thick)], 1
    )
    p.rects(stripes, "weights", radius=2, alpha=0.4)
    p.text(
        (TIED.cx, TIED.bottom + 38),
        "{v} rows of {h}",
        v=facts.crowd.vocabulary,
        h=facts.crowd.hidden,
        size=LABEL,
        align="center",
    )
    _draw_entrance(f, p, stripes, read_in)
    _draw_exit(f, p, facts, read_out)
    _draw_share(p, facts, told)


def _draw_entrance(f: Frame, p: Picture, stripes: np.ndarray, shown: float) -> None:
    """An id picks one row."""
    picked = stripes[int(PICKED * STRIPES)]
    middle = float(picked[1] + picked[3] / 2)
    p.rects([picked], "prefill", radius=2, alpha=shown)
    p.lines([(IN_X, middle, TIED.x, middle)], "prefill", width=4.0, alpha=shown)
    p.spark((IN_X + (TIED.x - IN_X) * ((f.clock / LAP) % 1.0), middle), "prefill", size=60.0, alpha=shown)
    p.text((IN_X, middle - 76), "at the entrance", size=LINE, weight=600, alpha=shown)
    p.text((IN_X, middle - 36), "an id picks one row", size=LABEL, role="prefill", alpha=shown)


def score_bars(facts: RowFacts, scores: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """A bar for each token that has a score here, at the height of its row, the longer the higher its score [n, 4]."""
    ids, values = scores
    rows = max(float(facts.crowd.vocabulary.value), float(ids.max()) + 1.0)
    long = SHORT + (LONG - SHORT) * (values - values.min()) / max(float(np.ptp(values)), 1e-9)
    y = TIED.y + TIED.h * (ids + 0.5) / rows
    return np.stack([np.full(len(ids), TIED.right + 24), y - 1.5, long, np.full(len(ids), 3.0)], 1)


def _draw_exit(f: Frame, p: Picture, facts: RowFacts, shown: float) -> None:
    """The last vector meets every row, and each gives a score: those of the answer's first token."""
    if shown <= 0.004:
        return
    recording = f.world.recording
    count = recording.top_ids.shape[1] if len(recording.top_ids) else 0
    if count:
        bars = score_bars(facts, (recording.top_ids[0].astype(float), recording.top_logits[0].astype(float)))
        p.rects(bars * (1.0, 1.0, shown, 1.0), "white", radius=1, alpha=0.8)
    sweep = TIED.y + TIED.h * ((f.clock / LAP) % 1.0)
    p.rects([Rect(TIED.x, sweep - 5, TIED.w, 10)], "white", radius=5, alpha=0.8 * shown)
    p.text((OUT_X, TIED.y + 60), "at the exit", size=LINE, weight=600, alpha=shown)
    p.text((OUT_X, TIED.y + 100), "every row is multiplied", size=LABEL, role="dim", alpha=shown, part="exit")
    p.text((OUT_X, TIED.y + 134), "with the last vector:", size=LABEL, role="dim", alpha=shown, part="exit")
    p.text((OUT_X, TIED.y + 168), "a score for each token", size=LABEL, role="dim", alpha=shown, part="exit")
    told = Phrase("the {n} highest, first token of the answer", n=count)
    at = (STAGE.right, TIED.bottom + 38)
    p.text(at, told, size=LABEL, role="dim", align="right", alpha=shown if count else 0.0)


def _draw_share(p: Picture, facts: RowFacts, shown: float) -> None:
    """The table as a part of all numbers of the model."""
    crowd = facts.crowd
    wide = PARAMS.w * float(crowd.share.value) * shown
    p.rects([PARAMS], "weights", radius=8, alpha=0.35)
    p.rects([Rect(PARAMS.x, PARAMS.y, wide, PARAMS.h)], "prefill", radius=8, alpha=0.9)
    p.text((PARAMS.x + wide + 28, PARAMS.y - 18), "{s}", s=crowd.share, size=FIGURE_LARGE, weight=700, alpha=shown)
    p.text((PARAMS.x, PARAMS.bottom + 38), "the table", size=LABEL, role="prefill", alpha=shown)
    told = Phrase("all {n} numbers of {model}", n=crowd.params, model=crowd.model)
    p.text((PARAMS.right, PARAMS.bottom + 38), told, size=LABEL, role="dim", align="right")
