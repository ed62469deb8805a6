"""How many experts are awake, as the one number beside the field, and what of their weights is read."""

from __future__ import annotations

from scenes.atlas.op_experts.facts import ExpertFacts
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL
from tourapp.figures.card_frame import UNDER, BigNumber, draw_big_number

AT = (1046.0, UNDER.y + 140.0)
BAR = Rect(AT[0] + 4, AT[1] + 180.0, 380.0, 30.0)


def draw_woken(f: Frame, p: Picture, facts: ExpertFacts) -> None:
    """The number and a bar of the bytes."""
    alpha, numbers = f.cue("cost.number"), facts.numbers
    if facts.dense:
        words = (Phrase("read by every step"), Phrase("the FFN of {model}", model=numbers.chosen))
        draw_big_number(p, BigNumber(AT, facts.cost.weight_bytes, words, room=390.0), alpha)
        told = Phrase("{hit} of {e} experts awake", hit=numbers.hit, e=numbers.experts)
        p.text((BAR.x, BAR.y - 14), "{model}", model=numbers.name, size=LABEL, role="dim", alpha=alpha)
    else:
        words = (Phrase("of {e} experts awake", e=numbers.experts), Phrase("expected, if routing is even"))
        draw_big_number(p, BigNumber(AT, numbers.hit, words, room=390.0), alpha)
        told = Phrase("{share} of their weights are read", share=numbers.share)
    share = float(numbers.share.value)
    p.rects([BAR], "weights", radius=4, alpha=0.18 * alpha, stroke="weights", stroke_alpha=0.6 * alpha)
    p.rects([(BAR.x, BAR.y, BAR.w * share, BAR.h)], "weights", radius=4, alpha=0.9 * alpha)
    p.text((BAR.x, BAR.bottom + 34), told, size=LABEL, role="dim", alpha=alpha)
