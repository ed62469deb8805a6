"""One line of text: which font draws what, visual order, code boxes, widths, and the same pixels on every computer."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QRawFont
from PySide6.QtWidgets import QApplication

from tourapp.authoring import THEMES, Picture, ops, text_width
from tourapp.authoring.letters import (
    ISOLATE,
    RELEASE,
    RING,
    code_rows,
    code_width,
    covered,
    is_told,
    letters,
    one_line,
    plain,
    set_in,
)
from tourapp.figures.token_strip import apart, safe_words, token_words
from tourapp.qt.controls.fields import PromptEdit
from tourapp.qt.fonts import font, stage_font
from tourapp.qt.painter import words
from tourapp.qt.painter.bounds import bounds
from tourapp.qt.painter.code_boxes import code_box, draw_code
from tourapp.qt.painter.lines import Laid, laid
from tourapp.qt.painter.painter import Painter

MIXED = "abc \u05e9\u05dc\u05d5\u05dd 12 \u4e2d \U0001f600 e\u0301 \u21b5"
SCALES = (1024 / 1920, 1280 / 1920, 1366 / 1920, 1.0, 2.0)
FACE = ("text", 28.0, 400)

pytestmark = pytest.mark.usefixtures("qt")


@pytest.mark.parametrize("family", ["text", "mono"])
def test_the_table_of_letters_is_the_fonts(family: str) -> None:
    raw = QRawFont.fromFont(stage_font(family, 24))
    assert all(raw.supportsCharacter(ord(char)) for char in covered(family))
    hidden = {chr(n) for n in range(0x20, 0x20000) if raw.supportsCharacter(n)} - covered(family)
    assert all(unicodedata.category(char)[0] in "CZ" for char in hidden), "a letter of the font is left out"
    assert not any(unicodedata.category(char)[0] == "C" for char in covered(family))
    assert not any(char in plain(family) for char in "\u0301\u0323") and "a" in plain(family)


def test_letters_are_cut_where_readers_cut() -> None:
    whole = ["e\u0301", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea", "1\ufe0f\u20e3"]
    assert letters("".join(whole)) == whole
    assert letters("\u0928\u093f\u0915") == ["\u0928\u093f", "\u0915"]
    assert letters("\U0001f44d\U0001f3fd") == ["\U0001f44d\U0001f3fd"]
    assert letters(" \u0301") == [" ", "\u0301"] and letters("") == []


def test_a_letter_is_drawn_whole_or_told_by_its_codes() -> None:
    assert set_in("e\u0301", "text") == [("e\u0301", "text")]
    assert set_in("\u21b5", "mono") == [("\u21b5", "text")], "the other packaged font steps in"
    assert set_in("\u4e2d", "text") == [("\u4e2d", "")] and set_in("\x00", "text") == [("\x00", "")]
    assert set_in("1\ufe0f\u20e3", "text") == [("1", "text"), ("\ufe0f", ""), ("\u20e3", "")]
    assert set_in("\u0301", "text") == [(RING + "\u0301", "mono")], "a lone mark gets a ring, in a font that has both"
    piled = set_in("Z\u0301\u0302\u0303\u0308", "text")
    assert piled[0] == ("Z\u0301\u0302", "text") and [name for _, name in piled[1:]] == ["", ""]
    assert is_told("\u202e") and is_told("\ud800") and is_told("\ue000") and not is_told("\u2009")
    assert one_line("a\n\u3000b\x00") == "a  b\x00"


def test_words_of_the_strip_keep_marks_and_directions() -> None:
    assert token_words("e\u0301".encode()) == "e\u0301" and token_words("\u0301x".encode()) == RING + "\u0301x"
    assert token_words(b"\xe2\x80") == "226 128" and token_words("\u4e2d".encode()) == "\u4e2d"
    assert safe_words("a \u05d0") == f"{ISOLATE}a \u05d0{RELEASE}" and apart("abc") == "abc"
    assert RELEASE not in safe_words("x\u2069y"), "what is typed cannot end the product's own run"


def test_right_to_left_words_read_from_the_right_as_one_run() -> None:
    line = laid((("ab \u05d0\u05d1\u05d2 cd", ""),), FACE)
    assert [code.char for code in sorted(line.codes, key=lambda code: code.x)] == ["\u05d2", "\u05d1", "\u05d0"]
    ordered = sorted(line.codes, key=lambda code: code.x)
    assert all(b.x - (a.x + a.width) == pytest.approx(0.0, abs=0.05) for a, b in pairwise(ordered))
    sum_of = laid(((f"{apart(chr(0x5D0))} + {apart(chr(0x5D1))}", ""),), FACE)
    assert [code.char for code in sorted(sum_of.codes, key=lambda code: code.x)] == ["\u05d0", "\u05d1"]
    turned = laid((("ab\u202ecd", ""),), FACE)
    assert [code.char for code in turned.codes] == ["\u202e"]
    glyphs = [index for _, run in turned.glyphs for index in run.glyphIndexes()]
    assert glyphs == list(QRawFont.fromFont(stage_font("text", 28)).glyphIndexesForString("abcd")), (
        "nothing turned round"
    )
    assert not laid(((f"{RELEASE}a{ISOLATE}", ""),), FACE).codes, "the product's own marks are never seen, cut or not"


@pytest.mark.parametrize("scale", SCALES)
def test_a_running_line_is_one_box_as_wide_at_every_size(scale: float) -> None:
    runs = (("because it provides the primary ", "ink"), ("energy \u4e2d\u6587 source", "decode"))
    whole = "".join(text for text, _ in runs)
    width = text_width(whole, 28)
    line = laid(runs, ("text", 28 * scale, 400), width * scale)
    assert line.width == pytest.approx(width * scale, abs=1.0)
    assert {role for role, _ in line.glyphs} == {"ink", "decode"}
    natural = laid(runs, ("text", 28 * scale, 400)).width
    assert natural == pytest.approx(width * scale, rel=0.08), "letters are hardly moved"
    op = ops.Line(whole, 100, 200, 28, "ink", runs=runs, width=width)
    assert words.box(op, THEMES["dark"], scale).width() == pytest.approx(width)


def test_spaces_at_the_end_take_their_room() -> None:
    """A table's row may end with empty cells; its letters must stand where they would with full ones."""
    full, open_end = (laid(((words, "ink"),), ("mono", 20.0, 400), 240.0) for words in ("a b c d e f", "a b c      "))
    assert open_end.width == pytest.approx(full.width, abs=0.2)

    def places(line: Laid) -> list[float]:
        return [point.x() for _, run in line.glyphs for point in run.positions()]

    assert places(open_end)[:5] == pytest.approx(places(full)[:5], abs=0.2)


