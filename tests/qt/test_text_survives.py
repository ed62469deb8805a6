"""Whatever is typed survives on the stage: every letter is drawn by a packaged font or told by its code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QRawFont, QTransform
from PySide6.QtWidgets import QApplication

from tests.helpers import STILL, make_offline, request_scenes
from tests.night import some
from tourapp.authoring import THEMES, Picture, ops
from tourapp.authoring.digest import layer
from tourapp.authoring.letters import is_told, letters
from tourapp.engine.recording import Recording
from tourapp.engine.shipped import shipped_recording
from tourapp.engine.tokenizer import shipped_tokenizer
from tourapp.export.offline import Moment, Offline
from tourapp.player.view import PlainWorlds
from tourapp.qt.painter import words
from tourapp.qt.painter.lines import Laid, face_of
from tourapp.world import Inputs, PartCache
from tourapp.world.parts.attention import overview

PROMPTS = {
    "chinese": "人工智能是什么？请解释。",
    "japanese": "光合成とは何ですか",
    "arabic": "ما هو التمثيل الضوئي؟ ١٢٣",
    "hebrew": "שלום עולם",
    "hindi": "प्रकाश संश्लेषण क्या है",
    "thai": "การสังเคราะห์ด้วยแสงคืออะไร",
    "mixed directions": "abc שלום 12 (עולם) مرحبا def",
    "family": "👨‍👩‍👧‍👦 says hi 👍🏽",
    "flags and keycaps": "🇩🇪🇫🇷 1\ufe0f\u20e3",
    "marks": "e\u0301 n\u0303 q\u0323\u0307 \u0301 \u20dd",
    "piled marks": "Z\u0351\u036b\u0313\u036a\u0302\u036b\u033d\u034f\u0334\u0319 A",
    "private": "\ue000 \uf8ff \U000f0000 \ufffd",
    "nothing": "a\x00b\x1b\x7f",
    "turned round": "abc \u202eright to left\u202c \u2066isolated\u2069 \u200e\u200f",
    "long latin word": "Donaudampfschifffahrt" * 15,
    "long chinese word": "光" * 300,
}
SIZES = (1280 / 1920, 1.0)
STAGE = QRectF(0, 0, 1920, 1080)
RECORDED = shipped_recording()
COUNTED = {"attention"}
"""Scenes that still count letters where they should measure: letters wider than Latin ones may leave their stage."""
STOPS = [scene.id for scene in request_scenes()]


def answered(prompt: str) -> Recording:
    """A recording whose question and answer are made of the prompt's own letters and tokens."""
    total, asked = RECORDED.total, RECORDED.prompt_count
    said = tuple(islice(cycle(letters(prompt)), total))
    ids = np.array(list(islice(cycle(shipped_tokenizer().encode(prompt).ids), total)))
    question = {
        "prompt": prompt,
        "prompt_texts": said[:asked],
        "prompt_pieces": said[:asked],
        "prompt_ids": ids[:asked],
    }
    answer = {"texts": said[asked:], "pieces": said[asked:], "text": "".join(said[asked:]), "ids": ids[asked:]}
    return replace(RECORDED, **question, **answer)


def tour_about(prompt: str) -> Offline:
    """The tour with a prompt and its made-up answer, without running the model."""
    offline = make_offline(inputs=Inputs().change(prompt=prompt), worlds=PlainWorlds(PartCache(), STILL))
    for index in range(len(STOPS)):
        world, recording = offline.view(index).world, answered(prompt)
        for part, made in (
            ("recording", recording),
            ("default_recording", recording),
            ("head_overview", overview(recording)),
        ):
            world.adopt(part, made)
    return offline


def lines(picture: Picture) -> Iterator[tuple[ops.Words, QTransform]]:
    """Every text that is painted, and the transform it is painted under."""

    def walk(items: Any, at: QTransform) -> Iterator[tuple[ops.Words, QTransform]]:
        for op in items:
            if isinstance(op, ops.Group):
                yield from walk(op.ops, QTransform(*op.transform) * at if op.transform else at)
            elif isinstance(op, ops.Bake) and op.quad is None:
                yield from walk(layer(op)[0], QTransform.fromTranslate(*op.shift) * at)
            elif isinstance(op, ops.Words) and op.words.strip():
                yield op, at

    return walk([*picture.ops, *(picture.side.ops if picture.side else ())], QTransform())


def settings(op: ops.Words, scale: float) -> list[tuple[str, Any, Laid | None]]:
    """The rows of a text as the painter sets them at a scale: words, font, and the line where it is a careful one."""
    px = THEMES["dark"].px(op.size) * scale
    face = (op.family, px, op.weight)
    if isinstance(op, ops.Line):
        return [(op.words, face_of(face), words.laid(op.runs, face, op.width * scale))]
    if op.wrap is not None:
        rows = words.wrapped(op.words, face, op.wrap * scale, op.lines)
        found = [words.setting(row, *face, None) for row in rows]
    else:
        found = [words.setting(op.words, *face, None if op.fit is None else op.fit * scale)]
    return [(each.words, each.font, each.laid) for each in found]


def missing(said: str, font: Any, laid: Laid | None) -> list[Any]:
    """The shapes without a glyph among those that are painted."""
    if laid is None:
        return [number for number in QRawFont.fromFont(font).glyphIndexesForString(said) if number == 0]
    return [number for _, run in laid.glyphs for number in run.glyphIndexes() if number == 0]


@pytest.mark.parametrize("name", some([*list(PROMPTS)[::2], *list(PROMPTS)[1::2]], 5))
def test_no_letter_is_lost_on_any_stage(name: str, qt: QApplication) -> None:
    offline, told = tour_about(PROMPTS[name]), set()
    for index, stop in enumerate(offline.tour.stops):
        for beat in stop.kept:
            for op, at in lines(offline.picture(Moment(index, beat, 0.95))):
                where = f"{stop.key} {beat}: {op.words!r}"
                for scale in SIZES:
                    for said, font, laid in settings(op, scale * max(at.m11(), 0.1)):
                        assert missing(said, font, laid) == [], where
                        told |= {code.char for code in laid.codes} if laid else set()
                    area = at.mapRect(words.box(op, THEMES["dark"], scale))
                    free = op.rotate or op.spill or stop.key in COUNTED
                    assert free or STAGE.contains(area), f"{where} leaves the stage: {area}"
    wanted = {char for char in PROMPTS[name] if is_told(char) and not char.isspace()}
    assert wanted <= told, "these are shown nowhere"
