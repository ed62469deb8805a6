"""The two bars on one ruler: what is known, what is computed, and the gap that never closes."""

from __future__ import annotations

from scenes.paths.generation_loop.facts import Count, counters
from scenes.paths.generation_loop.places import COMPUTED, KNOWN, NAMES, TokenRuler
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, TITLE


def draw_counters(
    f: Frame, p: Picture, ruler: TokenRuler, now: Count, *, naive: bool = False, told: float = 1.0
) -> None:
    """Both bars with their names and numbers; told: whether the words about the gap stand there."""
    _draw_bar(p, KNOWN, ruler, now.known)
    _draw_bar(p, COMPUTED, ruler, now.computed, hatched=naive)
    _draw_names(f, p, ruler, now, naive=naive)
    if naive:
        return
    end, gap = ruler.x(now.computed), max(ruler.wide * (now.known - now.computed), 6.0)
    if now.known - now.computed < 1.5 and now.computed >= ruler.prompt:
        box = Rect(min(end, COMPUTED.right - gap), COMPUTED.y, gap, COMPUTED.h)
        p.rects([box], None, stroke="white", stroke_width=3.0, radius=3)
        p.spark((box.cx, box.cy), "decode", size=70 * pulse(f.clock, 2.2, 0.8, 1.1), alpha=0.9)
        if told > 0.004:
            at = (COMPUTED.right, COMPUTED.y + NAMES)
            p.text(at, "one behind, all the way", size=LABEL, weight=600, role="ink", align="right", alpha=told)


def _draw_bar(p: Picture, bar: Rect, ruler: TokenRuler, tokens: float, *, hatched: bool = False) -> None:
    """A bar of so many tokens: blue prompt, gold answer, on an empty track."""
    p.rects([bar], "raised", radius=6, alpha=0.7, stroke="line")
    read = min(tokens, float(ruler.prompt))
    if hatched:
        p.hatch([(bar.x, bar.y, ruler.wide * tokens, bar.h)], "waste", ground=0.3)
        return
    p.rects(ruler.cells(bar, 0.0, read), "prefill", radius=1)
    p.rects(ruler.cells(bar, float(ruler.prompt), tokens), "decode", radius=1)


def _draw_names(f: Frame, p: Picture, ruler: TokenRuler, now: Count, *, naive: bool) -> None:
    """Names at the left; the numbers follow the ends of the bars."""
    told = counters(f)
    done = now.known >= ruler.prompt + ruler.answer
    pairs = (
        (KNOWN, Phrase("known"), told.known if done else _passing(now.known), "decode"),
        (
            COMPUTED,
            Phrase("computed"),
            told.computed if done and not naive else _passing(now.computed),
            "waste" if naive else "decode",
        ),
    )
    for bar, name, value, role in pairs:
        p.text((bar.x, bar.y + NAMES), name, size=TITLE, weight=600)
        x = bar.x + 360.0
        p.text((x, bar.y + NAMES), "{n:,.0f}", n=value, size=FIGURE, weight=700, mono=True, role=role, align="right")


def _passing(tokens: float) -> Quantity:
    """A number on its way."""
    return Quantity(int(tokens), "token", "tokens at this moment")
