"""The second beat: the bytes behind the columns. A white bar as long as the vocabulary is read from end to end; its
light rises into every column, high or low."""

from __future__ import annotations

from scenes.atlas.op_lm_head.facts import HeadFacts
from scenes.atlas.op_lm_head.skyline import UP
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import CAPTION, LABEL
from tourapp.figures.card_frame import BigNumber, draw_big_number
from tourapp.figures.streams import Stream, draw_streams

BAR = Rect(64.0, 548.0, 860.0, 84.0)
NUMBER = (990.0, 388.0)
NAMES_Y = 666.0


def draw_reading(f: Frame, p: Picture, facts: HeadFacts) -> None:
    """Bar, light and the figure."""
    read, told = f.cue("cost.read"), f.cue("cost.told")
    if read > 0.004:
        lit = Rect(BAR.x, BAR.y, BAR.w * read, BAR.h)
        foot, room = (BAR.x, BAR.right), Rect(UP.x, UP.bottom, UP.w, BAR.y - UP.bottom)
        with p.group(clip=Rect(room.x, room.y, room.w * read, room.h)):
            draw_streams(p, [Stream(foot, foot)], [1.0], room, f.clock)
        p.rects([BAR], "weights", radius=6, alpha=0.25)
        p.rects([lit], "white", radius=6, alpha=0.88)
        p.sprites([(lit.right, lit.cy)], 150.0, "white", kind="soft", alpha=0.8 * (1.0 - told))
    words = Phrase("{w} read: every column", w=facts.decode.weight_bytes)
    p.text((BAR.cx, BAR.cy + 15), words, size=CAPTION, weight=700, role="black", align="center", alpha=told)
    model = Phrase("{model}", model=facts.ours.name)
    p.text((BAR.x, NAMES_Y), model, size=LABEL, role="dim", alpha=told)
    shape = Phrase("{v} columns × {h}", v=facts.costs.entries, h=facts.costs.hidden)
    p.text((BAR.right, NAMES_Y), shape, size=LABEL, align="right", alpha=told)
    lines = (Phrase("of a decode step"), Phrase("{v} of prefill", v=facts.prefill.share))
    draw_big_number(p, BigNumber(NUMBER, facts.decode.share, lines, "ink"), told)
