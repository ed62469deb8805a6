"""The hand-out from the window: what the sheet says, the file whole, stopped without a trace, the window at ease."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.helpers import make_offline
from tests.qt.qt_helpers import flush, wait_for
from tourapp.player import intents
from tourapp.player.ask_intents import LockHands, RaiseHand, ToggleHands
from tourapp.player.tour import Tour
from tourapp.qt.takeaway.handout_sheet import HandoutSheet
from tourapp.qt.window import Window

LONG = 120.0
Mod = Qt.KeyboardModifier


@pytest.fixture
def small(make_window: Callable[..., Window]) -> Window:
    """A window with two scenes of the tour."""
    tour = make_offline().tour
    kept = tuple(tour.stops[tour.index(name)] for name in ("network", "batching"))
    return make_window(Tour(kept))


def opened(window: Window) -> HandoutSheet:
    QTest.keyClick(window.stage, Qt.Key.Key_P, Mod.ControlModifier | Mod.ShiftModifier)
    flush()
    sheet = window.overlays.open
    assert isinstance(sheet, HandoutSheet)
    return sheet


def test_the_sheet_says_what_it_makes_and_how_large(small: Window) -> None:
    sheet = opened(small)
    assert sheet.exercises.isChecked() and not sheet.notes.isChecked() and sheet.save.hasFocus()
    before = sheet.size_line.text()
    sheet.notes.click()
    assert "MB" in before and sheet.size_line.text() != before
    sheet.save.click()
    dialog = small.findChild(QFileDialog)
    assert dialog is not None and dialog.selectedFiles()[0].endswith(".pdf")
    dialog.close()


def test_a_hand_out_is_written_while_the_window_goes_on(small: Window, tmp_path: Path) -> None:
    sheet = opened(small)
    target = tmp_path / "class"
    drawn: list[object] = []
    shares: list[float] = []
    small.take.handout.work.changed.connect(lambda share, *_words: shares.append(share))
    small.take.handout.write(sheet.plan, target)
    assert sheet.halt.isVisible() and not sheet.save.isVisible() and small.take.handout.mark.isVisible()
    small.pane.dispatch(intents.CloseOverlay())
    small.pane.dispatch(intents.Play())
    small.pane.drawn.connect(drawn.append)
    assert wait_for(lambda: not small.take.handout.work.running, LONG)
    assert (tmp_path / "class.pdf").read_bytes().startswith(b"%PDF") and len(list(tmp_path.iterdir())) == 1
    assert "class.pdf" in small.bar.label.text() and not small.take.handout.mark.isVisible()
    assert shares == sorted(shares) and len(shares) > 4 and len(drawn) > 3


def test_stopped_nothing_is_written(small: Window, tmp_path: Path) -> None:
    sheet = opened(small)
    small.take.handout.write(sheet.plan, tmp_path / "a.pdf")
    sheet.halt.click()
    assert wait_for(lambda: not small.take.handout.work.running, LONG)
    assert list(tmp_path.iterdir()) == [] and "stopped" in small.bar.label.text()
    small.take.handout.write(sheet.plan, tmp_path / "a.pdf")
    work = small.take.handout.work
    assert wait_for(lambda: work._steps is not None, LONG)
    small.take.handout.mark.stop.click()
    assert not work.running and list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told_first(small: Window, tmp_path: Path) -> None:
    sheet = opened(small)
    small.take.handout.write(sheet.plan, tmp_path / "none" / "a.pdf")
    assert wait_for(lambda: not small.take.handout.work.running, LONG)
    assert "not saved" in small.bar.label.text() and "does not exist" in small.bar.label.text()


def test_what_the_class_said_is_counted_on_the_sheet(small: Window) -> None:
    gap = [small.pane.tour.stops[1].scene.timeline.beats[beat].name for beat in small.pane.tour.stops[1].kept]
    small.pane.dispatch(ToggleHands())
    small.pane.dispatch(intents.SeekBeat(1, gap.index("gap")))
    for option in (1, 1, 0):
        small.pane.dispatch(RaiseHand(option))
    small.pane.dispatch(LockHands())
    sheet = opened(small)
    texts = [label.text() for label in sheet.card.findChildren(type(sheet.size_line))]
    assert any("1 question" in text for text in texts)
