"""A box of a lab's page: what stands in it, and the caret while it has the keys; the mark of what is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import LabAct, Picture, Rect, Tag, sizes, text_width

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import LabView

PAD = 16.0
FIELD = "lab_box"
"""The kind of tag of such an area."""


@dataclass(frozen=True, slots=True)
class Field:
    """One box: its id, where it stands, and whether it holds running text on several lines."""

    id: str
    box: Rect
    prose: bool = False


@dataclass(frozen=True, slots=True)
class FieldLook:
    """How a box stands: what is in it, the colour of its edge, whether it has the keys, whether it may have them."""

    text: str
    role: str
    focused: bool
    open: bool


def draw_field(p: Picture, f: Frame, view: LabView, field: Field) -> None:
    """The box of a lab as it is now."""
    text = view.text_in(field.id)
    right, focused = field.id in view.state.right, view.state.focus == field.id
    wrong = view.state.verdict is not None and not view.state.verdict.ok and view.state.verdict.box == field.id
    open_now = field.id in view.stops
    role = "good" if right else "white" if focused else "waste" if wrong else "dim" if open_now else "line"
    draw_entry(p, f, field, FieldLook(text, role, focused, open_now))


def draw_entry(p: Picture, f: Frame, field: Field, look: FieldLook) -> None:
    """A box to type into."""
    box, strong, gain = field.box, look.focused or look.role == "waste", f.rail.stand.words_gain
    p.rects([box], "ground", radius=10, alpha=0.55, stroke=look.role, stroke_width=3 if strong else 2)
    if field.prose:
        _prose(p, box, look.text)
    else:
        _formula(p, field, look.text, gain)
    if look.focused and (f.still or f.clock % 1.0 < 0.6):
        _caret(p, field, look.text, gain)
    if look.open:
        p.hot([box], (Tag(FIELD, field.id),), (LabAct("box", field.id),))


def _formula(p: Picture, field: Field, text: str, gain: float) -> None:
    room = (field.box.w - 2 * PAD) / gain
    p.text(
        (field.box.right - PAD, field.box.cy + 11 * gain),
        "{text}",
        text=_tail(text, sizes.READOUT, room),
        size=sizes.READOUT,
        mono=True,
        align="right",
    )


def _prose(p: Picture, box: Rect, text: str) -> None:
    p.text((box.x + PAD, box.y + 10), "{text}", text=text, size=sizes.LABEL, wrap=box.w - 2 * PAD, lines=5)


def _caret(p: Picture, field: Field, text: str, gain: float) -> None:
    box = field.box
    if field.prose:
        if not text:
            p.lines([(box.x + PAD, box.y + 14, box.x + PAD, box.y + 14 + 28 * gain)], "white", width=3)
        return
    x = box.right - PAD + 4
    p.lines([(x, box.cy - 18 * gain, x, box.cy + 18 * gain)], "white", width=3)


def _tail(text: str, size: float, room: float) -> str:
    """The end of a formula, as much as the box takes."""
    shown = text
    while shown and text_width(shown, size, "mono") > room:
        shown = shown[1:]
    return shown if shown == text else "…" + shown[1:]


def draw_check(p: Picture, at: tuple[float, float], size: float = 1.0) -> None:
    """A check mark around a point."""
    x, y = at
    points = [(x - 12 * size, y), (x - 3 * size, y + 10 * size), (x + 14 * size, y - 12 * size)]
    p.curves([points], "good", width=5.0 * size)