def test_text_that_is_too_wide_is_cut_between_letters_and_wrapped_inside_long_words() -> None:
    long = "\u4e2d" * 80
    line = words.setting(long, "text", 24.0, 400, 300.0)
    assert line.words.endswith("\u2026") and line.width <= 300.5
    rows = words.wrapped(long, FACE, 400.0, 9)
    assert len(rows) > 3 and "".join(rows) == long
    assert all(words.setting(row, *FACE, None).width <= 401 for row in rows)
    rows = words.wrapped("x" * 400 + " e\u0301", FACE, 300.0, 3)
    assert len(rows) == 3 and rows[-1].endswith("\u2026")


def test_small_type_shrinks_by_whole_pixels_before_it_is_cut() -> None:
    """At 1366 x 768 a line of 19.9 px was set at 20, shrunk to 19.6, set at 20 again, and lost its end."""
    wide = words.setting("because it provides the primary energy", "text", 19.9, 400, None).width
    line = words.setting("because it provides the primary energy", "text", 19.9, 400, wide * 0.985)
    assert line.words.endswith("energy")


@pytest.mark.parametrize("char", ["\u4e2d", "\U0001f600"])
@pytest.mark.parametrize("px", [11.0, 13.0, 20.0, 44.0])
def test_a_code_box_shows_its_digits(char: str, px: float) -> None:
    def painted(told: str) -> tuple[QImage, QRect]:
        image = QImage(120, 120, QImage.Format.Format_RGB32)
        image.fill(0)
        box = code_box(10.0, 90.0, code_width(told) * px, px)
        with QPainter(image) as p:
            draw_code(p, told, box, px, QColor("white"))
        return image, box

    image, box = painted(char)
    assert QRect(0, 0, 120, 120).contains(box) and image.copy(box) != painted(chr(ord(char) + 1))[0].copy(box)
    seen = np.frombuffer(image.constBits(), np.uint8).reshape(120, 120, 4)[:, :, 0] > 0
    assert not seen[:, : box.x()].any() and not seen[:, box.right() + 1 :].any()
    assert not seen[: box.y()].any() and not seen[box.bottom() + 1 :].any()
    inside = seen[box.y() + 1 : box.bottom(), box.x() + 1 : box.right()]
    assert 0.1 < inside.mean() < 0.8, "digits, neither empty nor filled"


