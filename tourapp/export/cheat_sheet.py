"""The cheat sheet as a PDF file of two A4 pages; words and lines stay words and lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tourapp.authoring import Picture
from tourapp.errors import TourError
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Offline
from tourapp.files import whole_file
from tourapp.player.handouts.cheat_pages import PAPER, WIDE, cheat_pages
from tourapp.uninterrupted import uninterrupted
from tourapp.words import in_tongue


def cheat_pictures(offline: Offline) -> tuple[Picture, Picture]:
    """Both pages at the tour's own settings, before any stop's."""
    from tourapp.player.view import Wish

    world = offline.worlds.world(Wish("", offline.settings.inputs, ()))
    with in_tongue(offline.language):
        return cheat_pages(world, world.rule_errors, offline.level)


def write_cheat_sheet(offline: Offline, target: Path) -> int:
    """Write the PDF; returns the number of pages."""
    ensure_qt()
    with whole_file(target) as draft:
        draft.touch()
        pages = cheat_pictures(offline)
        draft.write_bytes(_pdf(pages))
    return len(pages)


def _pdf(pages: tuple[Picture, ...]) -> bytes:
    """The PDF, made in memory: Qt's own writer does not tell when a disk is full."""
    with uninterrupted():
        from PySide6.QtCore import QBuffer, QIODevice
        from PySide6.QtGui import QPainter

        from tourapp.qt.painter import Painter

        box = QBuffer()
        whole = box.open(QIODevice.OpenModeFlag.WriteOnly)
        pdf = _writer(box)
        with QPainter(pdf) as p:
            scale = pdf.width() / WIDE
            for place, page in enumerate(pages):
                whole = (not place or pdf.newPage()) and whole
                p.resetTransform()
                p.scale(scale, scale)
                Painter(PAPER).paint(p, page, scale)
        data = bytes(box.data().data())
    if not whole or not data.rstrip().endswith(b"%%EOF"):
        raise TourError("cheat sheet: the pages could not be made; look at the free memory")
    return data


def _writer(box: Any) -> Any:
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

    from tourapp import __version__

    pdf = QPdfWriter(box)
    pdf.setTitle("One Request: inference on one page")
    pdf.setCreator(f"One Request {__version__}")
    pdf.setResolution(200)
    pdf.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    pdf.setPageOrientation(QPageLayout.Orientation.Portrait)
    pdf.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    return pdf
