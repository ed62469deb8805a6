"""One layer, operator by operator: what each costs in one layer of the chosen model, and the real numbers that leave it
in the small one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from scenes.atlas.whole.facts import AtlasFacts
from scenes.atlas.whole.operators import BY_ID, FFN_STEPS, LOOK_STEPS
from tourapp.authoring import Phrase, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CardCost, PassStages

UNCOUNTED = {"rope": "rope", "softmax": "softmax", "activation": "activation"}
CARDS = {"scores": "op_scores", "blend": "op_blend"}
POOLED = 24
"""Numbers in which a vector is told here."""
NAMES = {
    "norm_attention": Phrase("norm"),
    "qkv": Phrase("Q K V"),
    "rope": Phrase("RoPE"),
    "scores": Phrase("scores"),
    "softmax": Phrase("softmax"),
    "blend": Phrase("values"),
    "out": Phrase("out"),
    "norm_ffn": Phrase("norm"),
    "router": Phrase("router"),
    "gate": Phrase("gate"),
    "up": Phrase("up"),
    "activation": Phrase("product"),
    "down": Phrase("down"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Inner:
    """An operator within a layer: id, name, share of the pass's time (None: no row counts it), weights and cache read
    and arithmetic done in one layer, whether it is of keys, of values or of weights, and what binds it."""

    id: str
    name: Phrase
    share: Quantity | None
    moved: Quantity | None
    flops: Quantity | None
    kind: str
    bound: str


def inner_steps(facts: AtlasFacts, stages: PassStages) -> tuple[tuple[Inner, ...], tuple[Inner, ...]]:
    """The operators of both halves that this model has, in order."""
    halves = (LOOK_STEPS, FFN_STEPS)
    look, think = ([_inner(facts, stages, id) for id in half] for half in halves)
    return tuple(each for each in look if each is not None), tuple(each for each in think if each is not None)


def _inner(facts: AtlasFacts, stages: PassStages, id: str) -> Inner | None:
    if id in UNCOUNTED:
        told = facts.world.operators.outside.get(UNCOUNTED[id], {}).get(stages.phase)
        if told is None or (id == "activation" and stages.stage("gate") is None):
            return None
        return Inner(id, NAMES[id], None, None, facts.whole.in_layer(told), "", "")
    if id in CARDS:
        cost: CardCost = facts.world.operators.card(CARDS[id], stages.phase)
        kind = "key" if id == "scores" else "value"
        moved, flops = facts.whole.in_layer(cost.kv_bytes), facts.whole.in_layer(cost.flops)
        return Inner(id, NAMES[id], cost.share, moved, flops, kind, cost.bound)
    stage = stages.stage(BY_ID[id].stage)
    if stage is None:
        return None
    if stage.id == "norms":
        moved, flops = facts.whole.of_norm(stage.weight_bytes), facts.whole.of_norm(stage.flops)
        return Inner(id, NAMES[id], facts.whole.norm_share(stages.phase), moved, flops, "weights", stage.bound)
    numbers = (stage.share, facts.whole.in_layer(stage.weight_bytes), facts.whole.in_layer(stage.flops))
    return Inner(id, NAMES[id], *numbers, "weights", stage.bound)


@dataclass(frozen=True, slots=True, eq=False)
class RealLayer:
    """Real vectors of one layer for the prompt's last token, by the operator they leave, [24] each over its largest;
    rms: how long the stream is before the layer, in its middle and after it. layer, layers: which one, of how many."""

    vectors: dict[str, np.ndarray]
    rms: tuple[Quantity, Quantity, Quantity]
    layer: int
    layers: int


def real_layer(facts: AtlasFacts) -> RealLayer | None:
    """The middle one of the layers that are kept; None where the recording has none."""
    numbers = facts.world.layer_numbers
    if not numbers.here:
        return None
    layer, last = numbers.sampled[len(numbers.sampled) // 2], numbers.last
    kept, lanes = numbers.sample(layer), numbers.token_lanes(layer)
    found = {
        "norm_attention": kept.seen,
        "qkv": np.concatenate([kept.queries_flat.ravel(), kept.keys_flat.ravel(), kept.values.ravel()]),
        "rope": kept.queries.ravel(),
        "softmax": facts.recording.attention_row(layer, 0, last),
        "blend": kept.heads.ravel(),
        "out": kept.attention_out,
        "norm_ffn": kept.ffn_seen,
        "gate": lanes.gates,
        "activation": lanes.products,
        "down": kept.ffn_out,
    }
    rms = (numbers.rms(2 * layer, last), numbers.rms(2 * layer + 1, last), numbers.rms(2 * layer + 2, last))
    return RealLayer({id: _pooled(each) for id, each in found.items()}, rms, layer, numbers.layers)


def _pooled(vector: np.ndarray) -> np.ndarray:
    """A vector in 24 numbers: of each stretch the one that is largest without its sign, over the largest of all."""
    values = np.asarray(vector, np.float32)
    edges = np.linspace(0, len(values), POOLED + 1).astype(int)
    parts = [values[a : max(b, a + 1)] for a, b in pairwise(edges.tolist())]
    some = np.array([part[np.argmax(np.abs(part))] if len(part) else 0.0 for part in parts])
    return np.asarray(some / max(float(np.abs(some).max()), 1e-9))
