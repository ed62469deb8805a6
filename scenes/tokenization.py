"""Tokenization: text becomes bytes, bytes fuse into tokens, tokens get ids, ids pick rows of numbers.

Shows the real vocabulary and merge list. Not here: what the network does with the rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import (
    Badge,
    Beat,
    Choice,
    Frame,
    Picture,
    Rail,
    Rect,
    Slider,
    Text,
    ramp,
    scene,
    shared,
    smooth,
    text_width,
)
from tourapp.figures import merge_tree_draw as tree
from tourapp.figures import tokenization_bytes as lamps
from tourapp.figures.merge_tree import ARRIVE, MergePlan, TreeShape, lay_tree, merge_plan
from tourapp.figures.token_strip import Chip, draw_chips

CONTROLS = [
    shared("prompt"), shared("chat"),
    Slider("merge_share", "Merges shown", 0, 100, 100, 1, unit="%"),
    Choice("under", "Under each token", (("bytes", "bytes"), ("ids", "ids"), ("both", "both")), "ids"),
    Text("word", "Word", "strawberry", limit=20),
]
BEATS = [
    Beat("bytes", 5.5, "A computer holds text as bytes: {chars} {chars_word}, {bytes} {bytes_word}.",
         "Each column is one byte: {bits} lamps, on or off. The lit ones add up to the number below."),
    Beat("merges", 7.0, "The pair learned first fuses first: {merges} {merges_word}, {tokens} {tokens_word}.",
         "The merge list has {rules} rows, learned once by counting pairs in a lot of text. Meaning plays no part."),
    Beat("ids", 6.0, "Each token is a row of a fixed list. Its number, the id, is all that goes on.",
         "{template}"),
    Beat("letters", 6.0, "x", "y"),
    Beat("vectors", 7.0, "x", "y"),
]
LEFT, RIGHT = 160.0, 1440.0
TOP = 214.0
TALL, SHORT = (592.0, 642.0), (392.0, 440.0)
"""Bottom of the tree and middle of the tokens, while pieces fuse and afterwards."""
FIRST, LAST = 0.07, 0.80
"""The part of its beat in which merges happen."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What this moment shows: plan, geometry and how far the merges are."""

    plan: MergePlan
    shape: TreeShape
    squeeze: float
    target: int
    done: int
    progress: float
    line: float
    fall: float
    ages: np.ndarray
    chip_y: float


def room_of(plan: MergePlan) -> Rect:
    """The columns' room: narrower where '… n more' stands at its right."""
    return Rect(LEFT, TOP, RIGHT - LEFT - (150.0 if plan.hidden_chars else 0.0), 400.0)


def stage_of(f: Frame) -> Stage:
    """The tree at this moment."""
    plan = merge_plan(f.inputs.prompt, f.world.tokenizer)
    squeeze = f.move("ids", 0.0, 0.14)
    room = room_of(plan)
    shape = lay_tree(plan, room, TOP, TALL[0] if squeeze < 1 else SHORT[0])
    target = round(plan.merges * float(f["merge_share"]) / 100)
    b = f.beat("merges")
    progress = target * float(ramp(b, FIRST, LAST))
    done = target if b >= LAST else min(target, int(progress) + (progress % 1 >= ARRIVE))
    seconds = f.timeline.beats[f.timeline.index("merges")].seconds
    span = seconds * (LAST - FIRST) / max(target, 1)
    now = f.t - f.timeline.start(f.timeline.index("merges")) - seconds * FIRST
    ages = now - span * (np.arange(plan.merges) + ARRIVE)
    if f.still:
        ages = np.full(plan.merges, 9.0)
    ages[target:] = -1.0
    line = shape.level(progress) if progress < target else shape.top + shape.step * target
    chip_y = TALL[1] + (SHORT[1] - TALL[1]) * squeeze
    return Stage(plan, shape, squeeze, target, done, progress, line, f.move("merges", 0.84, 0.95), ages, chip_y)


def enter(f: Frame) -> tuple[float, float]:
    """The middle of the text."""
    return room_of(merge_plan(f.inputs.prompt, f.world.tokenizer)).cx, lamps.LETTERS_Y - 14


