"""What the captions of quantization ask for, from the world. Numbers only; the words are the beats'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Quant, SnappedWeights

MATRICES = {"out": Phrase("output projection")}
"""Words for the matrices of a layer."""


def fill_captions(f: Frame, p: Picture, quant: Quant) -> None:
    """The model in sixteen bits, at the chosen bits, and the measured quality of both and of the cache's formats."""
    full, chosen = quant.sizes[0], quant.chosen
    kl = {item.name: item.quality.kl if item.quality else 0.0 for item in quant.formats}
    p.fill(
        gpus=_gpus(full.gpus),
        name=f.world.cost.scenario.model_spec.name,
        params=f.world.cost.params,
        bytes=full.weights,
        levels=2**quant.bits,
        where=_where(quant.snapped),
        bits=quant.bits,
        width=chosen.width,
        error=Quantity(quant.snapped.error, "share", "error left, root mean square"),
        kl_fp8=kl["fp8"],
        kl_int8=kl["int8"],
        kl_int4=kl["int4"],
        small=chosen.weights,
        few=_gpus(chosen.gpus),
        speed=chosen.speed,
        users=chosen.users,
        ppl_full=quant.full.perplexity,
        ppl=Phrase("{v:.1f}", v=chosen.quality.perplexity) if chosen.quality else Phrase("not measured"),
    )


def _gpus(n: int) -> Phrase:
    return Phrase("{n} {n|GPU|GPUs}", n=n)


def _where(weights: SnappedWeights) -> Phrase:
    """Where in the small model the shown weights are."""
    matrix = MATRICES.get(weights.matrix, weights.matrix)
    return Phrase("layer {n}, {matrix}", n=weights.layer, matrix=matrix)
