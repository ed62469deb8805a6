"""How the merge list is learned: count pairs in a text, fuse the most frequent one, count again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Phrase, Picture, Rect, pulse, text_width
from tourapp.authoring.sizes import LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LearnedNumbers

PAGE = Rect(64.0, 140.0, 1376.0, 300.0)
PITCH = 60.0
"""From one line of the paragraph to the next."""
PAIRS = Rect(64.0, 500.0, 640.0, 330.0)
FALL = Rect(800.0, 520.0, 640.0, 270.0)


def steps_shown(f: Frame) -> int:
    """How many merges are learned at this moment."""
    most = min(int(f["learn_steps"]), len(f.world.learned_list.learned.steps))
    return round(most * f.cue("learn.run", eased=False))


def learn_words(f: Frame) -> tuple[Phrase, Phrase]:
    """Caption and second line."""
    told = f.world.learned_list
    n = min(int(f["learn_steps"]), len(told.learned.steps))
    said = Phrase("Nobody writes the merge list. It is counted: the most frequent pair fuses next.")
    if not n:
        return said, Phrase("Nothing is learned yet: the paragraph has {n} letters and spaces.", n=told.pieces[0])
    words = "On this paragraph {n} {n|merge|merges} turn {a} letters and spaces into {b} pieces."
    return said, Phrase(words, n=n, a=told.pieces[0], b=told.pieces[n])


def draw_learn(f: Frame, p: Picture) -> None:
    """The paragraph in pieces, the pairs that compete now, and how the number of pieces falls."""
    told, n = f.world.learned_list, steps_shown(f)
    _draw_page(f, p, told, n)
    _draw_pairs(f, p, told, n)
    _draw_fall(f, p, told, n)


def _draw_page(f: Frame, p: Picture, told: LearnedNumbers, n: int) -> None:
    """The paragraph, a box behind each piece of more than one letter; the newest one is lit."""
    wide = text_width("n", LINE, "mono")
    room = int(PAGE.w / wide)
    newest = told.learned.steps[n - 1] if n else None
    lines, column, row = [""], 0, 0
    boxes: list[tuple[float, ...]] = []
    lit: list[tuple[float, ...]] = []
    for piece in told.learned.pieces[n]:
        if column + len(piece) > room:
            lines.append("")
            column, row = 0, row + 1
        if len(piece) > 1:
            box = (PAGE.x + wide * column + 1, PAGE.y + PITCH * row + 6, wide * len(piece) - 2, 44.0)
            fresh = newest is not None and piece == newest.left + newest.right
            (lit if fresh else boxes).append(box)
        lines[-1] += piece
        column += len(piece)
    if boxes:
        p.rects(np.array(boxes), "raised", radius=7, stroke="dim", stroke_width=1.5)
    if lit:
        p.rects(np.array(lit), "prefill", radius=7, alpha=0.55 * pulse(f.clock, 1.8, 0.75, 1.0), stroke="prefill")
    for place, words in enumerate(lines):
        at = (PAGE.x, PAGE.y + PITCH * place + 38)
        p.text(at, Phrase("{words}", words=words), size=LINE, mono=True, part="paragraph")


def _draw_pairs(f: Frame, p: Picture, told: LearnedNumbers, n: int) -> None:
    """The pairs most frequent now, as bars; the first one is fused next."""
    steps = told.learned.steps
    step = steps[min(n, len(steps) - 1)]
    p.text((PAIRS.x, PAIRS.y - 14), "pairs of neighbours, counted", size=LABEL, weight=600)
    rows = PAIRS.rows(6)
    most = max(count for *_, count in step.frequent)
    for place, (row, (left, right, count)) in enumerate(zip(rows, step.frequent, strict=False)):
        first = place == 0 and n < len(steps)
        role = "prefill" if first else "dim"
        words = Phrase("{a} + {b}", a=_spelled(left), b=_spelled(right))
        p.text((row.x, row.cy + 8), words, size=LABEL, mono=True, role="ink" if first else "dim", part="pairs")
        x = row.x + 230.0
        bar = Rect(x, row.y + 10, max(4.0, (PAIRS.right - x - 70.0) * count / most), row.h - 20)
        alpha = 0.85 * (pulse(f.clock, 1.8, 0.8, 1.0) if first else 0.6)
        p.rects([bar], role, radius=4, alpha=alpha)
        p.text((bar.right + 14, row.cy + 8), "{n}", n=count, size=LABEL, part="counts")


def _spelled(piece: str) -> str:
    """A piece with its space to be seen."""
    return piece.replace(" ", "·")


def _draw_fall(f: Frame, p: Picture, told: LearnedNumbers, n: int) -> None:
    """Pieces of the paragraph after each merge; those not yet learned are faint."""
    values = np.array([float(each.value) for each in told.pieces])
    wide = FALL.w / len(values)
    high = FALL.h * values / values[0]
    x = FALL.x + wide * np.arange(len(values))
    boxes = np.stack([x, FALL.bottom - high, np.full(len(values), wide - 3), high], 1)
    done = np.arange(len(values)) <= n
    p.rects(boxes, "prefill", radius=2, alpha=np.where(done, 0.85, 0.16))
    p.sprites([(x[n] + wide / 2, FALL.bottom - high[n])], 60, "white", alpha=0.7 * pulse(f.clock, 1.8, 0.6, 1.0))
    p.text((FALL.x, FALL.y - 34), "pieces of the paragraph", size=LABEL, weight=600)
    p.text((FALL.right, FALL.y - 34), "{v}", v=told.pieces[n], size=LABEL, weight=600, role="prefill", align="right")
    words = Phrase("after {n} {n|merge|merges}", n=n)
    p.text((FALL.right, FALL.bottom + 34), words, size=LABEL, role="dim", align="right")
