"""Both machine times as widths of one scale, ideal; below them the achieved ones on theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.spine.s_price.facts import question
from scenes.spine.s_price.places import WIDTHS
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, pulse
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PriceQuestion

BAR, LONG, LOW_BAR = 110.0, 132.0, 58.0
NAMES = 330.0
"""Width of the column of names of what is achieved."""
LEAST = 3.0
"""A time that would be a hair is drawn so wide."""


def draw_widths(f: Frame, p: Picture) -> None:
    """The short one, the long one, and how many times it goes in."""
    told = question(f)
    laid, figure, lower = f.cue("ratio.lay"), f.cue("ratio.figure"), f.cue("ratio.achieved")
    into, out = ideal_boxes(f)
    _draw_time(p, into, ("prefill", Phrase("a token of input, ideal")), told.input.ideal, 1.0)
    grown = Rect(out.x, out.y, into.w + (out.w - into.w) * laid, out.h)
    _draw_time(p, grown, ("decode", Phrase("a token of output, ideal")), told.output.ideal, laid)
    if laid > 0.9:
        light = pulse(f.clock, 2.6, 0.0, 0.28)
        p.rects([grown], "white", radius=6, alpha=light, gradient="right", fade=0.0)
    if laid > 0.5:
        _draw_listed(p, told, into, out, 2.0 * laid - 1.0)
    if figure > 0.004:
        at = (WIDTHS.right, WIDTHS.y + 108)
        p.text(at, "{x}", x=told.here.ideal, size=FIGURE_HUGE, weight=600, align="right", alpha=figure)
    if lower > 0.004:
        _draw_achieved(p, told, lower)


def ideal_boxes(f: Frame) -> tuple[Rect, Rect]:
    """Where both ideal times stand, on one scale."""
    told = question(f)
    into, out = _scaled(told.input.ideal, told.output.ideal)
    return Rect(WIDTHS.x, WIDTHS.y + 44, into, BAR), Rect(WIDTHS.x, WIDTHS.y + 216, out, LONG)


def _scaled(into: Quantity, out: Quantity) -> tuple[float, float]:
    most = max(float(into.value), float(out.value))
    return tuple(max(LEAST, WIDTHS.w * float(each.value) / most) for each in (into, out))  # type: ignore[return-value]


def _draw_time(p: Picture, box: Rect, kind: tuple[str, Phrase], value: Quantity, alpha: float) -> None:
    role, words = kind
    p.rects([box], role, radius=6, alpha=0.85 * alpha)
    p.text((box.x, box.y - 16), words, size=LABEL, alpha=alpha)
    p.text((box.x + 330, box.y - 16), "{v}", v=value, size=READOUT, mono=True, weight=600, role=role, alpha=alpha)


def _draw_listed(p: Picture, told: PriceQuestion, into: Rect, out: Rect, alpha: float) -> None:
    """Where the bar of output would end if it were as on the list."""
    wide = into.w * float(told.card.ratio.value)
    if wide >= out.w - 2:
        return
    x = out.x + wide
    p.lines([(x, out.y - 4, x, out.bottom + 34)], "white", width=3.0, alpha=alpha, dash=True)
    words = Phrase("{name} asks {r}", name=told.card.name, r=told.card.ratio)
    near = x > WIDTHS.right - 420
    p.text(
        (x - 12 if near else x + 12, out.bottom + 32), words, size=LABEL, alpha=alpha, align="right" if near else "left"
    )


def _draw_achieved(p: Picture, told: PriceQuestion, alpha: float) -> None:
    """The same with what real machines lose: on a scale of its own, so that both pairs can be compared by shape."""
    into, out = _scaled(told.input.achieved, told.output.achieved)
    narrow = (WIDTHS.w - NAMES) / WIDTHS.w
    pairs = (
        (into, "prefill", Phrase("input, achieved"), told.input.achieved),
        (out, "decode", Phrase("output, achieved"), told.output.achieved),
    )
    for place, (wide, role, words, value) in enumerate(pairs):
        top = WIDTHS.y + 446 + 76.0 * place
        p.text((WIDTHS.x, top + 26), words, size=LABEL, role="dim", alpha=alpha)
        p.text((WIDTHS.x, top + 56), "{v}", v=value, size=LABEL, mono=True, weight=600, role=role, alpha=alpha)
        bar = Rect(WIDTHS.x + NAMES, top, max(LEAST, wide * narrow * alpha), LOW_BAR)
        p.rects([bar], role, radius=5, alpha=0.45 * alpha, stroke=role)
    at = (WIDTHS.right, WIDTHS.y + 446 + 40)
    p.text(at, "{x}, achieved", x=told.here.achieved, size=READOUT, weight=600, align="right", alpha=alpha)
