"""Drawing a merge tree: threads hanging from the letters, a reading line that falls, pieces that slide together and
fuse.

The threads are one still layer that the line uncovers; all that moves is drawn per frame as arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenes.tokenization.merge_tree import NEVER, MergePlan, TreeShape
from tourapp.authoring import Picture, Rect, Tag, set_control, smooth, text_width

LABEL = 20.0
RANK = 18.0
RIDE = 27.0
"""Type size of the pieces that ride on the reading line."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a merge: the piece, its rank if there is room, and where they start."""

    piece: int
    words: str
    rank: str
    x: float
    y: float
    width: float


def sizes(plan: MergePlan) -> np.ndarray:
    """How many bytes each piece holds."""
    count = np.ones(len(plan.pieces))
    for i in np.flatnonzero(plan.left >= 0):
        count[i] = count[plan.left[i]] + count[plan.right[i]]
    return count


def hot_piece(plan: MergePlan, merges: int) -> int:
    """The piece made of the most bytes, which the eye should follow; -1 in an empty window."""
    alive = plan.alive(merges)
    return int(alive[np.argmax(sizes(plan)[alive])]) if len(alive) else -1


def inside(plan: MergePlan, root: int) -> np.ndarray:
    """Which pieces are part of `root` (True for itself)."""
    if root < 0:
        return np.zeros(len(plan.pieces), bool)
    return (plan.first >= plan.first[root]) & (plan.last <= plan.last[root])


@lru_cache(maxsize=64)
def thread_curves(shape: TreeShape) -> tuple[np.ndarray, np.ndarray]:
    """Paths (n x 26 x 2) of all pieces that merge, from where each is made to where it fuses, and which pieces."""
    child = np.flatnonzero(shape.plan.parent >= 0)
    u = np.linspace(0, 1, 26)
    y = shape.y[child, None] + (shape.y[shape.plan.parent[child]] - shape.y[child])[:, None] * u[None]
    return np.stack([_paths_x(shape, child, y), y], 2), child


def _paths_x(shape: TreeShape, child: np.ndarray, y: np.ndarray) -> np.ndarray:
    parent = shape.plan.parent[child]
    start = np.maximum(shape.y[child], shape.y[parent] - shape.bend)[:, None]
    share = np.clip((y - start) / np.maximum(shape.y[parent][:, None] - start, 1e-6), 0, 1)
    return np.asarray(shape.x[child][:, None] + (shape.x[parent] - shape.x[child])[:, None] * smooth(share))


def draw_threads(p: Picture, shape: TreeShape, line: float, alpha: float = 1.0, quiet: float = 0.4) -> None:
    """The threads above the height `line`. Threads that do not end in the largest token are `quiet`."""
    if alpha <= 0.01 or not shape.plan.merges:
        return
    area = Rect(60, shape.top - 44, 1384, shape.bottom - shape.top + 74)
    if line <= shape.top:
        return

    def build(q: Picture) -> None:
        curves, child = thread_curves(shape)
        hot = inside(shape.plan, hot_piece(shape.plan, shape.plan.merges))[child]
        width = 1.7 + 1.35 * np.log2(sizes(shape.plan)[child])
        light = np.where(hot, 1.0, quiet)
        for extra, strength in ((6.0, 0.16), (0.0, 0.85)):
            q.curves(curves, "prefill", width=width + extra, alpha=light * strength, additive=extra > 0)
        q.curves(curves[hot], "white", width=np.maximum(1.2, width[hot] * 0.45), alpha=0.45, additive=True)

    p.bake(
        ("merge threads", shape.key, quiet),
        build,
        rect=area,
        bloom=0.95,
        alpha=alpha,
        reveal=Rect(area.x, area.y, area.w, min(line, area.bottom) - area.y),
    )


