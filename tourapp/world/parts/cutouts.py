"""World part of the cutouts: what unplugging one block costs on a fixed text, as recorded with the small model."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tourapp.engine.experiment import PARTS
from tourapp.engine.residual_file import shipped_residuals
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import RECORDED
from tourapp.words import Phrase
from tourapp.world.declare import Block, choice, number
from tourapp.world.part import PartView, part

BLOCKS = (("attention", "Attention"), ("mlp", "MLP"))
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN_BELOW = 1e7
"""From here on a perplexity is told as a power of ten."""


@dataclass(frozen=True)
class CutoutInputs(Block):
    """Which block is unplugged: a layer (0: all of them), and which of its two blocks."""

    cut_layer: int = number("Layer unplugged", 0, 30, 1, off_text="all")
    cut_part: str = choice("Block", BLOCKS, "mlp")


@dataclass(frozen=True, slots=True, eq=False)
class CutoutNumbers:
    """perplexity [L, 2] with one block out (attention, MLP). whole: with everything in; now: with the chosen one out;
    layer, column: which that is, layer 0 for all; times: now over whole; kept: share of first choices that stay, None
    where all are out; quiet, quiet_layer: the MLP in the middle of the network that is missed least, and its layer;
    text: the fixed text, tokens: of it."""

    perplexity: np.ndarray
    whole: Quantity
    now: Quantity
    times: Quantity
    kept: Quantity | None
    layer: int
    column: int
    tokens: Quantity
    quiet: Quantity
    quiet_layer: int
    text: str


@part("cutouts", reads=("cut_layer", "cut_part"))
def _cutouts(view: PartView) -> CutoutNumbers:
    found, text = shipped_residuals().cutouts, shipped_residuals().text
    layer = min(int(view.cut_layer), len(found.perplexity))
    column = PARTS.index(str(view.cut_part))
    given = f"(cut_layer={layer}, cut_part={view.cut_part})"
    value = found.perplexity[layer - 1, column] if layer else found.all_out[column]
    whole = _perplexity(found.whole, Phrase("perplexity with everything plugged in"), "q").christen("cutouts.whole")
    now = _perplexity(float(value), Phrase("perplexity with this block out"), "q_cut").christen(f"cutouts.now{given}")
    share = Quantity(
        float(found.kept[layer - 1, column]), "share", "places where the likeliest token stays", "k", source=RECORDED
    )
    middle = len(found.perplexity) // 2
    return CutoutNumbers(
        perplexity=found.perplexity,
        whole=whole,
        now=now,
        times=derive("perplexity with the block out over whole", "r", "times", "q_cut / q", now, whole).christen(
            f"cutouts.times{given}"
        ),
        kept=share.christen(f"cutouts.kept{given}") if layer else None,
        layer=layer,
        column=column,
        tokens=Quantity(found.tokens, "token", "tokens of the fixed text", "n", source=RECORDED),
        quiet=_perplexity(float(found.perplexity[middle - 1, 1]), Phrase("perplexity without it"), "q_m").christen(
            f"cutouts.now(cut_layer={middle}, cut_part=mlp)"
        ),
        quiet_layer=middle,
        text=text,
    )


def _perplexity(value: float, name: Phrase, symbol: str) -> Quantity:
    """A perplexity; a huge one as a power of ten."""
    printed = ""
    if value >= PLAIN_BELOW:
        power = math.floor(math.log10(value))
        printed = f"{value / 10**power:.1f} × 10{''.join(RAISED[int(digit)] for digit in str(power))}"
    return Quantity(value, "1", name, symbol, source=RECORDED, printed=printed)
