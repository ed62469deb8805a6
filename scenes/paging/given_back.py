"""The blocks that the latest request gives back: they lift out of memory and become text again, token by token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.paging.block_grid import HEAD, Grid
from scenes.paging.coloured_pool import token_rows
from scenes.paging.facts import letter, recomputation
from tourapp.authoring import Frame, Picture, Rect, cascade, ease_out, mix, pulse, smooth
from tourapp.authoring.sizes import LABEL, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PagingEvent, PolicyRun

PANEL = Rect(64, 520, 580, 262)
FEW, MANY, ROWS = 9, 16, 4
"""Chips in a row, of two rows or of more, and how many rows there can be."""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A request that has to go: its blocks in order, and its tokens, of which the first `prompt` were read."""

    request: int
    blocks: tuple[int, ...]
    tokens: int
    prompt: int
    size: int


def given_back(run: PolicyRun, event: PagingEvent) -> GivenBack:
    """What the request of a preemption holds in the moment before."""
    before, number = run.at(event.step - 1), event.request
    tokens = before.lengths.get(number, 0)
    prompt = min(run.workload.requests[number].prompt, tokens)
    return GivenBack(number, before.tables.get(number, ()), tokens, prompt, run.block_size)


def lifted(f: Frame, given: GivenBack) -> np.ndarray:
    """How far each of its blocks is on its way, 0..1."""
    return np.asarray(smooth(cascade(f.cue("dry.lift", eased=False), len(given.blocks), 0.55)))


def draw_given_back(f: Frame, p: Picture, grid: Grid, given: GivenBack) -> None:
    """Its places in memory, its blocks on their way, and the text that they become."""
    ways = lifted(f, given)
    left = [block for block, way in zip(given.blocks, ways, strict=True) if way > 0]
    if left:
        p.hatch(grid.boxes(left), alpha=0.8, ground=0.2, radius=8)
        p.rects(grid.boxes(left), None, radius=8, stroke="waste", stroke_width=2.5, dash=True)
    _draw_panel(f, p, given, ways)
    for place, (block, way) in enumerate(zip(given.blocks, ways, strict=True)):
        if way < 1:
            _draw_flying(p, grid.box(block), given, place, float(way))


def chips(given: GivenBack) -> np.ndarray:
    """A chip for each token, in rows."""
    in_row, high = (FEW, 38.0) if given.tokens <= 2 * FEW else (MANY, 18.0)
    k = np.arange(min(given.tokens, MANY * ROWS))
    wide = (PANEL.w - 48) / in_row
    x, y = PANEL.x + 24 + (k % in_row) * wide, PANEL.y + 74 + (k // in_row) * (high + 9)
    full = np.full(len(k), 1.0)
    return np.stack([x, y, (wide - 8) * full, high * full], 1)


def _draw_panel(f: Frame, p: Picture, given: GivenBack, ways: np.ndarray) -> None:
    """The text, as far as its blocks have come, and when it is read again."""
    p.rects([PANEL], "raised", radius=14, alpha=0.7, stroke="line", stroke_width=2)
    p.text((PANEL.x + 24, PANEL.y + 50), "{who} becomes text again", who=letter(given.request), size=TITLE, weight=600)
    boxes = chips(given)
    k = np.arange(len(boxes))
    here = ways[np.minimum(k // given.size, len(ways) - 1)] >= 1 if len(ways) else np.zeros(len(k), bool)
    breath = pulse(f.clock, 2.4, 0.7, 1.0)
    for role, some in (("prefill", k < given.prompt), ("decode", k >= given.prompt)):
        if some.any():
            p.rects(boxes[some], None, radius=6, stroke=role, stroke_width=1.5, dash=True)
        if (some & here).any():
            p.rects(boxes[some & here], role, radius=6, alpha=breath)
    y = PANEL.bottom - 56
    words = "{n} {n|token|tokens}: {r} read, {w} written"
    values = {"n": given.tokens, "r": given.prompt, "w": given.tokens - given.prompt}
    p.text((PANEL.x + 24, y), words, size=LABEL, n=values["n"], r=values["r"], w=values["w"])
    back = recomputation(f.world.paging.paged, given.request)
    if back is not None:
        words = "kept, and read again at step {s}"
        p.text((PANEL.x + 24, y + 36), words, s=back.step, size=LABEL, weight=600, role="prefill")


def _draw_flying(p: Picture, box: Rect, given: GivenBack, place: int, way: float) -> None:
    """One block on its arc from its place in memory to the first of its chips."""
    boxes = chips(given)
    first = boxes[min(place * given.size, len(boxes) - 1)] if len(boxes) else np.array([PANEL.cx, PANEL.cy, 0, 0])
    x = mix(box.cx, float(first[0]) + 50, way)
    y = mix(box.cy, float(first[1]) + 12, way) - 190 * float(np.sin(np.pi * way)) * 0.6
    shrink = mix(1.0, 0.62, ease_out(way))
    written = int(np.clip(given.tokens - place * given.size, 0, given.size))
    read = int(np.clip(given.prompt - place * given.size, 0, written))
    with p.group(scale=shrink, about=(box.cx, box.cy), move=(x - box.cx, y - box.cy)):
        p.rects([box], "ground", radius=8, stroke="ink", stroke_width=3.0)
        for role, bars in zip(("prefill", "decode"), token_rows(box, given.size, read, written)[:2], strict=True):
            if bars:
                p.rects(bars, role, radius=3)
        at = (box.cx, box.y + HEAD - 8)
        p.text(at, "{who}", who=letter(given.request), size=LABEL, weight=600, align="center", spill=True)