def draw_drops(
    p: Picture, shape: TreeShape, pieces: np.ndarray, hot_at: int, line: float, to: float, alpha: float = 1.0
) -> None:
    """Straight threads of finished pieces: from where each was made down to `to`; others from the reading line on.
    The piece at place `hot_at` has the brightest one."""
    if not len(pieces) or alpha <= 0.01:
        return
    ends = shape.plan.parent[pieces] < 0
    start = np.where(ends, shape.y[pieces], line)
    x = np.where(ends, shape.x[pieces], shape.at(pieces, line))
    hot = np.arange(len(pieces)) == hot_at
    keep = start < to - 1
    boxes = np.stack([x, start, x, np.full(len(x), to)], 1)
    for chosen, width, strength in ((hot & keep, 3.4, 0.95), (~hot & keep, 2.0, 0.42)):
        if chosen.any():
            p.lines(boxes[chosen], "prefill", width=width + 5, alpha=0.14 * alpha * strength, additive=True)
            p.lines(boxes[chosen], "prefill", width=width, alpha=alpha * strength)


def ride_places(shape: TreeShape, pieces: np.ndarray, line: float, gain: float) -> np.ndarray:
    """Middle of each riding piece's words: parts that are about to fuse end side by side and spell the merged piece."""
    plan = shape.plan
    parent = plan.parent[pieces]
    other = np.where(plan.left[parent] == pieces, plan.right[parent], plan.left[parent])
    sign = np.where(plan.left[parent] == pieces, -0.5, 0.5)
    wide = np.array([text_width(plan.words[k], RIDE * gain, "mono") for k in other])
    end = np.where(parent >= 0, shape.y[parent], NEVER)
    start = np.maximum(shape.y[pieces], end - shape.bend)
    share = np.where(parent >= 0, smooth(np.clip((line - start) / np.maximum(end - start, 1e-6), 0, 1)), 0.0)
    return np.asarray(shape.at(pieces, line) + share * sign * wide)


def draw_ride(
    p: Picture,
    shape: TreeShape,
    pieces: np.ndarray,
    line: float,
    ages: np.ndarray,
    gain: float,
    alpha: float,
    home: np.ndarray,
    fall: float,
) -> None:
    """Pieces on the reading line: a light on each thread and the piece's words below it; a new piece starts large and
    glowing (`ages`: seconds since each merge). With `fall` 0..1 the words go on down to `home` (n x 2 baselines)."""
    if not len(pieces) or alpha <= 0.01:
        return
    at = ride_places(shape, pieces, line, gain)
    at = at + (home[:, 0] - at) * fall
    down = line + 36 + (home[:, 1] - line - 36) * fall
    count = sizes(shape.plan)[pieces]
    heads = np.stack([shape.at(pieces, line), np.full(len(pieces), line)], 1)
    p.sprites(
        heads, 20 + 8 * np.log2(count + 1), "prefill", alpha=alpha * (1 - fall) * np.clip(0.5 + 0.12 * count, 0, 1)
    )
    order = pieces - shape.plan.leaves
    age = np.where(order >= 0, ages[np.maximum(order, 0)], -1.0) if len(ages) else np.full(len(pieces), -1.0)
    pop = np.where(age >= 0, np.clip(1 - age / 0.5, 0, 1), 0.0) ** 2
    fresh = pop > 0.02
    p.sprites(
        np.stack([at[fresh], np.full(int(fresh.sum()), line + 27)], 1),
        90 + 60 * np.log2(count[fresh]),
        "prefill",
        kind="soft",
        alpha=0.8 * alpha * pop[fresh],
    )
    for k, x, y, gleam in zip(pieces.tolist(), at.tolist(), down.tolist(), pop.tolist(), strict=True):
        span = shape.cell * (shape.plan.last[k] - shape.plan.first[k] + 1)
        p.text(
            (x, y),
            shape.plan.words[k],
            size=RIDE * (1 + 0.22 * gleam),
            mono=True,
            weight=600,
            align="center",
            alpha=alpha,
            fit=max(14.0, span - 8),
            spill=True,
        )


