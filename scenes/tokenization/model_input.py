"""All that the model is given: the prompt's tokens fly into the chat template, whose special tokens stand apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.tokenization.moment import TreeMoment
from tourapp.authoring import Frame, Picture, Rect, mix
from tourapp.authoring.sizes import T18, T19, T21, TAG
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
    from tourapp.authoring.kinds import Encoding, TextFacts, Tokenizer

STRIP = Rect(64, 606, 1376, 230)
SIZE = T21
ROWS = 4
MOST = 160
"""More tokens than this never fit the strip."""


@dataclass(frozen=True, slots=True, eq=False)
class ModelInput:
    """The strip of all tokens that the model is given. `own`: places of the prompt's; `hidden`: those without room."""

    tokens: Encoding
    own: range
    style: ChipStyle
    chips: list[TokenChip]
    hidden: int

    @property
    def key(self) -> tuple[object, ...]:
        """All that its drawing depends on."""
        return self.tokens.ids[:MOST], self.own, self.style.gain

    def mine(self) -> list[TokenChip]:
        """Chips of the prompt itself."""
        return [chip for chip in self.chips if chip.index in self.own]

    def rest(self) -> list[TokenChip]:
        """Chips of the template."""
        return [chip for chip in self.chips if chip.index not in self.own]

    def spells(self, chips: tuple[TokenChip, ...]) -> bool:
        """Whether these chips are exactly the prompt's tokens."""
        return len(self.own) == len(chips) and all(
            chip.words == token_words(self.tokens.data[i]) for chip, i in zip(chips, self.own, strict=True)
        )


@lru_cache(maxsize=8)
def model_input(tokens: Encoding, tokenizer: Tokenizer, prompt: str, gain: float) -> ModelInput:
    """Lay the strip out."""
    own = own_range(tokens.data, tokens.special, tokenizer, prompt)
    words = [token_words(one) for one in tokens.data[:MOST]]
    style = ChipStyle(SIZE, gain, height=46.0, gap=9.0)
    chips, _ = lay_strip(words, kinds_of(tokens.special[:MOST], own), STRIP, style, ROWS)
    return ModelInput(tokens, own, style, chips, len(tokens) - len(chips))


def draw_model_input(f: Frame, p: Picture, s: TreeMoment, counts: TextFacts, alpha: float) -> None:
    """The strip, its heading and what its looks mean."""
    if alpha <= 0.01 or f.cue("ids.strip", eased=False) <= 0:
        return
    strip = model_input(f.world.tokens, f.world.tokenizer, f.inputs.prompt, f.text_gain)
    fly, wrap = f.cue("ids.fly"), f.cue("ids.wrap")
    if wrap > 0:
        _still(p, strip, "strip of the template", strip.rest(), alpha=alpha * wrap, lit=0.2)
    _prompt(p, s, strip, fly, alpha)
    y, given = STRIP.y - 16, int(counts.whole.value)
    p.text(
        (STRIP.x, y),
        "What the model is given: {n} {n|token|tokens}",
        n=given,
        size=TAG,
        role="dim",
        alpha=alpha * fly,
        fit=900,
    )
    if strip.hidden:
        at = more_at(strip.chips, STRIP, SIZE)
        p.text(at, "… {n} more", n=strip.hidden, size=T19, role="dim", alpha=alpha * wrap, fit=140)
    if int(counts.special.value):
        p.text(
            (STRIP.right, y),
            "dashed: special, only the template can write them",
            size=T18,
            role="dim",
            align="right",
            alpha=alpha * wrap,
            fit=620,
        )


def _prompt(p: Picture, s: TreeMoment, strip: ModelInput, fly: float, alpha: float) -> None:
    """The prompt's tokens, `fly` 0..1 of their way from the tree into the strip."""
    mine = strip.mine()
    if fly < 1 and strip.spells(s.chips):
        start = strip.own.start
        chips = [
            replace(one, box=Rect(*mix(np.array(s.chips[one.index - start].box), np.array(one.box), fly)))
            for one in mine
        ]
        draw_strip(p, chips, replace(strip.style, spill=True), alpha=alpha * fly, lit=0.8)
    elif mine:
        _still(p, strip, "strip of the prompt", mine, alpha=alpha * fly, lit=0.8)


def _still(p: Picture, strip: ModelInput, name: str, chips: list[TokenChip], *, alpha: float, lit: float) -> None:
    """Chips as a still layer."""
    style = replace(strip.style, backed=False)
    key = (name, *strip.key)
    p.bake(key, lambda q: draw_strip(q, chips, style, lit=lit), rect=STRIP.inset(-4), alpha=alpha)
