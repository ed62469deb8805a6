"""Axes and what a tensor is called: each kind of axis has its colour and keeps it, in brackets and along the sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture, Rect, Tag, Why, text_width
from tourapp.authoring.sizes import LABEL, LINE, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ShapeTensor

AXIS_ROLES = {
    "token": "prefill",
    "channel": "weights",
    "head": "ink",
    "vocabulary": "good",
    "batch": "value",
    "layer": "dim",
}
"""Fixed: an axis is told by its colour wherever it stands."""
AXIS_WORDS = {
    "token": Phrase("tokens"),
    "channel": Phrase("channels"),
    "head": Phrase("heads"),
    "vocabulary": Phrase("vocabulary"),
    "batch": Phrase("conversations"),
    "layer": Phrase("layers"),
}
THICK = 5.0


def draw_bracket(
    p: Picture, at: tuple[float, float], tensor: ShapeTensor, *, name: str = "", role: str = "ink", alpha: float = 1.0
) -> float:
    """The shape in brackets from a baseline point, each number in its axis's colour; where it ends."""
    sizes = [(f"{size:,}", AXIS_ROLES[kind]) for kind, size in tensor.sizes]
    runs = [(f"{name} ", role)] if name else []
    runs.append(("[", "dim"))
    for axis, run in enumerate(sizes):
        runs += [(" ", "dim"), run] if axis else [run]
    runs.append(("] × 2" if tensor.pair else "]", "dim"))
    wide = text_width("".join(words for words, _ in runs), READOUT, "mono", 600)
    p.line(at, runs, wide, size=READOUT, alpha=alpha, family="mono", weight=600)
    return at[0] + wide


def bracket_width(tensor: ShapeTensor) -> float:
    """How wide the shape in brackets is."""
    words = " ".join(f"{size:,}" for _kind, size in tensor.sizes)
    return text_width(f"[{words}]", READOUT, "mono", 600)


def draw_axes(p: Picture, rect: Rect, kinds: tuple[str, str], shown: float) -> None:
    """Lines along the left and the lower edge of a sheet, in the colours of its axes."""
    down, across = kinds
    if shown <= 0.004:
        return
    x, y = rect.x - 10.0, rect.bottom + 10.0
    p.lines([(x, rect.y, x, rect.y + rect.h * shown)], AXIS_ROLES[down], width=THICK)
    p.lines([(rect.x, y, rect.x + rect.w * shown, y)], AXIS_ROLES[across], width=THICK)


def draw_legend(p: Picture, at: tuple[float, float], kinds: tuple[str, ...]) -> None:
    """What the colours of the axes stand for, in one row."""
    x, y = at
    for kind in kinds:
        p.text((x, y), AXIS_WORDS[kind], size=LABEL, role=AXIS_ROLES[kind], weight=600, part="axes")
        x += text_width(str(AXIS_WORDS[kind]), LABEL, "text", 600) + 36.0


def hot_tensor(p: Picture, rect: Rect, tensor: ShapeTensor) -> None:
    """Pointed at, a tensor tells its axes; clicked, where its bytes come from."""
    p.hot([rect], [Tag("tensor", tensor.id)], [Why()], [tensor.bytes])


def name_line(p: Picture, at: tuple[float, float], words: str | Phrase, *, align: str = "left") -> None:
    """A name above a sheet."""
    p.text(at, words, size=LINE, role="dim", align=align)
