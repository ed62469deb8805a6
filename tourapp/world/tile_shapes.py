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
    ("llama-3-8b-out", "output, Llama 3 8B"),
)
WORDS = {
    "llama-3-8b": Phrase("the gate"),
    "llama-2-7b": Phrase("the up matrix"),
    "smollm2-135m": Phrase("gate and up"),
    "llama-3-8b-out": Phrase("the output matrix"),
}
TOGETHER = {"smollm2-135m": 2}
"""Matrices that lie side by side, where it is more than one."""
SQUARE = {"llama-3-8b-out": "llama-3-8b"}
"""Matrices whose outputs are as many as their inputs: whose they are."""
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


def tiled_matrix(name: str) -> TiledMatrix:
    """A matrix that the controls offer."""
    spec = specs.model(SQUARE.get(name, name))
    inner, wide = figure(spec, "hidden"), figure(spec, "hidden" if name in SQUARE else "ffn")
    wide = wide.named("width of the stream" if name in SQUARE else "width of the FFN", "f")
    outputs = derive("outputs", "N", "1", f"{TOGETHER.get(name, 1)} * f", wide)
    return TiledMatrix(spec.name, WORDS[name], inner.named("inner length", "K"), outputs)


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


def sram_of(gpu: str, given: int = 0) -> Quantity | None:
    """SRAM that a tile may take on the chosen GPU, or as much as is given, in KiB; None where it is not published."""
    words, found = "SRAM for tiles, of one processor", chip_figure(gpu, "shared_kb")
    if given > 0:
        return Quantity(given, "KiB", words, "m_sram", source=SETTING)
    if found is None:
        return None
    return Quantity(float(found.value) / KIB, "KiB", words, "m_sram", "m_shared, in KiB", (found,))


def registers_of(gpu: str) -> Quantity | None:
    """Registers of one processor of the chosen GPU, in KiB; None where they are not published."""
    found = chip_figure(gpu, "registers_kb")
    if found is None:
        return None
    return Quantity(float(found.value) / KIB, "KiB", "registers of one processor", "m_reg", "m_r, in KiB", (found,))


def speeds_of(gpu: str, sram: float) -> Speeds | None:
    """The chip as the model of tiles takes it, with so many KiB of SRAM for a tile; None where its processors are not
    published."""
    row = specs.gpu(gpu)
    if row.processors is None:
        return None
    return Speeds(row.bf16_tflops * 1e12, row.bandwidth_tb_s * 1e12, int(row.processors), int(sram * KIB))
