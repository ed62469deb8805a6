"""The question as tokens: chips with their numbers, and below each the row of real numbers that it picks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.atlas.whole.facts import AtlasFacts, pooled_rows
from scenes.atlas.whole.loop_line import strip_bars
from scenes.atlas.whole.places import STRIP
from tourapp.authoring import OPERATOR, Frame, Phrase, Picture, Rect, begun, cascade, mix
from tourapp.authoring.sizes import LABEL, LINE, TAG
from tourapp.figures.token_strip import (
    ChipStyle,
    TokenChip,
    draw_strip,
    kinds_of,
    lay_strip,
    more_at,
    own_range,
    safe_words,
    token_words,
)

TEXT_AT = (112.0, 168.0)
CHIPS = Rect(112.0, 196.0, 1284.0, 196.0)
STYLE = (LABEL, 46.0)
"""Type size of chips and height of a row."""
ROWS = Rect(112.0, 448.0, 1284.0, 268.0)
"""Where the rows of numbers hang, one below each token."""
IDS_Y = 734.0
WIDEST = 84.0
"""Width of a row of numbers at most."""
MOST = 40
"""Tokens that have a chip; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The shown tokens: chips, how many had no room, ids, and how many are the person's own words."""

    chips: list[TokenChip]
    left: int
    ids: tuple[int, ...]
    own: int
    template: int


def prompt_of(f: Frame, facts: AtlasFacts) -> Prompt:
    """The prompt's tokens in their chips."""
    recording, tokenizer = facts.recording, facts.world.answer_tokenizer
    ids = [int(each) for each in recording.prompt_ids]
    special = [bool(each) for each in recording.prompt_special]
    data = [tokenizer.token_bytes(each) for each in ids]
    own = own_range(data, special, tokenizer, recording.prompt)
    kinds = kinds_of(special, own)
    words = [token_words(each) for each in data]
    style = ChipStyle(STYLE[0], f.text_gain, STYLE[1], part="chips")
    chips, left = lay_strip(words[:MOST], kinds[:MOST], CHIPS, style, 3)
    return Prompt(chips, left + max(0, len(words) - MOST), tuple(ids[: len(chips)]), len(own), len(ids) - len(own))


def draw_carpet(f: Frame, p: Picture, facts: AtlasFacts) -> None:
    """Text, chips and rows; in the next beat the rows gather at the rail's beginning."""
    gone = f.cue("layer.gathers") if f.reached("layer") else 0.0
    if gone >= 1.0:
        return
    prompt = prompt_of(f, facts)
    if gone <= 0.0:
        _draw_words(f, p, facts, prompt)
    elif gone < 0.5:
        with p.group(opacity=1.0 - 2 * gone):
            _draw_words(f, p, facts, prompt)
    _draw_rows(f, p, facts, prompt, gone)
    if str(f[OPERATOR]) == "embedding" and gone <= 0.0:
        p.rects([ROWS.inset(-8)], None, radius=10, stroke="white", stroke_width=2.0)


def _draw_words(f: Frame, p: Picture, facts: AtlasFacts, prompt: Prompt) -> None:
    shown = f.cue("text.chips")
    asked = begun(safe_words(facts.recording.prompt), LINE * f.text_gain, ROWS.w, 600)
    p.text(TEXT_AT, "{w}", w=asked, size=LINE, weight=600)
    style = ChipStyle(STYLE[0], f.text_gain, STYLE[1], part="chips")
    lit = np.array([0.7 if chip.kind == "prompt" else 0.1 for chip in prompt.chips])
    draw_strip(p, prompt.chips, style, alpha=shown, lit=lit)
    if prompt.left:
        words = Phrase("… {n} more", n=prompt.left)
        p.text(more_at(prompt.chips, CHIPS, LABEL), words, size=LABEL, role="dim", alpha=shown)
    drop = f.cue("text.drops")
    if drop > 0.01:
        boxes = columns(len(prompt.chips))
        ends = np.array([(c.box.cx, c.box.bottom, b.cx, ROWS.y) for c, b in zip(prompt.chips, boxes, strict=True)])
        p.curves(_falls(ends), "prefill", alpha=0.30 * drop)
        for box, id in zip(boxes, prompt.ids, strict=True):
            p.text(
                (box.cx + 7, IDS_Y + 66),
                "{n}",
                n=id,
                size=TAG,
                mono=True,
                role="dim",
                rotate=-90.0,
                part="ids",
                alpha=drop,
            )


def columns(count: int) -> list[Rect]:
    """Where the rows hang."""
    rooms = ROWS.columns(max(count, 1), min(8.0, ROWS.w / max(count, 1) * 0.2))
    return [room.inset(max(0.0, (room.w - WIDEST) / 2), 0.0) for room in rooms]


def _falls(ends: np.ndarray) -> np.ndarray:
    """Curves [n, 20, 2] from chips down to rows."""
    t = np.linspace(0.0, 1.0, 20)
    bend = t * t * (3 - 2 * t)
    x = ends[:, :1] + (ends[:, 2:3] - ends[:, :1]) * bend
    y = ends[:, 1:2] + (ends[:, 3:] - ends[:, 1:2]) * t
    return np.stack([x, y], 2)


def _draw_rows(f: Frame, p: Picture, facts: AtlasFacts, prompt: Prompt, gone: float) -> None:
    """Each row of numbers as signed bars; bright ones are the person's own words."""
    count = len(prompt.chips)
    rows = pooled_rows(facts.recording, 0, count)
    drops = cascade(f.cue("text.drops"), count, 0.85)
    breath = 1.0 if f.still else 0.92 + 0.08 * np.sin(1.6 * f.clock - np.arange(count) * 0.35)
    light = np.array([1.0 if chip.kind == "prompt" else 0.6 for chip in prompt.chips]) * breath
    bars, alphas, frames = [], [], []
    for number, box in enumerate(columns(count)):
        share = float(drops[number])
        if share <= 0.01:
            continue
        place = Rect(*(float(mix(a, b, gone)) for a, b in zip(box, STRIP, strict=True)))
        frames.append(place)
        own = strip_bars(rows[number], place)
        own[:, 3] *= share
        own[:, 1] = place.y + (own[:, 1] - place.y) * share
        bars.append(own)
        alphas.append(np.full(len(own), float(light[number]) * share))
    if bars:
        p.rects(np.array(frames), "ground2", radius=6, alpha=0.5 * (1 - gone))
        p.rects(np.concatenate(bars), "prefill", alpha=np.concatenate(alphas))
