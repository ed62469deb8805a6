"""Where it all lives: the blocks stacked three times, as arithmetic (a grid of lights), as traffic (moving strands) and
as memory (still bricks), with ribbons from band to band."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.atlas.whole.account_words import draw_account_words
from scenes.atlas.whole.bands import FFN, FOOT, TOP, WIDE, Bands, columns_of
from scenes.atlas.whole.facts import AtlasFacts, stages_of
from scenes.atlas.whole.moment import PassMoment
from scenes.atlas.whole.operators import operator_of, stage_chosen, stage_pointed
from scenes.atlas.whole.places import Blocks
from tourapp.authoring import OPERATOR, Frame, Picture, Rect, Tag, Why, mix
from tourapp.figures.streams import Stream, draw_streams

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PassStages

GRID = 10.0
BRICK = (29.0, 13.0)
POINTS = 24


def draw_account(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """The columns; first the blocks of the pass turn upright and become the middle one."""
    turned = f.cue("account.turns")
    stages = stages_of(f, facts, "account")
    columns = columns_of(facts, stages)
    if turned < 1.0:
        _draw_turning(p, now.blocks, columns[1], turned)
        return
    left, right = f.cue("account.left"), f.cue("account.right")
    _draw_ribbons(p, columns[1], columns[0], left, ("white", "prefill"))
    _draw_ribbons(p, columns[1], columns[2], right, ("white", "weights"))
    _draw_middle(f, p, columns[1])
    for column, shown in ((columns[0], left), (columns[2], right)):
        if shown > 0.01:
            _draw_still(p, column, shown, latent=facts.latent)
    _draw_alive(f, p, columns, (left, right))
    _draw_hot(f, p, columns, (left, right))
    draw_account_words(f, p, facts, (stages, columns), (left, right))


def _draw_turning(p: Picture, blocks: Blocks, column: Bands, turned: float) -> None:
    """Blocks on their way from the row to the column."""
    for id, box in blocks.boxes.items():
        band = column.bands.get(id)
        if band is None:
            continue
        now = Rect(*(float(mix(a, b, turned)) for a, b in zip(box, band, strict=True)))
        if id == "attention":
            p.rects([(now.x, now.y, now.w / 2, now.h)], "key", alpha=0.8)
            p.rects([(now.cx, now.y, now.w / 2, now.h)], "value", alpha=0.8)
        else:
            p.rects([now], "weights", alpha=0.75, radius=6 * (1 - turned))
            p.rects([now], None, stroke="ink", stroke_alpha=0.6 * (1 - 0.7 * turned), radius=6 * (1 - turned))


def _key(column: Bands) -> tuple[object, ...]:
    return column.kind, tuple((id, round(band.y, 1), round(band.h, 1)) for id, band in column.bands.items())


def _draw_still(p: Picture, column: Bands, shown: float, *, latent: bool) -> None:
    """The first or the third column, as it stands."""

    def build(q: Picture) -> None:
        for id, band in column.bands.items():
            if band.h >= 0.6:
                _draw_band(q, column, id, band, latent=latent)

    box = column.box
    p.bake(("atlas column", _key(column), latent), build, rect=box.inset(-30), bloom=0.18, alpha=shown)


def _draw_band(q: Picture, column: Bands, id: str, band: Rect, *, latent: bool) -> None:
    if id == "reserve":
        q.hatch([band.inset(0, 1)])
        return
    if id == "attention":
        _draw_cache(q, band, latent=latent)
        return
    strong = 1.0 if id in FFN else 0.6 if id != "embedding" else 0.4
    inner = Rect(band.x, band.y + 0.8, band.w, max(band.h - 1.6, 0.8))
    if column.kind == "flops":
        q.rects([inner], "prefill", alpha=0.20 * strong)
        with q.group(clip=inner):
            q.rects(_dots(inner), "prefill", radius=3.0, alpha=_noise(_dots(inner)) * strong)
    else:
        q.rects([inner], "weights", alpha=0.55 * strong)
        with q.group(clip=inner):
            bricks = _bricks(inner)
            q.rects(bricks, "weights", radius=1.0, alpha=(0.55 + 0.45 * _noise(bricks)) * strong)


def _draw_cache(q: Picture, band: Rect, *, latent: bool) -> None:
    if latent:
        q.rects([band], "key", alpha=0.9, gradient="right", fade=1.0, to_role="value")
        return
    q.rects([(band.x, band.y, band.w / 2, band.h)], "key", alpha=0.9)
    q.rects([(band.cx, band.y, band.w / 2, band.h)], "value", alpha=0.9)


def _dots(box: Rect) -> np.ndarray:
    x = np.arange(box.x + 2, box.right - 4, GRID)
    y = np.arange(TOP + np.floor((box.y - TOP) / GRID) * GRID + 2, box.bottom, GRID)
    across, down = (each.ravel() for each in np.meshgrid(x, y))
    return np.stack([across, down, np.full(len(across), 6.0), np.full(len(across), 6.0)], 1)


def _bricks(box: Rect) -> np.ndarray:
    x = np.arange(box.x, box.right - 1, BRICK[0])
    y = np.arange(TOP + np.floor((box.y - TOP) / BRICK[1]) * BRICK[1], box.bottom, BRICK[1])
    across, down = (each.ravel() for each in np.meshgrid(x, y))
    return np.stack([across + 1, down + 1, np.full(len(across), BRICK[0] - 2), np.full(len(across), BRICK[1] - 2)], 1)


def _noise(boxes: np.ndarray) -> np.ndarray:
    """A light for each of them that stays with its place."""
    at = np.sin(boxes[:, 0] * 12.9898 + boxes[:, 1] * 78.233) * 43758.5453
    return np.asarray(0.45 + 0.55 * (at - np.floor(at)))


def _draw_middle(f: Frame, p: Picture, column: Bands) -> None:
    """Traffic: strands that move within their bands."""
    streams, light = [], []
    for id, band in column.bands.items():
        strong = 0.95 if id in FFN else 0.6
        p.rects([band], "weights" if id != "attention" else "key", alpha=0.30 * strong)
        if id == "attention":
            continue
        streams.append(band)
        light.append(strong)
    box = column.box
    draw_streams(p, [Stream((box.x, box.right), (box.x, box.right))], [0.62], box, f.clock)
    for band, level in zip(streams, light, strict=True):
        if level < 0.9:
            p.rects([band], "ground", alpha=0.62)
    cache = column.bands.get("attention")
    if cache is not None and cache.h > 0.5:
        _draw_cache(p, cache, latent=False)
    edges = np.array([(band.x, band.y, band.right, band.y) for band in streams if band.h > 1.0])
    if len(edges):
        p.lines(edges, "ground", width=2.0, alpha=0.9)


def _draw_alive(f: Frame, p: Picture, columns: tuple[Bands, ...], shown: tuple[float, float]) -> None:
    """Some of the lights of the arithmetic twinkle."""
    if f.still or shown[0] < 1.0:
        return
    dots = _dots(columns[0].box)
    turn = int(f.clock * 2.5)
    some = dots[(np.arange(len(dots)) * 7919 + turn * 104729) % 61 == 0]
    cache = columns[0].bands.get("attention")
    if cache is not None:
        some = some[(some[:, 1] < cache.y - 6) | (some[:, 1] > cache.bottom)]
    p.rects(some, "white", radius=3.0, alpha=0.5 * float(np.sin(np.pi * (f.clock * 2.5 % 1.0))))


def _draw_ribbons(p: Picture, one: Bands, two: Bands, shown: float, roles: tuple[str, str]) -> None:
    """From band to band: a faint surface and threads, which run out from the middle column."""
    if shown <= 0.01:
        return
    to_right = two.box.x > one.box.x
    start, end = (one.box.right, two.box.x) if to_right else (two.box.right, one.box.x)
    reach = (end - start) * shown
    clip = Rect(start if to_right else end - reach, TOP - 4, reach, FOOT - TOP + 8)

    def build(q: Picture) -> None:
        for id, band in one.bands.items():
            other = two.bands.get(id)
            if other is None or max(band.h, other.h) < 1.0:
                continue
            a, b = (band, other) if to_right else (other, band)
            role = "key" if id == "attention" else roles[1]
            strong = 1.0 if id in FFN else 0.75
            q.polys(_surface(a, b, (start, end)), role, alpha=0.20 * strong)
            count = max(2, int(max(band.h, other.h) / 7))
            lines = np.stack([_thread(a, b, (start, end), (k + 0.5) / count) for k in range(count)])
            q.curves(lines, role, alpha=0.5 * strong)

    p.bake(
        ("atlas ribbons", _key(one), _key(two)),
        build,
        rect=Rect(start, TOP - 4, end - start, FOOT - TOP + 8),
        reveal=clip,
    )


def _thread(a: Rect, b: Rect, ends: tuple[float, float], share: float) -> np.ndarray:
    t = np.linspace(0.0, 1.0, POINTS)
    bend = t * t * (3 - 2 * t)
    y = (a.y + a.h * share) + ((b.y + b.h * share) - (a.y + a.h * share)) * bend
    return np.stack([ends[0] + (ends[1] - ends[0]) * t, y], 1)


def _surface(a: Rect, b: Rect, ends: tuple[float, float]) -> np.ndarray:
    return np.concatenate([_thread(a, b, ends, 0.0), _thread(a, b, ends, 1.0)[::-1]])


def _draw_hot(f: Frame, p: Picture, columns: tuple[Bands, ...], shown: tuple[float, float]) -> None:
    """Every band can be asked; the one that is pointed at is framed in all three columns."""
    pointed = stage_pointed(f)
    for column, there in zip(columns, (shown[0], 1.0, shown[1]), strict=True):
        if there < 1.0:
            continue
        ids = [id for id, band in column.bands.items() if band.h > 2.0]
        p.hot(
            [column.bands[id] for id in ids],
            [Tag(OPERATOR, operator_of(id)) if id != "reserve" else Tag("memory", "reserve") for id in ids],
            (Why(),) * len(ids),
            [column.shares[id] for id in ids],
        )
        for name, width in ((stage_chosen(f), 2.0), (pointed, 4.0)):
            if name in column.bands:
                p.rects([column.bands[name].inset(-3, -2)], None, radius=3, stroke="white", stroke_width=width)


def ffn_boxes(facts: AtlasFacts, stages: PassStages) -> np.ndarray:
    """The three matrices of the FFN in the column of traffic, [n, 4]."""
    column = columns_of(facts, stages)[1]
    return np.array([column.bands[id] for id in FFN if id in column.bands])


__all__ = ["WIDE", "draw_account", "ffn_boxes"]
