"""Rules of thumb beside the exact figures: eight short formulas, by how much each is off here, and when it fails.

Every exact figure is the cost model's own, ideal; the text of `words_per_token` is counted by whoever asks. The
sentence that says when a rule fails is made of the term that accounts for most of its error (`rule_limits`).
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import COUNTED, DEFINED
from tourapp.sim.cost import Costs
from tourapp.sim.cost.constants import BITS_PER_BYTE, MULTIPLY_ADD
from tourapp.sim.cost.machine import machine
from tourapp.sim.cost.scenario import bits, figure
from tourapp.sim.rule_limits import RuleLimits
from tourapp.words import Phrase

OK, SO_SO = 0.10, 0.30
"""Errors up to which a rule holds, and up to which it is of some use."""
NONE = Quantity(0, "share", "error of the rule: both are nothing", "e", source=DEFINED)
WORD = Quantity(0.75, "1", "words of a token, the rule", "w", source=DEFINED)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of thumb at one scenario. words: the rule; rule, exact: both numbers, in one unit; error: rule / exact - 1
    (None where the exact figure is nothing and the rule's is not); fails_when: from the term that weighs most."""

    id: str
    words: Phrase
    rule: Quantity
    exact: Quantity
    error: Quantity | None
    fails_when: Phrase

    @property
    def ok(self) -> bool:
        """Whether it is right within a tenth."""
        return self.error is not None and abs(float(self.error.value)) <= OK

    @property
    def lamp(self) -> str:
        """'ok', 'so-so' or 'fails'."""
        if self.ok:
            return "ok"
        near = self.error is not None and abs(float(self.error.value)) <= SO_SO
        return "so-so" if near else "fails"


def text_counts(text: str, tokens: int) -> tuple[Quantity, Quantity]:
    """Words between spaces and tokens of a text, as `rules` wants them."""
    return (
        Quantity(len(text.split()), "1", "words between spaces", "n_words", source=COUNTED),
        Quantity(tokens, "1", "tokens of the text", "n_tokens", source=COUNTED),
    )


def rules(costs: Costs, counted: tuple[Quantity, Quantity]) -> tuple[Rule, ...]:
    """All eight at a scenario without sweeps; counted: words and tokens of one text."""
    limits = RuleLimits(costs)
    return (*_of_work(costs, limits), *_of_speed(costs, limits), _of_text(counted, limits), *_of_memory(costs, limits))


def _of_work(costs: Costs, limits: RuleLimits) -> tuple[Rule, ...]:
    """What a token takes: arithmetic, and the bytes of all weights."""
    by_rule = derive("FLOPs of a token, by the rule", "r", "FLOP", "c * P", MULTIPLY_ADD, costs.params)
    words = Phrase("FLOPs of a token = 2 × parameters")
    stored = Phrase("Weights = parameters × bytes")
    return (
        _rule("flops_per_token", words, by_rule, costs.decode.flops_per_token, limits.flops()),
        _rule("weight_bytes", stored, _by_bits(costs), _stored(costs), limits.weights()),
    )


def _of_speed(costs: Costs, limits: RuleLimits) -> tuple[Rule, ...]:
    """How fast both phases are, and how much arithmetic a byte of decode has."""
    box, step = machine(costs.scenario), costs.decode
    peak = box.peak.named(box.peak.name, "F")
    one = derive("decode rate of one sequence, by the rule", "r", "token/s", "β / W_b", box.bandwidth, _by_bits(costs))
    prompt = derive("prefill rate, by the rule", "r", "token/s", "F / (c_w * P)", peak, _work(), costs.params)
    batch = costs.scenario.quantity("batch")
    each = derive("decode intensity, by the rule", "r", "FLOP/B", "c_b * B", _each_byte(), batch)
    decode = Phrase("Tokens/s of one = bandwidth / weights")
    prefill = Phrase("Prompt tokens/s = peak / (2 × parameters)")
    return (
        _rule("decode_rate", decode, one, step.tokens_per_second_per_user, limits.decode()),
        _rule("prefill_rate", prefill, prompt, costs.prefill.tokens_per_second, limits.prefill()),
        _rule("decode_intensity", Phrase("Decode intensity = 2 × batch"), each, step.intensity, limits.intensity()),
    )


