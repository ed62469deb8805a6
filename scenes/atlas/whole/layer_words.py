"""The words of the open layer: name and share of each block, M or C above it, and what its two halves do."""

from __future__ import annotations

from scenes.atlas.whole.facts import glance
from scenes.atlas.whole.moment import PassMoment
from scenes.atlas.whole.places import LOOK, RAIL_Y, ROW
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, show, text_width
from tourapp.authoring.sizes import LABEL, LINE, READOUT, TAG, TITLE

NAMES = {
    "qkv": Phrase("Q K V"),
    "attention": Phrase("attention"),
    "out": Phrase("out"),
    "router": Phrase("router"),
    "gate": Phrase("gate"),
    "up": Phrase("up"),
    "down": Phrase("down"),
    "head": Phrase("head"),
}
BOUND_MARKS = {"memory": Phrase("M"), "compute": Phrase("C")}
BRIGHT, BRIGHT_CACHE = 0.62, 0.8
"""Light of a block from which on its words are dark."""
WIDE, NARROW, LEAST = 150.0, 80.0, 24.0
"""Widths of a block from which on its words are large, its share has two figures, and it has a name at all."""


def draw_block_words(f: Frame, p: Picture, now: PassMoment, lit: dict[str, float]) -> None:
    """All of them."""
    for id, box in now.blocks.boxes.items():
        stage = now.stages.stage(id)
        if stage is None:
            continue
        if id == "head":
            _draw_head(p, box, stage.share)
            continue
        bright = lit[id] > (BRIGHT_CACHE if id == "attention" else BRIGHT)
        role = "ground" if bright else "ink"
        _draw_name(f, p, id, box, role)
        _draw_share(f, p, box, stage.share, role)
        if box.w > LEAST:
            at = (box.cx, ROW.y - 9)
            p.text(at, BOUND_MARKS[stage.bound], size=TAG, role="dim", weight=600, align="center", part="bounds")
    if now.beat == "layer":
        _draw_halves(f, p, now)


def _draw_head(p: Picture, box: Rect, share: Quantity) -> None:
    for words, drop in ((NAMES["head"], 32.0), (Phrase("{v}", v=glance(share)), 62.0)):
        p.text((box.cx + 8, box.bottom + drop), words, size=LABEL, weight=600, align="center", part="head", backed=0.6)


def _draw_name(f: Frame, p: Picture, id: str, box: Rect, role: str) -> None:
    """A block's name, upright where the block is narrow."""
    size = READOUT if box.w > WIDE else LABEL
    if text_width(show(NAMES[id]), size * f.text_gain, weight=600) < box.w - 6:
        p.text((box.cx, box.y + 62), NAMES[id], size=size, role=role, weight=600, align="center", part="names")
    elif box.w > LEAST:
        p.text((box.cx + 9, box.y + 112), NAMES[id], size=LABEL, role=role, weight=600, rotate=-90.0, part="names")


def _draw_share(f: Frame, p: Picture, box: Rect, share: Quantity, role: str) -> None:
    told = glance(share, 2 if box.w > NARROW else 1)
    size = TITLE if box.w > WIDE else LABEL
    if text_width(show(told), size * f.text_gain, weight=600) < box.w - 2:
        at = (box.cx, box.y + (112 if box.w > WIDE else 136))
        p.text(at, "{v}", v=told, size=size, role=role, weight=600, align="center", part="block shares")


def _draw_halves(f: Frame, p: Picture, now: PassMoment) -> None:
    """What each half does, above the rail."""
    shown = f.cue("layer.told")
    ids = [id for id in now.blocks.boxes if id != "head"]
    halves = (
        (Phrase("looks back"), [id for id in ids if id in LOOK]),
        (Phrase("thinks"), [id for id in ids if id not in LOOK]),
    )
    for words, half in halves:
        x = (now.blocks.boxes[half[0]].x + now.blocks.boxes[half[-1]].right) / 2
        p.text((x, RAIL_Y - 12), words, size=LINE, weight=600, align="center", alpha=shown)
