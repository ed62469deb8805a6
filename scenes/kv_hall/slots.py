"""Near slots answer the pointer: which token it is, and how large its key and value are."""

from __future__ import annotations

import math

from scenes.kv_hall.camera import CEILING, FLOOR, HALF, Camera, project
from scenes.kv_hall.flight import HallMoment
from scenes.kv_hall.zones import shown_layers
from tourapp.authoring import Frame, Phrase, Picture, Tag
from tourapp.figures.token_strip import token_words

MOST, LETTERS = 12, 24
"""Slots that answer at once, and letters shown of a token."""
TOP = 140.0
"""No area reaches higher, stage units."""


def slots_answer(p: Picture, f: Frame, s: HallMoment) -> Phrase | None:
    """Lays out the areas. Returns what there is to say about the slot under the pointer, or None."""
    recording = s.recording
    shown = min(s.prompt + int(s.written), recording.key_norms.shape[2]) if f.beat("prefill") > 0.3 else 0
    first = max(0, math.ceil(s.camera.token(1.3)))
    if s.whole > 0.01 or f.beat_name == "heads" or shown <= first:
        return None
    boxes, tags = [], []
    for k in range(first, min(shown, first + MOST)):
        for side, letter in ((-1.0, "K"), (1.0, "V")):
            boxes.append(_area(s.camera, side, k))
            tags.append(Tag("slot", (k, letter)))
    p.hot(boxes, tags)
    return _norms(f, s, f.hovered("slot")[0]) if f.hover in tags else None


def _area(camera: Camera, side: float, k: int) -> tuple[float, float, float, float]:
    """The rectangle around slot k on one wall (x, y, w, h)."""
    x0, top = project(side * HALF, CEILING, camera.depth(k))
    x1, low = project(side * HALF, FLOOR, camera.depth(k + 1))
    return min(x0, x1), max(top, TOP), abs(x1 - x0), low - max(top, TOP)


def _norms(f: Frame, s: HallMoment, k: int) -> Phrase:
    """The token of slot k, and the mean norms of its keys and values in the layers shown."""
    layers = list(shown_layers(s.recording))
    key, value = (float(norms[layers, :, k].mean()) for norms in (s.recording.key_norms, s.recording.value_norms))
    token = token_words(f.world.answer_tokenizer.token_bytes(int(s.recording.all_ids[k])))[:LETTERS]
    return Phrase(
        "Slot {slot:d}, “{token}”: norm of its keys {key:.1f}, of its values {value:.1f} (mean of the heads)",
        slot=k + 1,
        token=token,
        key=key,
        value=value,
    )
