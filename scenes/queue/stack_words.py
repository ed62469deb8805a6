"""The words about our own bar: name and seconds of each stretch above it, over their own part where there is room."""

from __future__ import annotations

from scenes.queue.stack_bar import ROOM, STRETCHES, StayBar
from tourapp.authoring import Picture, say_words, show, text_width
from tourapp.authoring.sizes import LABEL

SPREAD = (ROOM.x - 110.0, ROOM.right)
"""The words above a bar stay between these."""
ROUNDS = 40
"""After so many steps of pushing apart, words stand as they stand."""


def draw_stretch_words(p: Picture, bar: StayBar, gain: float) -> None:
    """Name and seconds of each stretch, pushed apart where stretches are narrow, with a thin leader."""
    spans, box = bar.spans, bar.box
    widths = [
        gain * max(text_width(say_words(stretch.words), LABEL, weight=600), text_width(show(seconds), LABEL, "mono"))
        + 26
        for stretch, seconds in zip(STRETCHES, bar.stay.parts, strict=True)
    ]
    middles = _apart([(a + b) / 2 for a, b in spans], widths)
    for stretch, seconds, (a, b), x in zip(STRETCHES, bar.stay.parts, spans, middles, strict=True):
        if b - a < 0.4 and float(seconds.value) > 0 and bar.share * 1.02 < 1.0:
            continue
        role = stretch.role
        p.text((x, box.y - 58), stretch.words, size=LABEL, role=role, weight=600, align="center", part="names")
        at = (x, box.y - 29)
        p.text(at, "{v}", v=seconds, size=LABEL, mono=True, weight=600, align="center", part="parts")
        leader = [(x, box.y - 21, x, box.y - 17), (x, box.y - 17, (a + b) / 2, box.y - 6)]
        p.lines(leader, role, width=1.6, alpha=0.9)


def _apart(middles: list[float], widths: list[float]) -> list[float]:
    """Middles of words moved as little as needed so that none overlap, inside SPREAD."""
    x, (left, right) = list(middles), SPREAD
    for _ in range(ROUNDS):
        before = list(x)
        for i in range(len(x) - 1):
            short = (widths[i] + widths[i + 1]) / 2 - (x[i + 1] - x[i])
            if short > 0:
                x[i] -= short / 2
                x[i + 1] += short / 2
        for i, w in enumerate(widths):
            x[i] = min(max(x[i], left + w / 2), right - w / 2)
        if x == before:
            break
    return x
