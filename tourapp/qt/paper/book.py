"""A PDF in memory, painted leaf by leaf in short steps: whoever paints may do other things in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from tourapp import __version__
from tourapp.authoring import Theme
from tourapp.player.handouts.sheets import Leaf, StopPage
from tourapp.qt.painter import Painter
from tourapp.qt.paper.flow import Flow
from tourapp.qt.paper.pen import PAGE, Pen
from tourapp.qt.paper.stop_paper import draw_stop
from tourapp.qt.raster import render_image

PICTURE = (1600, 900)
RESOLUTION = 200
"""Dots per inch in which places are counted; words stay words."""


class Book:
    """The pages so far. Qt's own writer does not tell when a disk is full, so they are made in memory."""

    def __init__(self, p: QPainter, pdf: QPdfWriter, theme: Theme, *, whole: bool) -> None:
        self._pdf, self._theme, self._painter = pdf, theme, Painter(theme)
        self._pen = Pen(p, pdf.width() / PAGE[0])
        self._whole = whole and p.isActive()
        self.pages = 0
        self.data = b""
        """The PDF once the book is closed; nothing where it could not be made."""

    def steps(self, leaf: Leaf) -> Iterator[None]:
        """Paint a leaf, a step at a time."""
        if isinstance(leaf, StopPage):
            image = render_image(leaf.picture, self._theme, *PICTURE, painter=self._painter)
            yield
            self._turn(leaf.foot)
            draw_stop(self._pen, leaf, image)
        else:
            Flow(self._pen, self._turn).write(leaf)
        yield

    def _turn(self, foot: str) -> None:
        if self.pages:
            self._whole = self._pdf.newPage() and self._whole
        self.pages += 1
        self._pen.foot(foot, self.pages)

    def close(self, data: bytes) -> None:
        """The bytes that were written, unless something failed on the way."""
        self.data = data if self._whole and data.rstrip().endswith(b"%%EOF") else b""


@contextmanager
def pdf_book(theme: Theme) -> Iterator[Book]:
    """A book to paint leaves into. When the block is left, its `data` is the PDF, or nothing where memory was short."""
    box = QBuffer()
    whole = box.open(QIODevice.OpenModeFlag.WriteOnly)
    pdf = QPdfWriter(box)
    pdf.setTitle("One Request: inside LLM inference")
    pdf.setCreator(f"One Request {__version__}")
    pdf.setResolution(RESOLUTION)
    pdf.setPageSize(QPageSize(QSizeF(*PAGE), QPageSize.Unit.Millimeter))
    pdf.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    with QPainter(pdf) as p:
        book = Book(p, pdf, theme, whole=whole)
        yield book
    book.close(bytes(box.data().data()))
