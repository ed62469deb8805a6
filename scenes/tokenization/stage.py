"""One moment of the tokenization scene: the plan, its geometry and how far its merges are. Data only, no drawing.

Before the ids the tree is tall; then it shrinks upwards to make room for what comes out of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.tokenization.merge_tree import ARRIVE, MergePlan, TreeShape, lay_tree, merge_plan
from scenes.tokenization.merge_tree_draw import hot_piece, inside, sizes
from tourapp.authoring import Frame, Rect, mix, ramp, text_width
from tourapp.figures.token_strip import Chip

LEFT, RIGHT = 160.0, 1440.0
TOP = 214.0
TALL, SHORT = (592.0, 640.0), (386.0, 434.0)
"""Bottom of the tree and middle of the tokens: while pieces fuse, and afterwards."""
FIRST, LAST = 0.07, 0.80
"""The part of its beat in which merges happen."""


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """What this moment shows. `target`: merges asked for; `done`, `progress`: how far they are; `line`: height of the
    reading line; `fall`: pieces on their way to become tokens; `lit`: how much each token shines."""

    plan: MergePlan
    shape: TreeShape
    squeeze: float
    target: int
    done: int
    progress: float
    line: float
    fall: float
    ages: np.ndarray
    chips: tuple[Chip, ...]
    pieces: np.ndarray
    hot: int

    @property
    def ids(self) -> list[int]:
        """The id of each piece on stage."""
        return [self.plan.ids[k] for k in self.pieces.tolist()]

    def span(self, k: int) -> float:
        """Width over a piece's bytes."""
        return float(self.shape.cell * (self.plan.last[k] - self.plan.first[k] + 1))

    def id_size(self, gain: float) -> float:
        """One type size for all ids that fits the narrowest token."""
        wide = [(self.span(k) - 10) / (0.605 * gain * len(str(self.plan.ids[k]))) for k in self.pieces.tolist()]
        return float(min(30.0, max(13.0, min(wide, default=30.0))))


def late(share: float) -> float:
    """The second half of a fade: gone early, come late, so that words of two beats never stand on each other."""
    return max(0.0, 2.0 * share - 1.0)


def hovered(f: Frame) -> int:
    """Which token is under the pointer, or -1."""
    token = f.hovered("token")
    return -1 if token is None else int(token)


def chip_light(f: Frame, s: Stage, turns: np.ndarray | None = None) -> np.ndarray:
    """How much each token shines: the one under the pointer, else those whose `turns` it is, else the largest."""
    lit = np.full(len(s.chips), 0.2)
    if 0 <= hovered(f) < len(lit):
        lit[hovered(f)] = 1.0
    elif turns is not None:
        lit = 0.2 + 0.8 * turns
    elif s.hot >= 0:
        lit[s.hot] = 1.0
    return lit


def room_of(plan: MergePlan) -> Rect:
    """The columns' room: narrower where '… n more' stands at its right."""
    return Rect(LEFT, TOP, RIGHT - LEFT - (170.0 if plan.hidden_chars else 0.0), 400.0)


def stage_of(f: Frame) -> Stage:
    """The tree at this moment."""
    plan = merge_plan(f.inputs.prompt, f.world.tokenizer)
    squeeze = f.move("ids", 0.0, 0.13)
    shape = lay_tree(plan, room_of(plan), TOP, TALL[0] if squeeze < 1 else SHORT[0])
    target = round(plan.merges * float(f["merge_share"]) / 100)
    b = f.beat("merges")
    progress = target * float(ramp(b, FIRST, LAST))
    done = target if b >= LAST else min(target, int(progress) + (progress % 1 >= ARRIVE))
    line = shape.level(progress) if progress < target else shape.top + shape.step * target
    chip_y = mix(TALL[1], SHORT[1], squeeze)
    pieces = plan.alive(done)
    chips = tuple(_chip(f, shape, int(k), index, chip_y) for index, k in enumerate(pieces))
    main = inside(plan, hot_piece(plan, plan.merges))
    hot = int(np.argmax(sizes(plan)[pieces] * (1 + 99 * main[pieces]))) if len(pieces) else -1
    return Stage(
        plan,
        shape,
        squeeze,
        target,
        done,
        progress,
        line,
        f.move("merges", 0.84, 0.95),
        merge_ages(f, plan.merges, target),
        chips,
        pieces,
        hot,
    )


def merge_ages(f: Frame, merges: int, target: int) -> np.ndarray:
    """Seconds since each merge happened; below 0 for those still to come."""
    index = f.timeline.index("merges")
    seconds = f.timeline.beats[index].seconds
    span = seconds * (LAST - FIRST) / max(target, 1)
    ages = f.t - f.timeline.start(index) - seconds * FIRST - span * (np.arange(merges) + ARRIVE)
    if f.still:
        ages = np.full(merges, 9.0)
    ages[target:] = -1.0
    return np.asarray(ages)


def _chip(f: Frame, shape: TreeShape, k: int, index: int, y: float) -> Chip:
    """One piece as a chip under the middle of its bytes."""
    plan = shape.plan
    span = shape.cell * (plan.last[k] - plan.first[k] + 1)
    middle = shape.column((plan.first[k] + plan.last[k]) / 2)
    width = min(text_width(plan.words[k], 26 * f.text_gain, "mono") + 34, span - 6)
    return Chip(Rect(middle - width / 2, y - 25, width, 50), plan.words[k], "prompt", index)
