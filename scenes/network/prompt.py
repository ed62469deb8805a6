"""The prompt being typed: a line with a caret, the Enter key, and the collapse of the words into one light."""

from __future__ import annotations

import math
import unicodedata

import numpy as np

from tourapp.authoring import Frame, Picture, Rect, ease_out, ramp, smooth, text_width
from tourapp.authoring.sizes import CAPTION, LABEL, T16

LONGEST = 46
SPOT = (752.0, 420.0)
"""Where the typed words stand."""


def shown_prompt(prompt: str, longest: int = LONGEST) -> str:
    """The prompt as one line for the stage: white space closed up, controls as a box, long ones cut."""
    line = " ".join(prompt[: 8 * longest].split())
    line = "".join("□" if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") else c for c in line)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def draw_typed(p: Picture, f: Frame) -> None:
    """The line of the prompt: typed until about the middle of its beat, then Enter, then it becomes one light."""
    words = shown_prompt(f["prompt"])
    progress = f.beat("typed") if f.beat_name == "typed" and not f.still else 1.0
    gone = float(smooth(ramp(progress, 0.66, 0.78)))
    if gone >= 1.0:
        return
    gain = max(1.0, f.text_gain)
    size = min(CAPTION, 860.0 / max(1.0, text_width(words, 1.0, "mono") * gain))
    width = max(660.0, text_width(words, size, "mono") * gain + 270.0)
    plate = Rect(SPOT[0] - width / 2, SPOT[1] - 52.0, width, 104.0)
    _plate(p, plate, gone, _press(progress))
    typed = words[: math.ceil(len(words) * float(ramp(progress, 0.10, 0.50)))] if not f.still else words
    left = plate.x + 38.0
    with p.group(scale=max(0.02, 1 - 0.96 * gone), about=SPOT, opacity=float(1 - ramp(gone, 0.55, 1.0))):
        p.text((left, SPOT[1] + 14), "{typed}", size=size, mono=True, weight=500, fit=plate.w - 196, typed=typed)
        if not words:
            p.text((left + 16, SPOT[1] + 9), "nothing typed", size=LABEL, role="dim")
        if progress < 0.62:
            _caret(p, f, left + text_width(typed, size, "mono") * gain + 5, progress)
        _key(p, Rect(plate.right - 136, plate.y + 28, 112, 48), _press(progress))
    _gather(p, plate, float(ramp(progress, 0.62, 0.80)))


def _plate(p: Picture, plate: Rect, gone: float, pressed: float) -> None:
    """The plate below the words, shrinking as they go; its edge lights up with the key."""
    shrink = 1.0 - gone
    p.rects(
        [plate.inset(plate.w / 2 * gone, plate.h / 2 * gone)],
        "ground",
        radius=18,
        alpha=0.86 * shrink,
        stroke="prefill",
        stroke_width=1.4,
        stroke_alpha=(0.35 + 0.6 * pressed) * shrink,
    )


def _press(progress: float) -> float:
    """0..1: how far the Enter key is down."""
    return float(np.exp(-(((progress - 0.62) / 0.035) ** 2)))


def _caret(p: Picture, f: Frame, x: float, progress: float) -> None:
    """Steady and lit while typing, then blinking."""
    typing = 0.10 < progress < 0.50
    on = typing or math.sin(2 * math.pi * f.clock * 1.1) > -0.2
    if on:
        p.rects([(x, SPOT[1] - 22, 3, 44)], "prefill", radius=1.5)
    if typing:
        p.sprites([(x, SPOT[1])], 120, "prefill", alpha=0.45, kind="soft")


def _key(p: Picture, box: Rect, down: float) -> None:
    """The Enter key with its arrow; `down` 0..1."""
    face = box.move(0, 3 * down)
    p.rects([face], "prefill", radius=10, alpha=0.16 + 0.6 * down, stroke="prefill", stroke_alpha=0.6)
    p.text((face.x + 16, face.cy + 6), "Enter", size=T16, weight=600, fit=58)
    x, y = face.right - 18, face.cy
    p.lines(
        [(x, y - 6, x, y + 2), (x, y + 2, x - 11, y + 2), (x - 11, y + 2, x - 6, y - 3), (x - 11, y + 2, x - 6, y + 7)],
        "ink",
        width=1.6,
    )


def _gather(p: Picture, plate: Rect, u: float) -> None:
    """Small lights from all along the line run into its middle."""
    if not 0.0 < u < 1.0:
        return
    n = 56
    start = np.stack([np.linspace(plate.x + 40, plate.right - 140, n), np.full(n, SPOT[1])], -1)
    start[:, 1] += 16 * np.sin(np.arange(n) * 2.4)
    late = 0.35 * np.abs(np.linspace(-1, 1, n))
    going = np.asarray(smooth(np.clip((u - late) / 0.6, 0, 1)))[:, None]
    at = start + (np.array(SPOT) - start) * going
    at[:, 1] -= 34 * np.sin(np.pi * going[:, 0]) * np.sin(np.arange(n) * 1.7)
    p.sprites(at, 20.0 + 12 * going[:, 0], "prefill", alpha=0.75 * np.clip(u / 0.25, 0, 1) * (1 - 0.6 * going[:, 0]))
    p.spark(SPOT, size=30 + 80 * float(ease_out(u)), alpha=float(ramp(u, 0.3, 0.8)))
