"""Readouts beside the picture; the tensor that is pointed at takes their place."""

from __future__ import annotations

from scenes.paths.shapes.axes import AXIS_WORDS
from scenes.paths.shapes.facts import ShapeFacts
from tourapp.authoring import Frame, Phrase, Picture, Rail

SHOWN = {"cut": "qkv", "share": "k", "scores": "scores", "join": "out", "ffn": "wide", "out": "logits", "in": "rows"}
SHAPES = {1: "{a}", 2: "{a} × {b}", 3: "{a} × {b} × {c}", 4: "{a} × {b} × {c} × {d}", 5: "{a} × {b} × {c} × {d} × {e}"}


def draw_readouts(f: Frame, p: Picture, facts: ShapeFacts) -> None:
    """Axes, bytes and arithmetic of one tensor."""
    rail = Rail(p, f.rail)
    if f.beat_name == "wrong":
        rail.read("Changed by", facts.always.difference, "waste")
        rail.read("Largest", facts.always.size)
        return
    pointed = facts.shown.tensors.get(str(f.hovered("tensor")))
    tensor = pointed or facts.shown.tensors[SHOWN.get(f.beat_name, "cache")]
    rail.read(Phrase("{what}", what=tensor.words), tensor.bytes)
    rail.read("FLOPs into it", tensor.flops, "prefill")
    rail.note(Phrase(SHAPES[len(tensor.sizes)], **_axes(tensor.sizes)))
    if f.beat_name == "decode" and pointed is None:
        rail.read("FLOPs, all", facts.shown.flops)


def _axes(sizes: tuple[tuple[str, int], ...]) -> dict[str, Phrase]:
    return {letter: AXIS_WORDS[kind] for letter, (kind, _size) in zip("abcde", sizes, strict=False)}
