"""The first beat: the whole vocabulary as a field of points, one for each entry, and the places of our tokens in it.

Down and then to the right they stand in the order in which they were learned. A point is as bright as its token is
long.
"""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_ids.columns import columns, word_size
from scenes.atlas.op_ids.facts import IdsFacts
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, cascade, ease_out, smooth
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LABEL, LINE, TAG, VALUE

FIELD = Rect(64.0, 352.0, 1376.0, 410.0)
CHIPS_Y = 136.0
IDS_Y, BESIDE_Y, EDGE_Y = 300.0, 830.0, 786.0
BEAMS = Rect(44.0, 310.0, 1416.0, 470.0)
"""Room of the beams."""
HIGH = 120
"""Points in a column of the field."""
FEW = 4
"""So many columns leave room for large digits."""
LONGEST = 12
"""A token of so many bytes or more is as bright as a point gets."""


def seat(token: int, size: int) -> tuple[float, float]:
    """Where a token's point lies."""
    across = max(1, -(-size // HIGH))
    column, place = divmod(token, HIGH)
    return FIELD.x + (column + 0.5) * FIELD.w / across, FIELD.y + (place + 0.5) * FIELD.h / HIGH


def draw_field(f: Frame, p: Picture, facts: IdsFacts) -> None:
    """Chips, ids, beams and points; in the next beat only chips and ids stay."""
    leaves = f.cue("cost.rise") if f.reached("cost") else 0.0
    here = 1.0 - leaves
    if here <= 0.004:
        return
    if not facts.ids:
        p.text((FIELD.cx, 250.0), "No tokens yet: type a prompt.", size=LINE, role="dim", align="center", alpha=here)
    _draw_points(p, facts, here)
    falls = cascade(f.cue("what.fall", eased=False), len(facts.ids), 0.5)
    for place, fall in enumerate(falls.tolist()):
        _draw_beam(f, p, facts, place, fall * here)
    _draw_beside(f, p, facts, here)


def _draw_points(p: Picture, facts: IdsFacts, alpha: float) -> None:
    """Every entry of the vocabulary, brighter where its token is longer."""
    lengths = facts.lengths
    across = -(-len(lengths) // HIGH)
    level = np.zeros(across * HIGH)
    level[: len(lengths)] = 0.10 + 0.9 * np.clip(lengths / LONGEST, 0.0, 1.0) ** 1.3
    fine = np.zeros((HIGH * 3, across * 3))
    for down in range(2):
        for right in range(2):
            fine[down::3, right::3] = level.reshape(across, HIGH).T
    key = ("vocabulary field", len(lengths), int(lengths.astype(int).sum()))
    p.image(fine, FIELD, "weights", smooth=True, alpha=alpha, key=key)
    template = int(facts.counts.whole.value) - int(facts.counts.own.value)
    if template > 0:
        words = Phrase("and {n} {n|token|tokens} of the chat template", n=template)
        p.text((FIELD.cx, EDGE_Y), words, size=TAG, role="dim", align="center", alpha=alpha, part="edges")
    for x, align, edge in ((FIELD.x, "left", "learned first"), (FIELD.right, "right", "learned last")):
        p.text((x, EDGE_Y), edge, size=TAG, role="dim", align=align, alpha=alpha, part="edges")


def _draw_beam(f: Frame, p: Picture, facts: IdsFacts, place: int, fall: float) -> None:
    """The beam from an id to its token's point."""
    if fall <= 0.01:
        return
    column = columns(facts, FIELD)[place]
    at, first = seat(facts.ids[place], len(facts.lengths)), place == facts.longest
    path = _beam(column, at, float(smooth(min(1.0, fall))))
    light = 1.0 if first else 0.55
    if fall >= 1.0:
        key = ("beam of an id", round(column.cx, 1), at, first)
        p.bake(key, lambda picture: _draw_light(picture, path, light), rect=BEAMS, additive=True)
    else:
        _draw_light(p, path, light)
    head = path[-1:]
    breath = 1.0 + 0.18 * float(np.sin(2.2 * f.clock + 1.7 * place))
    p.sprites(head, 110 * breath, "prefill", kind="soft", alpha=0.55)
    p.sprites(head, 44, "prefill", alpha=min(1.0, fall))
    if fall >= 1.0 and first:
        p.sprites([at], 34, "white", kind="ring", alpha=0.9)


def _beam(column: Rect, at: tuple[float, float], share: float) -> np.ndarray:
    """The way from an id down to a point, as far as it has come [40, 2]."""
    u = np.linspace(0.0, share, 40)[:, None]
    start, end = np.array([column.cx, IDS_Y + 24.0]), np.array(at)
    one, two = start + np.array([0.0, 150.0]), end - np.array([0.0, 40.0])
    return (1 - u) ** 3 * start + 3 * (1 - u) ** 2 * u * one + 3 * (1 - u) * u**2 * two + u**3 * end


def _draw_light(p: Picture, path: np.ndarray, light: float) -> None:
    for wide, alpha in ((10.0, 0.10), (4.0, 0.25), (1.6, 0.9)):
        p.curves(path, "prefill", width=wide, alpha=alpha * light, additive=True)


def _draw_beside(f: Frame, p: Picture, facts: IdsFacts, here: float) -> None:
    """The words one id higher."""
    shown = f.cue("what.beside") * here
    if shown <= 0.004:
        return
    few = len(facts.ids) <= FEW
    for (token, words), column in zip(facts.beside, columns(facts, FIELD), strict=False):
        told = Phrase("one higher, {id:,}: {w}", id=token, w=words) if few else Phrase("{id:,}: {w}", id=token, w=words)
        p.text((column.cx, BESIDE_Y), told, size=LABEL, align="center", alpha=shown, fit=column.w - 20, part="beside")


def draw_chips(f: Frame, p: Picture, facts: IdsFacts, boxes: list[Rect], ids_y: float) -> None:
    """Chips and ids: the same objects in two beats, in `boxes`; ids roll to their value."""
    come = ease_out(np.asarray(cascade(f.cue("what.chips", eased=False), len(boxes), 0.5)))
    rolled = ease_out(np.asarray(cascade(f.cue("what.roll", eased=False), len(boxes), 0.5)))
    if boxes:
        p.rects(boxes, "prefill", radius=12, alpha=0.24 * come, stroke="prefill", stroke_width=2.0, stroke_alpha=0.9)
    p.hot(boxes, [Tag("token", place) for place in range(len(boxes))])
    size = word_size(facts, boxes, f.text_gain) if boxes else LABEL
    for place, box in enumerate(boxes):
        shown = float(come[place])
        p.text(
            (box.cx, box.cy + 11),
            "{w}",
            w=facts.words[place],
            size=size,
            mono=True,
            weight=600,
            align="center",
            alpha=shown,
            fit=box.w - 16,
            part="chips",
        )
        first = place == facts.longest
        large = id_size(facts, first=first, small=ids_y < IDS_Y - 8)
        told = round(facts.ids[place] * float(rolled[place]))
        p.text(
            (box.cx, ids_y),
            "{v:,}",
            v=told,
            size=large,
            mono=True,
            weight=700,
            role="prefill" if first else "ink",
            align="center",
            alpha=min(1.0, 3.0 * float(rolled[place])),
            part="ids",
        )


def id_size(facts: IdsFacts, *, first: bool, small: bool) -> float:
    """Type size of an id: the longest token's is the largest."""
    if small or len(facts.ids) > FEW:
        return VALUE
    return FIGURE_LARGE if first else FIGURE
