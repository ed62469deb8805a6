"""One card for each kind of head: how many there are, and the whole map of one of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.attention.head_kinds import NAMES, OVER
from scenes.attention.small_heads import HeadRows
from tourapp.authoring import Picture, Rect, SetControls, Tag
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, TAG

CARDS = Rect(64.0, 474.0, 1276.0, 368.0)
GAP = 20.0
MAP_Y, MAP_H = 116.0, 208.0
PAD = 18.0


@dataclass(frozen=True, slots=True, eq=False)
class HeadCard:
    """A kind's card: which kind, how many heads are of it, and the head whose map it shows."""

    kind: int
    count: int
    code: int | None

    @property
    def box(self) -> Rect:
        """Where it stands."""
        return CARDS.columns(len(NAMES), GAP)[self.kind]

    @property
    def map(self) -> Rect:
        """Where its map stands."""
        return Rect(self.box.x + PAD, self.box.y + MAP_Y, self.box.w - 2 * PAD, MAP_H)


def draw_card(p: Picture, rows: HeadRows, card: HeadCard, lit: float, shown: float) -> None:
    """The card, `lit` 0..1 while its heads are the ones shown above."""
    box, role = card.box, "weights" if card.kind == 0 else "decode"
    p.rects([box], "raised", radius=12, alpha=shown, stroke="line", stroke_alpha=shown)
    if lit > 0.01:
        p.rects([box], None, radius=12, stroke="ink", stroke_width=3, stroke_alpha=lit * shown)
    at = (box.x + PAD, box.y + 64)
    p.text(at, "{n}", n=card.count, size=FIGURE, weight=600, role=role, alpha=shown)
    at, over = (box.right - PAD, box.y + 64), OVER[card.kind]
    words = "over {share} %" if over > 0 else "all others"
    p.text(at, words, share=round(100 * over), size=TAG, role="dim", align="right", alpha=shown)
    at = (box.x + PAD, box.y + 102)
    p.text(at, "{name}", name=NAMES[card.kind], size=LINE, weight=600, alpha=shown)
    _draw_map(p, rows, card, shown)


def _draw_map(p: Picture, rows: HeadRows, card: HeadCard, shown: float) -> None:
    """A row per token that asks, a column per token looked at; the row of this token is framed."""
    room, recording = card.map, rows.overview.recording
    p.rects([room], "ground", radius=3, alpha=0.8 * shown)
    if card.code is None:
        p.rects([room], None, radius=3, stroke="dim", stroke_alpha=0.6 * shown, dash=True)
        return
    layer, head = divmod(card.code, recording.heads)
    corners = [(room.x, room.y), (room.right, room.bottom), (room.x, room.bottom)]
    p.polys(corners, "weights", alpha=0.14 * shown)
    light = np.sqrt(np.clip(recording.attention(layer, head), 0, 1))
    p.image(light, room, "ink", key=("attention-map", rows.overview.key, layer, head), alpha=shown)
    step, wide = room.h / recording.positions, room.w / recording.positions
    own = (room.x - 4, room.y + rows.asking * step - 4, (rows.asking + 1) * wide + 8, step + 8)
    p.rects([own], None, radius=3, stroke="decode", stroke_width=2, stroke_alpha=shown)
    at = (room.x, card.box.bottom - 13)
    p.text(at, "layer {layer}, head {head}", layer=layer + 1, head=head + 1, size=LABEL, role="dim", alpha=shown)
    p.hot([card.box], [Tag("look", (layer, head))], [SetControls((("layer", layer + 1), ("head", head + 1)))])