def draw_knots(p: Picture, shape: TreeShape, merges: int, alpha: float = 1.0) -> None:
    """A light where each of the first merges was made."""
    made = np.flatnonzero((shape.plan.born > 0) & (shape.plan.born <= merges))
    if not len(made) or alpha <= 0.01:
        return
    hot = inside(shape.plan, hot_piece(shape.plan, shape.plan.merges))[made]
    count = sizes(shape.plan)[made]
    p.hot(
        [(shape.x[k] - 16, shape.y[k] - 12, 32, 24) for k in made],
        [Tag("merge", int(shape.plan.born[k])) for k in made],
        [set_control("merge_share", round(100 * int(shape.plan.born[k]) / shape.plan.merges)) for k in made],
    )
    p.sprites(
        np.stack([shape.x[made], shape.y[made]], 1),
        18 + 9 * np.log2(count),
        "prefill",
        alpha=alpha * np.where(hot, 0.95, 0.5),
    )


def draw_fusions(p: Picture, shape: TreeShape, ages: np.ndarray) -> None:
    """A flash and a widening ring where pieces have just fused; `ages` in seconds, one per merge (below 0: not yet)."""
    fresh = np.flatnonzero((ages >= 0) & (ages < 0.55))
    if not len(fresh):
        return
    node = fresh + shape.plan.leaves
    at = np.stack([shape.x[node], shape.y[node]], 1)
    age = ages[fresh] / 0.55
    count = np.log2(sizes(shape.plan)[node] + 1)
    p.sprites(at, (70 + 34 * count) * (1 - 0.3 * age), "prefill", alpha=0.75 * (1 - age) ** 2, kind="soft")
    p.sprites(
        at, (26 + 10 * count) + (60 + 16 * count) * smooth(age), "prefill", alpha=0.7 * (1 - age) ** 1.5, kind="ring"
    )
    p.sprites(at, (50 + 20 * count) * (1 - age) + 12, "white", alpha=(1 - age) ** 2)


def label_boxes(found: list[Label], gain: float) -> np.ndarray:
    """Areas (n x 4) of labels."""
    return np.array([(one.x, one.y - LABEL * gain * 0.8, one.width, LABEL * gain) for one in found]).reshape(-1, 4)


@lru_cache(maxsize=48)
def lay_labels(shape: TreeShape, gain: float) -> tuple[Label, ...]:
    """Words beside merges, with their rank, wherever they cover neither other words nor a thread; tokens have chips."""
    plan = shape.plan
    curves, _ = thread_curves(shape)
    xs, ys = curves[..., 0], curves[..., 1]
    found: list[Label] = []
    made = [k for k in range(plan.leaves, len(plan.pieces)) if plan.parent[k] >= 0]
    for k in sorted(made, key=lambda k: -sizes(plan)[k]):
        best: tuple[float, Label] | None = None
        for choice, label in enumerate(_choices(shape, k, gain)):
            if _overlaps(label, found, gain) or not 156 < label.x < 1440 - label.width:
                continue
            crossed = _crossings(label, xs, ys, gain)
            cost = 3.0 * crossed + 0.4 * choice
            if best is None or cost < best[0]:
                best = (cost, label)
        if best is not None and best[0] < 5.0:
            found.append(best[1])
    return tuple(found)


def _choices(shape: TreeShape, k: int, gain: float) -> list[Label]:
    """Places for a label, best one first: right or left of the knot with its rank, then without."""
    words, rank = shape.plan.words[k], f"{shape.plan.ranks[k - shape.plan.leaves]:,}"
    x, y = float(shape.x[k]), float(shape.y[k])
    wide = text_width(words, LABEL * gain, "mono")
    both = wide + 9 + text_width(rank, RANK * gain, "mono")
    out = []
    for width, shown in ((both, rank), (wide, "")):
        for dy in (6.0, -8.0, 18.0):
            out.append(Label(k, words, shown, x + 13, y + dy, width))
            out.append(Label(k, words, shown, x - 13 - width, y + dy, width))
    return out


