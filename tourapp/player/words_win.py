"""Large words on a picture: each at the size that was asked for where it fits, else it leaves; figures never leave.

From the largest words down: a word stays if its box overlaps none that is kept already and lies in the picture's area.
Words in kept layers come out of them, so that none is cut by a layer's edge; those of layers in perspective belong to
the scenery and stay. What leaves is named, so that it can be told another way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from tourapp.authoring import Rect, Theme, ops, sizes, text_width
from tourapp.player.words_apart import paragraph_lines, sized

IDENTITY: ops.Transform = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FAINT = 0.2
"""Fainter words are on their way in or out: they are no obstacle."""
TIGHT = 2.6
"""A rectangle this many times as high as the words in it, or lower, holds them: they stay in it."""
SMALL = 0.74
"""In a group that makes things smaller than this there is a picture in the picture: its words are scenery."""
ALIGN = {"left": 0.0, "center": 0.5, "right": 1.0}
SCENERY = "scenery"
PANEL = 0.6
"""A rectangle that takes less of the picture's width than this is a card: words on it stay on it."""
LESS = 0.8
"""Words that find no room at the full scale may be so much smaller, never smaller than usual."""
SLACK = 1.03
EDGE_X, EDGE_Y = 4.0, 1.0
"""Stage units between two words."""
STEPS_DOWN = (1.0, 0.85, 0.7)
"""A figure that finds no room may be this much smaller, before it stands as it does."""


