"""The answer to a cost question: size, decode, prefill, capacity, price and the ledger they are summed from.

Field names are those of `tourapp explain --json`; fields that begin with `achieved_` use the scenario's MFU and MBU, or
the fitted model where it asks for it; all others are ideal. In a sweep every figure that depends on the swept setting
is an array.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache

from tourapp.errors import UsageError
from tourapp.quantity import Quantity, add_up, derive
from tourapp.sim.cost.cache import cache
from tourapp.sim.cost.capacity import Capacity, capacity
from tourapp.sim.cost.energy import Energy, energy
from tourapp.sim.cost.ledger import LedgerRow, Pass, ledger
from tourapp.sim.cost.machine import Machine, machine
from tourapp.sim.cost.notes import notes
from tourapp.sim.cost.phases import Decode, Prefill, decode, prefill
from tourapp.sim.cost.price import Price, price
from tourapp.sim.cost.scenario import Scenario
from tourapp.sim.cost.terms.fitted import FittedPass, fitted_pass
from tourapp.sim.cost.terms.mechanisms import constant
from tourapp.sim.cost.terms.reach import settled
from tourapp.sim.cost.weights import all_weights, group_scales, kept_size, weight_size
from tourapp.specs import total_parameters

_GROUPS = ("decode", "prefill", "capacity", "price")
_ROW = ("flops", "weight_bytes", "kv_bytes", "activation_bytes", "seconds", "achieved_seconds")
_SIZES = (
    "params",
    "streamed_params",
    "weight_bytes",
    "group_scale_bytes",
    "kv_bytes_per_token",
    "kv_bytes_per_sequence",
    "kv_bytes",
)


@dataclass(frozen=True, slots=True)
class Costs:
    """All figures of one scenario.

    params: all weights; streamed_params: weights a decode step reads (of experts the expected distinct ones);
    weight_bytes: params at weight_bits, for capacity; group_scale_bytes: scales and zero points of 4 bits and less,
    shown apart and contained in no other figure; kv_bytes_per_token: κ; kv_bytes: the cache of the whole batch at
    `context`.
    """

    scenario: Scenario
    params: Quantity
    streamed_params: Quantity
    weight_bytes: Quantity
    group_scale_bytes: Quantity
    kv_bytes_per_token: Quantity
    kv_bytes_per_sequence: Quantity
    kv_bytes: Quantity
    decode: Decode
    prefill: Prefill
    capacity: Capacity
    price: Price
    ledger: tuple[LedgerRow, ...]
    notes: tuple[str, ...]

    @property
    def shares(self) -> tuple[Quantity, Quantity]:
        """Of the peak and of the bandwidth what prefill's matrices reach: fitted, or the scenario's MFU and MBU."""
        if self.scenario.fitted:
            return constant("prefill-math"), constant("weight-bandwidth")
        return self.scenario.quantity("mfu"), self.scenario.quantity("mbu")

    @property
    def energy(self) -> Energy | None:
        """Joules of a token, at most; None where the GPU's power is not published."""
        return energy(self.scenario, self.price)

    def rows(self, phase: str) -> tuple[LedgerRow, ...]:
        """The ledger rows of 'decode' or 'prefill'."""
        return tuple(row for row in self.ledger if row.phase == phase)

    def numbers(self) -> dict[str, Quantity]:
        """Every figure by its dotted name: 'kv_bytes', 'decode.step_seconds', 'ledger.decode.ffn.flops' and so on.

        The two answers that are words lead to the number that decides them: 'decode.bound' to the intensity as a
        multiple of the ridge, 'capacity.fits' to the free bytes.
        """
        found = {name: getattr(self, name) for name in _SIZES}
        for group in (*_GROUPS, "energy"):
            part = getattr(self, group)
            for field in fields(part) if part is not None else ():
                value = getattr(part, field.name)
                if isinstance(value, Quantity):
                    found[f"{group}.{field.name}"] = value
        for name, phase in (("decode", self.decode), ("prefill", self.prefill)):
            found[f"{name}.bound"] = derive(
                "intensity over ridge, memory-bound below 1", "R", "times", "I / I_ridge", phase.intensity, phase.ridge
            )
        found["capacity.fits"] = self.capacity.free_bytes
        for row in self.ledger:
            for field_name in _ROW:
                found[f"ledger.{row.phase}.{row.op}.{field_name}"] = getattr(row, field_name)
        return found

    def number(self, name: str) -> Quantity:
        """One figure by its dotted name; UsageError that lists the names when there is none."""
        known = self.numbers()
        if name not in known:
            listed = ", ".join(key for key in known if not key.startswith("ledger."))
            shown = name if len(name) <= 60 else name[:60] + "…"
            raise UsageError(f"number {shown!r} is not known; choose one of: {listed}, ledger.PHASE.OPERATOR.FIELD")
        return known[name]


