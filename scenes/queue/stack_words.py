"""The words about our own bar: name and seconds of each stretch above it, and a bracket below the compute."""

from __future__ import annotations

from scenes.queue.stack_bar import ROOM, STRETCHES, StayBar
from tourapp.authoring import Picture, say_words, show, text_width
from tourapp.authoring.sizes import T16, T17, T19, T21, TAG

SPREAD = (ROOM.x - 60.0, ROOM.right + 66.0)
"""The words above a bar stay between these."""
ROUNDS = 40
"""After so many steps of pushing apart, words stand as they stand."""


def draw_stretch_words(p: Picture, bar: StayBar) -> None:
    """Name and seconds of each stretch, pushed apart where stretches are narrow, with a thin leader."""
    spans, box = bar.spans, bar.box
    widths = [
        max(text_width(say_words(stretch.words), T19, weight=600), text_width(show(seconds), T21, "mono")) + 24
        for stretch, seconds in zip(STRETCHES, bar.stay.parts, strict=True)
    ]
    middles = _apart([(a + b) / 2 for a, b in spans], widths)
    for stretch, seconds, (a, b), x in zip(STRETCHES, bar.stay.parts, spans, middles, strict=True):
        if b - a < 0.4 and float(seconds.value) > 0 and bar.share * 1.02 < 1.0:
            continue
        p.text((x, box.y - 50), stretch.words, size=T17, role=stretch.role, weight=600, align="center")
        p.text((x, box.y - 25), "{seconds}", seconds=seconds, size=TAG, mono=True, weight=600, align="center")
        leader = [(x, box.y - 17, x, box.y - 12), (x, box.y - 12, (a + b) / 2, box.y - 2)]
        p.lines(leader, stretch.role, alpha=0.7)


def draw_compute_bracket(p: Picture, bar: StayBar) -> None:
    """A bracket below prefill and decode: together they are as long as our question keeps its replica."""
    a, b = bar.spans[2][0], bar.spans[3][1]
    if bar.share < 0.98 or b - a < 2:
        return
    y = bar.box.bottom + 8.0
    p.lines([(a, y - 4, a, y + 2), (a, y + 2, b - 2, y + 2), (b - 2, y + 2, b - 2, y - 4)], "dim")
    words = "compute, achieved: so long does ours keep its replica"
    half = text_width(say_words(words), T16) / 2
    x = min(max((a + b) / 2, ROOM.x + half), ROOM.right - half)
    p.text((x, y + 24), words, size=T16, role="dim", align="center")


def _apart(middles: list[float], widths: list[float]) -> list[float]:
    """Middles of words moved as little as needed so that none overlap, inside SPREAD."""
    x, (left, right) = list(middles), SPREAD
    for _ in range(ROUNDS):
        for i in range(len(x) - 1):
            short = (widths[i] + widths[i + 1]) / 2 - (x[i + 1] - x[i])
            if short > 0:
                x[i] -= short / 2
                x[i + 1] += short / 2
        for i, w in enumerate(widths):
            x[i] = min(max(x[i], left + w / 2), right - w / 2)
    return x
