"""Where everything stands when words are large or the window is small: words win, the picture gives up the room.

From the top: head, picture with its readouts beside it, caption and second line on as many lines as they need, the
controls in rows at the foot. In a tall window the controls and readouts share a panel there. The same for all beats of
a stop, so that nothing jumps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tourapp.authoring import Control, Rect, Scene, plan_rail, say_words, sizes, text_width
from tourapp.authoring.layout import HEIGHT, RAIL, STAGE
from tourapp.authoring.rail_stand import SIDE, RailStand
from tourapp.player.state import PlayerState

LEFT, WIDE = 64.0, 1792.0
FOOT, CAPTION_GAP = 16.0, 18.0
"""Free below the rows of controls; between picture and caption."""
CAPTION_STEP, NOTE_STEP, BETWEEN = 1.12, 1.2, 48.0
"""From line to line of caption and second line, in their sizes; from the last line of one to the first of the other."""
ASCENT, DESCENT = 0.8, 0.26
NARROWEST, WIDEST, BESIDE = 300.0, 460.0, 40.0
"""Readouts beside the picture, in the rail's units, and stage units between the two."""
LEAST, SMALLEST = 0.25, 0.05
"""Scale of the picture below which the second line leaves, and below which it does not go."""
LARGEST_PASSPORT = 1.3
"""Scale of words from which the head has no room for the passport."""
PANEL = 560.0, 1.6
"""Height from which controls and readouts share a panel (the rail's units); how much larger it may be where there is
room."""
GUESS = "00,000 wide"
"""In place of a value that is not known yet."""
SLACK = 1.04
"""The table of widths is right to a few per cent."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """scale: of words; height: of the stage; head: where it ends; area: where words of the picture may stand; shrink
    and at: scale and top left corner of the picture; caption: where its first line begins (top); stand: the rail's;
    second: whether there is room for the second line."""

    scale: float = 1.0
    height: float = HEIGHT
    head: float = STAGE.y
    area: Rect = STAGE
    shrink: float = 1.0
    at: tuple[float, float] = (STAGE.x, STAGE.y)
    caption: float = 880.0
    stand: RailStand = SIDE
    second: bool = True

    @property
    def plain(self) -> bool:
        """Whether all stands where it usually does."""
        return self.stand.kind == "side"


@dataclass(frozen=True, slots=True)
class Looks:
    """What a fitting depends on besides the scene. noted: whether a line of its own stands under the title."""

    scale: float
    below: bool
    height: float
    rail: bool
    noted: bool = False

    @property
    def sheet(self) -> float:
        """The height of the stage: as tall as the window allows where things stand below each other."""
        return self.height if self.below or self.scale > 1.0 else HEIGHT


def looks_of(state: PlayerState, *, noted: bool = False) -> Looks:
    """From the state: at the person's scale, or a larger one that the window needs."""
    room = state.room
    return Looks(max(state.text_scale / 100.0, room.least), room.below, room.height, state.rail_visible, noted)


def fitting_of(scene: Scene, looks: Looks, lines: tuple[int, int] = (1, 1)) -> Fitting:
    """Where things stand. lines: of caption and second line, where they are known to need more than their templates
    tell."""
    if not looks.below and looks.scale <= 1.0:
        return Fitting(looks.scale)
    beats = scene.timeline.beats
    words = tuple((say_words(beat.caption), say_words(beat.note) if beat.note else "") for beat in beats)
    acts = tuple(scene.acts.get(beat.name) for beat in beats)
    return _below(Told(words, scene.controls, acts), looks, lines)


class Told(NamedTuple):
    """Of a scene what a fitting depends on: by beat its two sentences and the controls it is about; all controls."""

    words: tuple[tuple[str, str], ...]
    controls: tuple[Control, ...]
    acts: tuple[tuple[str, ...] | None, ...]


@lru_cache(maxsize=256)
def _below(told: Told, looks: Looks, known: tuple[int, int]) -> Fitting:
    s, height = looks.scale, looks.height
    lines = tuple(max(pair) for pair in zip(_most_lines(told, s), known, strict=True))
    head = STAGE.y + 14.0 * (s - 1.0) + (40.0 * s if looks.noted else 0.0)
    rail = looks.rail and bool(told.controls)
    rows = _rows(told, s) if rail else 0.0
    foot = height - FOOT - (rows + 10.0 if rail else 0.0)
    second = foot - caption_height(lines, s) - CAPTION_GAP - head >= LEAST * STAGE.h
    words = caption_height(lines if second else (lines[0], 0), s)
    room = foot - words - CAPTION_GAP - head
    across = STAGE.w if told.controls else WIDE
    shrink = max(SMALLEST, min(room / STAGE.h, WIDE / across))
    spare = room - shrink * STAGE.h
    if rail and spare + rows > PANEL[0] * s:
        return _panel(told, looks, (head, shrink, words))
    caption = head + shrink * STAGE.h + CAPTION_GAP if spare > 1.0 else foot - words
    ground = Rect(LEFT, caption + words + 10.0, WIDE, rows)
    wide = shrink * across
    beside = min(LEFT + WIDE - (LEFT + wide + BESIDE), WIDEST * s)
    if rail and beside >= NARROWEST * s:
        readouts = Rect(LEFT + WIDE - beside, head, beside, shrink * STAGE.h)
        stand = RailStand("across", ground, s, readouts, max(1.0, s / shrink))
        area = _area(looks, head, readouts.x - 16.0 - LEFT, shrink)
        return Fitting(s, height, head, area, shrink, (LEFT, head), caption, stand, second)
    left = LEFT + (WIDE - wide) / 2
    area = _area(looks, head, WIDE, shrink)
    stand = RailStand("across", ground, s, None, max(1.0, s / shrink))
    return Fitting(s, height, head, area, shrink, (left, head), caption, stand, second)


