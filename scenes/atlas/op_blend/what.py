"""The first beat: a reader passes all rows of the wall alike, then unequal threads carry shares into one vector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.atlas.op_blend.threads import draw_bands, lights
from tourapp.authoring import Frame, Phrase, Picture, Rect, begun, mix
from tourapp.authoring.sizes import LABEL, LINE, READOUT
from tourapp.figures.head_wall import draw_head_wall, draw_phase_edge, draw_reader, draw_wall_letter, wall_rows

if TYPE_CHECKING:
    from tourapp.authoring.kinds import OneHead

WALL, STRIP = Rect(300.0, 150.0, 300.0, 664.0), Rect(866.0, 214.0, 90.0, 536.0)
ABOVE_WALL, ABOVE_STRIP = Rect(124.0, 180.0, 230.0, 490.0), Rect(540.0, 220.0, 74.0, 410.0)
SHEET_EDGE = 4.0
PANEL = 1024.0
APART = 34.0


def places(lifted: float) -> tuple[Rect, Rect]:
    """Where wall and strip stand: the whole room, or, lifted 0..1, above the ledger strip."""
    pairs = ((WALL, ABOVE_WALL), (STRIP, ABOVE_STRIP))
    wall, strip = (Rect(*(mix(a, b, lifted) for a, b in zip(one, two, strict=True))) for one, two in pairs)
    return wall, strip


def draw_reading(f: Frame, p: Picture, head: OneHead, lifted: float, alpha: float) -> None:
    """Wall, reader, threads and the blend."""
    if alpha <= 0.004:
        return
    wall, strip = places(lifted)
    past = f.past("what")
    read = 1.0 if past else f.cue("what.read", eased=False)
    carried = 1.0 if past else f.cue("what.carry")
    with p.group(opacity=alpha):
        draw_wall_letter(p, "V", (wall.x - 48, wall.y + 28), "value")
        draw_head_wall(p, head.values, wall, "value", head.key)
        draw_phase_edge(p, wall, head.count, head.prompt_count)
        draw_reader(p, wall, head.count, read)
        rows = wall_rows(wall, head.count)
        if carried > 0.0:
            edge = wall.right + (strip.x - wall.right) * carried
            with p.group(clip=Rect(wall.right, wall.y - 8, edge - wall.right, wall.h + 16)):
                _draw_bands(p, head, wall, strip, lifted)
            if carried >= 1.0:
                p.sprites(lights(rows, head.weights, strip, f.clock), 40.0, "value", alpha=0.9)
        _draw_blend(p, head, strip, carried)
        if not past and lifted == 0.0:
            _draw_names(p, head, f.cue("what.told"), f.text_gain)


def _draw_bands(p: Picture, head: OneHead, wall: Rect, strip: Rect, lifted: float) -> None:
    """The threads: kept as drawn where they stand, drawn anew while they move."""
    rows = wall_rows(wall, head.count)
    if 0.0 < lifted < 1.0:
        draw_bands(p, rows, head.weights, strip)
        return
    room = Rect(wall.right, wall.y - SHEET_EDGE, strip.x - wall.right, wall.h + 2 * SHEET_EDGE)
    key = ("op_blend", head.key, lifted)
    p.bake(key, lambda q: draw_bands(q, rows, head.weights, strip), rect=room, bloom=0.6)


def _draw_blend(p: Picture, head: OneHead, strip: Rect, carried: float) -> None:
    """The result: a row of light for each of its numbers, to the left where it is negative."""
    p.rects([strip], "ground", radius=6, alpha=0.9, stroke="value", stroke_width=1.5)
    if carried < 0.5:
        return
    size = head.blended / max(float(np.abs(head.blended).max()), 1e-12) * (2 * carried - 1)
    n = len(size)
    top = strip.y + 6 + (strip.h - 12) / n * np.arange(n)
    long = np.abs(size) * (strip.w / 2 - 8)
    left = np.where(size < 0, strip.cx - long, strip.cx)
    p.rects(np.stack([left, top, long, np.full(n, (strip.h - 12) / n * 0.72)], 1), "value", radius=1.0)


def _draw_names(p: Picture, head: OneHead, told: float, gain: float) -> None:
    """Names of the rows that weigh most at the left, and the sum of all shares at the right."""
    rows, taken = wall_rows(WALL, head.count), list[float]()
    for item in (*head.top[:2],):
        y = float(rows[item.place, 1] + rows[item.place, 3] / 2) + 8.0
        while any(abs(y - other) < APART for other in taken):
            y += 4.0
        taken.append(y)
        words = begun(item.words, LABEL * gain, WALL.x - 86.0)
        p.text((WALL.x - 20, y), "{w}", w=words, size=LABEL, align="right", alpha=told, part="names")
    p.text((PANEL, 262), "the blend is", size=LINE, weight=600, alpha=told)
    texts = head.recording.all_texts
    names = [
        Phrase("{w}", w=begun(texts[at].strip(), LABEL * gain, 250.0)) if at else Phrase("the first token")
        for at in head.most
    ]
    if len(head.parts) > len(names):
        names.append(Phrase("{n} {n|other|others together}", n=head.count - len(names)))
    for place, (share, name) in enumerate(zip(head.parts, names, strict=True)):
        y = 324.0 + 56.0 * place
        p.text(
            (PANEL + 88, y),
            "{v}",
            v=share,
            size=READOUT,
            mono=True,
            weight=600,
            role="value",
            align="right",
            alpha=told,
            part="shares",
        )
        p.text((PANEL + 108, y), name, size=LABEL, alpha=told, part="whose")
    y = 324.0 + 56.0 * len(head.parts)
    p.lines([(PANEL, y - 34, PANEL + 380, y - 34)], "line", alpha=told)
    p.text((PANEL, y + 6), "{n} numbers, on to the output matrix", n=head.width, size=LABEL, role="dim", alpha=told)
