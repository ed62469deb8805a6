"""The one large number of a beat in the middle of the loop, and what it counts."""

from __future__ import annotations

from scenes.atlas.whole.facts import AtlasFacts
from scenes.atlas.whole.moment import PassMoment
from scenes.atlas.whole.places import FIGURE_AT
from scenes.atlas.whole.shade import draw_shade
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, show, text_width
from tourapp.authoring.sizes import FIGURE_LARGE, LINE

LEAST = 372.0
"""Width that the number and its words have at least."""
ARITHMETIC, READ = Phrase("arithmetic of the pass so far"), Phrase("weights and cache read so far")
TOLD = {"prefill": "prefill.told", "decode": "decode.told"}
"""Beats with a number, and when it comes."""


def draw_figure(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """Arithmetic that prefill has done, or bytes that the decode step has read, counting up with the light."""
    if now.beat not in TOLD:
        return
    shown = f.cue(TOLD[now.beat])
    if shown <= 0.01:
        return
    x, y = FIGURE_AT
    if now.beat == "prefill":
        value = counted(now.stages.flops, now.over("flops"), ARITHMETIC)
        words = Phrase("of arithmetic for {n}", n=now.stages.tokens)
    else:
        value, words = counted(now.stages.bytes, now.over("bytes"), READ), Phrase("read for {n}", n=now.stages.tokens)
    wide = text_width(show(value), FIGURE_LARGE, weight=600)
    draw_shade(p, Rect(x - 44, y - 118, 40 * round((max(wide, LEAST) + 96) / 40), 206), shown, soft=4.0)
    p.text((x, y), "{v}", v=value, size=FIGURE_LARGE, weight=600, alpha=shown)
    p.text((x + 4, y + 48), words, size=LINE, role="dim", alpha=shown)


def counted(total: Quantity, share: float, words: Phrase) -> Quantity:
    """So much of a total, called by these words; all of it is the total itself."""
    if share >= 1.0:
        return total
    return Quantity(float(total.value) * share, total.unit, words, total.symbol)
