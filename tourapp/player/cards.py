"""Pictures that stand in for a scene: one that raised an error, one whose world is still being computed."""

from __future__ import annotations

import platform
import sys
import traceback
from dataclasses import dataclass

from tourapp import __version__
from tourapp.authoring import STAGE, Picture, Rect, Scene, sizes
from tourapp.errors import TourError
from tourapp.player.chrome import draw_ground
from tourapp.player.tour import Stop

STOPPED = "stopped"
"""What is said of a part that a person stopped."""
CARD = Rect(STAGE.x + 120, STAGE.y + 150, STAGE.w - 240, 330)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A scene that could not be drawn: what was said, and a report to copy."""

    scene: str
    words: str
    report: str


def trouble_of(scene: Scene, t: float, error: BaseException, settings: str) -> Trouble:
    """The report of an error while drawing a scene at its own time t (seconds)."""
    words = str(error) if isinstance(error, TourError) else f"{type(error).__name__}: {error}"
    trace = "".join(traceback.format_exception(error))
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    report = (
        f"One Request {__version__}\nPython {sys.version.split()[0]}, {system}\n"
        f"Scene {scene.id}, beat {scene.timeline.beats[scene.timeline.at(t)].name}, {t:.3f} s\n"
        f"Settings {settings}\n\n{trace}"
    )
    return Trouble(scene.id, words, report)


def _frame(stop: Stop, number: int, count: int) -> Picture:
    p = Picture()
    draw_ground(p)
    p.text((64, 78), "{n:02d}", n=number, size=sizes.TAG, role="dim", mono=True, weight=600)
    p.text((108, 80), stop.title or stop.scene.title, size=sizes.TITLE, weight=600, fit=760)
    p.text((64, 1044), "{a} / {b}", a=number, b=count, size=sizes.TAG, role="dim", mono=True)
    return p


def trouble_card(trouble: Trouble, stop: Stop, number: int, count: int) -> Picture:
    """The card shown in place of a scene that raised. The window lays its buttons over the foot of the card."""
    p = _frame(stop, number, count)
    p.rects([CARD], "raised", radius=14, stroke="waste", stroke_alpha=0.8)
    p.text((CARD.x + 40, CARD.y + 70), "This scene could not be drawn", size=sizes.LINE, weight=600)
    p.text(
        (CARD.x + 40, CARD.y + 112), "The tour goes on: the next scene is one key away.", size=sizes.LABEL, role="dim"
    )
    p.text(
        (CARD.x + 40, CARD.y + 150),
        "{words}",
        words=trouble.words.replace("\n", " ")[:400],
        size=sizes.TAG,
        role="waste",
        mono=True,
        wrap=CARD.w - 80,
        lines=3,
    )
    return p


def waiting_card(stop: Stop, number: int, count: int, words: str) -> Picture:
    """The card shown while the first world of a scene is computed, or when that failed or was stopped: `words` say
    why."""
    p = _frame(stop, number, count)
    failed = words not in ("", STOPPED)
    p.text(
        (STAGE.cx, STAGE.cy - 10),
        "This scene could not be computed" if failed else "Computing this scene for the first time",
        size=sizes.LINE,
        weight=600,
        align="center",
    )
    p.text(
        (STAGE.cx, STAGE.cy + 30),
        words or "It appears by itself.",
        size=sizes.LABEL,
        role="dim",
        align="center",
        fit=STAGE.w - 80,
    )
    return p
