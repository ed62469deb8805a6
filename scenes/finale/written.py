"""The answer in lines of our own: which type size it has room for, where its lines end, and where a token of it stands.

The lines are broken here and not by the painter, so that a light can stand at the very word that is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tourapp.authoring import Rect, text_width
from tourapp.authoring.sizes import CAPTION, FIGURE, LABEL, LINE, TITLE

SIZES = (FIGURE, CAPTION, TITLE, LINE, LABEL)
"""The largest one that has room is taken."""
STEP = 1.35
"""From one line to the next, as a share of the type size: as the painter sets wrapped words."""
TALL = 0.34, 0.56
"""From a line's top to a token's bar, and height of the bar, as shares of the type size."""
CLOSER, CLOSE = 0.94, 0.958
"""Large and small letters stand closer together than the table of widths has them: measured."""
SPARE = 0.97
"""Share of the width that is filled: widths are known to a few per cent."""


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """An answer laid into a box: its lines, its type size, and how many letters are there after each token."""

    box: Rect
    size: float
    lines: tuple[str, ...]
    ends: tuple[int, ...]

    def until(self, token: int) -> str:
        """The lines as far as that token, counted from 1, is written."""
        left, shown = self._letters(token), []
        for line in self.lines:
            if left <= 0:
                break
            shown.append(line[:left])
            left -= len(line) + 1
        return "\n".join(shown)

    def place(self, token: int) -> tuple[float, float]:
        """Where the writing stands after that token: on the middle of its line."""
        shown = self.until(token).split("\n")
        y = self.box.y + self.size * (STEP * (len(shown) - 1) + 0.62)
        return self.box.x + self._wide(shown[-1]), y

    def _wide(self, words: str) -> float:
        """Width of some words of a line."""
        return text_width(words, self.size) * (CLOSER if self.size > LINE else CLOSE)

    def token_bars(self, after: int) -> list[Rect]:
        """A bar for each token after so many, where its letters will stand; none for a token without any."""
        bars, begin = [], 0
        for token, end in enumerate(self.ends):
            bar = self._bar(begin, end) if token >= after else None
            begin = end
            if bar is not None:
                bars.append(bar)
        return bars

    def _bar(self, begin: int, end: int) -> Rect | None:
        """Where some letters of the whole stand: on the line in which they end, without the space before them."""
        for number, line in enumerate(self.lines):
            if end <= len(line):
                words = line[max(begin, 0) : end]
                x = self.box.x + self._wide(line[: end - len(words.lstrip())])
                y = self.box.y + self.size * (STEP * number + TALL[0])
                return Rect(x, y, self._wide(words.strip()), self.size * TALL[1]) if words.strip() else None
            begin, end = begin - len(line) - 1, end - len(line) - 1
        return None

    def _letters(self, token: int) -> int:
        return self.ends[min(max(token, 1), len(self.ends)) - 1] if self.ends else 0


@lru_cache(maxsize=16)
def lay_out(texts: tuple[str, ...], box: Rect) -> WrittenAnswer:
    """The answer of these tokens in the largest type that has room; the smallest is cut at the foot of the box."""
    whole = "".join(texts)
    words = " ".join(whole.split())
    for size in SIZES:
        lines = break_lines(words, size, box.w)
        room = max(1, int(box.h / (size * STEP)))
        if len(lines) <= room:
            break
    kept = (*lines[: room - 1], lines[room - 1] + " …") if len(lines) > room else lines
    ends, so_far = [], ""
    for text in texts:
        so_far += text
        ends.append(len(" ".join(so_far.split())))
    return WrittenAnswer(box, size, kept, tuple(ends))


@lru_cache(maxsize=64)
def break_lines(words: str, size: float, width: float) -> tuple[str, ...]:
    """Words in lines of a width; a word that is wider than a line is cut between its letters."""
    lines, line = [], ""
    for word in words.split(" "):
        trial = f"{line} {word}" if line else word
        if text_width(trial, size) <= width * SPARE:
            line = trial
            continue
        if line:
            lines.append(line)
        line = word
        while text_width(line, size) > width * SPARE:
            cut = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or text_width(line[:n], size) <= width * SPARE)
            lines.append(line[:cut])
            line = line[cut:]
    return (*lines, line)
