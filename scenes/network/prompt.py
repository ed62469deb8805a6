"""The prompt being typed over its city: a line with a caret, the Enter key, and the collapse of the words into one
light."""

from __future__ import annotations

import math
import unicodedata

import numpy as np

from scenes.network.globe import GlobePath
from tourapp.authoring import Frame, Picture, Rect, ease_out, ramp, smooth, text_width
from tourapp.authoring.sizes import CAPTION, LABEL, LINE

LONGEST = 41
NARROWEST, HIGH, BESIDE = 700.0, 124.0, 262.0
"""The plate of the words: its least width, its height, and its room beside the words, for the key."""
KEY_RADIUS = 12.0
ABOVE, LEAST_ABOVE = 170.0, 210.0
"""The plate's middle stands this far above the city, and no higher on the stage than this."""


def shown_prompt(prompt: str, longest: int = LONGEST) -> str:
    """The prompt as one line for the stage: white space closed up, controls as a box, long ones cut."""
    line = " ".join(prompt[: 8 * longest].split())
    line = "".join("□" if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") else c for c in line)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def prompt_plate(f: Frame, path: GlobePath) -> Rect:
    """Where the typed words stand: over their city, or below it where that lies high."""
    wide = text_width(shown_prompt(f["prompt"]), CAPTION, "mono")
    width = min(1376.0, max(NARROWEST, wide + BESIDE))
    x, y = path.start
    middle = y - ABOVE if y - ABOVE >= LEAST_ABOVE else y + ABOVE
    left = min(max(x - 0.28 * width, 64.0), 1440.0 - width)
    return Rect(left, middle - HIGH / 2, width, HIGH)


def typed_spot(f: Frame, path: GlobePath) -> tuple[float, float]:
    """The middle of the typed words, where they become one light."""
    plate = prompt_plate(f, path)
    return plate.cx, plate.cy


def key_box(plate: Rect) -> Rect:
    """The Enter key on the plate, while it is up."""
    return Rect(plate.right - 174, plate.y + 32, 146, 60)


def draw_typed(p: Picture, f: Frame, path: GlobePath) -> None:
    """The line of the prompt: typed until about the middle of its beat, then Enter, then it becomes one light."""
    words = shown_prompt(f["prompt"])
    progress = f.beat("typed") if f.beat_name == "typed" and not f.still else 1.0
    gone = float(smooth(ramp(progress, 0.58, 0.69)))
    if gone >= 1.0:
        return
    plate = prompt_plate(f, path)
    spot = plate.cx, plate.cy
    wide = text_width(words, CAPTION, "mono")
    size = CAPTION if wide <= 1376.0 - BESIDE else CAPTION * (1376.0 - BESIDE) / wide
    _plate(p, plate, path.start, gone, _press(progress))
    typed = words[: math.ceil(len(words) * float(ramp(progress, 0.06, 0.44)))] if not f.still else words
    left = plate.x + 40.0
    with p.group(scale=max(0.02, 1 - 0.96 * gone), about=spot, opacity=float(1 - ramp(gone, 0.55, 1.0))):
        p.text((left, spot[1] + 15), "{typed}", size=size, mono=True, weight=600, typed=typed)
        if not words:
            p.text((left + 16, spot[1] + 9), "nothing typed", size=LINE, role="dim")
        if progress < 0.55:
            _caret(p, f, (left + text_width(typed, size, "mono") + 5, spot[1]), progress)
        _key(p, key_box(plate), _press(progress))
    _gather(p, plate, float(ramp(progress, 0.55, 0.71)))


def _plate(p: Picture, plate: Rect, city: tuple[float, float], gone: float, pressed: float) -> None:
    """The plate below the words, with a tip to their city, shrinking as they go; its edge lights up with the key."""
    shrink = 1.0 - gone
    foot = plate.bottom - 3 if city[1] > plate.cy else plate.y + 3
    middle = min(max(city[0], plate.x + 50), plate.right - 50)
    end = foot + 0.72 * (city[1] - foot)
    if gone <= 0.0:
        tip = [(middle - 24, foot), (middle + 24, foot), (city[0], end)]
        p.polys([tip], "prefill", alpha=0.5 + 0.4 * pressed)
    p.rects(
        [plate.inset(plate.w / 2 * gone, plate.h / 2 * gone)],
        "raised",
        radius=20,
        alpha=0.96 * shrink,
        stroke="prefill",
        stroke_width=2.6,
        stroke_alpha=(0.6 + 0.4 * pressed) * shrink,
    )


def _press(progress: float) -> float:
    """0..1: how far the Enter key is down."""
    return float(np.exp(-(((progress - 0.55) / 0.035) ** 2)))


def _caret(p: Picture, f: Frame, at: tuple[float, float], progress: float) -> None:
    """Steady and lit while typing, then blinking."""
    x, y = at
    typing = 0.06 < progress < 0.44
    on = typing or math.sin(2 * math.pi * f.clock * 1.1) > -0.2
    if on:
        p.rects([(x, y - 25, 4, 50)], "prefill", radius=2)
    if typing:
        p.sprites([(x, y)], 140, "prefill", alpha=0.5, kind="soft")


def _key(p: Picture, box: Rect, down: float) -> None:
    """The Enter key with its arrow; `down` 0..1."""
    face = box.move(0, 4 * down)
    p.rects([face], "prefill", radius=KEY_RADIUS, alpha=0.2 + 0.6 * down, stroke="prefill", stroke_width=2.0)
    p.text((face.x + 18, face.cy + 9), "Enter", size=LABEL, weight=600)
    x, y = face.right - 18, face.cy + 4
    ends = [(x, y - 11, x, y), (x, y, x - 20, y), (x - 20, y, x - 13, y - 6), (x - 20, y, x - 13, y + 6)]
    p.lines(ends, "ink", width=2.4)


def _gather(p: Picture, plate: Rect, u: float) -> None:
    """Small lights from all along the line run into its middle."""
    if not 0.0 < u < 1.0:
        return
    n, spot = 56, (plate.cx, plate.cy)
    start = np.stack([np.linspace(plate.x + 40, plate.right - 170, n), np.full(n, plate.cy)], -1)
    start[:, 1] += 18 * np.sin(np.arange(n) * 2.4)
    late = 0.35 * np.abs(np.linspace(-1, 1, n))
    going = np.asarray(smooth(np.clip((u - late) / 0.6, 0, 1)))[:, None]
    at = start + (np.array(spot) - start) * going
    at[:, 1] -= 34 * np.sin(np.pi * going[:, 0]) * np.sin(np.arange(n) * 1.7)
    p.sprites(at, 24.0 + 14 * going[:, 0], "prefill", alpha=0.8 * np.clip(u / 0.25, 0, 1) * (1 - 0.6 * going[:, 0]))
    p.spark(spot, size=34 + 90 * float(ease_out(u)), alpha=float(ramp(u, 0.3, 0.8)))
