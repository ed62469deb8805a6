"""The sixth beat: the whole prompt glides along all places of the context; the first choices before and after stand
back to back."""

from __future__ import annotations

import numpy as np

from scenes.paths.position.facts import rotations, shift_of, shown
from scenes.paths.position.places import TRACK
from tourapp.authoring import Frame, Phrase, Picture, mix, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, TAG

TOP, ROW, BAR = 400.0, 86.0, 56.0
MIDDLE, HALF = 500.0, 330.0
"""Middle of the words, and the length of a bar of one."""
GAP = 100.0
FIGURE_X = 1010.0
LEAST = 8.0
TICKS = (0, 2_000, 4_000, 6_000, 8_000)


def draw_shift(f: Frame, p: Picture) -> None:
    """Track above, bars below."""
    told, shift = rotations(f), shift_of(f)
    _draw_track(f, p)
    grown, told_ = f.cue("shift.bars"), f.cue("shift.told")
    p.text((MIDDLE - GAP, TOP - 30), "at its own places", size=LABEL, weight=600, align="right", role="prefill")
    words = Phrase("{n:,} places on", n=shift)
    p.text((MIDDLE + GAP, TOP - 30), words, size=LABEL, weight=600, alpha=grown)
    for place, word in enumerate(told.record.moved_texts):
        y = TOP + ROW * place
        p.text((MIDDLE, y + 37), Phrase("{w}", w=shown(word)), size=LABEL, weight=600, align="center", part="choices")
        for side, at in ((-1, 0), (1, shift)):
            odds = told.odds(at, place)
            seen = 1.0 if side < 0 else grown
            wide = max(LEAST, HALF * float(odds.value)) * seen
            x = MIDDLE + side * GAP
            box = (x - (wide if side < 0 else 0.0), y, wide, BAR)
            track = (x - (HALF if side < 0 else 0.0), y, HALF, BAR)
            p.rects([track], "raised", radius=5, alpha=0.7)
            p.rects([box], "prefill" if side < 0 else "ink", radius=5, alpha=0.85 * pulse(f.clock, 3.0, 0.85, 1.0))
            end = x + side * (wide + 12)
            align = "right" if side < 0 else "left"
            part = "before" if side < 0 else "after"
            p.text((end, y + 36), "{v}", v=odds, size=TAG, mono=True, align=align, alpha=seen, part=part)
    p.text((FIGURE_X, 560.0), "{v}", v=told.moved(shift), size=FIGURE, weight=600, alpha=told_)
    p.text((FIGURE_X, 608.0), "largest change of any logit", size=LINE, alpha=told_)
    p.text((FIGURE_X, 646.0), "rounding, in 64 bits", size=LABEL, role="dim", alpha=told_)


def _draw_track(f: Frame, p: Picture) -> None:
    """All places of the context to scale, and the prompt on its way."""
    told, n = rotations(f), float(rotations(f).context.value)
    per, count = TRACK.w / n, len(told.record.texts["question"])
    p.rects([TRACK], "raised", radius=8, stroke="line")
    way = f.cue("shift.move")
    at = mix(0.0, float(shift_of(f)), way)
    x = TRACK.x + per * at
    wide = max(6.0, per * count)
    trail = max(x - TRACK.x, 1.0)
    p.rects([(TRACK.x, TRACK.y, trail, TRACK.h)], "ink", alpha=0.12, radius=8)
    p.rects([(TRACK.x, TRACK.y - 8, wide, TRACK.h + 16)], "prefill", radius=3, alpha=0.7)
    p.rects([(x, TRACK.y - 12, wide, TRACK.h + 24)], "ink", radius=3)
    p.sprites([(x + wide / 2, TRACK.cy)], 150.0 * pulse(f.clock, 2.4, 0.8, 1.1), "ink", alpha=0.8)
    for tick in TICKS:
        at = (TRACK.x + per * tick, TRACK.bottom + 40)
        side = "left" if not tick else "right" if tick == TICKS[-1] else "center"
        p.text(at, Phrase("{n:,}", n=tick), size=TAG, mono=True, role="dim", align=side, part="places")
    run = TRACK.x + np.array([(f.clock / 6.0) % 1.0]) * TRACK.w
    p.sprites(np.stack([run, np.full(1, TRACK.bottom)], 1), 40.0, "ink", alpha=0.5)
    words = Phrase("all {n:,} tokens of the prompt, and the {c} of the context, to scale", n=count, c=told.context)
    p.text((TRACK.x, TRACK.y - 28), words, size=LABEL, role="dim")