class _Word(NamedTuple):
    op: ops.Words
    at: ops.Transform
    alpha: float
    clip: tuple[float, float, float, float] | None

    @property
    def figure(self) -> bool:
        """Whether it is the one number of the beat, which never leaves."""
        return self.op.size >= sizes.FIGURE and self.op.wrap is None

    @property
    def faint(self) -> bool:
        """Whether it is on its way in or out."""
        return self.op.alpha * self.alpha < FAINT


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where words may stand and how: the picture's transform onto the stage, the area, the scale, the theme, the least
    size at which they are read."""

    at: ops.Transform
    area: Rect
    scale: float
    theme: Theme
    floor: float = sizes.TAG


def fit_words(items: Iterable[Any], ground: Ground, holders: Iterable[Any] = ()) -> tuple[list[Any], list[str]]:
    """Ops (split) with their words at the ground's scale or left out, and the words that left. holders: rectangles
    that words stay in."""
    whole = list(items)
    words = list(_words(whole, ground.at, 1.0, None))
    found = _holder_boxes(holders, ground.at)
    boxes = np.concatenate(found) if found else np.zeros((0, 4))
    verdicts, left = _judged(words, ground, boxes)
    return _rebuilt(whole, iter(verdicts)), left


def _holder_boxes(items: Iterable[Any], at: ops.Transform) -> list[np.ndarray]:
    """Rectangles on the stage: left, top, right, bottom."""
    found = []
    for op in items:
        if isinstance(op, ops.Group):
            found += _holder_boxes(op.ops, at if op.transform is None else _after(op.transform, at))
        else:
            x, y, w, h = op.boxes.T
            a, _, _, d, e, f = at
            found.append(np.stack([a * x + e, d * y + f, a * (x + w) + e, d * (y + h) + f], 1))
    return found


def _holder(box: Box, boxes: np.ndarray) -> np.ndarray | None:
    """The smallest rectangle that words stand in, or None."""
    high = box[3] - box[1]
    inside = (
        (boxes[:, 0] <= box[0] + 3.0)
        & (boxes[:, 1] <= box[1] + 0.3 * high)
        & (boxes[:, 2] >= box[2] - 3.0)
        & (boxes[:, 3] >= box[3] - 0.3 * high)
    )
    if not inside.any():
        return None
    found = boxes[inside]
    return np.asarray(found[np.argmin((found[:, 2] - found[:, 0]) * (found[:, 3] - found[:, 1]))])


def _words(items: Iterable[Any], at: ops.Transform, alpha: float, clip: Box | None) -> Iterator[_Word]:
    for op in items:
        if isinstance(op, ops.Words):
            yield _Word(op, at, alpha, clip)
        elif isinstance(op, ops.Group):
            inner = clip
            if op.clip is not None:
                x, y, w, h = op.clip
                inner = _shared(clip, _mapped((x, y, x + w, y + h), at))
            yield from _words(
                op.ops, at if op.transform is None else _after(op.transform, at), alpha * op.opacity, inner
            )


def _rebuilt(items: Iterable[Any], verdicts: Iterator[ops.Words | None]) -> list[Any]:
    found: list[Any] = []
    for op in items:
        if isinstance(op, ops.Words):
            kept = next(verdicts)
            if kept is not None:
                found.append(kept)
        elif isinstance(op, ops.Group):
            found.append(replace(op, ops=tuple(_rebuilt(op.ops, verdicts))))
        else:
            found.append(op)
    return found


def _judged(words: list[_Word], ground: Ground, holders: np.ndarray) -> tuple[list[ops.Words | None], list[str]]:
    """Of each word what is drawn, or None; and what left."""
    verdicts: list[ops.Words | None] = [None] * len(words)
    taken: list[Box] = []
    left: list[str] = []
    shrink = _gain(ground.at)

    def rank(place: int) -> tuple[Any, ...]:
        word = words[place]
        return (word.faint, -round(ground.theme.px(word.op.size) * _gain(word.at)), -word.op.weight, place)

    def usual(word: _Word) -> Box:
        return _box(word.op, ground.theme.px(word.op.size), word.at)

    figures = {n: usual(word) for n, word in enumerate(words) if word.figure and not word.faint}
    for place in sorted(range(len(words)), key=rank):
        word = words[place]
        if _gain(word.at) < SMALL * shrink or word.op.part == SCENERY:
            verdicts[place] = word.op  # of a picture in the picture, or on a drawn thing
            continue
        free = word.op.spill or word.faint
        others = [box for number, box in figures.items() if number != place]
        kept = _placed(word, ground, _holder(usual(word), holders), [] if free else [*taken, *others])
        if kept is None:
            left.append(word.op.words)
            continue
        verdicts[place], box = kept
        if not free:
            taken.append(box)
    return verdicts, left


def _wishes(word: _Word, ground: Ground, holder: np.ndarray | None) -> list[float]:
    """The sizes at which words may be painted, in stage units, the best first. A figure is large anyhow and follows
    the picture; a running line and what a rectangle holds tightly stay as large as that allows."""
    op, gain, shrink = word.op, _gain(word.at), _gain(ground.at)
    usual = ground.theme.px(op.size) * gain / shrink
    wanted = max(usual * ground.scale, ground.floor)
    if word.figure:
        best = max(wanted * shrink, min(usual, sizes.CAPTION) * ground.scale)
        return [*(best * step for step in STEPS_DOWN), max(usual * shrink, ground.floor)]
    if isinstance(op, ops.Line) or "\n" in op.words:
        return [usual * shrink] if usual * shrink >= ground.floor else []
    box = _box(op, usual * shrink / gain, word.at)
    less = max(usual, wanted * LESS, ground.floor)
    loose = [wanted, less] if less < wanted else [wanted]
    if holder is None or op.rotate or op.wrap is not None or holder[2] - holder[0] > PANEL * ground.area.w:
        return loose
    wide = max(wanted * (box[2] - box[0]) / (usual * shrink), 1e-6)
    room = min((holder[2] - holder[0] - 4.0) / wide, 0.92 * (holder[3] - holder[1]) / wanted, 1.0)
    held = [wanted * room] if wanted * room >= ground.floor - 0.25 else []
    return held if holder[3] - holder[1] <= TIGHT * (box[3] - box[1]) else [*loose, *held]


def _placed(word: _Word, ground: Ground, holder: np.ndarray | None, taken: list[Box]) -> tuple[ops.Words, Box] | None:
    """A word at the best size that finds room, moved a little where it would leave the area; None where none does."""
    gain, area = _gain(word.at), ground.area
    if holder is not None and holder[2] - holder[0] < PANEL * area.w and not word.figure:
        left, right = max(area.x, holder[0] - 2.0), min(area.right, holder[2] + 2.0)
        area = Rect(left, area.y, right - left, area.h)  # it stays on its card
    last = None
    for wish in _wishes(word, ground, holder):
        px = wish / gain
        if word.figure:
            px *= min(1.0, area.w / (_wide(word.op, px) * gain))
        found = _moved(word, px, ground.theme, area)
        if found is None:
            continue
        last = found
        if not any(_meet(found[1], other) for other in taken):
            return found
    return last if word.figure else None


def _moved(word: _Word, px: float, theme: Theme, area: Rect) -> tuple[ops.Words, Box] | None:
    """A word at a size (its own px), a little moved where it would leave the area; None where that does not help."""
    gain, op = _gain(word.at), sized(word.op, px, theme)
    box = _box(op, px, word.at)
    dx, dy = _into(box, area)
    if not word.figure and (abs(dx) > 1.5 * px * gain or abs(dy) > 0.9 * px * gain or box[2] - box[0] > area.w + 1.0):
        return None
    if dx or dy:
        a, _, _, d, _, _ = word.at
        op = replace(op, x=op.x + dx / (a or 1.0), y=op.y + dy / (d or 1.0))
        box = (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)
    if word.clip is not None and not _inside(box, word.clip):
        return None
    if op.fit is not None and _wide(op, px) > op.fit + 0.5 and not word.figure:
        return None
    return replace(op, fit=None), box


def _wide(op: ops.Words, px: float) -> float:
    if isinstance(op, ops.Line):
        return op.width
    return text_width(op.words, round(px, 2), op.family, op.weight) * SLACK


def _box(op: ops.Words, px: float, at: ops.Transform) -> Box:
    """Where words stand on the stage."""
    if op.wrap is not None:
        lines = [text_width(part, round(px, 2), op.family, op.weight) * SLACK for part in op.words.split("\n")]
        spare = (op.wrap - min(op.wrap, max(lines))) * ALIGN[op.align]
        left, high = op.x + spare, paragraph_lines(op, px) * px * 1.35
        return _mapped((left, op.y, left + min(op.wrap, max(lines)), op.y + high), at)
    wide = _wide(op, px)
    x = op.x - wide * ALIGN[op.align]
    box = (x, op.y - 0.78 * px, x + wide, op.y + 0.22 * px)
    if op.rotate:
        middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        tall = abs(op.rotate) % 180 > 45
        w, h = (box[3] - box[1], wide) if tall else (wide, box[3] - box[1])
        box = (middle[0] - w / 2, middle[1] - h / 2, middle[0] + w / 2, middle[1] + h / 2)
    return _mapped(box, at)


def _into(box: Box, area: Rect) -> tuple[float, float]:
    """How far a box has to move to lie in the area."""
    dx = max(0.0, area.x - box[0]) - max(0.0, box[2] - area.right)
    dy = max(0.0, area.y - box[1]) - max(0.0, box[3] - area.bottom)
    return dx, dy


def _inside(box: Box, clip: Box) -> bool:
    return box[0] >= clip[0] - 2 and box[1] >= clip[1] - 2 and box[2] <= clip[2] + 2 and box[3] <= clip[3] + 2


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] + EDGE_X and b[0] < a[2] + EDGE_X and a[1] < b[3] - EDGE_Y and b[1] < a[3] - EDGE_Y


def _gain(t: ops.Transform) -> float:
    return float((t[0] ** 2 + t[1] ** 2) ** 0.5)


def _after(inner: ops.Transform, outer: ops.Transform) -> ops.Transform:
    """First the inner transform, then the outer one."""
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer
    return (A * a + C * b, B * a + D * b, A * c + C * d, B * c + D * d, A * e + C * f + E, B * e + D * f + F)


def _mapped(box: Box, t: ops.Transform) -> Box:
    xs = [t[0] * x + t[2] * y + t[4] for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [t[1] * x + t[3] * y + t[5] for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)


def _shared(a: Box | None, b: Box) -> Box:
    return b if a is None else (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
