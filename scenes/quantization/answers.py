"""The price of fewer bits in words: what the small model answers at every width, and how many first choices stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.quantization.answer_lines import WordRun, lay_out_answer
from scenes.quantization.choice_field import PITCH, draw_field, field_box, stays_of, tile_at
from scenes.quantization.verdict import SAME
from tourapp.authoring import Frame, Picture, Rect, pulse, ramp
from tourapp.authoring.sizes import FIGURE, LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import AnswerAtWidth, QuantAnswers

FIRST, STEP = Rect(64, 176, 1376, 122), 133.0
"""The first row, and from one to the next."""
BITS_X, WORDS_X, WORDS_W, FIELD_X, SHARE_X = 84.0, 188.0, 860.0, 1064.0, 1424.0
FIELD_Y = 7.0
"""From a row's top to its field."""
LINE_STEP = 1.35
"""From line to line, as a share of the type size."""
LINE_YS = (55.0, 55.0 + LINE_STEP * LINE)
"""Baselines of the two lines, from the row's top."""
DONE = 0.5
"""Share of the beat from which everything stands."""
A_SECOND = 27.0
"""Places that the reading light passes in a second: a row of the field."""
ROLES = {"same": "ink", "other": "ink", "rest": "decode"}


def draw_answers(f: Frame, p: Picture, answers: QuantAnswers, tokens: int) -> None:
    """Five rows, the chosen one framed; words that differ come one after the other, then the field of tiles."""
    beat, chosen = f.beat("price"), int(f["quant_bits"])
    p.text((BITS_X, FIRST.y - 18), "bits", size=LABEL, role="dim")
    p.text((SHARE_X, FIRST.y - 18), "first choice stays the same", size=LABEL, role="dim", align="right")
    for k, row in enumerate(answers.rows):
        at = FIRST.move(0, STEP * k)
        if row.bits == chosen:
            breath = 1.0 if answers.as_set else pulse(f.clock)
            p.rects([at], "raised", radius=14, stroke="white", stroke_width=2, stroke_alpha=breath)
        _draw_words(p, at, row, _words_shown(beat, k, row), row.bits == chosen)
        role = "ink" if row.bits == chosen else "dim"
        p.text((BITS_X, at.y + 84), "{n}", n=row.bits, size=FIGURE, weight=600, role=role)
        _draw_share(f, p, at, row, tokens)
    if beat >= DONE and answers.as_set:
        _draw_reading_light(f, p, len(answers.rows), tokens)


def _words_shown(beat: float, k: int, row: AnswerAtWidth) -> int:
    """How many of the words from the first other one on stand there now."""
    return int(np.ceil(float(ramp(beat, 0.08 + 0.04 * k, 0.34 + 0.04 * k)) * (len(row.words) - row.first)))


def _draw_words(p: Picture, at: Rect, row: AnswerAtWidth, shown: int, chosen: bool) -> None:
    runs = lay_out_answer(row.words, row.first, shown, WORDS_W)
    key = ("quantized answer", row.words, row.first, shown, chosen, at.y)
    p.bake(key, lambda q: _draw_runs(q, at, runs, chosen), rect=Rect(WORDS_X - 4, at.y, WORDS_W + 8, at.h))


def _draw_runs(q: Picture, at: Rect, runs: list[WordRun], chosen: bool) -> None:
    if [(run.kind, run.line) for run in runs] == [("same", 0), ("same", 1)]:
        said, top = "\n".join(run.words for run in runs), at.y + LINE_YS[0] - 0.95 * LINE
        role = "ink" if chosen else "dim"
        q.text((WORDS_X, top), "{w}", w=said, size=LINE, role=role, wrap=WORDS_W + 40, lines=2)
        return
    for run in runs:
        x, y = WORDS_X + run.x, at.y + LINE_YS[run.line]
        role = ROLES[run.kind] if chosen or run.kind != "same" else "dim"
        if run.kind == "other":
            box = Rect(x, y - 30, run.w, 40)
            q.hatch([box], alpha=0.8, radius=8, ground=0.3)
            q.rects([box], None, radius=8, stroke="waste", stroke_width=2.4)
            q.text((box.cx, y), "{w}", w=run.words, size=LINE, weight=600, align="center")
        else:
            quiet = role == "decode" and not chosen
            q.text((x, y), "{w}", w=run.words, size=LINE, role=role, alpha=0.85 if quiet else 1.0)


def _draw_share(f: Frame, p: Picture, at: Rect, row: AnswerAtWidth, tokens: int) -> None:
    """The field, uncovered from its top, and the share in figures."""
    shown = f.move("price", 0.16, 0.48)
    stays, y = stays_of(row, tokens), at.y + FIELD_Y
    box = field_box(FIELD_X, y, tokens)
    seen = Rect(box.x, box.y, box.w, box.h * shown)
    key = ("choices that stay", row.bits, stays.tobytes(), y)
    p.bake(key, lambda q: draw_field(q, FIELD_X, y, stays), rect=box, reveal=None if shown >= 1 else seen)
    place, lit = (SHARE_X, at.y + 84), float(ramp(f.beat("price"), 0.3, 0.4))
    if row.same is None:
        p.text(place, "–", size=FIGURE, role="dim", align="right", alpha=lit)
        return
    role = "ink" if float(row.same.value) >= SAME else "waste"
    p.text(place, "{v:.0%}", v=row.same, size=FIGURE, weight=600, role=role, align="right", alpha=lit)


def _draw_reading_light(f: Frame, p: Picture, rows: int, tokens: int) -> None:
    """The same place of the text, in all fields at once."""
    place = np.array([int(f.clock * A_SECOND) % tokens])
    tiles = np.concatenate([tile_at(FIELD_X, FIRST.y + STEP * k + FIELD_Y, place) for k in range(rows)])
    p.sprites(tiles + PITCH / 2, 44, "white", kind="soft", alpha=0.8)
    p.rects(np.concatenate([tiles - 3, np.full_like(tiles, PITCH + 6)], 1), None, stroke="white", stroke_width=2.5)
