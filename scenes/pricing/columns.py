"""The columns that the ribbons pass: where they stand on the stage, and their heads."""

from __future__ import annotations

import numpy as np

from tourapp.authoring import Phrase, Picture
from tourapp.authoring.sizes import LABEL

COLUMNS = (140.0, 470.0, 830.0, 1220.0, 1440.0)
"""Stage x of: the hour, time per token, tokens per second, dollars per million, the end of the stage."""
HEADS = (
    Phrase("every hour"),
    Phrase("time per token, achieved"),
    Phrase("tokens per second, achieved"),
    Phrase("dollars per million, your card"),
)
LEFT, HEAD_Y, TOP, FOOT = 64.0, 150.0, 168.0, 740.0


def draw_columns(p: Picture, heads: tuple[Phrase, ...], upto: float) -> None:
    """Heads of the first columns, as far as the story has come (`upto` 0..1)."""
    for k, head in enumerate(heads):
        shown = float(np.clip(upto * len(heads) - k + 0.5, 0, 1))
        if shown > 0.02:
            p.text(
                (COLUMNS[k] if k else LEFT, HEAD_Y),
                "{head}",
                head=head,
                size=LABEL,
                weight=600,
                role="dim",
                align="center" if k else "left",
                alpha=shown,
            )
            p.lines([(COLUMNS[k], TOP, COLUMNS[k], FOOT)], "line", alpha=0.35 * shown)
