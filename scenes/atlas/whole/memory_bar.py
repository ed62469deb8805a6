"""A machine's memory as one bar to scale: cache, free, reserve, weights, from left to right, so that weights can be
drawn as rising from its right end. What does not fit lies beyond the memory's edge, hatched.

Not here: how many conversations fit (`cost.capacity.users`), and what the weights are made of (the caller lays that
over `BarSpans.weights`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why, derive, print_sum, show, text_width
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Capacity

NAMES = {
    "cache": Phrase("cache"),
    "free": Phrase("free"),
    "reserve": Phrase("reserve"),
    "weights": Phrase("weights"),
    "missing": Phrase("does not fit by"),
}
MEMORY = "memory"
"""The kind of tag of the bar's parts; its key is a name of `NAMES`."""
BETWEEN = 26.0
"""Room between two words below the bar."""
DROP = 33.0
"""From the bar's foot to the baseline of its words."""


@dataclass(frozen=True, slots=True)
class BarSpans:
    """Left and right edges of each part in stage units, and where the memory ends. free: nothing where it does not
    fit; then `weights` ends beyond `edge`. unit: stage units of a byte."""

    cache: tuple[float, float]
    free: tuple[float, float]
    reserve: tuple[float, float]
    weights: tuple[float, float]
    edge: float
    unit: float

    @property
    def fits(self) -> bool:
        """Whether nothing lies beyond the memory's edge."""
        return self.weights[1] <= self.edge + 0.5


@dataclass(frozen=True, slots=True)
class BarLook:
    """shown: 0..1 of the whole; light: 0..1, how bright cache and weights stand; latent: whether keys and values are
    one latent vector; grown: bytes of cache beyond the scenario's; words: whether its parts are named below it."""

    shown: float = 1.0
    light: float = 0.8
    latent: bool = False
    grown: float = 0.0
    words: bool = True


def bar_spans(room: Capacity, bar: Rect, grown: float = 0.0) -> BarSpans:
    """Where the parts of a machine's memory stand in a bar; `grown`: bytes of cache more than the scenario's."""
    total, cache, reserve, weights, free = (
        float(each.value)
        for each in (room.memory_bytes, room.kv_bytes, room.reserve_bytes, room.weight_bytes, room.free_bytes)
    )
    cache, free = cache + grown, free - grown
    unit = bar.w / max(total, total - free)
    end, gap = bar.x + unit * cache, unit * max(free, 0.0)
    kept = end + gap + unit * reserve
    return BarSpans(
        (bar.x, end), (end, end + gap), (end + gap, kept), (kept, kept + unit * weights), bar.x + unit * total, unit
    )


def draw_memory_bar(f: Frame, p: Picture, room: Capacity, bar: Rect, look: BarLook = BarLook()) -> BarSpans:
    """The bar with its words; a part that is pointed at stands in a white frame. Returns where its parts stand."""
    spans = bar_spans(room, bar, look.grown)
    if look.shown <= 0.004:
        return spans
    if look.shown >= 1.0:  # no group where none is needed: what rests inside one is painted again in each frame
        _draw_all(f, p, room, bar, look)
    else:
        with p.group(opacity=look.shown):
            _draw_all(f, p, room, bar, look)
    pointed = f.hovered(MEMORY)
    if pointed in NAMES:
        low, high = _span(spans, pointed)
        p.rects([(low, bar.y - 3, max(high - low, 2.0), bar.h + 6)], None, radius=4, stroke="white", stroke_width=3.0)
    return spans


def _draw_all(f: Frame, p: Picture, room: Capacity, bar: Rect, look: BarLook) -> None:
    spans = bar_spans(room, bar, look.grown)
    _draw_parts(p, spans, bar, look)
    if look.words:
        _draw_words(f, p, room, spans, bar)


def _span(spans: BarSpans, name: str) -> tuple[float, float]:
    if name == "missing":
        return spans.edge, spans.weights[1]
    found: tuple[float, float] = getattr(spans, name)
    return found


