"""World part of the levers: what each change does to one user's speed and to what a dollar buys, by the full model.

The table is that of `tourapp levers` at the same settings: ideal where MFU and MBU are fitted (the table compares, and
a ratio of bands would say little), else at those. Not here: the levers themselves (`sim.levers`).
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.quantity import Quantity, derive
from tourapp.sim.levers import Beside, Lever, LeverTable, levers
from tourapp.words import Phrase
from tourapp.world.declare import Block, switch
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

NAMES = {
    "weights_16": Phrase("weights at 16 bits"),
    "weights_8": Phrase("weights at 8 bits"),
    "weights_4": Phrase("weights at 4 bits"),
    "kv_16": Phrase("cache at 16 bits"),
    "kv_8": Phrase("cache at 8 bits"),
    "kv_4": Phrase("cache at 4 bits"),
    "mha": Phrase("every head its own keys (MHA)"),
    "mqa": Phrase("all heads share one (MQA)"),
    "mla": Phrase("a latent in place of keys (MLA)"),
    "window": Phrase("a window of 4,096 tokens"),
    "flash": Phrase("FlashAttention"),
    "moe": Phrase("experts: Mixtral instead"),
    "tp_double": Phrase("twice the GPUs on one model"),
    "replicas": Phrase("a second copy of the machine"),
    "prefill_apart": Phrase("prefill on machines of its own"),
    "batch": Phrase("a batch eight times as wide"),
    "continuous_batching": Phrase("continuous batching"),
    "paging": Phrase("a paged cache"),
    "prefix_cache": Phrase("80 % of the prompt kept"),
    "chunked_prefill": Phrase("prompts read in chunks"),
    "speculation": Phrase("speculation, 0.7 accepted"),
    "graphs": Phrase("CUDA graphs"),
    "gpu_h200": Phrase("H200, at the same rent"),
    "gpu_b200": Phrase("B200, at the same rent"),
    "model_smaller": Phrase("a smaller model"),
}
"""Every lever in a few words."""
LETTERS = {
    "weights_16": "W",
    "weights_8": "W",
    "weights_4": "W",
    "kv_16": "κ",
    "kv_8": "κ",
    "kv_4": "κ",
    "mha": "κ",
    "mqa": "κ",
    "mla": "κ",
    "window": "s",
    "flash": "",
    "moe": "W",
    "tp_double": "β",
    "replicas": "R",
    "prefill_apart": "",
    "batch": "B",
    "continuous_batching": "B",
    "paging": "U",
    "prefix_cache": "N",
    "chunked_prefill": "",
    "speculation": "n",
    "graphs": "",
    "gpu_h200": "β",
    "gpu_b200": "β",
    "model_smaller": "W",
}
"""The letter of the equations that a lever touches first; "" for one that touches none."""


@dataclass(frozen=True)
class LeverInputs(Block):
    """What the table of levers counts."""

    lever_comm: bool = switch("Count communication", False)


@dataclass(frozen=True, slots=True)
class LeverRow:
    """One lever on this scenario. faster: step of the base over its own, so one user's speed as a multiple; cheaper:
    tokens that a dollar buys, as a multiple; users: that fit, as a multiple (None where they cannot be told); step and
    output: its own figures; here: whether it can be pulled; with_comm: faster with communication counted, where that is
    told beside the row."""

    id: str
    words: Phrase
    letter: str
    group: str
    here: bool
    faster: Quantity | None
    cheaper: Quantity | None
    cheaper_input: Quantity | None
    users: Quantity | None
    step: Quantity | None
    output: Quantity | None
    users_fit: Quantity
    with_comm: Quantity | None
    cheaper_with_comm: Quantity | None


@dataclass(frozen=True, slots=True)
class LeverBoard:
    """The base, every lever in the order of the table, and the two that do most: for one user, and for a dollar."""

    step: Quantity | None
    output: Quantity | None
    input: Quantity | None
    users: Quantity
    rows: tuple[LeverRow, ...]
    fastest: LeverRow | None
    cheapest: LeverRow | None

    def row(self, id: str) -> LeverRow:
        """A lever by its id."""
        return next(each for each in self.rows if each.id == id)


@part("levers", reads=(*SCENARIO, "lever_comm"))
def _levers(view: PartView) -> LeverBoard:
    usual = scenario(view, mfu=view.mfu or 1.0, mbu=view.mbu or 1.0)
    table = levers(usual, Beside(view.lever_comm))
    rows = tuple(_row(table, lever) for lever in table.levers)
    same = [row for row in rows if row.here and row.group not in ("model", "machine", "moe")]
    fastest = max((row for row in same if row.faster is not None), key=lambda row: _value(row.faster), default=None)
    cheapest = max((row for row in same if row.cheaper is not None), key=lambda row: _value(row.cheaper), default=None)
    base = table.base
    return LeverBoard(base.step, base.output, base.input, base.users, rows, fastest, cheapest)


def _row(table: LeverTable, lever: Lever) -> LeverRow:
    base, there = table.base, lever.figures
    told = lever.more
    return LeverRow(
        id=lever.id,
        words=NAMES[lever.id],
        letter=LETTERS[lever.id],
        group=lever.group,
        here=lever.applies,
        faster=_times("times as fast for one user", base.step, there.step),
        cheaper=_times("tokens of output for a dollar, as a multiple", base.output, there.output),
        cheaper_input=_times("tokens of input for a dollar, as a multiple", base.input, there.input),
        users=_times("users that fit, as a multiple", there.users, base.users),
        step=there.step,
        output=there.output,
        users_fit=there.users,
        with_comm=_times(
            "times as fast, communication counted",
            told.get("base_step_seconds_with_communication"),
            told.get("step_seconds_with_communication"),
        ),
        cheaper_with_comm=_times(
            "tokens for a dollar, as a multiple, communication counted",
            told.get("base_price_output_with_communication"),
            told.get("price_output_with_communication"),
        ),
    )


def _times(words: str, above: Quantity | None, below: Quantity | None) -> Quantity | None:
    """One over the other, None where either is not known or the lower one is nothing."""
    if above is None or below is None or not float(below.value):
        return None
    pair = (above.named(above.name, "x_1"), below.named(below.name, "x_2"))
    return derive(Phrase(words), "r", "times", "x_1 / x_2", *pair)


def _value(number: Quantity | None) -> float:
    assert number is not None
    return float(number.value)
