"""The merge list at work: the line that goes down it, and the row that is being applied, in large type."""

from __future__ import annotations

from scenes.tokenization.moment import LEFT, MIDDLE, RIGHT, TreeMoment, late
from tourapp.authoring import Frame, Picture, Quantity, Rect, text_width
from tourapp.authoring.sizes import LABEL, READOUT

RULE_Y, PLACE_Y = 738.0, 812.0
"""Middle of the row in large type, and baseline of the words about its place."""
SIGN = 70.0
"""Room for a sign between two pieces."""
SIZE = READOUT


def draw_reading_line(p: Picture, s: TreeMoment, alpha: float) -> None:
    """The line that goes down the merge list, with the rank it reads at its left end."""
    if alpha <= 0.01:
        return
    width = RIGHT - LEFT
    p.rects([(LEFT, s.line - 1, width, 2)], "prefill", alpha=0.55 * alpha, gradient="right", fade=0.15)
    p.rects([(LEFT, s.line - 26, width, 26)], "prefill", alpha=0.10 * alpha, gradient="up", fade=0.0)
    p.text(
        (LEFT - 10, s.line + 8),
        "{v}",
        v=s.plan.ranks[s.merge],
        size=LABEL,
        mono=True,
        weight=600,
        role="prefill",
        align="right",
        alpha=alpha,
        fit=LEFT - 76,
    )


def draw_rule(f: Frame, p: Picture, s: TreeMoment, rules: Quantity) -> None:
    """The row of the merge list that is being applied; `rules`: how many rows it has."""
    alpha = late(f.during("merges")) * f.cue("merges.begin", eased=False) * (1 - 0.25 * s.fall)
    if alpha <= 0.01:
        return
    if not s.target:
        p.text(
            (MIDDLE, 752),
            "No merge: every byte is a piece of its own.",
            size=LABEL,
            role="dim",
            align="center",
            alpha=alpha,
            fit=1200,
        )
        return
    _pieces(p, s, f.text_gain, alpha)
    p.text(
        (MIDDLE, PLACE_Y),
        "row {rank} of {rules} in the merge list · merge {k} of {n}",
        size=LABEL,
        role="dim",
        align="center",
        alpha=alpha,
        fit=1240,
        rank=s.plan.ranks[s.merge],
        rules=rules,
        k=s.merge + 1,
        n=s.plan.merges,
    )


def _pieces(p: Picture, s: TreeMoment, gain: float, alpha: float) -> None:
    """Left part, right part, and what they become."""
    plan, node = s.plan, s.plan.leaves + s.merge
    words = [plan.words[k] for k in (plan.left[node], plan.right[node], node)]
    wide = [text_width(one, SIZE * gain, "mono") + 40 for one in words]
    scale = min(1.0, (1240.0 - 2 * SIGN) / sum(wide))
    wide = [one * scale for one in wide]
    x = MIDDLE - (sum(wide) + 2 * SIGN) / 2
    for one, room, sign in zip(words, wide, ("+", "→", ""), strict=True):
        _piece(p, one, Rect(x, RULE_Y - 30, room, 60), not sign, alpha)
        if sign:
            _sign(p, sign, x + room + SIGN / 2, alpha)
        x += room + SIGN


def _piece(p: Picture, words: str, box: Rect, made: bool, alpha: float) -> None:
    """A piece in its box; the one that is made stands out."""
    p.rects(
        [box],
        "prefill",
        radius=10,
        alpha=alpha * (0.36 if made else 0.13),
        stroke="prefill",
        stroke_width=2.0 if made else 1.2,
        stroke_alpha=0.95 if made else 0.6,
    )
    at, fit = (box.x + box.w / 2, RULE_Y + SIZE * 0.36), box.w - 16
    p.text(at, "{w}", w=words, size=SIZE, mono=True, weight=600, align="center", alpha=alpha, fit=fit)


def _sign(p: Picture, sign: str, x: float, alpha: float) -> None:
    """Plus or arrow, drawn."""
    ends = [(x - 13, RULE_Y, x + 13, RULE_Y)]
    if sign == "+":
        ends.append((x, RULE_Y - 13, x, RULE_Y + 13))
    else:
        ends += [(x + 13, RULE_Y, x + 3, RULE_Y - 9), (x + 13, RULE_Y, x + 3, RULE_Y + 9)]
    p.lines(ends, "dim", width=3, alpha=alpha)