def tree_chips(f: Frame, s: Stage) -> list[Chip]:
    """The pieces there are now as chips under their letters."""
    chips = []
    for index, k in enumerate(s.plan.alive(s.done).tolist()):
        span = s.shape.cell * (s.plan.last[k] - s.plan.first[k] + 1)
        middle = s.shape.column((s.plan.first[k] + s.plan.last[k]) / 2)
        width = min(text_width(s.plan.words[k], 26 * f.text_gain, "mono") + 34, span - 6)
        chips.append(Chip(Rect(middle - width / 2, s.chip_y - 25, width, 50), s.plan.words[k], "prompt", index))
    return chips


def draw_tree(f: Frame, p: Picture, s: Stage, alpha: float) -> None:
    """Letters, threads, knots and labels as far as the merges are."""
    pieces = s.plan.alive(s.done)
    moving = f.beat("merges") < LAST and f.beat_name == "merges"
    gone = f.beat("merges")
    hot = tree.inside(s.plan, tree.hot_piece(s.plan, s.plan.merges))[: s.plan.leaves]
    del hot
    shrink = 1.0
    if 0 < s.squeeze < 1:
        shrink = 1 + (SHORT[0] - TOP) / (TALL[0] - TOP) * s.squeeze - s.squeeze
    with p.group(transform=None if shrink == 1 else (1, 0, 0, shrink, 0, TOP * (1 - shrink))):
        tree.draw_threads(p, s.shape, s.line, alpha)
        tree.draw_knots(p, s.shape, s.done, alpha)
        drop = s.line + s.fall * (s.shape.bottom + 60 - s.line)
        tree.draw_drops(p, s.shape, pieces, s.line, max(drop, s.line), alpha)
        tree.draw_labels(p, s.shape, s.done, f.text_gain, alpha * (1 - s.squeeze))
    if moving:
        tree.draw_reading_line(p, s.line, LEFT, RIGHT, s.plan.ranks[min(int(s.progress), s.plan.merges - 1)]
                               if s.plan.merges else 0, alpha)
    if gone < 1:
        tree.draw_ride(p, s.shape, pieces, s.line, f.text_gain, alpha * float(ramp(gone, 0.0, 0.05)) * (1 - s.fall))
    tree.draw_fusions(p, s.shape, s.ages)


@scene(id="tokenization", title="Text becomes numbers", order=30, beats=BEATS, controls=CONTROLS,
       badge=Badge("live on this computer", "SmolLM2's own vocabulary and merge list; · is a space"),
       needs=("recording",), meters="prefill", enter=enter, light="prefill")
def draw(f: Frame, p: Picture) -> None:
    """One moment of the scene."""
    s = stage_of(f)
    b = f.beat("bytes")
    spread = f.move("bytes", 0.05, 0.20)
    here = f.during("bytes")
    if spread < 1:
        p.spark(enter(f), size=130, alpha=1 - float(smooth(ramp(b, 0.1, 0.25))))
    away = float(smooth(ramp(f.beat("merges"), 0.05, 0.2)))
    lamps.draw_letters(p, s.shape, spread=0.05 + 0.95 * spread, strength=float(ramp(b, 0.05, 0.12)) * (1 - 0.45 * away))
    lamps.draw_braces(p, s.shape, here * float(ramp(b, 0.2, 0.28)))
    lamps.draw_place_values(p, LEFT - 14, here * float(ramp(b, 0.22, 0.3)))
    lamps.draw_lamps(p, s.shape, float(ramp(b, 0.26, 0.62)), here, f.clock)
    if f.beat_index >= 1:
        draw_tree(f, p, s, 1.0)
        chips = tree_chips(f, s)
        if s.fall > 0:
            draw_chips(p, chips, size=26, alpha=s.fall)
    rail = Rail(p, CONTROLS)
    rail.read("Characters", 23)
    p.fill(chars=1, chars_word="", bytes=2, bytes_word="", bits=8, merges=s.plan.merges, merges_word="", tokens=3, tokens_word="", rules=4, template="")
