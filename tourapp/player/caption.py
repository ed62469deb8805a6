"""The caption of a beat: the sentence to say aloud, the quieter line that proves it, and the line for who wants to know
more."""

from __future__ import annotations

from typing import Any

from tourapp.authoring import Frame, Picture, fill, sizes, text_width
from tourapp.authoring.layout import CAPTION
from tourapp.authoring.scene import Scene
from tourapp.player.fitting import broken
from tourapp.player.words_asked import asked_words, mark_words

ONE, TWO, TWO_TIGHT = (916.0,), (892.0, 936.0), (884.0, 926.0)
QUIET, QUIET_UNDER, QUIET_LOW = (966.0,), (982.0,), (968.0, 998.0)
"""Baselines of the caption and of the quieter line, each in one line or in two."""
THIRD = 1002.0
"""Baseline of the line for who wants to know more, below a caption and a second line of one line each."""


def draw_caption(p: Picture, scene: Scene, f: Frame, told: tuple[str, str] | None = None) -> None:
    """The sentence to say aloud and the quieter line that proves it; new words appear softly. told: these instead."""
    beat = scene.timeline.beats[f.beat_index]
    begun = f.still or f.beat_index == 0  # the passage has brought the words of a scene's first beat
    shown = 1.0 if begun else min(1.0, (f.t - scene.timeline.start(f.beat_index)) / 0.3)
    alpha = 0.25 + 0.75 * max(0.0, min(1.0, shown))
    said, quiet = told or (fill(beat.caption, p.fields), fill(beat.note, p.fields) if beat.note else "")
    alpha = alpha if told is None else 1.0
    look: dict[str, Any]
    first, second = _lines(said, sizes.CAPTION, 600), _lines(quiet, sizes.LINE, 400) if quiet else ()
    asked = iter(asked_words((*first, *second), scene, f.beat_index) if told is None else [()] * 4)
    for line, base in zip(first, ONE if len(first) == 1 else TWO if len(second) < 2 else TWO_TIGHT, strict=False):
        look = {"size": sizes.CAPTION, "weight": 600, "part": "caption" if len(first) > 1 else ""}
        p.text((CAPTION.x, base), "{said}", said=line, fit=CAPTION.w, alpha=alpha, **look)
        mark_words(p, next(asked))
    if told is None and f.deeper and beat.deeper and len(first) == 1 and len(second) < 2:
        _draw_deeper(p, fill(beat.deeper, p.fields), alpha)
    low = QUIET_LOW if len(second) > 1 else QUIET_UNDER if len(first) > 1 else QUIET
    for line, base in zip(second, low, strict=False):
        look = {"size": sizes.LINE, "role": "dim", "part": "second" if len(second) > 1 else ""}
        p.text((CAPTION.x, base), "{said}", said=line, fit=CAPTION.w, alpha=alpha, **look)
        mark_words(p, next(asked))


def _draw_deeper(p: Picture, words: str, alpha: float) -> None:
    """The third line, in a slot of its own."""
    look: dict[str, Any] = {"size": sizes.LABEL, "role": "dim", "alpha": alpha, "part": "deeper"}
    p.text((CAPTION.x, THIRD), "{said}", said=words, fit=CAPTION.w, **look)


def _lines(words: str, size: float, weight: int) -> tuple[str, ...]:
    """A sentence in one line, or in two where a language needs more room than there is in one."""
    return (words,) if text_width(words, size, weight=weight) <= CAPTION.w else broken(words, size, weight)[:2]