def _of_text(counted: tuple[Quantity, Quantity], limits: RuleLimits) -> Rule:
    per_token = derive("words of a token, counted", "w", "1", "n_words / maximum(n_tokens, 1)", *counted)
    return _rule("words_per_token", Phrase("A token = 3/4 of a word"), WORD, per_token, limits.words(per_token))


def _of_memory(costs: Costs, limits: RuleLimits) -> tuple[Rule, ...]:
    """What a token leaves in the cache, and how many conversations fit."""
    words = Phrase("Cache = 2 × layers × KV heads × width × bytes")
    users = Phrase("Users = free memory / cache of one")
    return (
        _rule("kv_bytes", words, _kept_by_heads(costs), _kept(costs), limits.cache()),
        _rule("users", users, _room(costs), costs.capacity.users, limits.users()),
    )


def _by_bits(costs: Costs) -> Quantity:
    """All weights, each of as many bits as are set."""
    size = derive("bytes of a weight, by its bits", "e_b", "B", "b_w / byte", _bits(costs), BITS_PER_BYTE)
    return derive("all weights, by their bits", "W_b", "B", "P * e_b", costs.params, size)


def _rule(id: str, words: Phrase, rule: Quantity, exact: Quantity, fails: Phrase) -> Rule:
    error: Quantity | None = None
    if float(exact.value):
        pair = (rule.named(rule.name, "r"), exact.named(exact.name, "x"))
        error = derive("error of the rule", "e", "share", "r / x - 1", *pair)
    elif not float(rule.value):
        error = NONE
    for name, value in fails.fields.items():
        if isinstance(value, Quantity):
            value.christen(f"rule_errors.{id}.limit.{name}")  # what a sentence tells is a fact like any other
    return Rule(id, words, rule, exact, error, fails)


def _bits(costs: Costs) -> Quantity:
    return bits("bits of a weight", "b_w", costs.scenario.weight_bits)


def _work() -> Quantity:
    """Two operations for a parameter and a token."""
    return Quantity(2, "FLOP/token", "operations on a parameter for a token", "c_w", source=DEFINED)


def _each_byte() -> Quantity:
    return Quantity(2, "FLOP/B", "operations on each byte of the weights, by the rule", "c_b", source=DEFINED)


def _stored(costs: Costs) -> Quantity:
    """All weights with the scales of their groups."""
    scales = costs.group_scale_bytes
    if not float(scales.value):
        return costs.weight_bytes
    return derive("weights with the scales of their groups", "W_S", "B", "W + S", costs.weight_bytes, scales)


def _kept_by_heads(costs: Costs) -> Quantity:
    """As if every layer kept a key and a value of every KV head."""
    model, asked = costs.scenario.model_spec, costs.scenario
    size = derive(
        "bytes of a cached element",
        "e_kv",
        "B",
        "b_kv / byte",
        bits("bits of a cached element", "b_kv", asked.kv_bits),
        BITS_PER_BYTE,
    )
    inputs = (figure(model, "layers"), figure(model, "kv_heads"), figure(model, "head_dim"), size)
    return derive("cache of one token, by the rule", "r", "B/token", "2 * L * Hkv * d * e_kv", *inputs)


def _kept(costs: Costs) -> Quantity:
    """What one conversation holds for each of its tokens."""
    if costs.scenario.model_spec.window is None:
        return costs.kv_bytes_per_token
    context = costs.scenario.quantity("context")
    held = costs.kv_bytes_per_sequence.named(costs.kv_bytes_per_sequence.name, "κ_s")
    return derive("cache of a conversation, for each of its tokens", "κ_m", "B/token", "κ_s / s", held, context)


def _room(costs: Costs) -> Quantity:
    """As if all of the memory could be filled."""
    room = costs.capacity
    inputs = (room.memory_bytes, room.weight_bytes, costs.kv_bytes_per_sequence)
    exact = derive("users, by the rule, before rounding down", "n", "1", "(M - W) / κ_s", *inputs)
    return derive("users, by the rule", "r", "1", "maximum(floor(n), 0)", exact)
