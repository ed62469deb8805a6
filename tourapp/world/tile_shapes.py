"""Matrices that tiled products are shown on, as their models' rows give them.

Not here: tiles and waves (`sim.tiles`), and what stands on a stage.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp import specs
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import SETTING
from tourapp.sim.cost.scenario import figure
from tourapp.sim.tiles import Gemm, Speeds, TileCut
from tourapp.words import Phrase

MATRICES = (
    ("llama-3-8b", "gate, Llama 3 8B"),
    ("llama-2-7b", "up, Llama 2 7B"),
    ("smollm2-135m", "gate and up, our model"),
)
WORDS = {"llama-3-8b": Phrase("the gate"), "llama-2-7b": Phrase("the up matrix"), "smollm2-135m": Phrase("gate and up")}
TOGETHER = {"smollm2-135m": 2}
"""Matrices that lie side by side, where it is more than one."""
KIB = 1024


@dataclass(frozen=True, slots=True)
class TiledMatrix:
    """A matrix of a model: k numbers go in, n come out."""

    model: str
    words: Phrase
    k: Quantity
    n: Quantity

    def gemm(self, tokens: int) -> Gemm:
        """The product of so many tokens with it."""
        return Gemm(tokens, int(self.n.value), int(self.k.value))


def tiled_matrix(model: str) -> TiledMatrix:
    """The matrix of a model that the controls offer."""
    spec = specs.model(model)
    wide, times = figure(spec, "ffn").named("width of the FFN", "f"), TOGETHER.get(model, 1)
    outputs = derive("outputs", "N", "1", f"{times} * f", wide)
    return TiledMatrix(spec.name, WORDS[model], figure(spec, "hidden").named("inner length", "K"), outputs)


def sides(cut: TileCut) -> tuple[Quantity, Quantity]:
    """Rows and columns of a tile."""
    return (
        Quantity(cut.bm, "1", "rows of a tile", "b_m", source=SETTING),
        Quantity(cut.bn, "1", "columns of a tile", "b_n", source=SETTING),
    )


def tokens_of(count: int) -> Quantity:
    """Rows of the left matrix."""
    return Quantity(count, "1", "tokens at once", "M", source=SETTING)


def chip_figure(gpu: str, field: str) -> Quantity | None:
    """A figure of the chosen GPU; None where it is not published."""
    return specs.gpu(gpu).number(field)


def sram_of(gpu: str) -> Quantity | None:
    """SRAM that a tile may take on the chosen GPU, in KiB; None where it is not published."""
    found = chip_figure(gpu, "shared_kb")
    if found is None:
        return None
    words = "SRAM for tiles, of one processor"
    return Quantity(float(found.value) / KIB, "KiB", words, "m_sram", "m_shared, in KiB", (found,))


def speeds_of(gpu: str) -> Speeds | None:
    """The chip as the model of tiles takes it; None where its processors or their SRAM are not published."""
    row = specs.gpu(gpu)
    if row.processors is None or row.shared_kb is None:
        return None
    return Speeds(row.bf16_tflops * 1e12, row.bandwidth_tb_s * 1e12, int(row.processors), int(row.shared_kb * KIB))
