"""The sign in the head that something lies behind a scene: the key that leads there, and in words what it is."""

from __future__ import annotations

from tourapp.authoring import Picture, Rect, ShowWays, Tag, fill, sizes, text_width
from tourapp.tours.shelf import names_behind, ways_from
from tourapp.words import say

KEY = "E"
CAP = 34.0
"""Stage units of the key's frame."""
BEFORE, BETWEEN, AFTER = 28.0, 12.0, 24.0


def ways_words(scene_id: str) -> str:
    """What lies behind a scene, in a few words; "" where nothing does."""
    count = len(names_behind(scene_id))
    if count > 1:
        return fill("{n} scenes behind", {"n": count})
    only = ways_from(scene_id) if count else ()
    return say(only[0].title) if only else ""


def told_ways(scene_id: str) -> str:
    """The sign as it is told where it is not drawn: its key and its words; "" where nothing lies behind."""
    words = ways_words(scene_id)
    return fill("Key E: {words}", {"words": words}) if words else ""


def draw_ways(p: Picture, scene_id: str, place: tuple[float, float, float], gain: float, s: float = 1.0) -> bool:
    """The sign between two places of the head (x) and on a baseline: key and words, or the key alone where there is no
    room for more; whether all of it is there. gain: how much larger words are on the theme; s: how much larger
    everything is, words after this."""
    words, (left, right, base) = ways_words(scene_id), place
    left, right, cap = left + BEFORE, right - AFTER, CAP * s
    if not words or right - left < cap:
        return False
    wide = text_width(words, sizes.TAG) * gain * s * 1.03
    box = Rect(left, base - 8.0 * s - cap / 2, cap, cap)
    p.rects([box], "ground", radius=8 * s, alpha=0.4, stroke="dim", stroke_alpha=0.55)
    p.text((box.cx, base), KEY, size=sizes.TAG, role="dim", weight=600, align="center")
    told = right - left >= cap + BETWEEN + wide
    if told:
        p.text((box.right + BETWEEN, base), "{words}", words=words, size=sizes.TAG, role="dim")
    area = Rect(box.x, box.y, cap + (BETWEEN + wide if told else 0.0), cap)
    p.hot([area], (Tag("ways"),), (ShowWays(),))
    return told
