"""The names of both cuts at the left end of their plane, and how much of the probability each of them takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.sampling.cut_plane import plane_corner
from tourapp.authoring import Phrase, Picture
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ChoiceNumbers

X, LOWEST, ABOVE = 66.0, 520.0, 64.0
"""Where the lines begin, the last one's baseline at the lowest, and how far it stays above the plane's end."""
BELOW, INDENT = 32.0, 34.0
"""Down to the next line; from the left to where the line to the plane starts."""
UNDER = 14.0
"""That line starts so far below the words."""
DOT = 12.0


def cut_lines(numbers: ChoiceNumbers) -> list[tuple[Phrase, str]]:
    """What each cut takes, and both together, with their roles."""
    choice, cuts = numbers.choice, numbers.cuts
    if choice.params.temperature == 0:
        return [(Phrase("greedy: only the highest score"), "waste")]
    if choice.kept_count == choice.vocabulary:
        return [(Phrase("nothing is cut"), "waste")]
    by_k, by_p = choice.after_top_k < choice.vocabulary, choice.kept_count < choice.after_top_k
    lines = []
    if by_k:
        lines.append((Phrase("top-k {k} cuts {v}", k=choice.params.top_k, v=cuts.top_k), "waste"))
    if by_p:
        lines.append((Phrase("top-p {p:.2f} cuts {v}", p=choice.params.top_p, v=cuts.top_p), "waste"))
    if by_k and by_p:
        lines.append((Phrase("together {v} cut off", v=cuts.both), "dim"))
    return lines


def draw_cut_label(p: Picture, numbers: ChoiceNumbers, plane: float, cut: float, gain: float) -> None:
    """`plane` is the height of the cut's plane (0: there is none), `cut` 0..1 how far it has been made, `gain` the
    theme's factor for words."""
    if cut <= 0.02:
        return
    lines, end = cut_lines(numbers), plane_corner(plane)
    foot = LOWEST if plane <= 0 else min(LOWEST, float(end[1]) - ABOVE)
    first = foot - BELOW * gain * (len(lines) - 1)
    for row, (words, role) in enumerate(lines):
        strong = role == "waste"
        at, size = (X, first + BELOW * gain * row), LABEL
        p.text(at, words, size=size, role=role, weight=600 if strong else 400, alpha=cut, backed=0.6)
    if plane <= 0:
        return
    p.lines([(X + INDENT, foot + UNDER * gain, float(end[0]), float(end[1]))], "waste", alpha=0.7 * cut)
    p.sprites([end], DOT, "waste", kind="dot", additive=False, alpha=cut)
