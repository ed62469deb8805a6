"""How weights are stored: bytes of each, all of them, and their scales.

Every weight has the scenario's bits, 4-bit floats their scales besides. A model whose 4-bit form is published with its
routed experts alone in it (`moe.four_bit`) keeps all else in 16 bits, multiplied at the 16-bit peak.
"""

from __future__ import annotations

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost.constants import BITS_PER_BYTE, FLOAT4, GROUP, SCALE_BITS
from tourapp.sim.cost.scenario import Scenario, bits
from tourapp.specs import ModelSpec, parameter_parts, total_parameters

EIGHT = 8


def weight_size(scenario: Scenario) -> Quantity:
    """Bytes of a weight; of an expert's where only experts are stored in so few bits."""
    if only_experts(scenario):
        four = "moe.four_bit"
        inputs = (
            bits("bits of an expert's weight", "b_x", scenario.weight_bits),
            scenario.model_spec.part(f"{four}.scale_bits", "bits of a scale", "b_scale", "bit"),
            scenario.model_spec.part(f"{four}.group", "weights that share a scale", "g"),
        )
        width = derive("bits of an expert's weight with its scale", "b_w", "bit", "b_x + b_scale / g", *inputs)
    elif scenario.math == 4:
        width = derive("bits of a 4-bit float with its scale", "b_w", "bit", "b_4 + b_scale4 / g_4", *FLOAT4)
    else:
        width = bits("bits of a weight", "b_w", scenario.weight_bits)
    return derive("bytes of a weight", "e_w", "B", "b_w / byte", width, BITS_PER_BYTE)


def kept_size(scenario: Scenario) -> Quantity | None:
    """Bytes of a weight that stays in 16 bits while the experts are stored in fewer; None where there is none."""
    if not only_experts(scenario):
        return None
    return Quantity(2, "B", "bytes of a weight outside the experts (16 bit)", "e_16", source=DEFINED)


def all_weights(scenario: Scenario) -> Quantity:
    """Bytes of the whole model."""
    params, size, kept = total_parameters(scenario.model_spec), weight_size(scenario), kept_size(scenario)
    if kept is None:
        return derive("all weights", "W", "B", "P * e_w", params, size)
    experts = next(part.params for part in parameter_parts(scenario.model_spec) if part.kind == "experts")
    formula = "P_experts * e_w + (P - P_experts) * e_16"
    return derive("all weights", "W", "B", formula, experts, size, params, kept)


def group_scales(scenario: Scenario, params: Quantity) -> Quantity:
    """Bytes of a 16-bit scale and a zero point per group of 128 weights, for weights below 8 bits."""
    if scenario.weight_bits >= EIGHT or scenario.math == 4 or only_experts(scenario):
        return Quantity(0, "B", "group scales (none at 8 and 16 bits, inside 4-bit floats)", "S", source=DEFINED)
    width = bits("bits of a weight and of a zero point", "b_w", scenario.weight_bits)
    formula = "P * (b_scale + b_w) / (byte * g)"
    return derive("group scales and zero points", "S", "B", formula, params, SCALE_BITS, width, BITS_PER_BYTE, GROUP)


def only_experts(scenario: Scenario) -> bool:
    """Whether only the routed experts are stored in the scenario's bits."""
    return scenario.weight_bits < EIGHT and _four_bit(scenario.model_spec)


def _four_bit(model: ModelSpec) -> bool:
    return model.moe is not None and model.moe.four_bit is not None
