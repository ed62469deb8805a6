"""Measured runs as dots on a chart; the one under the pointer says what it is, and a click asks where it was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Phrase, Picture, Tag, Why, show, text_width
from tourapp.authoring.sizes import LABEL, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import MeasuredLike, MeasuredRun

SIZE, EDGE, HOT = 15.0, 23.0, 24.0
ENGINES = {"vllm": "vLLM", "sglang": "SGLang", "trtllm": "TensorRT-LLM"}
"""As their makers write them."""


def draw_measured(f: Frame, p: Picture, like: MeasuredLike, at: Sequence[tuple[float, float]], alpha: float) -> None:
    """A dot for each run at its place on the stage, in `like`'s order; nothing where none was measured."""
    if not len(at) or alpha <= 0.02:
        return
    places = np.asarray(at, dtype=float)
    p.sprites(places, EDGE, "ground", kind="dot", alpha=0.9 * alpha, additive=False)
    p.sprites(places, SIZE, "ink", kind="dot", alpha=0.85 * alpha, additive=False)
    boxes = [(x - HOT / 2, y - HOT / 2, HOT, HOT) for x, y in places]
    p.hot(boxes, [Tag("measured", k) for k in range(len(boxes))], (Why(),), like.times)
    pointed: int | None = f.hovered("measured")
    if pointed is not None and pointed < len(places):
        _draw_card(p, like, pointed, places[pointed])


def run_words(run: MeasuredRun) -> Phrase:
    """Engine, version and date of a run, as far as its source gives them."""
    engine = ENGINES.get(run.engine, run.engine) or Phrase("engine not given")
    version, date = run.version or Phrase("version not given"), run.date or Phrase("date not given")
    return Phrase("{engine} {version}, {date}", engine=engine, version=version, date=date)


def _draw_card(p: Picture, like: MeasuredLike, k: int, at: np.ndarray) -> None:
    """Three lines above or below the dot, inside the stage."""
    run = like.runs[k]
    lines = (
        (Phrase("measured: {v} a token", v=like.times[k]), LABEL),
        (Phrase("batch {b}, prompt {p}, answer {a}", b=run.batch, p=run.prompt, a=run.answer), TAG),
        (run_words(run), TAG),
    )
    wide = max(text_width(show(words), size * 1.2) for words, size in lines) + 32.0
    x = min(max(float(at[0]) - wide / 2, 64.0), 1440.0 - wide)
    y = float(at[1]) - 138.0 if at[1] > 300.0 else float(at[1]) + 22.0
    p.rects([(x, y, wide, 118.0)], "ground", radius=10, alpha=0.94, stroke="white", stroke_width=2.0)
    for row, (words, size) in enumerate(lines):
        p.text((x + 16, y + 36 + 32 * row), words, size=size, weight=600 if row == 0 else 400)
