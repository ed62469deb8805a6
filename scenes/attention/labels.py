"""Words around the picture that stay: what each row is, at the left."""

from __future__ import annotations

from scenes.attention.places import CHIP_Y, KEYS_Y, LABEL_X, SCORE_Y, STRIP_H, VALUES_Y, WEIGHT_Y
from scenes.attention.progress import LookProgress
from tourapp.authoring import Picture
from tourapp.authoring.sizes import LABEL


def draw_labels(p: Picture, progress: LookProgress, numbers: float) -> None:
    """What each row is; `numbers` 0..1 is how bright that of the scores is."""
    strip = STRIP_H / 2 + 8
    scores = "scores ÷ √d" if progress.scaled >= 0.5 else "scores q·k"
    rows = (
        ("tokens", CHIP_Y + 34, "dim", progress.chips),
        ("keys", KEYS_Y + strip, "key", progress.stored),
        (scores, SCORE_Y, "dim", progress.score_label * numbers),
        ("weights", WEIGHT_Y, "decode", progress.weighed * progress.rest),
        ("values", VALUES_Y + strip, "value", progress.stored),
    )
    for words, y, role, shown in rows:
        p.text((LABEL_X, y), words, size=LABEL, weight=600, role=role, alpha=shown)