def test_codes_are_four_or_six_digits_in_two_rows() -> None:
    assert code_rows("\x00") == ("00", "00") and code_rows("\u4e2d") == ("4E", "2D")
    assert code_rows("\U0001f600") == ("01F", "600") and code_rows("\U0010ffff") == ("10F", "FFF")


def test_widths_without_qt_are_those_of_the_painter() -> None:
    for family in ("text", "mono"):
        for said in ("\u4e2d\u6587", "a\u0301e\u0301", "\u05d0\u05d1 x", "\U0001f600\u200d\U0001f600"):
            painted = laid(((said, ""),), (family, 24.0, 400)).width
            assert text_width(said, 24, family) == pytest.approx(painted, rel=0.08), (family, said)


def picture() -> Picture:
    p = Picture()
    p.text((20, 60), "{words}", words=MIXED, size=28)
    p.text((20, 120), "{words}", words=MIXED, size=24, mono=True, weight=600)
    p.line((20, 180), ((MIXED, "prefill"), (" more", "decode")), 700, size=28)
    return p


def pixels(p: Picture) -> bytes:
    """A picture as painted, 960 x 540, four bytes a pixel."""
    image = QImage(960, 540, QImage.Format.Format_RGB32)
    image.fill(0)
    with QPainter(image) as painter:
        Painter(THEMES["dark"]).paint(painter, p, 1.0)
    return bytes(image.constBits())


def test_nothing_is_painted_outside_its_bounds() -> None:
    for op in picture().ops:
        p = Picture()
        p.ops.append(op)
        seen = np.frombuffer(pixels(p), np.uint8).reshape(540, 960, 4)[:, :, :3].any(2)
        left, top, right, bottom = (round(side) for side in bounds(op, THEMES["dark"], 1.0) or (0, 0, 0, 0))
        assert seen.any() and seen.sum() == seen[max(0, top) : bottom, max(0, left) : right].sum()


HERE = """
import sys, hashlib
sys.path.insert(0, sys.argv[1])
from tourapp.app import make_application
make_application()
from tests.qt.test_lines import picture, pixels
print(hashlib.sha256(pixels(picture())).hexdigest())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems cannot be given other fonts")
def test_pictures_are_the_same_with_other_fonts_on_the_computer(tmp_path: Path) -> None:
    empty = tmp_path / "fonts.conf"
    empty.write_text('<?xml version="1.0"?><fontconfig><cachedir>/nowhere</cachedir></fontconfig>', "utf-8")
    root = str(Path(__file__).parents[2])
    found = subprocess.run(
        [sys.executable, "-c", HERE, root],
        env={**os.environ, "FONTCONFIG_FILE": str(empty), "QT_QPA_PLATFORM": "offscreen"},
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.split()[-1] == hashlib.sha256(pixels(picture())).hexdigest()


def test_only_pictures_refuse_other_fonts(qt: QApplication) -> None:
    """Who types Arabic must see Arabic in the field."""
    strict = QFont.StyleStrategy.NoFontMerging
    assert stage_font("text", 20).styleStrategy() & strict and not font("text", 20).styleStrategy() & strict
    edit = PromptEdit(100)
    edit.setFont(font("text", 20))
    edit.take_words("\u0645\u0631\u062d\u0628\u0627")
    assert edit.text() == "\u0645\u0631\u062d\u0628\u0627" and not edit.font().styleStrategy() & strict
    edit.deleteLater()
