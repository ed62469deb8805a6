"""The datacentre scenario that many parts share: its settings, and the cost question they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tourapp import specs
from tourapp.words import Phrase
from tourapp.world.declare import BITS, Block, Pairs, choice, number

if TYPE_CHECKING:
    from tourapp.sim.cost import Scenario

SCENARIO = (
    "model",
    "gpu",
    "gpus",
    "batch",
    "context",
    "prompt_tokens",
    "weight_bits",
    "kv_bits",
    "usable",
    "gpu_hour",
    "mfu",
    "mbu",
)
"""What a part that asks the cost model reads."""
FITTED = "fitted"
"""What MFU and MBU are at the lowest value of their sliders: no shares, but the model fitted on measured runs. With one
of them given the other is 1."""

OWN_ROW = Phrase("Ctrl+O opens one of your own")


def model_pairs() -> Pairs:
    """Every model by id and name."""
    return ((key, spec.name) for key, spec in specs.models().items())


def _gpus() -> Pairs:
    return ((key, spec.name) for key, spec in specs.gpus().items())


@dataclass(frozen=True)
class ScenarioInputs(Block):
    """Model, machine, load and price. Defaults: Llama-3-70B in 8 bits on 2 x H100 SXM, 8 conversations."""

    model: str = choice("Model", model_pairs, "llama-3-70b", hint=OWN_ROW)
    gpu: str = choice("GPU", _gpus, "h100-sxm", hint=OWN_ROW)
    gpus: int = number("GPUs", 1, 16, 2)
    batch: int = number("Batch", 1, 512, 8, log=True)
    context: int = number("Context", 128, 1_048_576, 2000, 1, unit="tokens", log=True)
    prompt_tokens: int = number("Prompt", 1, 32_768, 2000, 1, unit="tokens", log=True)
    output_tokens: int = number("Answer", 1, 4096, 200, 1, unit="tokens", log=True)
    weight_bits: int = choice("Weight bits", BITS, 8)
    kv_bits: int = choice("KV precision", ((16, "16 bit"), (8, "8 bit"), (4, "4 bit")), 16)
    mfu: float = number("Math achieved (MFU)", 0, 1, 0, 0.01, off_text=FITTED)
    mbu: float = number("Bandwidth achieved (MBU)", 0, 1, 0, 0.01, off_text=FITTED)
    usable: float = number("Usable memory", 0.5, 1, 0.95, 0.01)
    gpu_hour: float = number("GPU-hour", 0.1, 20, 3.0, 0.05, unit="$")


def scenario(view: Any, **changes: Any) -> Scenario:
    """The scenario of some inputs, optionally with changes (arrays welcome, for sweeps)."""
    from tourapp.sim.cost import Scenario

    settings = {**{name: getattr(view, name) for name in SCENARIO if name not in changes}, **changes}
    settings["fitted"] = not (settings["mfu"] or settings["mbu"])
    settings["mfu"], settings["mbu"] = settings["mfu"] or 1.0, settings["mbu"] or 1.0
    settings.setdefault("math", specs.gpu(settings["gpu"]).math_bits(settings["weight_bits"]))
    return Scenario(**settings)
