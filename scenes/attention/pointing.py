"""Tokens answer the pointer: a line about the one that is pointed at, and a click lets it ask."""

from __future__ import annotations

from scenes.attention.asking_slider import let_ask
from scenes.attention.chips import chip_boxes
from scenes.attention.facts import PENCIL_COUNT, AttentionFacts
from scenes.attention.look_back import TokenColumn
from scenes.attention.places import CHIP_Y, STRIP_H, VALUES_Y
from tourapp.authoring import Phrase, Picture, Tag
from tourapp.authoring.sizes import LABEL

FIRST_X, LAST_X = 420.0, 1180.0
"""The middle of the line keeps between these."""
LINE_Y = CHIP_Y - 16


def draw_pointing(p: Picture, facts: AttentionFacts) -> None:
    """Areas from each chip down to its value, and the line."""
    staged, look = facts.staged, facts.staged.look
    count = PENCIL_COUNT if look.by_hand else facts.heads.overview.recording.positions
    acts = [let_ask(c.tokens[0], count) if len(c.tokens) == 1 else None for c in look.columns]
    boxes = chip_boxes(staged)
    boxes[:, 3] = VALUES_Y + STRIP_H - CHIP_Y
    p.hot(boxes, [Tag("column", i) for i in range(len(boxes))], acts)
    if facts.hovered is None:
        return
    column = look.columns[facts.hovered]
    at = (max(FIRST_X, min(float(staged.xs[facts.hovered]), LAST_X)), LINE_Y)
    p.text(
        at,
        "{w}, weight {v:.4f}",
        w=_about(column),
        v=column.weight,
        size=LABEL,
        weight=600,
        align="center",
        backed=0.75,
    )


def _about(column: TokenColumn) -> Phrase:
    count = len(column.tokens)
    if count > 1:
        return Phrase("{n} {n|token|tokens} together", n=count)
    return Phrase("token {n}: “{word}”", n=column.tokens[0] + 1, word=column.words)
