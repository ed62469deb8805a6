"""Our own prompt as small chips: how short it is beside the slab. One still layer for each prompt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import LABEL
from tourapp.figures.token_strip import (
    ChipStyle,
    TokenChip,
    draw_strip,
    kinds_of,
    lay_strip,
    more_at,
    own_range,
    token_words,
)

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Recording, Tokenizer

SIZE, HEIGHT = LABEL, 48.0
MOST = 60
"""Tokens that are laid out at all; the rest is counted."""


@dataclass(frozen=True, slots=True)
class PromptTokens:
    """A prompt in its template: ids of all tokens, which of them are the template's signs, the person's own text."""

    ids: tuple[int, ...]
    special: tuple[bool, ...]
    prompt: str

    @classmethod
    def of(cls, recording: Recording) -> PromptTokens:
        """The prompt of a recording."""
        ids = tuple(int(each) for each in recording.prompt_ids)
        return cls(ids, tuple(bool(each) for each in recording.prompt_special), recording.prompt)


@lru_cache(maxsize=8)
def _chips(tokens: PromptTokens, tokenizer: Tokenizer, room: Rect, gain: float) -> tuple[list[TokenChip], int]:
    """Chips of the person's own words (of the whole template where there are none), and how many had no room."""
    data = [tokenizer.token_bytes(each) for each in tokens.ids]
    own = own_range(data, tokens.special, tokenizer, tokens.prompt) or range(len(tokens.ids))
    kinds = kinds_of(tokens.special, own)
    some = own[:MOST]
    words = [token_words(data[i]) for i in some]
    chips, left = lay_strip(words, [kinds[i] for i in some], room, ChipStyle(SIZE, gain, HEIGHT), 2)
    return chips, left + len(own) - len(some)


def draw_prompt_chips(f: Frame, p: Picture, room: Rect, alpha: float) -> None:
    """The person's own words of the request, without the template, in at most two rows."""
    if alpha <= 0.01:
        return
    tokens, gain = PromptTokens.of(f.world.recording), f.text_gain
    chips, left = _chips(tokens, f.world.answer_tokenizer, room, gain)

    def build(q: Picture) -> None:
        draw_strip(q, chips, ChipStyle(SIZE, gain, HEIGHT), lit=0.6)
        if left:
            q.text(more_at(chips, room, SIZE), "… {n} more", n=left, size=SIZE, role="dim")

    key = ("prompt chips", tokens.ids, tokens.special, tokens.prompt, room, gain)
    p.bake(key, build, rect=Rect(room.x - 10, room.y - 10, room.w + 20, room.h + 20), alpha=alpha)
