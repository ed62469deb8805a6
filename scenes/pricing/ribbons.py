"""Three ribbons of money: the same hour enters, its width becomes tokens a second, then dollars per million, then the
bill.

Widths between two named columns are interpolated on a logarithmic scale; each column says what its width means.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Picture

COLUMNS = (140.0, 400.0, 690.0, 980.0, 1196.0)
"""Stage x of: the hour, time per token, tokens per second, dollars per million, the bill."""
POINTS = 160


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One price's way: its role, and at each column its middle (y) and width (stage units)."""

    kind: str
    role: str
    middle: tuple[float, ...]
    width: tuple[float, ...]

    def edges(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """x, upper and lower edge along the way."""
        x = np.linspace(COLUMNS[0], COLUMNS[-1], POINTS)
        middle, width = _ease(x, self.middle), np.exp(_ease(x, tuple(np.log(self.width))))
        return x, middle - width / 2, middle + width / 2


def _ease(x: np.ndarray, values: tuple[float, ...]) -> np.ndarray:
    """Smooth steps from value to value, resting at each column."""
    out = np.zeros_like(x)
    for k in range(len(COLUMNS) - 1):
        a, b = COLUMNS[k], COLUMNS[k + 1]
        inside = (x >= a) & (x <= b)
        u = (x[inside] - a) / (b - a)
        u = u * u * (3 - 2 * u)
        out[inside] = values[k] + (values[k + 1] - values[k]) * u
    return out


def log_width(value: float, low: float, high: float, thin: float = 5.0, thick: float = 120.0) -> float:
    """A width between thin and thick for a value on a logarithmic scale from low to high."""
    if high <= low * 1.0001 or value <= 0:
        return thick / 2
    share = (np.log(value) - np.log(low)) / (np.log(high) - np.log(low))
    return float(thin + (thick - thin) * np.clip(share, 0, 1))


def draw_ribbon(p: Picture, ribbon: Ribbon, clock: float, *, grown: float = 1.0, light: float = 1.0) -> None:
    """The ribbon up to a share of its way, with its sparks; `light` 0.2 keeps it in the background."""
    x, top, low = ribbon.edges()
    upto = max(2, int(POINTS * grown))
    x, top, low = x[:upto], top[:upto], low[:upto]
    shape = np.concatenate([np.stack([x, top], 1), np.stack([x, low], 1)[::-1]])
    p.polys(shape, ribbon.role, alpha=0.10 + 0.28 * light)
    p.curves(np.stack([np.stack([x, top], 1), np.stack([x, low], 1)]), ribbon.role, alpha=0.25 + 0.65 * light)
    if light > 0.3:
        _sparks(p, ribbon, x, top, low, clock, light)


def _sparks(
    p: Picture, ribbon: Ribbon, x: np.ndarray, top: np.ndarray, low: np.ndarray, clock: float, light: float
) -> None:
    rng = np.random.default_rng(len(ribbon.kind))
    n = 90
    seat, lane = rng.random(n), rng.random(n) - 0.5
    u = (seat + clock * 0.06) % 1.0
    index = u * (POINTS - 1)
    keep = index < len(x) - 1
    index, lane = index[keep], lane[keep]
    at = np.arange(len(x))
    px = np.interp(index, at, x)
    py = np.interp(index, at, (top + low) / 2) + lane * np.interp(index, at, low - top) * 0.8
    p.sprites(np.stack([px, py], 1), 18, ribbon.role, alpha=0.8 * light)


def draw_columns(p: Picture, words: tuple[str, ...], upto: float) -> None:
    """Heads of the columns, as far as the story has come."""
    for k, word in enumerate(words):
        shown = float(np.clip(upto * len(words) - k + 0.5, 0, 1))
        if shown > 0.02:
            p.text(
                (COLUMNS[k] if k else 64, 148),
                word,
                size=16,
                weight=600,
                role="dim",
                align="center" if k else "left",
                alpha=shown,
                fit=250,
            )
            p.lines([(COLUMNS[k], 168, COLUMNS[k], 770)], "line", alpha=0.35 * shown)


__all__ = ["COLUMNS", "Ribbon", "draw_columns", "draw_ribbon", "log_width"]
