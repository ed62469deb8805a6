"""The name of the cut at the left end of its plane, and how much of the odds it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.sampling.cut_plane import plane_corner
from tourapp.authoring import Phrase, Picture, Quantity
from tourapp.authoring.sizes import T15, T17

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TokenChoice

X, Y = 66.0, 530.0
BELOW, INDENT = 23.0, 34.0
"""Down to the second line; from the left to where the line to the plane starts."""
OVER, UNDER = 24.0, 36.0
"""That line starts so far above the words, or so far below them."""
NAME_ROOM, LOST_ROOM = 196, 150
DOT = 9.0


def cut_name(choice: TokenChoice) -> Phrase:
    """Which setting makes the cut."""
    if choice.params.temperature == 0:
        return Phrase("greedy: only the highest score")
    if choice.kept_count < choice.after_top_k:
        return Phrase("the cut: top-p {p:.2f}", p=choice.params.top_p)
    if choice.kept_count < choice.vocabulary:
        return Phrase("the cut: top-k {k}", k=choice.params.top_k)
    return Phrase("nothing is cut")


def draw_cut_label(p: Picture, choice: TokenChoice, plane: float, cut: float, gain: float) -> None:
    """`plane` is the height of the cut's plane (0: there is none), `cut` 0..1 how far it has been made, `gain` the
    theme's factor for words."""
    if cut <= 0.02:
        return
    p.text((X, Y), cut_name(choice), size=T17, role="waste", weight=600, fit=NAME_ROOM, alpha=cut, backed=0.6)
    if plane <= 0:
        return
    lost = Quantity(choice.lost, "share", "odds cut off", "c")
    at = (X, Y + BELOW * gain)
    p.text(at, "{v} cut off", v=lost, size=T15, role="dim", fit=LOST_ROOM, alpha=cut, backed=0.6)
    end = plane_corner(plane)
    start = Y + UNDER * gain if end[1] > Y else Y - OVER * gain
    p.lines([(X + INDENT, start, float(end[0]), float(end[1]))], "waste", alpha=0.7 * cut)
    p.sprites([end], DOT, "waste", kind="dot", additive=False, alpha=cut)
