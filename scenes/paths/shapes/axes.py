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
SPACE = 0.55
"""Between two numbers of a bracket, in its size."""
THICK = 5.0


def draw_bracket(
    p: Picture, at: tuple[float, float], tensor: ShapeTensor, *, name: str = "", role: str = "ink", alpha: float = 1.0
) -> float:
    """The shape in brackets from a baseline point, each number in its axis's colour; where it ends."""
    x, y = at
    part = f"{tensor.id}:{x:.0f}:{y:.0f}"
    last = len(tensor.sizes) - 1
    runs = [(name, role, SPACE)] if name else []
    runs.append(("[", "dim", 0.1))
    for axis, (kind, size) in enumerate(tensor.sizes):
        runs.append((f"{size:,}", AXIS_ROLES[kind], SPACE if axis < last else 0.1))
    for words, colour, space in (*runs, ("]", "dim", SPACE)):
        p.text((x, y), "{w}", w=words, size=READOUT, role=colour, mono=True, weight=600, alpha=alpha, part=part)
        x += text_width(words, READOUT, "mono", 600) + READOUT * space
    if tensor.pair:
        p.text((x, y), "× 2", size=READOUT, role="ink", mono=True, alpha=alpha, part=part)
    return x


def bracket_width(tensor: ShapeTensor) -> float:
    """How wide the shape in brackets is."""
    words = sum(text_width(f"{size:,}", READOUT, "mono", 600) for _kind, size in tensor.sizes)
    ends = text_width("[]", READOUT, "mono", 600) + 0.2 * READOUT
    return words + ends + SPACE * READOUT * (len(tensor.sizes) - 1)


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
