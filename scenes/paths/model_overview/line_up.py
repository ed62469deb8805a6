"""Five models on one ground and in one scale: area is parameters. The camera starts at the smallest and goes back until
the largest is whole; a lens keeps the small ones in sight."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.model_overview.facade import draw_walls, facade_of
from scenes.paths.model_overview.facts import PLAIN, short, towers
from scenes.paths.model_overview.places import GROUND, SKY
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Tower

SLIM = 1.32
"""Height over width of every tower."""
LEFT, CLOSE, APART = 118.0, 26.0, 116.0
"""Where the first one stands; gaps between small ones, and before others."""
SMALL = 30.0
"""A tower narrower than this is shown in the lens."""
NEAR, NEAR_X = 40.0, 420.0
"""How many times nearer the camera begins, and where the smallest stands then."""
LENS = Rect(84.0, 168.0, 470.0, 262.0)
LENS_NEAR = 14.0
SEEN = Rect(40.0, 112.0, 1424.0, 744.0)
FLOORS_A_SECOND = 9.0
LIGHT = dict.fromkeys(("embedding", "attention", "ffn", "head"), PLAIN)


def line_up(models: tuple[Tower, ...]) -> list[Rect]:
    """Boxes from small to large, similar to one another, their areas in proportion to the parameters."""
    most, full = float(models[-1].params.value), GROUND - SKY
    boxes: list[Rect] = []
    x = LEFT
    for model in models:
        high = full * math.sqrt(float(model.params.value) / most)
        wide = high / SLIM
        if boxes:
            x += CLOSE if wide < SMALL else APART
        boxes.append(Rect(x, GROUND - high, wide, high))
        x += wide
    return boxes


def draw_scale(f: Frame, p: Picture) -> None:
    """All towers under one camera, then their names."""
    models = towers(f).line_up
    boxes, gone, told = line_up(models), f.cue("scale.back"), f.cue("scale.told")
    with p.group(clip=SEEN):
        if gone < 1.0:
            with p.group(transform=_camera(boxes[0].cx, gone)):
                _draw_all(p, models, boxes)
        else:
            key = ("line up", tuple(model.id for model in models))
            p.bake(key, lambda q: _draw_all(q, models, boxes), rect=SEEN, bloom=0.2)
        p.lines([(SEEN.x, GROUND + 2, SEEN.right, GROUND + 2)], "dim", width=2.0)
    _draw_names(p, models, boxes, told)
    _draw_lens(f, p, models, boxes, told)
    for model, box in zip(models, boxes, strict=True):
        _draw_token(f, p, model, box, told)


def _camera(x: float, gone: float) -> tuple[float, float, float, float, float, float]:
    """From the smallest tower, near, to all of them; the ground stays where it is."""
    near = math.exp((1.0 - gone) * math.log(NEAR))
    still = (NEAR_X - NEAR * x) / (NEAR - 1.0)
    return near, 0.0, 0.0, near, still * (near - 1.0), GROUND * (1.0 - near)


def _draw_all(p: Picture, models: tuple[Tower, ...], boxes: list[Rect]) -> None:
    for model, box in zip(models, boxes, strict=True):
        draw_walls(p, model, facade_of(model, box), LIGHT)


def _draw_names(p: Picture, models: tuple[Tower, ...], boxes: list[Rect], told: float) -> None:
    """Above each tower its name and its parameters; inside the largest one."""
    for model, box in zip(models, boxes, strict=True):
        if box.w < SMALL:
            continue
        inside = box.y < SKY + 60
        y = box.y + 60 if inside else box.y - 44
        back, size = (0.7, READOUT) if inside else (0.0, LABEL)
        at = (box.cx, y)
        p.text(at, "{name}", name=model.name, size=size, weight=600, align="center", alpha=told, backed=back)
        at, words = (
            (box.cx, y + (40 if inside else 30)),
            Phrase("{v} in {n} floors", v=short(model.params), n=model.floors),
        )
        p.text(at, words, size=LABEL, align="center", alpha=told, backed=back, part="sizes")


def _draw_lens(f: Frame, p: Picture, models: tuple[Tower, ...], boxes: list[Rect], told: float) -> None:
    """The smallest ones, many times as large."""
    if told <= 0.004:
        return
    small = [(model, box) for model, box in zip(models, boxes, strict=True) if box.w < SMALL]
    left, right = small[0][1].x - 8, small[-1][1].right + 8
    foot = min(box.y for _, box in small) - 8
    with p.group(opacity=told):
        p.rects([LENS], "raised", radius=16, alpha=0.9, stroke="line", stroke_width=2.0)
        p.rects([(left, foot, right - left, GROUND - foot)], None, radius=4, stroke="dim", stroke_width=1.5)
        p.lines([(left, foot, LENS.x, LENS.bottom), (right, foot, LENS.right, LENS.bottom)], "dim", dash=True)
        for column, (model, box) in zip(LENS.columns(len(small)), small, strict=True):
            wide, high = box.w * LENS_NEAR, box.h * LENS_NEAR
            there = Rect(column.cx - wide / 2, LENS.bottom - 18 - high, wide, high)
            draw_walls(p, model, facade_of(model, there), LIGHT)
            p.text((column.cx, LENS.y + 44), "{name}", name=model.name, size=LABEL, weight=600, align="center")
            _draw_token(f, p, model, there, told)
        p.text((LENS.x + 18, LENS.y - 14), "{n} times as near", n=round(LENS_NEAR), size=LABEL, role="dim")


def _draw_token(f: Frame, p: Picture, model: Tower, box: Rect, told: float) -> None:
    """A token climbs every tower at the same speed: so many floors a second, one after the other."""
    facade = facade_of(model, box)
    if told <= 0.0 or f.still or box.w < SMALL:
        return
    floor = facade.floor(int(FLOORS_A_SECOND * f.clock) % len(facade.floors))
    p.rects([floor], "white", alpha=0.6 * told)
    p.spark((box.x, floor.cy), "white", 46.0, 0.8 * told)


def areas(models: tuple[Tower, ...]) -> np.ndarray:
    """Area of every tower, in square stage units for a parameter."""
    return np.array(
        [box.w * box.h / float(model.params.value) for model, box in zip(models, line_up(models), strict=True)]
    )
