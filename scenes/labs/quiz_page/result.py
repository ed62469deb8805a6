"""Behind the last question: how it went, part by part, and what to read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.labs.quiz_page.parts import draw_parts
from scenes.labs.quiz_page.start import FIGURE_H, draw_figure
from tourapp.authoring import Phrase, Picture, Rect, sizes
from tourapp.figures.go_button import draw_go
from tourapp.figures.page_plan import PagePlan
from tourapp.figures.quiz_lamps import draw_lamp_row, draw_lamps

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import QuizView

LIST_TOP, SAID_H = 189.0, 44.0
"""From the top of the card to the parts; what a line of points takes of it."""


def draw_result(p: Picture, f: Frame, plan: PagePlan, view: QuizView) -> None:
    """The card with figure and list, all lamps, the button."""
    p.rects([plan.card], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    said, most = view.said
    if view.count:
        words = Phrase("of {all} right at the first try", all=view.count)
        draw_figure(p, plan, view.right, words, "good" if view.right else "ink")
    else:
        words = Phrase("of {all} points said, by your own ear", all=most)
        draw_figure(p, plan, said, words, "good" if said else "ink")
    top = plan.card.y + (FIGURE_H * plan.gain if plan.wide else LIST_TOP)
    if view.count and most:
        size = sizes.LABEL if plan.wide else sizes.LINE
        words = Phrase("{n} of {all} points said aloud, by your own ear", n=said, all=most)
        p.text((plan.inner.x, top + 0.75 * size * plan.gain), words, size=size, role="dim")
        top += plan.step(size) if plan.wide else SAID_H
    draw_parts(p, f, plan, view, Rect(plan.inner.x, top, plan.inner.w, plan.card.bottom - 10 - top))
    if plan.wide:
        high = 1.5 * sizes.LABEL * plan.gain
        draw_lamp_row(p, view, Rect(plan.inner.cx, plan.card.y, plan.inner.w / 2, high))
    draw_lamps(p, plan, view, Phrase("Your answers"))
    draw_go(p, f, plan.buttons, Phrase("Ask me others") if view.count else Phrase("Once more"))
