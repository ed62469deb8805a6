"""One moment of the merge tree: its plan, its geometry and how far its merges are. Data only, no drawing.

Before the ids the tree is tall; then it shrinks upwards to make room for what comes out of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.tokenization.merges import MergePlan, merge_plan
from scenes.tokenization.tree_shape import ARRIVE, TreeShape, lay_tree
from tourapp.authoring import Frame, Rect, mix, text_width
from tourapp.authoring.sizes import LINE, READOUT
from tourapp.figures.token_strip import TokenChip

LEFT, RIGHT = 160.0, 1440.0
MIDDLE = 800.0
TOP = 214.0
LETTERS_Y = 190.0
"""Baseline of the row of characters, above the tree."""
TALL, SHORT = (592.0, 640.0), (386.0, 160.0)
"""Bottom of the tree and middle of the tokens: while pieces fuse, and afterwards."""
CHIP = LINE
"""Type size of the tokens."""


@dataclass(frozen=True, slots=True, eq=False)
class TreeMoment:
    """What this moment shows. `target`: merges asked for; `done`, `progress`: how far they are; `line`: height of the
    reading line; `fall`: pieces on their way to become tokens; `ages`: seconds since each merge, below 0 before it."""

    plan: MergePlan
    shape: TreeShape
    squeeze: float
    """0 while the tree is tall, 1 when it has shrunk."""
    target: int
    done: int
    progress: float
    line: float
    fall: float
    ages: np.ndarray
    chips: tuple[TokenChip, ...]
    pieces: np.ndarray
    hot: int
    """Place of the token that the eye should follow; -1 where there is none."""

    @property
    def ids(self) -> list[int]:
        """The id of each piece on stage."""
        return [self.plan.ids[k] for k in self.pieces.tolist()]

    @property
    def merge(self) -> int:
        """The merge that is being made (the first where none is asked for)."""
        return min(int(self.progress), max(self.target, 1) - 1)

    @property
    def text_middle(self) -> tuple[float, float]:
        """The middle of the row of characters."""
        return room_of(self.plan).cx, LETTERS_Y - 14

    def span(self, k: int) -> float:
        """Width over a piece's bytes."""
        return float(self.shape.cell * self.plan.span(k))

    def id_size(self, gain: float) -> float:
        """One type size for all ids that fits the narrowest token."""
        wide = [(self.span(k) - 10) / (0.605 * gain * len(str(self.plan.ids[k]))) for k in self.pieces.tolist()]
        return float(min(READOUT, max(13.0, min(wide, default=READOUT))))


def late(share: float) -> float:
    """The second half of a fade: gone early, come late, so that words of two beats never stand on each other."""
    return max(0.0, 2.0 * share - 1.0)


def hovered(f: Frame) -> int:
    """Which token is under the pointer, or -1."""
    token = f.hovered("token")
    return -1 if token is None else int(token)


def chip_light(f: Frame, s: TreeMoment, turns: np.ndarray | None = None) -> np.ndarray:
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


def tree_moment(f: Frame) -> TreeMoment:
    """The tree at this moment."""
    plan = merge_plan(f.inputs.prompt, f.world.tokenizer)
    squeeze = f.cue("ids.squeeze")
    shape = lay_tree(plan, room_of(plan), TOP, TALL[0] if squeeze < 1 else SHORT[0])
    target = round(plan.merges * float(f["merge_share"]) / 100)
    made = f.cue("merges.fuse", eased=False)
    progress = target * made
    done = target if made >= 1 else min(target, int(progress) + (progress % 1 >= ARRIVE))
    line = shape.level(progress) if progress < target else shape.top + shape.step * target
    chip_y = mix(TALL[1], SHORT[1], squeeze)
    pieces = plan.alive(done)
    main = plan.in_largest()[pieces]
    return TreeMoment(
        plan=plan,
        shape=shape,
        squeeze=squeeze,
        target=target,
        done=done,
        progress=progress,
        line=line,
        fall=f.cue("merges.fall"),
        ages=merge_ages(f, plan.merges, target),
        chips=tuple(_chip(shape, int(k), index, chip_y, f.text_gain) for index, k in enumerate(pieces)),
        pieces=pieces,
        hot=int(np.argmax(plan.sizes[pieces] * (1 + 99 * main))) if len(pieces) else -1,
    )


def merge_ages(f: Frame, merges: int, target: int) -> np.ndarray:
    """Seconds since each merge happened; below 0 for those still to come."""
    index, (first, last) = f.timeline.cue("merges.fuse")
    seconds = f.timeline.beats[index].seconds
    span = seconds * (last - first) / max(target, 1)
    ages = f.t - f.timeline.start(index) - seconds * first - span * (np.arange(merges) + ARRIVE)
    if f.still:
        ages = np.full(merges, 9.0)
    ages[target:] = -1.0
    return np.asarray(ages)


def _chip(shape: TreeShape, k: int, index: int, y: float, gain: float) -> TokenChip:
    """One piece as a chip under the middle of its bytes."""
    plan = shape.plan
    middle = shape.column((plan.first[k] + plan.last[k]) / 2)
    width = min(text_width(plan.words[k], CHIP * gain, "mono") + 34, shape.cell * plan.span(k) - 6)
    return TokenChip(Rect(middle - width / 2, y - 25, width, 50), plan.words[k], "prompt", index)
