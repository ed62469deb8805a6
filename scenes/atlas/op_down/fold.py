"""The lanes fold into the vector of the stream's size, and it is added to the stream: all numbers are recorded."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_down.facts import DownFacts, Folding
from scenes.atlas.op_down.places import FOLDED, KEPT, LANES, SIGNS, SUM_ROOMS, WORDS_Y
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, READOUT
from tourapp.figures.cones import draw_cone

RUN, DROPS = 2.8, 9
"""Seconds of a light's way down the funnel, and how many are on it."""
CLIP = 99.0
"""Numbers above this per cent of the largest stream stand at full height."""


def draw_fold(f: Frame, p: Picture, facts: DownFacts) -> None:
    """Lanes, funnel, folded vector and sum, as far as the beat has come; later only what is added stays."""
    folding = facts.folding
    if folding is None:
        if f.beat_name == "what":
            shade = pulse(f.clock, 3.0, 0.5, 1.0)
            p.rects([LANES, FOLDED, *SUM_ROOMS], "raised", radius=6, alpha=0.8, stroke="line", stroke_alpha=shade)
            p.text((LANES.cx, FOLDED.cy + 10), "not in this recording", size=LINE, align="center")
        return
    leaving = max(0.0, 1.0 - 3.0 * f.cue("cost.rise"))
    scale = max(float(np.percentile(np.abs(folding.after), CLIP)), 1e-9)
    if leaving > 0.01:
        with p.group(opacity=leaving):
            _draw_lanes(f, p, folding)
            _draw_funnel(f, p)
            _draw_sum(f, p, folding, scale)
    _draw_added(f, p, folding, scale)


def _draw_lanes(f: Frame, p: Picture, folding: Folding) -> None:
    """The products that came through the gate, without their signs."""
    shown = f.cue("what.lanes")
    size = np.abs(folding.products) / max(float(np.abs(folding.products).max()), 1e-9)
    x = LANES.x + LANES.w * (np.arange(len(size)) + 0.5) / len(size)
    high = np.maximum(size * LANES.h * shown, 1.0)
    p.lines(np.stack([x, np.full(len(x), LANES.bottom), x, LANES.bottom - high], 1), "decode", alpha=0.75)
    p.lines([(LANES.x, LANES.bottom, LANES.right, LANES.bottom)], "decode", width=2.0, alpha=0.8)
    words = Phrase("{n} lanes, layer {layer}", n=len(size), layer=folding.layer)
    p.text((LANES.right, LANES.y + 24), words, size=LABEL, role="dim", align="right", alpha=shown, backed=0.6)


def _draw_funnel(f: Frame, p: Picture) -> None:
    """From all lanes to the narrower vector, with lights on their way."""
    shown = f.cue("what.fold")
    if shown <= 0.01:
        return
    end = _folded(f)
    top, foot = LANES.bottom + 4.0, end.y - 8.0
    draw_cone(p, (LANES.x, LANES.right), (end.x, end.right), (top, mix(top, foot, shown)), "decode", alpha=0.8)
    u = (f.clock / RUN + np.arange(DROPS) / DROPS) % 1.0
    spread = np.random.default_rng(4).random(DROPS)
    eased = u * u * (3.0 - 2.0 * u)
    wide = mix(np.full(DROPS, LANES.w), np.full(DROPS, end.w), eased)
    at = np.stack([LANES.cx + (spread - 0.5) * wide, top + (foot - top) * u], 1)
    p.sprites(at, 34.0, "decode", alpha=0.8 * shown * np.sin(np.pi * u))


def _folded(f: Frame) -> Rect:
    """Where the folded vector stands: below the funnel, then in the sum, and the funnel reaches after it."""
    return Rect(*(mix(a, b, f.cue("what.land")) for a, b in zip(FOLDED, SUM_ROOMS[1], strict=True)))


def signed_boxes(values: np.ndarray, room: Rect, scale: float) -> np.ndarray:
    """Bars [n, 4] up and down from the middle of a room; `scale` is a half of its height."""
    size = np.clip(values / scale, -1.0, 1.0) * room.h / 2
    wide = room.w / len(values)
    x = room.x + wide * np.arange(len(values))
    return np.stack([x, room.cy - np.maximum(size, 0.0), np.full(len(x), max(wide, 0.8)), np.abs(size)], 1)


def _draw_vector(p: Picture, values: np.ndarray, room: Rect, look: tuple[str, float, float]) -> None:
    role, scale, alpha = look
    if alpha <= 0.01:
        return
    p.rects([room], "raised", radius=6, alpha=0.7 * alpha, stroke="line", stroke_alpha=alpha)
    p.rects(signed_boxes(values, room.inset(8.0, 4.0), scale), role, alpha=0.9 * alpha)


def _draw_sum(f: Frame, p: Picture, folding: Folding, scale: float) -> None:
    """The stream before and after with their lengths, and the signs between."""
    landed, added = f.cue("what.land"), f.cue("what.add")
    _draw_vector(p, folding.before, SUM_ROOMS[0], ("ink", scale, landed))
    _draw_vector(p, folding.after, SUM_ROOMS[2], ("ink", scale, added))
    for x, sign, alpha in ((SIGNS[0], "+", landed), (SIGNS[1], "=", added)):
        p.text(
            (x, SUM_ROOMS[0].cy + 22), "{x}", x=sign, size=FIGURE, role="dim", align="center", alpha=alpha, part="signs"
        )
    told = (
        (SUM_ROOMS[0], Phrase("stream before"), folding.rms_before, landed),
        (SUM_ROOMS[2], Phrase("stream after"), folding.rms_after, added),
    )
    for room, words, length, alpha in told:
        p.text((room.x, WORDS_Y), words, size=LABEL, role="dim", alpha=alpha)
        p.text((room.right, WORDS_Y + 2), "RMS {v}", v=length, size=READOUT, align="right", alpha=alpha)
    words = Phrase("what down adds")
    p.text((SUM_ROOMS[1].cx, WORDS_Y), words, size=LABEL, role="decode", align="center", alpha=landed)


def _draw_added(f: Frame, p: Picture, folding: Folding, scale: float) -> None:
    """The folded vector on its way: out of the funnel, into the sum, and beside the matrices."""
    shown, landed, kept = f.cue("what.fold"), f.cue("what.land"), f.cue("cost.rise")
    if shown < 0.6:
        return
    room = Rect(*(mix(a, b, kept) for a, b in zip(_folded(f), KEPT, strict=True)))
    alpha = (shown - 0.6) / 0.4
    own = max(float(np.percentile(np.abs(folding.added), CLIP)), 1e-9)
    _draw_vector(p, folding.added, room, ("decode", float(mix(own, scale, landed * (1.0 - kept))), alpha))
    breath = pulse(f.clock, 2.6, 0.0, 0.2)
    p.sprites([(room.cx, room.cy)], 320.0, "decode", alpha=breath * alpha, kind="soft")
