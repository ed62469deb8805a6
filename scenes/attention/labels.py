"""Words around the picture that stay: what each row is, at the left, and what one thread is."""

from __future__ import annotations

from scenes.attention.look_back import THREADS
from scenes.attention.places import CHIP_Y, KEYS_Y, LABEL_W, LABEL_X, SCORE_Y, STRIP_H, VALUES_Y, WEIGHT_Y
from scenes.attention.progress import LookProgress
from tourapp.authoring import Picture
from tourapp.authoring.sizes import T18

LEGEND_Y = 761.0
LEGEND_STEPS = (29.0, 55.0)


def draw_labels(p: Picture, progress: LookProgress) -> None:
    """What each row is."""
    strip = STRIP_H / 2 + 6
    scores = "scores  q·k / √d" if progress.scaled >= 0.5 else "scores  q·k"
    rows = (
        ("tokens", CHIP_Y + 29, "dim", progress.stored),
        ("keys", KEYS_Y + strip, "key", progress.stored),
        (scores, SCORE_Y, "dim", progress.score_label),
        ("softmax weights", WEIGHT_Y, "decode", progress.weighed),
        ("values", VALUES_Y + strip, "value", progress.stored),
    )
    for words, y, role, shown in rows:
        p.text((LABEL_X, y), words, size=T18, weight=500, role=role, alpha=shown, fit=LABEL_W)


def draw_legend(p: Picture, shown: float, below: float) -> None:
    """What one thread is; `below` 0..1 those of the values run too."""
    if shown <= 0.01:
        return
    x, right, y = LABEL_X, LABEL_X + 28.0, LEGEND_Y
    p.lines([(x, y - 10, right, y - 10)], "decode", width=2, alpha=shown)
    p.lines([(x, y - 2, right, y - 2)], "value", width=2, alpha=shown * (0.25 + 0.75 * below))
    p.text((right + 12, y), "one thread", size=T18, weight=600, alpha=shown)
    first, second = (y + step for step in LEGEND_STEPS)
    p.text((x, first), "is {v} % of attention:", v=100 // THREADS, size=T18, role="dim", alpha=shown, fit=230)
    p.text((x, second), "{n} threads, always", n=THREADS, size=T18, role="dim", alpha=shown, fit=230)
