"""One pass and one step, drawn alike: all weights are read, and a sheet of tokens shares that read, or hardly anyone.

Each lane of the sheet is a conversation. In the pass every token of its prompt works at once; in the step one does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.spine.s_price.facts import question
from scenes.spine.s_price.places import SHEET, SLAB
from scenes.spine.s_price.result import Division, draw_division
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, clamp
from tourapp.authoring.sizes import LABEL

MOST_LANES, COLUMNS = 48, 124
"""Lanes that can be told apart, and cells of a lane."""
PERIOD = 3.4
"""Seconds from one read to the next."""
STRANDS = 22
BRICKS = (10, 5)
"""Rows and bricks of a row."""
ONE = 14.0
"""Width of a lane's one token in a step: it would be a hair to scale."""


@dataclass(frozen=True, slots=True)
class Read:
    """A pass or a step at a moment. role: its phase; came: 0..1, how far the sheet has come; clock: s."""

    role: str
    came: float
    clock: float


def draw_input(f: Frame, p: Picture) -> None:
    """The pass over all prompts."""
    told = question(f)
    read = Read("prefill", f.cue("input.sheet"), f.clock)
    _draw_read(f, p, read, Phrase("{n}, all in one read", n=told.input.tokens))
    words = (Phrase("one pass over all prompts"), Phrase("shared by"), Phrase("for one token of input, ideal"))
    division = Division(told.input.whole, told.input.tokens, told.input.ideal, told.input.achieved, words, "prefill")
    draw_division(p, division, f.cue("input.whole"), f.cue("input.told"))


def draw_output(f: Frame, p: Picture) -> None:
    """The step of all conversations."""
    told = question(f)
    read = Read("decode", f.cue("output.belt"), f.clock)
    _draw_read(f, p, read, Phrase("{n} for the same read", n=told.output.tokens))
    words = (Phrase("one step"), Phrase("shared by"), Phrase("for one token of output, ideal"))
    division = Division(told.output.whole, told.output.tokens, told.output.ideal, told.output.achieved, words, "decode")
    draw_division(p, division, f.cue("output.whole"), f.cue("output.told"))


def _draw_read(f: Frame, p: Picture, read: Read, words: Phrase) -> None:
    letters = f.world.letters
    _draw_slab(p, read, letters.weights if read.role == "decode" else f.world.cost.prefill.weight_bytes)
    _draw_strands(p, read)
    lanes = min(MOST_LANES, int(f.inputs.batch))
    if read.role == "prefill":
        _draw_sheet(p, read, lanes)
    else:
        _draw_belt(p, read, lanes)
    p.text((SHEET.x, SHEET.y - 20), words, size=LABEL, weight=600, role=read.role, alpha=clamp(2.0 * read.came))
    said = Phrase("{n} {n|conversation|conversations}, a lane for each", n=int(f.inputs.batch))
    if lanes < int(f.inputs.batch):
        said = Phrase("{n} conversations; {m} of the lanes are drawn", n=int(f.inputs.batch), m=lanes)
    p.text((SHEET.x, SHEET.bottom + 34), said, size=LABEL, role="dim")


def _draw_slab(p: Picture, read: Read, weights: Quantity) -> None:
    """The weights as a wall, lit while they are read."""
    rows, per = BRICKS
    wide, high = SLAB.w / per, SLAB.h / rows
    k = np.arange(rows * per)
    row = k // per
    x = SLAB.x + (k % per) * wide + np.where(row % 2 == 1, -wide / 4, wide / 4) - wide / 4
    boxes = np.stack(
        [np.maximum(x, SLAB.x), SLAB.y + row * high, np.full(len(k), wide - 6), np.full(len(k), high - 6)], 1
    )
    boxes[:, 2] = np.minimum(boxes[:, 2], SLAB.right - boxes[:, 0])
    wave = 0.5 + 0.5 * np.cos(2 * np.pi * (read.clock / PERIOD - row / rows))
    p.rects(boxes, "weights", radius=3, alpha=0.45 + 0.45 * wave)
    p.text((SLAB.x, SLAB.y - 20), "weights, read once", size=LABEL, weight=600)
    p.text((SLAB.x, SLAB.bottom + 34), "{w}", w=weights, size=LABEL, mono=True)


def _draw_strands(p: Picture, read: Read) -> None:
    """The read on its way: dashes that leave the wall for the sheet."""
    y = SLAB.y + (np.arange(STRANDS) + 0.5) * SLAB.h / STRANDS
    left, right = SLAB.right + 6, SHEET.x - 6
    p.lines(np.stack([np.full(STRANDS, left), y, np.full(STRANDS, right), y], 1), "weights", width=1.0, alpha=0.5)
    phase = (read.clock / PERIOD * 3.0 + (np.arange(STRANDS) * 0.618) % 1.0) % 1.0
    start = left + (right - left - 30) * phase
    p.lines(np.stack([start, y, start + 30, y], 1), "white", width=3.0, alpha=0.9)


def _lanes(lanes: int) -> tuple[np.ndarray, float]:
    """Top of each lane, and its height."""
    step = SHEET.h / lanes
    return SHEET.y + np.arange(lanes) * step, max(2.0, min(step * 0.8, step - 2.0))


def _draw_sheet(p: Picture, read: Read, lanes: int) -> None:
    """Every token of every prompt works, and the read runs through all of them."""
    tops, high = _lanes(lanes)
    x = np.linspace(0.0, 1.0, COLUMNS)
    head = (read.clock / PERIOD) % 1.0
    light = 0.42 + 0.5 * np.exp(-(((x - head + 0.5) % 1.0 - 0.5) ** 2) / 0.006)
    came = clamp(read.came * 1.25 - 0.25 * x) if read.came < 1.0 else np.ones(COLUMNS)
    data = np.zeros((lanes * 5, COLUMNS))
    share = max(1, round(5 * high / (SHEET.h / lanes)))
    for row in range(min(share, 5)):
        data[row::5] = light * came
    p.image(data, SHEET, "prefill")
    p.rects(
        np.stack([np.full(lanes, SHEET.x), tops, np.full(lanes, SHEET.w), np.full(lanes, high)], 1),
        None,
        radius=2,
        stroke="prefill",
        stroke_width=1.0,
        stroke_alpha=0.3 + 0.2 * read.came,
    )


def _draw_belt(p: Picture, read: Read, lanes: int) -> None:
    """The same lanes: what was read before is dark, and one token at the end of each is lit."""
    tops, high = _lanes(lanes)
    full = np.stack([np.full(lanes, SHEET.x), tops, np.full(lanes, SHEET.w), np.full(lanes, high)], 1)
    p.rects(full, "line", radius=2, alpha=0.32, stroke="line")
    x = SHEET.right - ONE
    one = np.stack([np.full(lanes, x), tops, np.full(lanes, ONE), np.full(lanes, high)], 1)
    glow = 0.6 + 0.4 * np.cos(2 * np.pi * (read.clock / PERIOD))
    p.rects(one, "decode", radius=2, alpha=read.came * (0.7 + 0.3 * glow))
    if lanes <= 16:
        at = np.stack([np.full(lanes, x + ONE / 2), tops + high / 2], 1)
        p.sprites(at, min(90.0, 2.4 * high), "decode", alpha=0.5 * read.came * glow)


def sheet_box() -> Rect:
    """Where the tokens stand."""
    return SHEET