def _panel(told: Told, looks: Looks, upper: tuple[float, float, float]) -> Fitting:
    """In a tall window: picture, words, then controls and readouts side by side."""
    head, shrink, words = upper
    s, high = looks.scale, shrink * STAGE.h
    caption = head + high + CAPTION_GAP
    top = caption + words + 24.0
    room = looks.height - FOOT - top
    need = max(_panel_need(told, s), PANEL[0])
    large = max(s, min(room / need, PANEL[1] * s))
    ground = Rect(LEFT, top, WIDE, min(room, need * large))
    half = WIDE / 2
    readouts = Rect(LEFT + half, top + 20.0 * large, half, ground.h - 36.0 * large)
    left = LEFT + (WIDE - shrink * STAGE.w) / 2
    stand = RailStand("panel", ground, large, readouts, max(1.0, s / shrink))
    return Fitting(s, looks.height, head, Rect(LEFT, head, WIDE, high), shrink, (left, head), caption, stand)


def _area(looks: Looks, head: float, width: float, shrink: float) -> Rect:
    """Where words of the picture may stand: they may reach up to those of the head."""
    top = head - 4.0 if looks.scale <= LARGEST_PASSPORT or looks.noted else 66.0 + 24.0 * looks.scale
    return Rect(LEFT, top, width, head + shrink * STAGE.h - top)


def _panel_need(told: Told, scale: float) -> float:
    """The greatest height of all controls below each other over all beats of a scene, in the rail's units."""
    stand = RailStand("panel", Rect(LEFT, 0.0, WIDE, 3000.0 * scale), scale)
    plans = [plan_rail(told.controls, acts, stand=stand) for acts in told.acts]
    return max(plan.top - RAIL.y + (plan.more.h if plan.more else 0.0) for plan in plans) + FOOT


def _rows(told: Told, scale: float) -> float:
    """The greatest height of the rows of controls over all beats of a scene."""
    stand = RailStand("across", Rect(LEFT, 0.0, WIDE, RAIL.h), scale)
    return max(plan_rail(told.controls, acts, stand=stand).ground.h for acts in told.acts)


def caption_height(lines: tuple[int, ...], scale: float) -> float:
    """Of caption and second line, of so many lines each."""
    first, second = lines
    high = sizes.CAPTION * (ASCENT + CAPTION_STEP * (first - 1))
    if second:
        return scale * (high + BETWEEN + sizes.LINE * (NOTE_STEP * (second - 1) + DESCENT))
    return scale * (high + sizes.CAPTION * DESCENT)


def _most_lines(told: Told, scale: float) -> tuple[int, int]:
    """Lines that caption and second line take at most, as far as their templates tell."""
    first = max(len(caption_lines(_guess(caption), scale)) for caption, _ in told.words)
    return first, max(len(note_lines(_guess(note), scale)) for _, note in told.words)


def _guess(template: str) -> str:
    """A template with a value of usual length in each field."""
    plural = re.sub(r"\{[^{}|]*\|[^{}|]*\|([^{}]*)\}", r"\1", template)
    return re.sub(r"\{[^{}]*\}", GUESS, plural)


def caption_lines(words: str, scale: float) -> tuple[str, ...]:
    """The sentence, in lines."""
    return broken(words, sizes.CAPTION * scale, 600)


def note_lines(words: str, scale: float) -> tuple[str, ...]:
    """The second line, in lines."""
    return broken(words, sizes.LINE * scale, 400) if words else ()


@lru_cache(maxsize=512)
def broken(words: str, px: float, weight: int) -> tuple[str, ...]:
    """Words in lines of the stage's width, as even as they can be without another line."""
    count = len(_greedy(words, px, weight, WIDE))
    width = WIDE
    while width > 0.55 * WIDE and len(_greedy(words, px, weight, width - 60.0)) == count > 1:
        width -= 60.0
    return _greedy(words, px, weight, width)


def _greedy(words: str, px: float, weight: int, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words.split(" "):
        trial = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(trial, px, weight=weight) * SLACK <= width:
            lines[-1] = trial
        else:
            lines.append(word)
    return tuple(lines)
