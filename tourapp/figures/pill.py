"""A pill: a small round-ended button on the stage that leads to a moment of the same scene worth seeing.

Not here: which moments those are (each scene knows its own), and going there (the player does what the act says).
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Frame, Picture, Rect, SeekTo, Tag
from tourapp.authoring.sizes import TAG


@dataclass(frozen=True, slots=True)
class Jump:
    """A moment of a scene: its name among the scene's jumps, its beat, and the share 0..1 of that beat."""

    name: str
    beat: str
    share: float

    def act(self, f: Frame) -> SeekTo:
        """What a click does: stand still at that moment."""
        index = f.timeline.index(self.beat)
        return SeekTo(f.timeline.start(index) + self.share * f.timeline.beats[index].seconds)


def draw_jump(f: Frame, p: Picture, box: Rect, words: str, jump: Jump, *, size: float = TAG) -> None:
    """The button in `box` (stage units) with its words, a literal template, at a type size; a click takes the jump."""
    round_end = box.h // 2
    p.rects([box], "raised", radius=round_end, alpha=0.9, stroke="line")
    p.text((box.cx, box.cy + 5), words, size=size, role="dim", align="center", fit=box.w - round_end - 2)
    p.hot([box], (Tag("jump", jump.name),), (jump.act(f),))
