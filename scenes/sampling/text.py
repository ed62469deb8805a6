"""Words of the amphitheatre: the sentence that grows below it, and the labels on its columns.

Lays lines out from the packaged table of widths, so the same frame always gives the same places. No odds, no geometry
of the field beyond the points it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tourapp.authoring import Picture, Quantity, Rect, show_piece, text_width
from tourapp.engine.recording import Recording

BLOCK = Rect(112, 752, 1280, 84)
"""Where the sentence stands: at most LINES lines."""
LINES = 3
SIZE = 21.0
STEP = 31.0
RUN = 18
SOCKET = 26.0
"""Room for the socket's padding, both sides together."""
PROMPT_SHOWN = 64
WIDEST = 126.0
"""Of a label on a column."""

Piece = tuple[str, str]
"""(text, role)."""


@dataclass(frozen=True, slots=True)
class Laid:
    """One piece of a line: its text and role, left edge, baseline, width; `index` of the piece it came from."""

    text: str
    role: str
    x: float
    y: float
    w: float
    index: int


def wide(words: str, size: float, weight: int = 400) -> float:
    """Width of words at a size on the stage: the table's, corrected for the font's narrower large letters."""
    slope = 0.0034 if weight >= 550 else 0.0044
    return text_width(words, size, weight=weight) * (1.018 - slope * (min(size, 32.0) - 14.5))


def clean(text: str) -> str:
    """Text in one line: whatever cannot be shown, line ends included, is a space."""
    return "".join(c if c.isprintable() else " " for c in text)


def word(text: str) -> str:
    """A token as a label: without the space in front, unless it is nothing else."""
    return show_piece(text.strip() or text) or "□"


def prompt_piece(prompt: str, chat: bool) -> Piece:
    """The question as the first piece: its beginning before an answer, its end where the model just goes on."""
    text = " ".join(clean(prompt).split())
    if len(text) > PROMPT_SHOWN:
        text = text[:PROMPT_SHOWN] + "…" if chat else "…" + text[-PROMPT_SHOWN:]
    return (text, "prefill")


def _words(pieces: Sequence[Piece]) -> list[list[tuple[str, str, int]]]:
    """Pieces grouped into words: a new one begins where a space stands in front or inside."""
    words: list[list[tuple[str, str, int]]] = []
    for index, (text, role) in enumerate(pieces):
        parts = text.split(" ")
        for n, part in enumerate(parts):
            if n > 0 or not words:
                words.append([])
            for chunk in [part[i : i + 40] for i in range(0, len(part), 40)]:
                if words[-1] and sum(len(w[0]) for w in words[-1]) + len(chunk) > 60:
                    words.append([])
                words[-1].append((chunk, role, index))
    return [w for w in words if w]


@lru_cache(maxsize=256)
def lay_out(pieces: tuple[Piece, ...], gain: float, socket: str | None) -> tuple[tuple[Laid, ...], Rect | None]:
    """All pieces placed in the block's last LINES lines, and where the socket for `socket` stands after them.

    `gain` is the theme's factor for words. Pieces next to each other with one role share one Laid.
    """
    size = float(round(SIZE * gain))
    space = text_width(" ", size)
    lines: list[list[tuple[str, str, float, float, int]]] = [[]]
    x = 0.0
    for each in _words(pieces):
        width = sum(wide(text, size) for text, _, _ in each)
        if lines[-1] and x + width > BLOCK.w - 8:
            lines.append([])
            x = 0.0
        for text, role, index in each:
            w = wide(text, size)
            lines[-1].append((text, role, x, w, index))
            x += w
        x += space
    hole = 0.0
    if socket is not None:
        hole = wide(socket, size, 600) + SOCKET
        if lines[-1] and x + hole > BLOCK.w:
            lines.append([])
            x = 0.0
    lines = lines[-LINES:]
    first = BLOCK.cy + 7 - (len(lines) - 1) * STEP / 2
    laid = [Laid(t, r, BLOCK.x + u, first + n * STEP, w, i) for n, row in enumerate(lines) for t, r, u, w, i in row]
    box = None
    if socket is not None:
        base = first + (len(lines) - 1) * STEP
        box = Rect(BLOCK.x + x + 4, base - size * 0.36 - 15.5, hole, 31)
    return tuple(_joined(laid, space)), box


