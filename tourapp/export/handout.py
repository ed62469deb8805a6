"""A PDF hand-out as a file: a page per stop with its picture, its captions, its key numbers and where one of them comes
from; on demand exercises with solutions, and a teacher's notes. Its pages are the player's, its paint is the window's.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tourapp.authoring import THEMES
from tourapp.errors import TourError
from tourapp.export.folder import Progress
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Offline
from tourapp.files import whole_file
from tourapp.player.handouts.leaves import HandoutParts, HandoutPlan
from tourapp.player.handouts.sheets import Leaf, PaperSheet
from tourapp.uninterrupted import uninterrupted

PLAIN = HandoutParts()


def write_handout(
    offline: Offline,
    target: Path,
    names: list[str] | None = None,
    progress: Progress = lambda _done, _all, _name: None,
    parts: HandoutParts = PLAIN,
) -> int:
    """Write the PDF; returns the number of pages."""
    plan = HandoutPlan(offline.state(), offline.tour, tuple(offline.chosen(names)), parts)
    ensure_qt()
    with whole_file(target) as draft:  # a place that cannot be written is told before the work
        draft.touch()
        data, pages = _pages(offline, plan, progress)
        draft.write_bytes(data)
    progress(plan.leaves, plan.leaves, "")
    return pages


def write_sheets(target: Path, sheets: Sequence[PaperSheet], theme: str = "projector") -> int:
    """Write texts as a PDF; returns the number of pages."""
    ensure_qt()
    with uninterrupted():
        from tourapp.qt.paper.book import pdf_book
    with whole_file(target) as draft:
        draft.touch()
        with pdf_book(THEMES[theme]) as book:
            for sheet in sheets:
                _page(book, sheet)
        if not book.data:
            raise TourError("the pages could not be made; look at the free memory")
        draft.write_bytes(book.data)
    return int(book.pages)


def _pages(offline: Offline, plan: HandoutPlan, progress: Progress) -> tuple[bytes, int]:
    """The PDF, made in memory: Qt's own writer does not tell when a disk is full."""
    with uninterrupted():
        from tourapp.qt.paper.book import pdf_book

    with pdf_book(THEMES[offline.theme]) as book:
        for number, leaf in enumerate(plan.made(offline.worlds)):
            progress(number, plan.leaves, leaf.title)
            _page(book, leaf)
    if not book.data:
        raise TourError("hand-out: the pages could not be made; use fewer --scenes, and look at the free memory")
    return book.data, book.pages


def _page(book: Any, leaf: Leaf) -> None:
    with uninterrupted():
        for _ in book.steps(leaf):
            pass
