"""The settings of a cost question, checked, and each of them as a quantity.

batch, context and prompt_tokens may be numpy arrays (a sweep): every figure of the answer is then an array of the
broadcast shape. Not here: any cost.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tourapp import specs
from tourapp.errors import UsageError
from tourapp.quantity import Quantity, Value
from tourapp.quantity.origin import SETTING
from tourapp.specs import GpuSpec, ModelSpec

WEIGHT_BITS = (16, 8, 4, 3, 2)
KV_BITS = (16, 8, 4)
MATH_BITS = (16, 4)

# name: (words, symbol, unit, smallest, largest, whole numbers only)
LIMITS: dict[str, tuple[str, str, str, float, float, bool]] = {
    "gpus": ("GPUs", "G", "1", 1, 100_000, True),
    "batch": ("sequences in the batch", "B", "1", 1, 1_000_000, True),
    "context": ("context, current token included", "s", "token", 1, 100_000_000, True),
    "prompt_tokens": ("prompt tokens of a sequence", "N", "token", 1, 100_000_000, True),
    "mfu": ("share of peak arithmetic reached (MFU)", "MFU", "share", 0.001, 1, False),
    "mbu": ("share of peak bandwidth reached (MBU)", "MBU", "share", 0.001, 1, False),
    "usable": ("usable share of memory", "u", "share", 0.01, 1, False),
    "gpu_hour": ("price of one GPU for an hour (assumption)", "D", "USD/h", 0, 100_000, False),
}
_SWEEPS = ("batch", "context", "prompt_tokens")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One machine, one model, one load. UsageError names the setting that is wrong and what is allowed.

    model, gpu: ids of spec rows, or rows of one's own. gpus: how many share the work, communication left out.
    batch: sequences running together. context: tokens a sequence holds in a decode step, the current one included.
    prompt_tokens: length of the prompts read in prefill (all `batch` of them in one pass). weight_bits, kv_bits: per
    weight and per cached element. mfu, mbu: shares of peak reached, for the `achieved_` figures only. usable: share of
    memory that may be filled; the rest is the reserve (0.95 of 160 GB leaves 8 GB). gpu_hour: dollars, an
    editable example and not a quoted price. math: in how many bits 4-bit weights are multiplied, 16 (unpacked first) or
    4 on parts with such a peak; 4-bit floats are stored with their scales, 4.5 bits each. fitted: the `achieved_`
    figures come from the model that was fitted on measured runs, in place of mfu and mbu, which are then 1.
    """

    model: ModelSpec | str = "llama-3-70b"
    gpu: GpuSpec | str = "h100-sxm"
    gpus: int = 2
    batch: Value = 8
    context: Value = 2000
    prompt_tokens: Value = 2000
    weight_bits: int = 8
    kv_bits: int = 16
    mfu: float = 1.0
    mbu: float = 1.0
    usable: float = 0.95
    gpu_hour: float = 3.0
    math: int = 16
    fitted: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.model, ModelSpec):
            object.__setattr__(self, "model", specs.model(self.model))
        if not isinstance(self.gpu, GpuSpec):
            object.__setattr__(self, "gpu", specs.gpu(self.gpu))
        for name in LIMITS:
            object.__setattr__(self, name, checked(name, getattr(self, name)))
        for name, allowed in (("weight_bits", WEIGHT_BITS), ("kv_bits", KV_BITS)):
            if getattr(self, name) not in allowed or isinstance(getattr(self, name), bool):
                words = ", ".join(str(bits) for bits in allowed)
                raise UsageError(f"{name}: {getattr(self, name)!r} is not one of {words}")
        self._check_math()
        if self.fitted and (self.mfu, self.mbu) != (1.0, 1.0):
            raise UsageError("fitted: leave mfu and mbu out; they are shares that take the place of the fitted model")

    def _check_math(self) -> None:
        """4-bit arithmetic needs 4-bit weights and a part that has it."""
        if self.math not in MATH_BITS or isinstance(self.math, bool):
            raise UsageError(f"math: {self.math!r} is not one of {', '.join(map(str, MATH_BITS))}")
        if self.math == 4 and self.weight_bits != 4:
            raise UsageError(f"math: 4 needs 4-bit weights, not {self.weight_bits}-bit ones")
        if self.math == 4 and self.gpu_spec.fp4_tflops is None:
            raise UsageError(f"math: {self.gpu_spec.name} has no known peak of 4-bit arithmetic; use 16")

    @property
    def model_spec(self) -> ModelSpec:
        """The model's row."""
        assert isinstance(self.model, ModelSpec)
        return self.model

    @property
    def gpu_spec(self) -> GpuSpec:
        """The GPU's row."""
        assert isinstance(self.gpu, GpuSpec)
        return self.gpu

    def quantity(self, name: str) -> Quantity:
        """A setting as a quantity: `quantity("batch")` has symbol B."""
        words, symbol, unit, *_ = LIMITS[name]
        return Quantity(getattr(self, name), unit, words, symbol, source=SETTING, id=f"scenario.{name}")


def checked(name: str, value: Any) -> Any:
    """The value of a setting in its proper type, or UsageError naming the setting and what is allowed."""
    _, _, _, low, high, whole = LIMITS[name]
    if hasattr(value, "shape") and value.shape and name in _SWEEPS:
        return _checked_sweep(name, value)
    kind = "a whole number" if whole else "a number"
    wrong = UsageError(f"{name}: must be {kind} from {low:,g} to {high:,.10g}, not {str(value)[:40]}")
    try:
        number = float(value)
        bad = isinstance(value, (bool, str)) or not math.isfinite(number) or not low <= number <= high
        if bad or (whole and number != int(number)):
            raise wrong
    except (TypeError, ValueError, OverflowError):
        raise wrong from None
    return int(number) if whole else number


def _checked_sweep(name: str, value: Any) -> Any:
    """A sweep as locked floats: products of large counts would overflow 64-bit integers."""
    import numpy as np

    _, _, _, low, high, _ = LIMITS[name]
    sweep = np.array(value, dtype=np.float64)
    if sweep.size == 0 or not np.all(np.isfinite(sweep)) or sweep.min() < low or sweep.max() > high:
        raise UsageError(f"{name}: every value must be a number from {low:,g} to {high:,.10g}")
    sweep.flags.writeable = False
    return sweep


def half_way(prompt: int, answer: int) -> int:
    """Tokens that a sequence holds half-way through its answer: the mean context of its decode steps."""
    return prompt + max(answer // 2, 1)


def bits(words: str, symbol: str, value: int) -> Quantity:
    """A precision as a quantity in bit."""
    return Quantity(value, "bit", words, symbol, source=SETTING)


@lru_cache(maxsize=2048)
def figure(model: ModelSpec, field: str) -> Quantity:
    """A figure of a model's row (never None here: all fields asked for are required ones)."""
    number = model.number(field)
    assert number is not None
    return number