def _joined(laid: list[Laid], space: float) -> list[Laid]:
    """Neighbours of one line and role as one piece of about RUN letters: few texts, and small errors of width."""
    out: list[Laid] = []
    for each in laid:
        last = out[-1] if out else None
        near = last is not None and last.y == each.y and each.x - (last.x + last.w) < space + 1
        if last is not None and near and last.role == each.role and len(last.text) + len(each.text) <= RUN:
            gap = " " if each.x - (last.x + last.w) > space / 2 else ""
            out[-1] = Laid(last.text + gap + each.text, last.role, last.x, last.y, each.x + each.w - last.x, each.index)
        else:
            out.append(each)
    return out


def draw_sentence(p: Picture, laid: Sequence[Laid], alpha: float = 1.0) -> None:
    """The lines of the sentence; the upper ones a little quieter."""
    lowest = max((each.y for each in laid), default=0.0)
    for each in laid:
        quiet = 1.0 - 0.10 * round((lowest - each.y) / STEP)
        p.text((each.x, each.y), each.text, size=SIZE, role=each.role, alpha=alpha * quiet, fit=each.w * 1.015 + 2)


def draw_socket(p: Picture, box: Rect, words: str, lit: float, alpha: float = 1.0) -> None:
    """The place of the next token: an empty frame that fills with gold as `lit` goes 0..1."""
    p.rects(
        [box],
        "decode",
        radius=8,
        alpha=(0.05 + 0.17 * lit) * alpha,
        stroke="decode",
        stroke_width=1.6,
        stroke_alpha=(0.55 + 0.45 * lit) * alpha,
    )
    if lit > 0.02:
        p.text(
            (box.cx, box.cy + SIZE * 0.36),
            words,
            size=SIZE,
            role="decode",
            weight=600,
            align="center",
            fit=box.w - 8,
            alpha=lit * alpha,
        )


def draw_labels(
    p: Picture,
    words: Sequence[str],
    odds: np.ndarray,
    tops: np.ndarray,
    *,
    gain: float,
    chosen: int = -1,
    least: float = 0.004,
    alpha: float = 1.0,
) -> list[int]:
    """Word and odds above columns, likeliest first; a label that would touch another one is left out. Returns the
    columns that got one."""
    taken: list[tuple[float, float, float, float]] = []
    placed: list[int] = []
    rise = max(1.0, gain)
    for k in range(len(words)):
        x, y = float(tops[k, 0]), float(tops[k, 1])
        across = wide(words[k], 20 * gain, 600)
        size = 20.0 * min(1.0, WIDEST / across) if across > 0 else 20.0
        half = min(WIDEST, max(across, 66 * gain)) / 2
        box = (x - half, y - 58 * rise, x + half, y - 8)
        if odds[k] < least or any(_touch(box, other) for other in taken):
            continue
        taken.append(box)
        placed.append(k)
        mine = k == chosen
        p.text(
            (x, y - 16 - 22 * rise),
            words[k],
            size=max(13.0, size),
            role="decode" if mine else "ink",
            weight=600,
            align="center",
            fit=WIDEST + 10,
            alpha=alpha,
            backed=0.62,
        )
        p.text(
            (x, y - 16),
            "{v}",
            v=Quantity(float(odds[k]), "share", f"odds of {words[k]}", "q"),
            size=17,
            mono=True,
            role="decode",
            weight=600,
            align="center",
            fit=WIDEST,
            alpha=alpha,
            backed=0.62,
        )
    return placed


def _touch(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] + 4 and a[2] > b[0] - 4 and a[1] < b[3] and a[3] > b[1]


def pieces_until(recording: Recording, count: int, gold_from: int) -> tuple[Piece, ...]:
    """The question and the first `count` tokens of the answer; those from `gold_from` on are gold."""
    space = ((" ", "ink"),) if recording.chat else ()
    answer = tuple(
        (clean(text), "decode" if i >= gold_from else "ink") for i, text in enumerate(recording.texts[:count])
    )
    return (prompt_piece(recording.prompt, recording.chat), *space, *answer)


def draw_text(
    p: Picture,
    gain: float,
    recording: Recording,
    count: int,
    gold_from: int,
    socket: str,
    lit: float,
    alpha: float = 1.0,
    glow: float = 0.0,
) -> tuple[float, float]:
    """The text with `count` tokens of the answer and a socket behind it, in a glow; returns the socket's middle."""
    laid, box = lay_out(pieces_until(recording, count, gold_from), gain, socket)
    assert box is not None
    draw_sentence(p, laid, alpha)
    if glow > 0:
        p.sprites([(box.cx, box.cy)], [2.4 * box.w + 40], "decode", alpha=glow, kind="soft", squash=0.5, angle=90)
    draw_socket(p, box, socket, lit, alpha)
    return box.cx, box.cy
