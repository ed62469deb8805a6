"""What the captions of quantization ask for, from the world: numbers, and sentences that depend on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.quantization.gain_words import gain_caption, left_out
from scenes.quantization.snap import snap_moment
from scenes.quantization.verdict import price_caption, price_note
from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Quant, SnappedWeights

MATRICES = {"out": Phrase("output projection")}
"""Words for the matrices of a layer."""


def fill_captions(f: Frame, p: Picture, quant: Quant) -> None:
    """The model in sixteen bits, at the chosen bits, and the measured quality of both and of the cache's formats."""
    full, chosen = quant.full, quant.chosen
    same = {item.name: item.quality.same if item.quality else Phrase("not measured") for item in quant.formats}
    p.fill(
        gpus=_gpus(full.gpus),
        name=f.world.cost.scenario.model_spec.name,
        params=f.world.cost.params,
        bytes=full.weights,
        snaps=_snaps(f, quant),
        where=_where(quant.snapped),
        steps=_steps(quant),
        groups=_groups(quant),
        so=_so(quant),
        same_fp8=same["fp8"],
        same_int8=same["int8"],
        same_int4=same["int4"],
        gain=gain_caption(quant),
        bits=quant.bits,
        moved=chosen.moved,
        left_out=left_out(f.world, chosen),
        speed=chosen.speed,
        verdict=price_caption(quant),
        perplexities=price_note(quant, f.world.quant_answers),
    )


def _gpus(n: int) -> Phrase:
    return Phrase("{n} {n|GPU|GPUs}", n=n)


def _where(weights: SnappedWeights) -> Phrase:
    """Where in the small model the shown weights are."""
    matrix = MATRICES.get(weights.matrix, weights.matrix)
    return Phrase("layer {n}, {matrix}", n=weights.layer, matrix=matrix)


def _snaps(f: Frame, quant: Quant) -> Phrase:
    """What happens behind the curtain to the weights that fly now."""
    bits = snap_moment(f, quant).bits
    if bits == 16:
        return Phrase("In {bits} bits nothing snaps: every weight passes as it is.", bits=bits)
    return Phrase("Weights pass the curtain, and each group snaps to {levels} values.", levels=2**bits)


def _steps(quant: Quant) -> Phrase:
    """Which widths fly, one after the other."""
    if quant.bits >= 8:
        return Phrase("in {bits} bits", bits=quant.bits)
    return Phrase("first to {wide} bits, then to {bits}", wide=8, bits=quant.bits)


def _groups(quant: Quant) -> Phrase:
    if quant.kept is None:
        return Phrase("In {bits} bits there are no groups and no scales.", bits=quant.bits)
    if quant.kept.value:
        return Phrase("Every group keeps its own scale, and the few that matter stay as they are.")
    return Phrase("Every group keeps its own scale, and no weight stays as it was.")


def _so(quant: Quant) -> Phrase:
    if quant.kept is None:
        return Phrase("Every weight keeps its own {bits} bits, and no error is left.", bits=quant.bits)
    return Phrase(
        "So {bits} bits become {width} a weight. The error left is {error} of the weights' own size.",
        bits=quant.bits,
        width=quant.chosen.width,
        error=quant.snapped.error,
    )
