"""The last beat: the same machine with one row, the cache it looks at, and where its arithmetic goes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.shapes.axes import draw_bracket, hot_tensor, name_line
from scenes.paths.shapes.facts import ShapeFacts
from scenes.paths.shapes.places import CACHE, CHAIN, SHARES
from tourapp.authoring import Frame, Phrase, Picture, Rect, cascade
from tourapp.authoring.sizes import LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PhaseShapes

LINKS = ("rows", "qkv", "join", "wide", "down", "logits")
ROLES = {"rows": "prefill", "qkv": "decode", "join": "value", "wide": "weights", "down": "prefill", "logits": "good"}
FILLS = {"ffn": "weights", "qkv": "decode", "out": "prefill", "head": "good", "attention": "key"}
WIDEST = 440.0
LAP = 3.0
ROOM = 96.0
"""A part's share is printed where its bar is so wide."""


def draw_one_row(f: Frame, p: Picture, facts: ShapeFacts) -> None:
    """Strips at the left, the cache at the right, both passes' shares below."""
    _draw_chain(f, p, facts)
    _draw_cache(f, p, facts, f.cue("decode.cache"))
    grown = f.cue("decode.shares")
    bars = SHARES.rows(2, 18.0)
    for rect, shown in zip(bars, (facts.both.prefill, facts.both.decode), strict=True):
        _draw_shares(p, rect, shown, grown)
    _draw_key(p)


def _draw_chain(f: Frame, p: Picture, facts: ShapeFacts) -> None:
    """One row after the other; their widths on a log scale."""
    rows = CHAIN.rows(len(LINKS), 20.0)
    comes = cascade(f.cue("decode.chain", eased=False), len(LINKS)).tolist()
    tensors = facts.shown.tensors
    most = math.log10(max(facts.both.vocab, 10))
    deep = max(10.0, min(30.0, 30.0 * facts.tall))
    for rect, id, come in zip(rows, LINKS, comes, strict=True):
        tensor = tensors[id]
        wide = WIDEST * math.log10(max(tensor.sizes[-1][1], 2)) / most
        box = Rect(rect.x, rect.cy - deep / 2, wide * come, deep)
        p.rects([box], ROLES[id], radius=3, alpha=0.85, gradient="right", fade=0.5)
        draw_bracket(p, (CHAIN.x + WIDEST + 40, rect.cy + 11), tensor, alpha=come)
        p.text((rect.x, rect.cy - deep / 2 - 10), tensor.words, size=LABEL, role="dim", alpha=come, part="chain")
        hot_tensor(p, Rect(rect.x, rect.y, WIDEST, rect.h), tensor)
    if comes[-1] >= 1.0 and not f.still:
        way = (f.clock / LAP) % 1.0 * (len(LINKS) - 1)
        y = rows[0].cy + (rows[-1].cy - rows[0].cy) * way / (len(LINKS) - 1)
        p.spark((CHAIN.x + 40, y), "decode", 54.0, 0.9)


def _draw_cache(f: Frame, p: Picture, facts: ShapeFacts, come: float) -> None:
    """Layer upon layer: keys and values of all tokens so far; the newest column is lit."""
    tensor = facts.shown.tensors["cache"]
    layers, reach = facts.both.layers, facts.shown.reach
    step = CACHE.h / layers
    sides = [("key", CACHE)] if facts.both.latent else list(zip(("key", "value"), CACHE.columns(2, 24.0), strict=True))
    y = CACHE.bottom - step * (np.arange(layers) + 1)
    shown = max(1, round(layers * come))
    for role, rect in sides:
        boxes = np.stack([np.full(layers, rect.x), y, np.full(layers, rect.w), np.full(layers, step * 0.78)], 1)
        p.rects(boxes[:shown], role, alpha=0.6, radius=1)
        newest = max(3.0, rect.w / reach)
        ends = boxes + np.array((rect.w - newest, 0.0, newest - rect.w, 0.0))
        p.rects(ends[:shown], "white", alpha=0.9)
        if come >= 1.0 and not f.still:
            at = int((f.clock / LAP) % 1.0 * layers)
            p.rects([(rect.x, y[at], rect.w, step * 0.78)], "white", alpha=0.5)
    name_line(p, (CACHE.x, CACHE.y - 20), Phrase("KV cache, layer upon layer"))
    draw_bracket(p, (CACHE.x, CACHE.bottom + 50), tensor, alpha=come)
    hot_tensor(p, CACHE, tensor)


def _draw_shares(p: Picture, rect: Rect, shown: PhaseShapes, grown: float) -> None:
    """One bar of a pass, cut where its arithmetic goes."""
    words = Phrase("prefill") if shown.phase == "prefill" else Phrase("decode")
    p.text((rect.x, rect.cy + 10), words, size=LINE, weight=600)
    left = rect.x + 150
    for share in shown.shares:
        wide = (rect.w - 150) * float(share.share.value)
        p.rects([(left, rect.y, wide * grown, rect.h)], FILLS[share.id], alpha=0.85)
        if wide * grown > ROOM:
            at = Rect(left, rect.y, wide, rect.h)
            p.text(at, "{v}", v=share.share, size=LABEL, weight=600, role="onlight", part=shown.phase)
        left += wide * grown


def _draw_key(p: Picture) -> None:
    """Which part has which colour."""
    p.text((SHARES.x, SHARES.y - 22), "FLOPs", size=LABEL, role="dim", part="key")
    names = {
        "ffn": Phrase("FFN"),
        "qkv": Phrase("q, k, v"),
        "out": Phrase("out"),
        "head": Phrase("LM head"),
        "attention": Phrase("attention"),
    }
    x = SHARES.x + 150
    for id, words in names.items():
        p.rects([(x, SHARES.y - 40, 18, 18)], FILLS[id], radius=3)
        p.text((x + 28, SHARES.y - 22), words, size=LABEL, role="dim", part="key")
        x += 200
