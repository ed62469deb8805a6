"""Token strips: any tokens as chips in rows, clipped to their room, with words that are safe for any Unicode.

Prompt tokens are blue, generated ones gold, special ones stand apart with a dashed outline. Where a row runs out the
rest is counted, never squeezed. Not here: how tokens come about (`figures.merge_tree`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from tourapp.authoring import Picture, Rect, show_piece, text_width

if TYPE_CHECKING:
    from tourapp.engine.tokenizer import Tokenizer

KINDS = ("prompt", "template", "generated", "special")
"""What a token is: the person's own words, words of the chat template, the model's answer, a control token."""

_PICTOGRAPHS = 0x1F000
"""From this code point on are emoji and other pictures, shown by their number: not every computer can draw them."""


def safe_char(char: str) -> str:
    """One character as the stage can draw it: signs for white space, U+... for pictures, a ring under a lone mark."""
    if ord(char) >= _PICTOGRAPHS:
        return f"U+{ord(char):X}"
    if 0xFE00 <= ord(char) <= 0xFE0F:  # variation selectors have no shape of their own
        return "□"
    if unicodedata.category(char).startswith("M"):
        return "◌" + char
    return show_piece(char)


def byte_words(data: bytes) -> str:
    """Bytes as decimal numbers with a space between."""
    return " ".join(str(value) for value in data)


def safe_words(text: str) -> str:
    """A text for captions and headings: spaces stay, what cannot be drawn safely is told by its number, and words of
    right-to-left scripts do not turn their surroundings round."""
    words = "".join(char if char == " " else safe_char(char) for char in text)
    return apart(words)


def apart(words: str) -> str:
    """Words with invisible marks around them where they hold right-to-left letters, so that what stands beside them
    keeps its order."""
    if any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in words):
        return f"\u200e{words}\u200e"
    return words


@lru_cache(maxsize=8192)
def token_words(data: bytes) -> str:
    """A token's bytes as words: its text where they are whole characters, else the bytes as numbers.

    Example: b" is" gives '·is'; the first half of an accented letter, b"\\xc3", gives '195'. Real text never holds a
    plain space here (it is '·'), so numbers with spaces between cannot be taken for digits that were typed.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return byte_words(data)
    out: list[str] = []
    marks = 0
    for char in text:
        is_mark = unicodedata.category(char).startswith("M")
        marks = marks + 1 if is_mark else 0
        plain = is_mark and out and marks == 1  # a first mark may sit on its letter; piled up ones are told apart
        out.append(char if plain else safe_char(char))
    return "".join(out)


@dataclass(frozen=True, slots=True)
class Chip:
    """One token on the stage: where, its words, what kind, and its place in the sequence."""

    box: Rect
    words: str
    kind: str
    index: int


def kinds_of(special: Sequence[bool], own: range, generated_from: int | None = None) -> list[str]:
    """The kind of each token. `own`: places of the person's own words; from `generated_from` on it is the answer."""
    out = []
    for place, is_special in enumerate(special):
        if is_special:
            out.append("special")
        elif generated_from is not None and place >= generated_from:
            out.append("generated")
        else:
            out.append("prompt" if place in own else "template")
    return out


def own_range(data: Sequence[bytes], special: Sequence[bool], tokenizer: Tokenizer, prompt: str) -> range:
    """Places of the tokens that hold the person's own words inside a chat template (all, without special tokens)."""
    if not any(special):
        return range(len(data))
    full, empty = tokenizer.chat_segments(prompt), tokenizer.chat_segments("")
    at = next((i for i, (one, two) in enumerate(zip(full, empty, strict=True)) if one != two), None)
    if at is None:
        return range(0)
    start = sum(len(text.encode()) for _, text in empty[: at + 1])
    tail = sum(len(text.encode()) for _, text in empty[at + 1 :])
    ends = list(accumulate(len(one) for one in data))
    stop = (ends[-1] if ends else 0) - tail
    own = [i for i, end in enumerate(ends) if end > start and end - len(data[i]) < stop]
    return range(own[0], own[-1] + 1) if own else range(0)


