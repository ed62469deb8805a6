"""Token strips: any tokens as chips in rows, clipped to their room, with words that are safe for any Unicode.

Prompt tokens are blue, generated ones gold, special ones stand apart with a dashed outline. Where a row runs out the
rest is counted, never squeezed. Not here: how tokens come about (`scenes.tokenization`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Picture, Rect, show_piece, text_width
from tourapp.authoring.letters import ISOLATE, RELEASE, RING, is_mark, is_told, letters
from tourapp.authoring.sizes import TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Tokenizer

ROLES = {"prompt": "prefill", "template": "prefill", "generated": "decode", "special": "dim"}
"""Roles by what a token is: the person's own words, words of the chat template, the model's answer, a control token."""
RADIUS, PADDING, MORE = 9.0, 22.0, 150.0
"""Of a chip's corners; beside its words; room for the words '… n more'."""


def safe_char(char: str) -> str:
    """One character as the stage can draw it: signs for white space, a dotted ring under a lone mark. What no packaged
    font has is told by its code, in a box that the painter makes."""
    if is_mark(char) and not is_told(char):
        return RING + char
    return show_piece(char)


def byte_words(data: bytes) -> str:
    """Bytes as decimal numbers with a space between."""
    return " ".join(str(value) for value in data)


def safe_words(text: str) -> str:
    """A text for captions and headings: spaces stay, marks stay on their letters, line ends are signs, and words of
    right-to-left scripts do not turn their surroundings round."""
    return apart("".join(_shown(text, keep=" ")))


def apart(words: str) -> str:
    """Words with invisible marks around them where they hold right-to-left letters, so that they read from the right as
    one run and what stands beside them keeps its order."""
    if any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in words):
        return f"{ISOLATE}{words}{RELEASE}"
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
    return "".join(_shown(text))


def _shown(text: str, keep: str = "") -> Iterator[str]:
    """A text letter by letter as the stage draws it: marks on their base, none without one; `keep` stays as it is."""
    for letter in letters(text):
        if len(letter) > 1 and not is_mark(letter[0]):
            yield show_piece(letter)
        else:
            yield from (char if char in keep else safe_char(char) for char in letter)


@dataclass(frozen=True, slots=True)
class TokenChip:
    """One token on the stage: where, its words, what kind, and its place in the sequence."""

    box: Rect
    words: str
    kind: str
    index: int


@dataclass(frozen=True, slots=True)
class ChipStyle:
    """How chips look: type size, the frame's text_gain, height of a row and the gap between chips. `backed` puts ground
    behind them, for chips that stand on something; `spill`: they fly past other words; `part`: the box of text they
    are, where they are read as one."""

    size: float = TAG
    gain: float = 1.0
    height: float = 40.0
    gap: float = 8.0
    backed: bool = True
    spill: bool = False
    part: str = ""


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
    sizes = [len((text if special else tokenizer.spelled(text)).encode()) for special, text in empty]
    start, tail = sum(sizes[: at + 1]), sum(sizes[at + 1 :])
    ends = list(accumulate(len(one) for one in data))
    stop = (ends[-1] if ends else 0) - tail
    own = [i for i, end in enumerate(ends) if end > start and end - len(data[i]) < stop]
    return range(own[0], own[-1] + 1) if own else range(0)


def lay_strip(
    words: Sequence[str], kinds: Sequence[str], room: Rect, style: ChipStyle, rows: int = 3
) -> tuple[list[TokenChip], int]:
    """Chips left to right in at most `rows` rows inside `room`, and how many tokens had no room.

    Room for the words '… n more' is kept free at the end of the last row when something is left out.
    """
    chips: list[TokenChip] = []
    x, row = room.x, 0
    step = style.height + style.gap
    for place, (text, kind) in enumerate(zip(words, kinds, strict=True)):
        width = min(text_width(text, style.size * style.gain, "mono") + PADDING, room.w * 0.5)
        width = max(width, style.height * 0.9)
        if x + width > room.right and x > room.x:
            x, row = room.x, row + 1
        if row >= rows or room.y + row * step + style.height > room.bottom + 0.5:
            chips = _make_room(chips, room, MORE * style.gain)
            break
        chips.append(TokenChip(Rect(x, room.y + row * step, width, style.height), text, kind, place))
        x += width + style.gap
    return chips, len(words) - len(chips)


def _make_room(chips: list[TokenChip], room: Rect, more: float) -> list[TokenChip]:
    """Without the last chips of the last row that stand where '… n more' goes."""
    while chips and chips[-1].box.right > room.right - more and chips[-1].box.x > room.x:
        chips.pop()
    return chips


def more_at(chips: Sequence[TokenChip], room: Rect, size: float) -> tuple[float, float]:
    """Baseline point for the words '… n more' behind the last chip."""
    if not chips:
        return room.x, room.y + size
    box = chips[-1].box
    return box.right + 14.0, box.cy + size * 0.36


def draw_strip(
    p: Picture, chips: Sequence[TokenChip], style: ChipStyle, *, alpha: float = 1.0, lit: float | np.ndarray = 1.0
) -> None:
    """Chips with their words; `lit` 0..1 is how much each one shines (one number, or one per chip)."""
    if not chips:
        return
    shine = np.broadcast_to(np.asarray(lit, dtype=np.float64), (len(chips),))
    for kind in ROLES:
        index = [i for i, chip in enumerate(chips) if chip.kind == kind and alpha > 0.004]
        if not index:
            continue
        boxes = np.array([chips[i].box for i in index])
        if style.backed:
            p.rects(boxes, "ground", radius=RADIUS, alpha=np.full(len(index), alpha) * 0.9)
        _bodies(p, boxes, kind, shine[index], alpha)
    for chip, shining in zip(chips, shine.tolist(), strict=True):
        _words(p, chip, style, shining, alpha)


def _bodies(p: Picture, boxes: np.ndarray, kind: str, lit: np.ndarray, alpha: float) -> None:
    """Chips of one kind: filled where they carry words, only outlined and dashed where they are control."""
    shown = np.full(len(boxes), alpha)
    if kind == "special":
        p.rects(
            boxes,
            "ground",
            radius=RADIUS,
            alpha=shown * 0.6,
            stroke="ink",
            stroke_width=1.4,
            stroke_alpha=0.75,
            dash=True,
        )
        return
    quiet = kind == "template"
    p.rects(
        boxes,
        ROLES[kind],
        radius=RADIUS,
        alpha=shown * ((0.10 if quiet else 0.20) + 0.26 * lit),
        stroke=ROLES[kind],
        stroke_width=1.2 if quiet else 2.0,
        stroke_alpha=0.45 if quiet else 0.95,
    )


def _words(p: Picture, chip: TokenChip, style: ChipStyle, lit: float, alpha: float) -> None:
    """A token's words, smaller where the chip is too narrow for them."""
    fitting = min(style.size, (chip.box.w - 7) / max(text_width(chip.words, style.gain, "mono"), 0.1))
    size = max(fitting, style.size * 0.55)
    p.text(
        (chip.box.cx, chip.box.cy + size * 0.35),
        "{w}",
        w=chip.words,
        size=size,
        role="dim" if chip.kind == "template" and lit < 0.6 else "ink",
        mono=True,
        align="center",
        weight=500,
        fit=chip.box.w - 5,
        spill=style.spill,
        part=style.part,
        alpha=alpha * (0.88 + 0.12 * lit),
    )
