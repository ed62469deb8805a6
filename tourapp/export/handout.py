"""A PDF hand-out: one page per scene with its picture, its captions and its key numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tourapp import __version__
from tourapp.authoring import Picture, fill
from tourapp.export.atomic import whole_file
from tourapp.export.folder import Progress
from tourapp.export.images import ImageWriter
from tourapp.export.offline import Moment, Offline

PAGE = (297.0, 210.0)  # mm, A4 across
MARGIN = 12.0
PICTURE = (1600, 900)


def write_handout(offline: Offline, target: Path, scene_ids: list[str] | None = None,
                  progress: Progress = lambda _done, _all, _name: None) -> int:
    """Write the PDF; returns the number of pages. Printed on the projector theme unless another was chosen."""
    chosen = [i for i, item in enumerate(offline.tour.scenes) if not scene_ids or item.id in scene_ids]
    writer = ImageWriter(offline.theme, *PICTURE)
    with whole_file(target) as draft:
        _write(offline, writer, draft, chosen, progress)
    progress(len(chosen), len(chosen), "")
    return len(chosen)


def _write(offline: Offline, writer: ImageWriter, draft: Path, chosen: list[int], progress: Progress) -> None:
    from PySide6.QtCore import QMarginsF, QSizeF
    from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

    pdf = QPdfWriter(str(draft))
    pdf.setTitle("One Request: inside LLM inference")
    pdf.setCreator(f"One Request {__version__}")
    pdf.setResolution(200)
    pdf.setPageSize(QPageSize(QSizeF(*PAGE), QPageSize.Unit.Millimeter))
    pdf.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    with QPainter(pdf) as p:
        for number, index in enumerate(chosen):
            progress(number, len(chosen), offline.tour.scenes[index].id)
            if number:
                pdf.newPage()
            _page(p, pdf.width() / PAGE[0], offline, writer, index)


def _page(p: Any, mm: float, offline: Offline, writer: ImageWriter, index: int) -> None:
    from PySide6.QtCore import QRectF

    item = offline.tour.scenes[index]
    last = len(item.timeline.beats) - 1
    picture = offline.picture(Moment(index, last, 0.95))
    width = PAGE[0] - 2 * MARGIN
    height = width * 9 / 16 * 0.74
    image = writer.image(picture)
    used = height * 16 / 9
    p.drawImage(QRectF((PAGE[0] - used) / 2 * mm, MARGIN * mm, used * mm, height * mm), image)
    _captions(p, mm, offline, index, MARGIN + height + 7)


def _captions(p: Any, mm: float, offline: Offline, index: int, top: float) -> None:
    from PySide6.QtCore import QPointF, QRectF, Qt
    from PySide6.QtGui import QColor

    from tourapp.qt.fonts import font

    item = offline.tour.scenes[index]
    p.setPen(QColor("#0A0F1E"))
    p.setFont(font("text", 6.0 * mm, 600))
    p.drawText(QPointF(MARGIN * mm, (top + 3) * mm), f"{index + 1}  {item.title}")
    y = top + 7
    step = min(9.4, (PAGE[1] - MARGIN - y) / max(1, len(item.timeline.beats)))
    for number, beat in enumerate(item.timeline.beats):
        fields = _fields(offline, Moment(index, number, 0.95))
        box = QRectF(MARGIN * mm, y * mm, (PAGE[0] - 2 * MARGIN) * mm, step * mm)
        p.setFont(font("text", 3.5 * mm, 500))
        p.setPen(QColor("#0A0F1E"))
        p.drawText(box, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), fill(beat.caption, fields))
        p.setFont(font("text", 2.9 * mm, 400))
        p.setPen(QColor("#39425E"))
        p.drawText(box.adjusted(0, 4.3 * mm, 0, 0), int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft),
                   fill(beat.note, fields))
        y += step


def _fields(offline: Offline, moment: Moment) -> dict[str, Any]:
    picture: Picture = offline.picture(moment)
    return picture.fields


