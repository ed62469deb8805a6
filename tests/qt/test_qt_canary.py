"""A canary for the binding: some versions lose a reference to None in every wrapped call and abort within seconds of
painting."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

CALLS = 4000


def test_painting_does_not_eat_references_to_none(qt: Any) -> None:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    before = sys.getrefcount(None)
    with QPainter(image) as p:
        for _ in range(CALLS):
            p.setPen(QColor("#4FA8FF"))
            p.drawPoint(QPointF(3, 3))
    assert sys.getrefcount(None) > before - CALLS // 4