def cost(scenario: Scenario) -> Costs:
    """Work out everything for one scenario, in well under 10 ms. The arithmetic and its conventions are in ledger.py,
    phases.py, capacity.py and price.py."""
    scenario = settled(scenario)
    box, kv = machine(scenario), cache(scenario)
    step, sweep = decode_pass(scenario), prefill_pass(scenario)
    batch = step.which.batch
    now = decode(step.which, step.rows, step.fitted_seconds)
    before = prefill(sweep.which, sweep.rows, sweep.fitted_seconds)
    params = total_parameters(scenario.model_spec)
    weights = all_weights(scenario)
    read = [row.streamed for row in step.rows if row.streamed is not None]
    held = derive("KV cache of the batch", "K", "B", "B * κ_s", batch, kv.per_sequence)
    room = capacity(scenario, box, weights, held, kv.per_sequence)
    return Costs(
        scenario=scenario,
        params=params,
        streamed_params=add_up("weights read by a decode step", "P_read", "1", read),
        weight_bytes=weights,
        group_scale_bytes=group_scales(scenario, params),
        kv_bytes_per_token=kv.per_token,
        kv_bytes_per_sequence=kv.per_sequence,
        kv_bytes=held,
        decode=now,
        prefill=before,
        capacity=room,
        price=price(scenario, box, kv, (now, before), room, alone=_alone(scenario)),
        ledger=step.told_rows + sweep.told_rows,
        notes=notes(scenario),
    )


@dataclass(frozen=True, slots=True)
class LedgerPass:
    """One pass with its ledger rows; fitted: its achieved rows and their sum, where the scenario asks for them."""

    which: Pass
    rows: tuple[LedgerRow, ...]
    fitted: FittedPass | None = None

    @property
    def told_rows(self) -> tuple[LedgerRow, ...]:
        """The rows with the fitted times of their operators, where the scenario asks for them."""
        return self.rows if self.fitted is None else self.fitted.beside(self.rows)

    @property
    def fitted_seconds(self) -> Quantity | None:
        """The achieved time, where the scenario asks for fitted ones."""
        return None if self.fitted is None else self.fitted.seconds


def decode_pass(scenario: Scenario) -> LedgerPass:
    """One decode step and its ledger rows."""
    return _pass(scenario, _step(scenario, machine(scenario)))


def prefill_pass(scenario: Scenario) -> LedgerPass:
    """The prefill of all prompts of the batch and its ledger rows."""
    return _pass(scenario, _sweep(scenario, machine(scenario)))


def decode_alone(scenario: Scenario) -> Decode:
    """What `cost` says of decode, for those who ask for nothing else: in less than half the time."""
    done = decode_pass(settled(scenario))
    return decode(done.which, done.rows, done.fitted_seconds)


def prefill_alone(scenario: Scenario) -> Prefill:
    """What `cost` says of prefill, for those who ask for nothing else."""
    done = _prefill_kept(settled(scenario))
    return prefill(done.which, done.rows, done.fitted_seconds)


def _pass(scenario: Scenario, which: Pass) -> LedgerPass:
    rows = ledger(scenario, which, cache(scenario))
    if not scenario.fitted:
        return LedgerPass(which, rows)
    done = fitted_pass(scenario, which, rows)
    return LedgerPass(which, rows, done)


def _prefill_kept(scenario: Scenario) -> LedgerPass:
    """The same as `prefill_pass`; of a prompt alone, for which many ask, those asked for last are kept."""
    if any(hasattr(value, "shape") for value in (scenario.batch, scenario.context, scenario.prompt_tokens)):
        return prefill_pass(scenario)
    return _known_prefill(replace(scenario, context=1))  # no prefill depends on it


@lru_cache(maxsize=16)
def _known_prefill(scenario: Scenario) -> LedgerPass:
    return prefill_pass(scenario)


def _alone(scenario: Scenario) -> Quantity | None:
    """Achieved time of one prompt alone, by which input is priced; None where the times are not the fitted ones."""
    if not scenario.fitted:
        return None
    seconds = _prefill_kept(replace(scenario, batch=1)).fitted_seconds
    return None if seconds is None else seconds.named("prefill of one prompt, achieved", "t_pre")


def _step(scenario: Scenario, box: Machine) -> Pass:
    """One decode step of the batch."""
    batch = scenario.quantity("batch")
    tokens = derive("tokens in the pass", "T", "token", "B", batch)
    return Pass("decode", tokens, batch, weight_size(scenario), box, kept_size(scenario))


def _sweep(scenario: Scenario, box: Machine) -> Pass:
    """The prefill of all prompts of the batch."""
    batch, prompt = scenario.quantity("batch"), scenario.quantity("prompt_tokens")
    tokens = derive("tokens in the pass", "T", "token", "B * N", batch, prompt)
    return Pass("prefill", tokens, batch, weight_size(scenario), box, kept_size(scenario))
