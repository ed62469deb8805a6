"""What the scene takes and gives: the bits of a weight, and the first choices that stay at the chosen width."""

from __future__ import annotations

from scenes.quantization.answers import FIELD_X, FIELD_Y, FIRST, STEP
from scenes.quantization.choice_field import kept_tiles, stays_of
from scenes.quantization.one_weight import CORNER, ones_of, weight_now
from tourapp.authoring import Frame, Shapes


def bits_arrive(f: Frame) -> Shapes | tuple[float, float]:
    """The ones of the first weight; a light where it has none."""
    ones = ones_of(weight_now(f, f.world.quant.snapped))
    return Shapes(ones, "ink", CORNER) if len(ones) else (FIRST.x, FIRST.bottom)


def choices_leave(f: Frame) -> Shapes | tuple[float, float]:
    """The light tiles of the chosen row; a light in its field where no choice stays."""
    rows = f.world.quant_answers.rows
    place = next((k for k, row in enumerate(rows) if row.bits == int(f["quant_bits"])), 0)
    stays, y = stays_of(rows[place], f.world.quant.tokens), FIRST.y + STEP * place + FIELD_Y
    return Shapes(kept_tiles(FIELD_X, y, stays), "ink", 0.0) if stays.any() else (FIELD_X, y)
