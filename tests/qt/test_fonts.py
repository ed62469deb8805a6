"""The packaged variable fonts: weights, tabular figures, sizes, and what happens without them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tourapp.qt import fonts


@pytest.fixture(autouse=True, scope="module")
def app() -> QApplication:
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication([])


@pytest.fixture
def without_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer without the font packages."""
    monkeypatch.setattr(fonts, "font_file", lambda family: None)
    fonts.load_fonts.cache_clear()
    fonts.font.cache_clear()
    yield
    fonts.load_fonts.cache_clear()
    fonts.font.cache_clear()


def ink(family: str, weight: int, px: float = 28) -> int:
    """How much black a word leaves on white."""
    image = QImage(400, 48, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setFont(fonts.font(family, px, weight))
        painter.drawText(6, 34, "Hamburg 0123")
    return sum(255 - value for value in bytes(image.constBits()))


@pytest.mark.parametrize("family", ["text", "mono"])
def test_heavier_weights_leave_more_ink(family: str) -> None:
    amounts = [ink(family, weight) for weight in (100, 400, 600, 800)]
    assert amounts == sorted(amounts)
    assert amounts[2] > 1.1 * amounts[1]


def test_families_are_the_packaged_ones() -> None:
    assert fonts.missing_fonts() == []
    assert QFontInfo(fonts.font("text", 20)).family() == "Inter"
    assert QFontInfo(fonts.font("mono", 20)).family() == "JetBrains Mono"


@pytest.mark.parametrize("family", ["text", "mono"])
def test_figures_are_tabular(family: str) -> None:
    widths = {round(fonts.text_width(digit * 4, family, 24), 3) for digit in "0123456789"}
    assert len(widths) == 1


def test_width_grows_with_size_and_text() -> None:
    assert fonts.text_width("", "text", 20) == 0
    assert fonts.text_width("Inference", "text", 40) > 1.8 * fonts.text_width("Inference", "text", 20)
    assert fonts.text_width("abcd", "mono", 20) == pytest.approx(2 * fonts.text_width("ab", "mono", 20))


def test_sizes_are_whole_pixels_and_at_least_one() -> None:
    assert fonts.font("text", 14.4).pixelSize() == 14
    assert fonts.font("text", 0.1).pixelSize() == 1


def test_small_and_large_type_have_their_own_letter_shapes() -> None:
    """Inter's optical size: large type is set tighter than small type scaled up."""
    assert fonts.text_width("Inference", "text", 32) < 0.98 * 2 * fonts.text_width("Inference", "text", 16)


def test_fonts_are_cached() -> None:
    assert fonts.font("text", 18, 600) is fonts.font("text", 18, 600)


def test_unknown_family_is_an_error() -> None:
    with pytest.raises(KeyError):
        fonts.font("serif", 12)


@pytest.mark.usefixtures("without_fonts")
def test_without_packages_the_system_fonts_serve() -> None:
    assert fonts.missing_fonts() == ["text", "mono"]
    made = fonts.font("text", 20, 600)
    assert made.pixelSize() == 20 and made.weight() == QFont.Weight.DemiBold
    assert fonts.font("mono", 20).pixelSize() == 20
