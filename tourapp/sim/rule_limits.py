"""When a rule of thumb fails: of the terms that it leaves out, the one that weighs most here, as a sentence.

Each method lists the terms between a rule and its exact figure, signed and in one unit, and says the heaviest. Not
here: the rules themselves (`rules`).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from tourapp.quantity import Quantity, derive
from tourapp.sim.cost import Costs, LedgerRow
from tourapp.sim.cost.machine import machine
from tourapp.specs import parameter_parts
from tourapp.words import Phrase

Terms = list[tuple[float, Phrase]]


def heaviest(terms: Terms) -> Phrase:
    """The words of the term that is largest, whatever its sign."""
    return max(terms, key=lambda each: abs(each[0]))[1]


@dataclass(frozen=True)
class RuleLimits:
    """The sentences of one scenario."""

    costs: Costs

    def flops(self) -> Phrase:
        """Attention, experts that rest, and tables that are looked up."""
        rows, batch = self.costs.rows("decode"), float(self.costs.scenario.batch)
        words = Phrase("Fails with a long context: attention is {n} of the arithmetic here.", n=_attention_share(rows))
        return heaviest([(_flops(rows, "attention") / batch, words), *self._unused(rows, batch)])

    def weights(self) -> Phrase:
        """Scales of groups."""
        asked = self.costs.scenario
        if asked.weight_bits < 8:
            return Phrase("Fails with few bits: the scales of the groups come on top.")
        return Phrase("Fails below 8 bits, where scales come on top; at {b} bits it is exact.", b=asked.weight_bits)

    def decode(self) -> Phrase:
        """Seconds of a step: the cache, what is not read, and math that takes longer than the reading."""
        step, beta = self.costs.decode, float(machine(self.costs.scenario).bandwidth.value)
        read, kept = float(step.weight_bytes_per_step.value), float(step.kv_bytes_per_step.value)
        cache = derive(
            "share of the cache in the bytes of a step",
            "n_K",
            "share",
            "K / Q",
            step.kv_bytes_per_step,
            step.bytes_per_step.named(step.bytes_per_step.name, "Q"),
        )
        part = derive(
            "share of the weights that a step reads",
            "n_W",
            "share",
            "W_read / W",
            step.weight_bytes_per_step.named(step.weight_bytes_per_step.name, "W_read"),
            self.costs.weight_bytes,
        )
        unread = Phrase("Fails where a step skips weights: it reads {n} of them here.", n=part)
        late = Phrase("Fails at a large batch: then the math takes longer than the reading.")
        terms = [
            (kept / beta, Phrase("Fails with much cache: it is {n} of the bytes of a step here.", n=cache)),
            ((read - float(self.costs.weight_bytes.value)) / beta, unread),
            (float(step.step_seconds.value) - (read + kept) / beta, late),
        ]
        return heaviest(terms)

    def prefill(self) -> Phrase:
        """Seconds of the pass: waiting for memory, attention, and what is not multiplied."""
        rows, box = self.costs.rows("prefill"), machine(self.costs.scenario)
        peak, tokens = (
            float(box.peak.value),
            float(self.costs.scenario.batch) * float(self.costs.scenario.prompt_tokens),
        )
        busy = sum(_flops([row], row.op) / float((row.peak or box.peak).value) for row in rows)
        share = self.costs.prefill.compute_busy
        wait = Phrase("Fails with a short prompt: the math works {n} of the time, the rest waits for memory.", n=share)
        words = Phrase("Fails with a long prompt: attention is {n} of the arithmetic here.", n=_attention_share(rows))
        terms = [
            (float(self.costs.prefill.seconds.value) - busy, wait),
            (_flops(rows, "attention") / float(box.attention_peak.value), words),
        ]
        return heaviest(terms + [(value * tokens / peak, each) for value, each in self._unused(rows, tokens)])

    def intensity(self) -> Phrase:
        """Factors: bytes of a weight, the cache with its attention, and the experts."""
        step = self.costs.decode
        size = float(step.weight_bytes_per_step.value) / max(float(self.costs.streamed_params.value), 1.0)
        done = sum(float(row.flops.value) for row in self.costs.rows("decode") if row.op != "attention")
        alone = done / float(step.weight_bytes_per_step.value)
        rest = 2.0 * float(self.costs.scenario.batch) / alone / size
        told = derive(
            "bytes of a weight",
            "e",
            "B",
            "W / P_read",
            step.weight_bytes_per_step,
            self.costs.streamed_params.named(self.costs.streamed_params.name, "P_read"),
        )
        terms = [
            (log(size), Phrase("Holds for weights of one byte; here a weight takes {e}.", e=told)),
            (
                log(alone / float(step.intensity.value)),
                Phrase("Fails with much cache: nobody shares it, whatever the batch."),
            ),
            (log(rest), Phrase("Fails with experts: each is read for the few tokens that chose it.")),
        ]
        return heaviest(terms)

    def words(self, per_token: Quantity) -> Phrase:
        """What was counted."""
        return Phrase(
            "Holds for long English prose, not for names, code or other languages: {w:.2f} here.", w=per_token
        )

    def cache(self) -> Phrase:
        """Latents, windows."""
        model = self.costs.scenario.model_spec
        if model.mla is not None:
            return Phrase("Fails with a latent cache: one short row is kept in place of keys and values.")
        if model.window is not None:
            size = Quantity(model.window.size, "token", "sliding window", "w", source=model.source("window"))
            return Phrase("Fails beyond a sliding window: some layers keep {n} at most.", n=size)
        return Phrase("Fails with sliding windows or a latent cache; this model has neither.")

    def users(self) -> Phrase:
        """The reserve; or weights that leave no room."""
        room = self.costs.capacity
        if float(room.weight_bytes.value) > float(room.memory_bytes.value):
            return Phrase("The weights alone are larger than the memory: nobody fits.")
        return Phrase("A ceiling: it forgets the {r} kept in reserve.", r=room.reserve_bytes)

    def _unused(self, rows: tuple[LedgerRow, ...], tokens: float) -> Terms:
        """FLOP of a token that the rule counts and nothing computes: of tables, and of experts that rest."""
        parts = parameter_parts(self.costs.scenario.model_spec)
        tables = sum(2.0 * float(part.params.value) for part in parts if part.kind in ("lookup", "head"))
        experts = sum(2.0 * float(part.params.value) for part in parts if part.kind == "experts")
        share = self._share("share of the tables of the vocabulary", ("lookup", "head"))
        resting = self._share("share of the experts in the parameters", ("experts",))
        return [
            (
                _flops(rows, "lm_head") / tokens - tables,
                Phrase("Fails with a large vocabulary: its tables are {n} of the parameters here.", n=share),
            ),
            (
                _flops(rows, "experts") / tokens - experts,
                Phrase("Fails with experts: they are {n} of the parameters, and most of them rest.", n=resting),
            ),
        ]

    def _share(self, words: str, kinds: tuple[str, ...]) -> Quantity:
        found = [each.params for each in parameter_parts(self.costs.scenario.model_spec) if each.kind in kinds]
        whole = Quantity(sum(int(each.value) for each in found), "1", Phrase("parameters of these parts"), "P_part")
        return derive(Phrase(words), "n", "share", "P_part / P", whole, self.costs.params)


def _flops(rows: tuple[LedgerRow, ...] | list[LedgerRow], op: str) -> float:
    return sum(float(row.flops.value) for row in rows if row.op == op)


def _attention_share(rows: tuple[LedgerRow, ...]) -> Quantity:
    parts = [row.flops for row in rows if row.flops.inputs]
    whole = Quantity(sum(float(each.value) for each in parts), "FLOP", "arithmetic of the pass", "C")
    done = next(row.flops for row in rows if row.op == "attention")
    return derive(
        "share of attention in the arithmetic", "n_a", "share", "C_a / C", done.named(done.name, "C_a"), whole
    )
