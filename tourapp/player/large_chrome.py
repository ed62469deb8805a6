"""Head and words around a picture where words are large or the window is small: title, caption and second line always;
passport, place and badge as far as there is room for them.

Drawn at the usual sizes, then grown to the scale: what is placed here is placed for grown words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tourapp.authoring import Badge, Frame, Picture, Rect, ShowBadge, Tag, fill, ops, say_words, sizes, text_width
from tourapp.authoring.theme import Theme
from tourapp.player.answer_note import answer_note
from tourapp.player.chrome import PASSPORT_STEP, Surroundings, draw_passport, settled
from tourapp.player.fitting import (
    ASCENT,
    BETWEEN,
    CAPTION_STEP,
    LARGEST_PASSPORT,
    LEFT,
    NOTE_STEP,
    WIDE,
    Fitting,
    caption_lines,
    note_lines,
)
from tourapp.player.tour import Stop
from tourapp.player.ways_sign import draw_ways, told_ways
from tourapp.player.words_apart import grown

RIGHT = LEFT + WIDE
APART = 40.0
"""Between two things of the head."""


def draw_large_chrome(
    p: Picture, stop: Stop, f: Frame, around: Surroundings, *, fitting: Fitting, theme: Theme
) -> None:
    """Everything but picture and rail; what finds no room is added to `left_out`."""
    inner = Picture()
    inner.fields = p.fields
    _head(inner, stop, f, around, fitting.scale)
    _note(inner, stop, f, fitting)
    _words(inner, stop, f, fitting, around.told)
    p.ops += grown(inner.ops, fitting.scale, theme)
    p.left_out += inner.left_out


def _head(p: Picture, stop: Stop, f: Frame, around: Surroundings, s: float) -> None:
    """Number and title at the left, then from the right as much as fits of passport, place and badge."""
    base = 76.0 + 12.0 * (s - 1.0)
    p.text((LEFT, base), "{n:02d}", n=around.number, size=sizes.LINE, role="dim", mono=True, weight=600)
    left = LEFT + 48.0 * s
    title = stop.title or stop.scene.title
    p.text((left, base), title, size=sizes.TITLE, weight=600)
    left += text_width(say_words(title), sizes.TITLE, weight=600) * s * 1.03 + APART
    right = RIGHT
    way = stop.scene.way(settled(f, stop.scene))
    passport = Picture()
    if way is not None and not around.meters:
        draw_passport(passport, f, way)
    if passport.ops and s <= LARGEST_PASSPORT and right - left > 4 * PASSPORT_STEP * s + APART:
        p.ops += _spread(passport.ops, s)
        right -= 4 * PASSPORT_STEP * s + APART
    else:
        p.left_out += tuple(op.words for op in passport.ops if isinstance(op, ops.Words))
        place = text_width("00 / 00", sizes.TAG, "mono") * 1.24 * s
        if right - left > place:
            p.text(
                (right, base),
                "{a} / {b}",
                a=around.number,
                b=around.count,
                size=sizes.TAG,
                role="dim",
                mono=True,
                align="right",
            )
            right -= place + APART
    right = _badge(p, around.badge or stop.scene.badge(f), (left, right, base), s)
    _ways(p, stop.scene.id, (left - APART, right, base), s)


def _spread(items: list[Any], s: float) -> list[Any]:
    """The passport's words at places for grown ones."""
    return [replace(op, x=RIGHT - (RIGHT - op.x) * s, y=62.0 + (op.y - 62.0) * s + 4.0 * (s - 1.0)) for op in items]


def _ways(p: Picture, scene_id: str, place: tuple[float, float, float], s: float) -> None:
    """The sign that something lies behind, as much of it as fits between title and badge."""
    left, right, base = place
    told = told_ways(scene_id)
    if told and not draw_ways(p, scene_id, (left, right, base - 2.0 * s), 1.24, s):
        p.left_out += (told,)


def _badge(p: Picture, badge: Badge, place: tuple[float, float, float], s: float) -> float:
    """The kind of picture, in its frame; what it leaves out is told by its card. Returns where it begins (x)."""
    left, right, base = place
    kind = say_words(badge.kind)
    wide = text_width(kind, sizes.TAG, weight=600) * 1.24 * s + 26.0 * s
    p.left_out += (say_words(badge.leaves_out),)
    if right - left < wide:
        p.left_out += (kind,)
        return right
    x, h = right - wide, 36.0 * s
    box = Rect(x, base - 9.0 * s - h / 2, wide, h)
    p.rects([box], "ground", radius=h / 2, alpha=0.4, stroke="dim", stroke_alpha=0.55)
    p.text((box.cx, base - 2.0 * s), "{kind}", kind=kind, size=sizes.TAG, weight=600, role="dim", align="center")
    p.hot([box], (Tag("badge"),), (ShowBadge(),))
    return box.x


def _note(p: Picture, stop: Stop, f: Frame, fitting: Fitting) -> None:
    """The line that says whose words are on stage while the model writes."""
    words = answer_note(stop, f)
    if words is not None:
        s = fitting.scale
        p.text(
            (LEFT, fitting.head - 16.0 * s), "{words}", words=words, size=sizes.TAG, role="ink", weight=600, fit=WIDE
        )


def told_lines(
    stop: Stop, f: Frame, p: Picture, scale: float, told: tuple[str, str] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Caption and second line of the present beat, in lines. told: what stands in their place."""
    if told is not None:
        return caption_lines(told[0], scale), note_lines(told[1], scale)
    beat = stop.scene.timeline.beats[f.beat_index]
    note = fill(beat.note, p.fields) if beat.note else ""
    return caption_lines(fill(beat.caption, p.fields), scale), note_lines(note, scale)


def most_lines(stop: Stop, p: Picture, scale: float) -> tuple[int, int]:
    """Lines that caption and second line take at most in any beat, as far as the values for it are known."""
    first, second = 1, 0
    for beat in stop.scene.timeline.beats:
        first = max(first, len(caption_lines(fill(beat.caption, p.fields), scale)))
        if beat.note:
            second = max(second, len(note_lines(fill(beat.note, p.fields), scale)))
    return first, second


def _words(p: Picture, stop: Stop, f: Frame, fitting: Fitting, told: tuple[str, str] | None) -> None:
    """The sentence to say aloud and the quieter line that proves it."""
    s, scene = fitting.scale, stop.scene
    begun = f.still or f.beat_index == 0 or told is not None
    shown = 1.0 if begun else min(1.0, (f.t - scene.timeline.start(f.beat_index)) / 0.3)
    alpha = 0.25 + 0.75 * max(0.0, min(1.0, shown))
    caption, note = told_lines(stop, f, p, s, told)
    base = fitting.caption + sizes.CAPTION * ASCENT * s
    for words in caption:
        p.text((LEFT, base), "{w}", w=words, size=sizes.CAPTION, weight=600, alpha=alpha)
        base += sizes.CAPTION * CAPTION_STEP * s
    if not fitting.second:
        p.left_out += (" ".join(note),)
        return
    base += (BETWEEN - sizes.CAPTION * CAPTION_STEP) * s
    for words in note:
        p.text((LEFT, base), "{w}", w=words, size=sizes.LINE, role="dim", alpha=alpha)
        base += sizes.LINE * NOTE_STEP * s
