"""The query of the asking token, and its copy that sweeps over the keys from right to left."""

from __future__ import annotations

import numpy as np

from scenes.attention.layout import StagedLook
from scenes.attention.places import KEYS_Y, QUERY_X, SCORE_Y, STRIP_H
from scenes.attention.progress import LookProgress
from scenes.attention.strips import DOWN, StripRow, draw_strips
from tourapp.authoring import Picture, Rect, clamp, mix
from tourapp.authoring.sizes import LABEL

PERIOD = 3.0
"""Seconds in which its light passes the keys again while the beat rests."""
AHEAD, FADE = 30.0, 40.0
"""A score appears when the query is so near, over so many units of the way."""


def draw_query(p: Picture, staged: StagedLook, progress: LookProgress) -> None:
    """The query beside the keys, its beams and its copy on the way."""
    look, came, alpha, sweep = staged.look, progress.arrived, progress.query, progress.sweep
    if came <= 0 or alpha <= 0.01 or look.query is None:
        return
    x = QUERY_X - (44.0 if look.by_hand else 0.0)
    query, area = look.query, Rect(x - 68, KEYS_Y - 6, 136, STRIP_H + 12)

    def build(q: Picture) -> None:
        draw_strips(q, query[None], StripRow(np.array([x]), KEYS_Y), "decode", look.by_hand)

    key = ("attention", "query", look.key, staged.gain)
    p.bake(key, build, rect=area, alpha=came * alpha)
    p.text((x, SCORE_Y), "query", size=LABEL, weight=600, role="decode", align="center", alpha=came * alpha)
    head = mix(x, float(staged.xs[0]), sweep)
    if sweep > 0 and progress.beams > 0.01:
        _draw_beams(p, query, head, x - 38, progress.beams)
    if sweep >= 1 and progress.beams > 0.01:
        again = mix(x, float(staged.xs[0]), (progress.clock / PERIOD) % 1.0)
        p.sprites([(again, KEYS_Y + STRIP_H / 2)], 200.0, "decode", alpha=0.45 * alpha * progress.beams, kind="soft")
    if 0 < sweep < 1:
        p.sprites([(head, KEYS_Y + STRIP_H / 2)], 230.0, "decode", alpha=0.5 * alpha, kind="soft")
        p.bake(key, build, rect=area, alpha=0.9 * alpha, shift=(head - x, 0.0))


def _draw_beams(p: Picture, query: np.ndarray, head: float, start: float, alpha: float) -> None:
    """A beam per row of the query, brighter for larger numbers, from it to its copy."""
    rows = min(len(query), DOWN)
    y = KEYS_Y + (np.arange(rows) + 0.5) * STRIP_H / rows
    ends = np.stack([np.full(rows, head), y, np.full(rows, start), y], 1)
    strength = np.abs(query[:rows]) / max(float(np.abs(query).max()), 1e-9)
    p.lines(ends, "decode", alpha=(0.06 + 0.22 * strength) * alpha, additive=True)


def passed(staged: StagedLook, sweep: float) -> np.ndarray:
    """How much of each score has appeared when the query has swept so far [N]."""
    if sweep >= 1:
        return np.ones(staged.count)
    start = QUERY_X + AHEAD
    head = start - (start - float(staged.xs[0]) + FADE) * sweep
    return np.asarray(clamp((staged.xs - head) / FADE + 0.5, 0.0, 1.0))
