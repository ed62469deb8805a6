"""Controls drawn as a picture, for snapshots and hand-outs: the same boxes the window's native widgets fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tourapp.authoring import Choice, Control, Picture, Rect, Slider, Text, Toggle, control_boxes, is_menu, show, sizes


def slider_words(control: Slider, value: float) -> str:
    """A slider's value with its unit, or its word for 'off'."""
    if control.off_text and value <= control.low:
        return control.off_text
    number = f"{int(value):,}" if control.whole else f"{float(value):.{control.decimals}f}"
    if control.unit == "$":
        return f"${number}"
    return f"{number} {control.unit}".strip()


def draw_controls(p: Picture, controls: Sequence[Control], values: Mapping[str, Any]) -> None:
    """All controls of a scene with their values."""
    for control, box in zip(controls, control_boxes(controls), strict=True):
        value = values.get(control.id, control.default)
        if isinstance(control, Slider):
            _slider(p, control, box, float(value))
        elif isinstance(control, Choice) and not is_menu(control):
            _segments(p, control.label, [(label, choice == value) for choice, label in control.choices], box)
        elif isinstance(control, Toggle):
            _toggle(p, control, box, bool(value))
        elif isinstance(control, Choice):
            label = next((words for choice, words in control.choices if choice == value), show(value))
            _menu(p, control.label, label, box)
        elif isinstance(control, Text):
            _menu(p, control.label, str(value).replace("\n", " ")[:60], box)
        else:
            p.rects([box], "prefill", radius=8, alpha=0.28, stroke="prefill", stroke_alpha=0.6)
            p.text((box.cx, box.cy + 6), control.label, size=sizes.T16, weight=600, align="center", fit=box.w - 20)


def _slider(p: Picture, control: Slider, box: Rect, value: float) -> None:
    p.text((box.x, box.y + 20), control.label, size=sizes.T17, fit=box.w * 0.58)
    p.text(
        (box.right, box.y + 20),
        slider_words(control, value),
        size=sizes.T17,
        role=control.role,
        mono=True,
        weight=600,
        align="right",
        fit=box.w * 0.42,
    )
    y = box.y + 36
    share = min(max(control.fraction(value), 0.0), 1.0)
    p.rects([(box.x, y, box.w, 6)], "line", radius=3)
    p.rects([(box.x, y, max(6.0, box.w * share), 6)], control.role, radius=3)
    p.sprites([(box.x + 9 + (box.w - 18) * share, y + 3)], 20, "ink", kind="dot", additive=False)


def _segments(p: Picture, label: str, options: list[tuple[str, bool]], box: Rect) -> None:
    p.text((box.x, box.y + 20), label, size=sizes.T17, fit=box.w)
    row = Rect(box.x, box.y + 30, box.w, box.h - 30)
    cells = row.columns(len(options), 4)
    for cell, (words, chosen) in zip(cells, options, strict=True):
        p.rects(
            [cell],
            "prefill" if chosen else "line",
            radius=8,
            alpha=0.30 if chosen else 0.45,
            stroke="prefill" if chosen else None,
            stroke_alpha=0.7,
        )
        p.text(
            (cell.cx, cell.cy + 6),
            words,
            size=sizes.T15,
            weight=600,
            role="ink" if chosen else "dim",
            align="center",
            fit=cell.w - 8,
        )


def _toggle(p: Picture, control: Toggle, box: Rect, on: bool) -> None:
    p.text((box.x, box.cy + 6), control.label, size=sizes.T17, fit=box.w - 70)
    track = (box.right - 52, box.cy - 13, 52, 26)
    p.rects([track], "prefill" if on else "line", radius=13, alpha=0.85 if on else 1.0)
    p.sprites([(box.right - 13 if on else box.right - 39, box.cy)], 20, "ink", kind="dot", additive=False)


def _menu(p: Picture, label: str, words: str, box: Rect) -> None:
    p.rects([box], "line", radius=8, alpha=0.35, stroke="line", stroke_alpha=0.9)
    p.text((box.x + 14, box.cy + 6), label, size=sizes.T15, role="dim", fit=box.w * 0.4)
    p.text((box.right - 34, box.cy + 6), words, size=sizes.T16, weight=600, align="right", fit=box.w * 0.5)
    x, y = box.right - 18, box.cy
    p.lines([(x - 6, y - 3, x, y + 3), (x, y + 3, x + 6, y - 3)], "dim", width=1.5)
