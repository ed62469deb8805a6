"""World parts of the atlas: the passes taken apart into blocks, and what each of its seventeen cards costs.

A card's figures are those of its blocks, whatever model is chosen: 'gate and up' of a mixture are in the experts and in
the shared expert. What no row of the ledger counts stands beside it and says so. Nothing is computed here that the cost
model does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tourapp.quantity import Quantity, add_up
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost.blocks import FEED_FORWARD, PassBlock, PassBlocks, PassPhase, pass_blocks
from tourapp.sim.cost.constants import NO_FLOPS, NO_KV, NO_WEIGHTS
from tourapp.sim.cost.costs import Costs, decode_pass, prefill_pass
from tourapp.sim.cost.uncounted import Uncounted, uncounted
from tourapp.words import Phrase
from tourapp.world.norm_calls import NormCalls, norm_calls
from tourapp.world.part import PartView, part

Pick = Callable[[PassBlocks], tuple[PassBlock, ...]]
PHASES: tuple[PassPhase, PassPhase] = ("prefill", "decode")
CARDS: dict[str, Pick] = {
    "op_ids": lambda _p: (),
    "op_embedding": lambda p: p.of("embedding", "position_embedding"),
    "op_lm_head": lambda p: p.of("lm_head"),
    "op_pick": lambda _p: (),
    "op_rmsnorm": lambda p: p.of("norms"),
    "op_placing": lambda p: p.of("norms"),
    "op_qkv": lambda p: p.of("qkv_projection"),
    "op_rope": lambda _p: (),
    "op_scores": lambda p: p.parts("scores"),
    "op_softmax": lambda _p: (),
    "op_blend": lambda p: p.parts("blend"),
    "op_out": lambda p: p.of("output_projection"),
    "op_gate_up": lambda p: p.parts("gate", "up"),
    "op_down": lambda p: p.parts("down"),
    "op_experts": lambda p: p.of("router", *FEED_FORWARD),
    "op_state": lambda p: p.blocks,
    "op_loop": lambda p: p.blocks,
}
"""Which blocks of a pass each card tells of, in the order of the atlas."""
OUTSIDE = {"op_pick": "sampling", "op_rope": "rope", "op_softmax": "softmax"}
"""Cards of what no row counts, and its name there."""
_WHOLE = ("op_state", "op_loop")
_NOTHING_SHARE = Quantity(0.0, "share", "share of the pass", "n_t", source=DEFINED)
_ALL_SHARE = Quantity(1.0, "share", "the whole pass", "n_t", source=DEFINED)
_NO_ACTIVATIONS = Quantity(0, "B", "no activations", "Z", source=DEFINED)
_NO_TIME = Quantity(0.0, "s", "no time of its own", "t", source=DEFINED)


@dataclass(frozen=True, slots=True)
class CardCost:
    """What a card's operator costs in one phase, over all layers and the whole batch: flops in FLOP, bytes in B,
    seconds in s (ideal), share of the pass's time.

    activation_bytes: None where they are told with another part of the same row (`beside`: that part). bound: 'memory',
    'compute', or '' where it takes no time. counted: False for arithmetic that no row of the ledger has.
    """

    flops: Quantity
    weight_bytes: Quantity
    kv_bytes: Quantity
    activation_bytes: Quantity | None
    seconds: Quantity
    share: Quantity
    bound: str
    counted: bool = True
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Operators:
    """Both passes as blocks, every card's cost by card and phase, and what stands outside the ledger by operator and
    phase (FLOP)."""

    prefill: PassBlocks
    decode: PassBlocks
    cards: dict[str, dict[str, CardCost]]
    outside: dict[str, dict[str, Quantity]]
    norms: NormCalls

    def blocks(self, phase: str) -> PassBlocks:
        """The pass of a phase."""
        return self.decode if phase == "decode" else self.prefill

    def card(self, card: str, phase: str) -> CardCost:
        """What a card's operator costs in a phase."""
        return self.cards[card][phase]


@part("operators", needs=("cost",))
def _operators(view: PartView) -> Operators:
    costs: Costs = view.cost
    passes = {phase: pass_blocks(costs, phase) for phase in PHASES}
    outside = _outside(costs)
    cards: dict[str, dict[str, CardCost]] = {
        card: {phase: _card(card, passes[phase], pick(passes[phase]), outside) for phase in PHASES}
        for card, pick in CARDS.items()
    }
    model = costs.scenario.model_spec
    return Operators(passes["prefill"], passes["decode"], cards, outside, norm_calls(model))


def _outside(costs: Costs) -> dict[str, dict[str, Quantity]]:
    """Arithmetic that no row counts, by operator and phase."""
    scenario, found = costs.scenario, dict[str, dict[str, Quantity]]()
    for done in (prefill_pass(scenario), decode_pass(scenario)):
        each: Uncounted
        for each in uncounted(scenario, done):
            name = f"uncounted.{each.phase}.{each.op}.flops"
            found.setdefault(each.op, {})[each.phase] = each.flops.christen(name)
    return found


def _card(
    card: str, done: PassBlocks, blocks: Sequence[PassBlock], outside: dict[str, dict[str, Quantity]]
) -> CardCost:
    if card in OUTSIDE:
        flops = outside.get(OUTSIDE[card], {}).get(done.phase, NO_FLOPS)
        return CardCost(flops, NO_WEIGHTS, NO_KV, _NO_ACTIVATIONS, _NO_TIME, _NOTHING_SHARE, "", counted=False)
    if card in _WHOLE:
        sizes = (done.flops, done.weight_bytes, done.kv_bytes, done.activation_bytes)
        return CardCost(*sizes, done.seconds, _ALL_SHARE, done.bound)
    if not blocks:
        return CardCost(NO_FLOPS, NO_WEIGHTS, NO_KV, _NO_ACTIVATIONS, _NO_TIME, _NOTHING_SHARE, "")
    told = [block.activation_bytes for block in blocks if block.activation_bytes is not None]
    rest = "" if told else _teller(done, blocks[-1])
    longest = max(blocks, key=lambda block: float(block.seconds.value))
    return CardCost(
        flops=_together("arithmetic", "C", "FLOP", [block.flops for block in blocks], NO_FLOPS),
        weight_bytes=_together("weights read", "W", "B", [block.weight_bytes for block in blocks], NO_WEIGHTS),
        kv_bytes=_together("cache moved", "K", "B", [block.kv_bytes for block in blocks], NO_KV),
        activation_bytes=_together("activations", "Z", "B", told, _NO_ACTIVATIONS) if told else None,
        seconds=_together("time", "t", "s", [block.seconds for block in blocks], _NO_TIME),
        share=_together("share of the pass", "n_t", "share", [block.share for block in blocks], _NOTHING_SHARE),
        bound=longest.bound if float(longest.seconds.value) > 0 else "",
        beside=rest,
    )


def _teller(done: PassBlocks, block: PassBlock) -> str:
    """The part of a row with which its activations are told."""
    return next(each.op for each in done.of(block.row) if each.activation_bytes is not None)


def _together(words: str, symbol: str, unit: str, parts: Sequence[Quantity], nothing: Quantity) -> Quantity:
    """Their sum; one alone is itself."""
    some = [each for each in parts if each.inputs]
    if len(some) < 2:
        return some[0] if some else nothing
    return add_up(Phrase(words), symbol, unit, some)