def _draw_parts(p: Picture, spans: BarSpans, bar: Rect, look: BarLook) -> None:
    def box(low: float, high: float) -> Rect:
        return Rect(low, bar.y, max(high - low, 0.0), bar.h)

    low, high = spans.cache
    if look.latent:
        p.rects([box(low, high)], "key", alpha=look.light, gradient="right", fade=1.0, to_role="value")
    else:
        middle = (low + high) / 2
        p.rects([box(low, middle)], "key", alpha=look.light)
        p.rects([box(middle, high)], "value", alpha=look.light)
    p.hatch([box(*spans.reserve)], alpha=0.75)
    p.rects([box(*spans.weights)], "weights", alpha=0.25 + 0.55 * look.light)
    whole = Rect(bar.x, bar.y, max(spans.weights[1], spans.edge) - bar.x, bar.h)
    if not spans.fits:
        beyond = box(spans.edge, spans.weights[1])
        p.hatch([beyond], ground=0.4)
        p.rects([beyond], None, stroke="waste", stroke_width=2.0)
        p.lines([(spans.edge, bar.y - 12, spans.edge, bar.bottom + 12)], "waste", width=4.0)
        whole = box(bar.x, spans.edge)
    p.rects([whole], None, radius=3, stroke="weights", stroke_width=1.4)


def memory_parts(room: Capacity) -> tuple[tuple[str, Quantity], ...]:
    """The parts by name with their bytes, printed so that they add up to the memory; where it does not fit, what is
    missing stands in place of what is free."""
    return _parts_of(_TheVeryRoom(room))


@dataclass(frozen=True, slots=True, eq=False)
class _TheVeryRoom:
    """A memory as a key: the same only as itself."""

    room: Capacity

    def __hash__(self) -> int:
        return id(self.room)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _TheVeryRoom) and other.room is self.room


@lru_cache(maxsize=4)
def _parts_of(key: _TheVeryRoom) -> tuple[tuple[str, Quantity], ...]:
    room = key.room
    parts = (room.kv_bytes, room.free_bytes, room.reserve_bytes, room.weight_bytes)
    told, _ = print_sum(parts, room.memory_bytes)
    names = ("cache", "free", "reserve", "weights")
    if room.fits:
        return tuple(zip(names, told, strict=True))
    there = tuple((name, value) for name, value in zip(names, told, strict=True) if name != "free")
    return (*there, ("missing", _missing(room, told[1].printed)))


def _missing(room: Capacity, printed: str) -> Quantity:
    """What does not fit, in the digits of the sum."""
    free = room.free_bytes.named(room.free_bytes.name, "M_free")
    more = derive("bytes that do not fit", "M_miss", "B", "0 - M_free", free).christen("capacity.missing_bytes")
    return replace(more, printed=printed.lstrip("-\u2212"))


def _draw_words(f: Frame, p: Picture, room: Capacity, spans: BarSpans, bar: Rect) -> None:
    parts = memory_parts(room)
    size = LABEL * f.text_gain
    words = [(name, value, Phrase("{what} {v}", what=NAMES[name], v=value)) for name, value in parts]
    wide = [text_width(show(each), size, weight=600) for _, _, each in words]
    middles = [sum(_span(spans, name)) / 2 for name, _, _ in words]
    lefts = spread([middle - w / 2 for middle, w in zip(middles, wide, strict=True)], wide, bar)
    for (name, value, told), left, w in zip(words, lefts, wide, strict=True):
        bad = name == "missing"
        role = "waste" if bad else "key" if name == "cache" else "ink"
        p.text((left, bar.bottom + DROP), told, size=LABEL, weight=600, role=role, part=MEMORY)
        low, high = _span(spans, name)
        areas = [Rect(left, bar.bottom + 6, w, 36), Rect(low, bar.y, max(high - low, 3.0), bar.h)]
        p.hot(areas, (Tag(MEMORY, name),) * 2, (Why(),) * 2, (value,) * 2)


def spread(lefts: Sequence[float], wide: Sequence[float], room: Rect) -> list[float]:
    """Left edges of words of some widths as near as can be to where they would stand, none over another, all within
    the room where they fit."""
    placed: list[float] = []
    edge = room.x
    for left, w in zip(lefts, wide, strict=True):
        placed.append(max(left, edge))
        edge = placed[-1] + w + BETWEEN
    edge = room.right
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], edge - wide[place])
        edge = placed[place] - BETWEEN
    return placed
