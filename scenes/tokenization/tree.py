"""The merge tree on stage: threads growing down from the characters, pieces riding on them, tokens at their ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scenes.tokenization.merge_labels import draw_labels
from scenes.tokenization.moment import CHIP, SHORT, TALL, TOP, TreeMoment
from scenes.tokenization.ride import draw_ride
from scenes.tokenization.rule import draw_reading_line
from scenes.tokenization.threads import draw_drops, draw_fusions, draw_knots, draw_threads
from tourapp.authoring import Frame, Picture, mix, pulse
from tourapp.figures.token_strip import ChipStyle, draw_strip


def draw_tree(f: Frame, p: Picture, s: TreeMoment, lit: np.ndarray, alpha: float) -> None:
    """Threads, knots and labels as far as the merges are, and the pieces on their way down."""
    _grown(f, p, s, alpha)
    if f.beat_name == "merges" and f.cue("merges.fuse", eased=False) < 1 and s.plan.merges:
        draw_reading_line(p, s, alpha * f.cue("merges.begin", eased=False))
    if s.hot >= 0 and s.fall > 0:
        _largest(f, p, s, alpha * s.fall)
    draw_chips(f, p, s, lit, alpha)
    if s.fall < 1:
        draw_ride(p, s, f.text_gain, alpha * f.cue("merges.ride", eased=False))
        draw_fusions(p, s)


def draw_chips(f: Frame, p: Picture, s: TreeMoment, lit: np.ndarray, alpha: float) -> None:
    """The tokens that the pieces have become."""
    chips = s.chips if s.fall >= 1 else [replace(chip, words="") for chip in s.chips]
    draw_strip(p, chips, ChipStyle(CHIP, f.text_gain), alpha=s.fall * alpha, lit=lit)


def _grown(f: Frame, p: Picture, s: TreeMoment, alpha: float) -> None:
    """What stands still once it is made; it shrinks upwards as one when the ids come."""
    shrink = 1.0 + (SHORT[0] - TALL[0]) / (TALL[0] - TOP) * s.squeeze if 0 < s.squeeze < 1 else 1.0
    end = (s.chips[0].box.y - TOP) / shrink + TOP if s.chips else s.line
    end = max(end, s.line)
    calm = alpha * (1 - 0.3 * f.cue("vectors.calm"))
    with p.group(transform=None if shrink == 1 else (1, 0, 0, shrink, 0, TOP * (1 - shrink))):
        draw_threads(p, s.shape, s.line + (30 * s.fall if s.target == s.plan.merges else 0), calm)
        draw_drops(p, s, mix(s.line, end, s.fall), calm)
        draw_knots(p, s.shape, s.done, calm)
        if s.squeeze < 1:
            draw_labels(p, s.shape, s.done, f.text_gain, alpha * (1 - s.squeeze) ** 2)


def _largest(f: Frame, p: Picture, s: TreeMoment, alpha: float) -> None:
    """The largest token glows and breathes: the eye's resting place when all merges are made."""
    here = f.during("merges") + f.during("ids")
    box = s.chips[s.hot].box
    light = alpha * here * pulse(f.clock, 3.0, 0.55, 0.9)
    p.sprites([(box.cx, box.y - 4)], min(240.0, 90 + box.w * 0.7), "prefill", kind="soft", alpha=light)
    p.sprites([(box.cx, box.y - 6)], 54, "prefill", alpha=light)
