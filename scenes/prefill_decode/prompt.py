"""Our own prompt as small chips: how short it is beside the slab. One still layer for each prompt."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tourapp.authoring import Picture, Rect
from tourapp.figures.token_strip import Chip, draw_chips, kinds_of, lay_chips, more_at, own_range, token_words

SIZE = 20.0
MOST = 60
"""Tokens that are laid out at all; the rest is counted."""


@lru_cache(maxsize=8)
def _chips(
    ids: tuple[int, ...], special: tuple[bool, ...], prompt: str, tokenizer: Any, room: Rect, gain: float
) -> tuple[list[Chip], int]:
    """Chips of the person's own words (of the whole template where there are none), and how many had no room."""
    data = [tokenizer.token_bytes(each) for each in ids]
    own = own_range(data, special, tokenizer, prompt) or range(len(ids))
    kinds = kinds_of(special, own)
    some = own[:MOST]
    chips, left = lay_chips(
        [token_words(data[i]) for i in some],
        [kinds[i] for i in some],
        room,
        size=SIZE,
        gain=gain,
        rows=2,
        height=40.0,
        gap=8.0,
    )
    return chips, left + len(own) - len(some)


def draw_prompt_chips(p: Picture, recording: Any, tokenizer: Any, room: Rect, gain: float, alpha: float) -> None:
    """The person's own words of the request, without the template, in at most two rows."""
    if alpha <= 0.01:
        return
    ids = tuple(int(each) for each in recording.prompt_ids)
    special = tuple(bool(each) for each in recording.prompt_special)
    chips, left = _chips(ids, special, recording.prompt, tokenizer, room, gain)

    def build(q: Picture) -> None:
        draw_chips(q, chips, size=SIZE, lit=0.6, gain=gain)
        if left:
            q.text(more_at(chips, room, SIZE), "… {n} more", n=left, size=SIZE, role="dim")

    p.bake(
        ("prompt chips", ids, special, recording.prompt, room, gain),
        build,
        rect=Rect(room.x - 10, room.y - 10, room.w + 20, room.h + 20),
        alpha=alpha,
    )
