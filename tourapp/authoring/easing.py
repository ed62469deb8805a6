"""Easing: plain functions from 0..1 to 0..1 (arrays welcome), and `cascade` for things that follow one another."""

from __future__ import annotations

from typing import Any

import numpy as np


def clamp(x: Any, low: float = 0.0, high: float = 1.0) -> Any:
    """x held between low and high."""
    return np.clip(x, low, high) if isinstance(x, np.ndarray) else min(max(x, low), high)


def ramp(x: Any, start: float, end: float) -> Any:
    """0 before start, 1 after end, straight between."""
    return clamp((x - start) / max(end - start, 1e-9))


def smooth(x: Any) -> Any:
    """Ease in and out, x in 0..1."""
    x = clamp(x)
    return x * x * (3 - 2 * x)


def ease_out(x: Any) -> Any:
    """Fast start, soft landing."""
    x = clamp(x)
    return 1 - (1 - x) ** 3


def ease_in(x: Any) -> Any:
    """Soft start, fast end."""
    x = clamp(x)
    return x**3


def back_out(x: Any, overshoot: float = 1.4) -> Any:
    """A landing that overshoots a little and settles."""
    x = clamp(x) - 1
    return 1 + (overshoot + 1) * x**3 + overshoot * x**2


def mix(a: Any, b: Any, x: Any) -> Any:
    """a at 0, b at 1."""
    return a + (b - a) * x


def move(x: float, start: float = 0.15, end: float = 0.65) -> float:
    """The house's motion inside a beat: a pause for the words, one fast smooth move, then rest."""
    return float(smooth(ramp(x, start, end)))


def cascade(x: float, n: int, overlap: float = 0.6) -> np.ndarray:
    """n progress values 0..1, one starting after the other; `overlap` 0 one by one, 1 all together."""
    if n <= 0:
        return np.zeros(0)
    span = 1.0 / (1.0 + (n - 1) * (1.0 - overlap))
    starts = np.arange(n) * span * (1.0 - overlap)
    return np.clip((x - starts) / span, 0.0, 1.0)


def pulse(clock: float, period: float = 2.0, low: float = 0.6, high: float = 1.0) -> float:
    """A slow breath between low and high; `clock` in seconds."""
    return low + (high - low) * (0.5 - 0.5 * float(np.cos(2 * np.pi * clock / period)))