def _overlaps(label: Label, found: list[Label], gain: float) -> bool:
    tall = LABEL * gain * 1.15
    return any(
        abs(one.y - label.y) < tall and one.x < label.x + label.width + 10 and label.x < one.x + one.width + 10
        for one in found
    )


def _crossings(label: Label, xs: np.ndarray, ys: np.ndarray, gain: float) -> int:
    """How many threads pass behind the label."""
    tall = LABEL * gain
    hit = (
        (xs > label.x - 4)
        & (xs < label.x + label.width + 4)
        & (ys > label.y - tall * 0.85)
        & (ys < label.y + tall * 0.25)
    )
    return int(hit.any(1).sum())


def draw_labels(p: Picture, shape: TreeShape, merges: int, gain: float, alpha: float = 1.0) -> None:
    """The labels of the first merges."""
    plan = shape.plan
    if alpha <= 0.01:
        return
    hot = inside(plan, hot_piece(plan, plan.merges))
    for one in lay_labels(shape, gain):
        if plan.born[one.piece] > merges:
            continue
        strength = alpha * (1.0 if hot[one.piece] else 0.8)
        p.text((one.x, one.y), one.words, size=LABEL, mono=True, weight=500, alpha=strength, fit=one.width + 4)
        if one.rank:
            right = one.x + one.width
            p.text(
                (right, one.y), one.rank, size=RANK, mono=True, role="dim", alpha=strength, align="right", fit=one.width
            )


def draw_rule(p: Picture, plan: MergePlan, merge: int, y: float, gain: float, alpha: float) -> None:
    """One row of the merge list in large type: left part, right part, and what they become. `y` is the middle."""
    if not 0 <= merge < plan.merges or alpha <= 0.01:
        return
    node = plan.leaves + merge
    words = [plan.words[k] for k in (plan.left[node], plan.right[node], node)]
    size = 30.0
    wide = [text_width(one, size * gain, "mono") + 40 for one in words]
    scale = min(1.0, (1240.0 - 140.0) / sum(wide))
    wide = [one * scale for one in wide]
    x = 800.0 - (sum(wide) + 140.0) / 2
    for place, (one, room) in enumerate(zip(words, wide, strict=True)):
        last = place == 2
        p.rects(
            [(x, y - 30, room, 60)],
            "prefill",
            radius=10,
            alpha=alpha * (0.36 if last else 0.13),
            stroke="prefill",
            stroke_width=2.0 if last else 1.2,
            stroke_alpha=0.95 if last else 0.6,
        )
        p.text(
            (x + room / 2, y + size * 0.36),
            one,
            size=size,
            mono=True,
            weight=600,
            align="center",
            alpha=alpha,
            fit=room - 16,
        )
        if not last:
            p.text(
                (x + room + 35, y + size * 0.36),
                "→" if place else "+",
                size=size,
                mono=True,
                role="dim",
                align="center",
                alpha=alpha,
            )
        x += room + 70


def draw_reading_line(p: Picture, line: float, left: float, right: float, rank: int, alpha: float) -> None:
    """The line that goes down the merge list, with the rank it reads at its left end."""
    if alpha <= 0.01:
        return
    p.rects([(left, line - 1, right - left, 2)], "prefill", alpha=0.55 * alpha, gradient="right", fade=0.15)
    p.rects([(left, line - 26, right - left, 26)], "prefill", alpha=0.10 * alpha, gradient="up", fade=0.0)
    p.text(
        (left - 10, line + 8),
        "{v}",
        size=23,
        mono=True,
        weight=600,
        role="prefill",
        align="right",
        alpha=alpha,
        fit=left - 76,
        v=rank,
    )