def lay_chips(
    words: Sequence[str],
    kinds: Sequence[str],
    room: Rect,
    *,
    size: float = 20.0,
    gain: float = 1.0,
    rows: int = 3,
    height: float = 40.0,
    gap: float = 8.0,
    first: int = 0,
) -> tuple[list[Chip], int]:
    """Chips left to right in at most `rows` rows inside `room`, and how many tokens had no room.

    `gain` is the frame's text_gain, `size` the type size, `first` the sequence place of the first token. Room for the
    words '… n more' is kept free at the end of the last row when something is left out.
    """
    chips: list[Chip] = []
    x, row = room.x, 0
    step = height + gap
    more = 150.0 * gain
    for place, (text, kind) in enumerate(zip(words, kinds, strict=True)):
        width = min(text_width(text, size * gain, "mono") + 22.0, room.w * 0.5)
        width = max(width, height * 0.9)
        if x + width > room.right and x > room.x:
            x, row = room.x, row + 1
        if row >= rows or room.y + row * step + height > room.bottom + 0.5:
            chips = _make_room(chips, room, more)
            break
        chips.append(Chip(Rect(x, room.y + row * step, width, height), text, kind, first + place))
        x += width + gap
    return chips, len(words) - len(chips)


def _make_room(chips: list[Chip], room: Rect, more: float) -> list[Chip]:
    """Without the last chips of the last row that stand where '… n more' goes."""
    while chips and chips[-1].box.right > room.right - more and chips[-1].box.x > room.x:
        chips.pop()
    return chips


def more_at(chips: Sequence[Chip], room: Rect, size: float) -> tuple[float, float]:
    """Baseline point for the words '… n more' behind the last chip."""
    if not chips:
        return room.x, room.y + size
    box = chips[-1].box
    return box.right + 14.0, box.cy + size * 0.36


def draw_chips(
    p: Picture,
    chips: Sequence[Chip],
    *,
    size: float = 20.0,
    alpha: Any = 1.0,
    lit: Any = 1.0,
    gain: float = 1.0,
    radius: float = 9.0,
    weight: int = 500,
    backed: bool = True,
    spill: bool = False,
) -> None:
    """Chips with their words. `gain`: the frame's text_gain.
    `alpha` shows them (one number or one per chip), `lit` 0..1 how much each one shines;
    `backed` puts ground behind them, for chips that stand on something; `spill`: they fly past other words."""
    if not chips:
        return
    shown = np.broadcast_to(np.asarray(alpha, dtype=np.float64), (len(chips),))
    shine = np.broadcast_to(np.asarray(lit, dtype=np.float64), (len(chips),))
    for kind, role in (("prompt", "prefill"), ("template", "prefill"), ("generated", "decode"), ("special", "dim")):
        index = [i for i, chip in enumerate(chips) if chip.kind == kind and shown[i] > 0.004]
        if not index:
            continue
        boxes = np.array([chips[i].box for i in index])
        strength = shown[index]
        if backed:
            p.rects(boxes, "ground", radius=radius, alpha=strength * 0.9)
        _chip_fill(p, boxes, kind, role, strength, shine[index], radius)
    for i, chip in enumerate(chips):
        role = "dim" if chip.kind == "template" and shine[i] < 0.6 else "ink"
        fitting = min(size, (chip.box.w - 7) / max(text_width(chip.words, gain, "mono"), 0.1))
        own = max(fitting, size * 0.55)
        p.text(
            (chip.box.cx, chip.box.cy + own * 0.35),
            chip.words,
            size=own,
            role=role,
            mono=True,
            align="center",
            weight=weight,
            fit=chip.box.w - 5,
            spill=spill,
            alpha=float(shown[i]) * (0.88 + 0.12 * float(shine[i])),
        )


def _chip_fill(
    p: Picture, boxes: np.ndarray, kind: str, role: str, alpha: np.ndarray, lit: np.ndarray, radius: float
) -> None:
    """The body of chips of one kind: filled where they carry words, only outlined and dashed where they are control."""
    if kind == "special":
        p.rects(
            boxes,
            "ground",
            radius=radius,
            alpha=alpha * 0.6,
            stroke="ink",
            stroke_width=1.4,
            stroke_alpha=0.75,
            dash=True,
        )
        return
    base = 0.10 if kind == "template" else 0.20
    p.rects(
        boxes,
        role,
        radius=radius,
        alpha=alpha * (base + 0.26 * lit),
        stroke=role,
        stroke_width=1.2 if kind == "template" else 2.0,
        stroke_alpha=0.45 if kind == "template" else 0.95,
    )
