"""What the presenter sees of the class's window: its very pixels, nothing painted a second time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from tests.qt.qt_helpers import flush, wait_for
from tests.qt.two_screens import LAPTOP, PROJECTOR, Hold
from tourapp.qt.presenter.audience import Audience
from tourapp.qt.presenter.live import LiveStage
from tourapp.qt.window import Window


@pytest.fixture
def talk(window: Window, tmp_path: Path) -> Iterator[tuple[Audience, LiveStage]]:
    """The class's window and its small picture, in a talk."""
    window.presenter.screens = lambda: [LAPTOP, PROJECTOR]
    window.presenter.folder = tmp_path
    window.presenter.awake._hold = Hold()
    QTest.keyClick(window.stage, Qt.Key.Key_F5)
    flush()
    rooms = window.presenter.rooms
    assert rooms.audience is not None and rooms.console is not None
    audience = rooms.audience
    audience.showNormal()
    audience.resize(1280, 720)
    assert wait_for(lambda: audience.stage.raster is not None and audience.stage.raster.width() == 1280, 5.0)
    yield rooms.audience, rooms.console.live
    window.presenter.close()


def pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return data[:, : image.width(), :3].astype(np.int16)


def small(audience: Audience, live: LiveStage) -> np.ndarray:
    """The class's picture in the size of the small one."""
    mode = Qt.TransformationMode.SmoothTransformation
    return pixels(audience.stage.grab().toImage().scaled(live.size(), Qt.AspectRatioMode.IgnoreAspectRatio, mode))


def test_the_small_picture_is_the_class_picture(talk: tuple[Audience, LiveStage]) -> None:
    audience, live = talk
    assert wait_for(lambda: live._seen is not None, 3.0)
    live.setFixedSize(640, 360)
    assert wait_for(lambda: np.abs(pixels(live.grab().toImage()) - small(audience, live)).mean() < 3.0, 5.0)
    assert live.painted_ops == 0, "not painted a second time"
    live._take()
    assert live.picture is audience.latest and live._composed is None


def test_what_the_raster_holds_is_what_the_window_shows(talk: tuple[Audience, LiveStage]) -> None:
    audience, _ = talk
    audience.pane.showing.manual()
    for _ in range(4):
        audience.pane.showing._draw()
        flush()
    raster = audience.stage.raster
    assert raster is not None and raster.size() == audience.stage.size()
    assert (pixels(raster) == pixels(audience.stage.grab().toImage())).all()


def test_frozen_the_presenter_goes_on_and_sees_it(window: Window, talk: tuple[Audience, LiveStage]) -> None:
    audience, live = talk
    QTest.keyClick(window, Qt.Key.Key_Z)
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert wait_for(lambda: live._seen is None and live.picture is audience.latest, 3.0)
    assert wait_for(lambda: live.painted_ops > 0, 3.0) and audience.stage.picture is not audience.latest
    QTest.keyClick(window, Qt.Key.Key_Z)
    assert wait_for(lambda: live._seen is not None, 3.0)


def test_a_size_far_smaller_is_averaged(talk: tuple[Audience, LiveStage]) -> None:
    audience, live = talk
    live.setFixedSize(480, 270)
    live._take()
    assert live._seen is not None and audience.stage.raster is not None
    assert live._seen.width() == audience.stage.raster.width() // 2
    assert live._target(audience).contains(live.rect().center())
