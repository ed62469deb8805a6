"""How large a hand-out will about be, before it is made."""

from __future__ import annotations

from math import ceil

from tourapp.authoring import fill
from tourapp.player.class_sums import class_sums
from tourapp.player.handouts.leaves import HandoutPlan

PICTURE_MB, TEXT_MB = 0.4, 0.02
"""Of a page with its picture, and of a page of words; measured."""
STOPS_A_PAGE, SOLUTIONS_A_PAGE = 5, 10
"""Stops whose exercises, and whose solutions, fill about one page."""


def pages_about(plan: HandoutPlan) -> int:
    """Pages, to within a few."""
    stops, parts = len(plan.chosen), plan.parts
    pages = stops * (1 + parts.notes)
    if parts.exercises:
        pages += ceil(stops / STOPS_A_PAGE) + ceil(stops / SOLUTIONS_A_PAGE)
    return pages + (parts.answers and bool(class_sums(plan.state, plan.tour)))


def size_words(plan: HandoutPlan) -> str:
    """Pages and megabytes in words."""
    pages, stops = pages_about(plan), len(plan.chosen)
    size = PICTURE_MB * stops + TEXT_MB * (pages - stops)
    values = {"pages": pages, "size": round(size, 1 if size < 10 else 0)}
    return fill("About {pages} {pages|page|pages} of A4, about {size:g} MB.", values)
