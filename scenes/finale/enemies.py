"""The two enemies as columns: an emblem, a name, and what fights it, each with its gain and the way to its stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scenes.finale.emblems import draw_bricks, draw_loops
from scenes.finale.facts import Gain, memory_gains, recomputation_gains
from tourapp.authoring import Frame, GotoStop, Picture, Rect, Tag, ramp
from tourapp.authoring.sizes import T15, T17, T19, T22, T26

MARGIN, INSET = 24, 12
EMBLEM_HEIGHT = 104.0
FIRST_ROW, ROW_STEP, ROW_HEIGHT = 272.0, 72.0, 66.0


@dataclass(frozen=True, slots=True)
class Enemy:
    """One enemy: the beat that tells of it, its column, name and words, what fights it, and its emblem."""

    beat: str
    column: Rect
    name: str
    words: str
    gains: Callable[[Frame], tuple[Gain, ...]]
    emblem: Callable[[Frame, Picture, Rect, float], None]


ENEMIES = (
    Enemy("wall", Rect(1196, 122, 318, 716), "The memory wall", "the math waits for bytes", memory_gains, draw_bricks),
    Enemy(
        "again",
        Rect(1538, 122, 318, 716),
        "Recomputation",
        "work that was done before",
        recomputation_gains,
        draw_loops,
    ),
)


def draw_enemies(f: Frame, p: Picture) -> None:
    """Each from its beat on."""
    for enemy in ENEMIES:
        shown = float(ramp(f.beat(enemy.beat), 0.03, 0.2))
        if shown >= 0.02:
            _heading(f, p, enemy, shown)
            for k, gain in enumerate(enemy.gains(f)):
                alpha = float(ramp(f.beat(enemy.beat), 0.2 + 0.09 * k, 0.3 + 0.09 * k)) * shown
                _gain(f, p, gain, _row(enemy.column, k), alpha)


def _heading(f: Frame, p: Picture, enemy: Enemy, shown: float) -> None:
    box = enemy.column
    left, room = box.x + MARGIN, box.w - 2 * MARGIN
    p.rects([box], "raised", radius=14, alpha=0.92 * shown, stroke="line", stroke_alpha=shown)
    enemy.emblem(f, p, Rect(left, box.y + MARGIN, room, EMBLEM_HEIGHT), shown)
    p.text((left, box.y + 176), enemy.name, size=T26, weight=600, alpha=shown, fit=room)
    p.text((left, box.y + 204), enemy.words, size=T17, role="dim", alpha=shown, fit=room)
    p.lines([(left, box.y + 226, box.right - MARGIN, box.y + 226)], "line", alpha=shown)
    p.text((left, box.y + 256), "what fights it", size=T15, weight=600, role="good", alpha=shown)


def _row(column: Rect, k: int) -> Rect:
    """Where gain k stands."""
    return Rect(column.x + INSET, column.y + FIRST_ROW + ROW_STEP * k, column.w - 2 * INSET, ROW_HEIGHT)


def _gain(f: Frame, p: Picture, gain: Gain, row: Rect, alpha: float) -> None:
    """A technique, in words what it does, its number; a click goes to the stop that shows it."""
    if f.hovered("gain") == gain.name:
        p.rects([row], "good", radius=10, alpha=0.12)
    left, right = row.x + INSET, row.right - INSET
    p.text((left, row.y + 28), gain.name, size=T19, weight=500, alpha=alpha, fit=row.w * 0.6)
    p.text((left, row.y + 52), "{words}", words=gain.words, size=T15, role="dim", alpha=alpha, fit=row.w * 0.58)
    p.text(
        (right, row.y + 36),
        "{v:,.0f}" if gain.value.unit == "token" else "{v}",  # what is counted stands in the words
        v=gain.value,
        size=T22,
        mono=True,
        weight=600,
        role="good",
        align="right",
        alpha=alpha,
        fit=row.w * 0.40,
    )
    p.hot([row], (Tag("gain", gain.name),), (GotoStop(gain.stop) if gain.stop else None,))
