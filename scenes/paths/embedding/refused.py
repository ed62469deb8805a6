"""What stands in place of the picture where a word has no row: the tokens it is made of, as cards."""

from __future__ import annotations

from scenes.paths.embedding.facts import RowFacts
from tourapp.authoring import Frame, Phrase, Picture, Rect, pulse, text_width
from tourapp.authoring.sizes import FIGURE, LINE

ROOM = Rect(64.0, 330.0, 1376.0, 200.0)
MOST = 8
"""Tokens that are shown."""
GAP, INSIDE = 16.0, 34.0


def draw_refused(f: Frame, p: Picture, facts: RowFacts) -> None:
    """The pieces of the word in a row, or the word alone where only the model could tell."""
    word = facts.near.word
    pieces = (word.pieces if not word.single else (word.text,))[:MOST]
    widths = [text_width(piece, FIGURE, "mono", 600) + 2 * INSIDE for piece in pieces]
    x = ROOM.cx - (sum(widths) + GAP * (len(widths) - 1)) / 2
    if x < ROOM.x:
        x = ROOM.x
    for place, (piece, wide) in enumerate(zip(pieces, widths, strict=True)):
        box = Rect(x, ROOM.y, wide, ROOM.h)
        if box.right > ROOM.right + 1:
            break
        glow = pulse(f.clock + 0.3 * place, 2.6, 0.2, 0.36)
        p.rects([box], "prefill", radius=14, alpha=glow, stroke="prefill", stroke_width=2.0)
        p.text(box, "{w}", w=piece, size=FIGURE, mono=True, weight=600, part="pieces")
        x += wide + GAP
    p.sprites([(ROOM.cx, ROOM.cy)], 1300.0, "prefill", kind="soft", alpha=0.1 * pulse(f.clock, 3.0, 0.8, 1.0))
    told = Phrase("no row for it on this stage") if word.single else Phrase("each of these has a row of its own")
    p.text((ROOM.cx, ROOM.bottom + 70), told, size=LINE, role="dim", align="center")
