"""The tokenization scene's first picture: the characters on top, and the merge tree growing down from them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scenes.tokenization import bytes as lamps
from scenes.tokenization import merge_tree_draw as tree
from scenes.tokenization.facts import TextFacts
from scenes.tokenization.stage import FIRST, LAST, LEFT, RIGHT, SHORT, TALL, TOP, Stage, late, room_of
from tourapp.authoring import Frame, Picture, mix, pulse, ramp, smooth
from tourapp.figures.token_strip import draw_chips


def draw_text_row(f: Frame, p: Picture, s: Stage, alpha: float) -> None:
    """The characters along the top, on stage from the first beat on."""
    b = f.beat("bytes")
    spread = f.move("bytes", 0.05, 0.20)
    if spread < 1 or b < 0.3:
        p.spark(text_middle(s), size=130, alpha=1 - float(smooth(ramp(b, 0.10, 0.28))))
    if not s.plan.columns:
        p.text(
            (text_middle(s)[0], lamps.LETTERS_Y),
            "An empty prompt: no characters, no tokens of its own.",
            size=26,
            role="dim",
            align="center",
            alpha=alpha * float(ramp(b, 0.05, 0.15)),
            fit=1200,
        )
        return
    dimmed = 0.45 * float(smooth(ramp(f.beat("merges"), 0.05, 0.2)))
    lamps.draw_letters(
        p, s.shape, spread=0.04 + 0.96 * spread, strength=1 - dimmed, alpha=alpha * float(ramp(b, 0.04, 0.12))
    )
    if s.plan.hidden_chars:
        edge = s.shape.left + s.shape.cell * s.plan.columns
        p.text(
            (edge + 16, lamps.LETTERS_Y),
            "… {n} more",
            n=s.plan.hidden_chars,
            size=20,
            role="dim",
            alpha=alpha * float(ramp(b, 0.15, 0.22)),
            fit=RIGHT - edge - 18,
        )


def draw_tree(f: Frame, p: Picture, s: Stage, lit: np.ndarray, alpha: float) -> None:
    """Threads, knots and labels as far as the merges are, and the pieces on their way down."""
    shrink = 1.0 + (SHORT[0] - TALL[0]) / (TALL[0] - TOP) * s.squeeze if 0 < s.squeeze < 1 else 1.0
    end = (s.chips[0].box.y - TOP) / shrink + TOP if s.chips else s.line
    calm = alpha * (1 - 0.3 * f.move("vectors", 0.0, 0.1))
    with p.group(transform=None if shrink == 1 else (1, 0, 0, shrink, 0, TOP * (1 - shrink))):
        tree.draw_threads(p, s.shape, s.line + (30 * s.fall if s.target == s.plan.merges else 0), calm)
        tree.draw_drops(p, s.shape, s.pieces, s.hot, s.line, mix(s.line, end, s.fall), calm)
        tree.draw_knots(p, s.shape, s.done, calm)
        if s.squeeze < 1:
            tree.draw_labels(p, s.shape, s.done, f.text_gain, alpha * (1 - s.squeeze) ** 2)
    b = f.beat("merges")
    if b < LAST and f.beat_name == "merges" and s.plan.merges:
        rank = s.plan.ranks[min(int(s.progress), max(s.target, 1) - 1)]
        tree.draw_reading_line(p, s.line, LEFT, RIGHT, rank, alpha * float(ramp(b, 0.03, FIRST)))
    if s.hot >= 0 and s.fall > 0:
        _largest(f, p, s, alpha * s.fall)
    chips = s.chips if s.fall >= 1 else [replace(chip, words="") for chip in s.chips]
    draw_chips(p, chips, size=26, gain=f.text_gain, alpha=s.fall * alpha, lit=lit)
    if s.fall < 1:
        home = np.array([(chip.box.cx, chip.box.cy + 9.1) for chip in s.chips]).reshape(-1, 2)
        tree.draw_ride(
            p, s.shape, s.pieces, s.line, s.ages, f.text_gain, alpha * float(ramp(b, 0.0, 0.05)), home, s.fall
        )
        tree.draw_fusions(p, s.shape, s.ages)


def _largest(f: Frame, p: Picture, s: Stage, alpha: float) -> None:
    """The largest token glows and breathes: the eye's resting place when all merges are made."""
    here = f.during("merges") + f.during("ids")
    box = s.chips[s.hot].box
    light = alpha * here * pulse(f.clock, 3.0, 0.55, 0.9)
    p.sprites([(box.cx, box.y - 4)], min(240.0, 90 + box.w * 0.7), "prefill", kind="soft", alpha=light)
    p.sprites([(box.cx, box.y - 6)], 54, "prefill", alpha=light)


def draw_rule(f: Frame, p: Picture, s: Stage, facts: TextFacts) -> None:
    """The row of the merge list that is being applied, in large type."""
    now = late(f.during("merges")) * float(ramp(f.beat("merges"), 0.03, FIRST)) * (1 - 0.25 * s.fall)
    if now <= 0.01:
        return
    if not s.target:
        p.text(
            (800, 752),
            "No merge: every byte is a piece of its own.",
            size=24,
            role="dim",
            align="center",
            alpha=now,
            fit=1200,
        )
        return
    at = min(int(s.progress), s.target - 1)
    tree.draw_rule(p, s.plan, at, 738, f.text_gain, now)
    p.text(
        (800, 812),
        "row {rank} of {rules} in the merge list · merge {k} of {n}",
        size=22,
        role="dim",
        align="center",
        alpha=now,
        fit=1240,
        rank=s.plan.ranks[at],
        rules=facts.rules,
        k=at + 1,
        n=s.plan.merges,
    )


def text_middle(s: Stage) -> tuple[float, float]:
    """The middle of the row of characters."""
    return room_of(s.plan).cx, lamps.LETTERS_Y - 14
