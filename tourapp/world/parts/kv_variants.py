"""World part of the KV cache: what one token costs with other numbers of KV heads, and how long a hall memory can hold.

Every variant keeps the chosen model's layers and weights and changes only what a slot holds. The model's own variant is
the cost model's answer itself, at every length. Not here: the cost of a whole scenario (the part `cost`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from tourapp import specs
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED, SETTING
from tourapp.sim.cost import Costs, cost
from tourapp.sim.cost.cache import cache
from tourapp.specs import ModelSpec
from tourapp.words import Phrase
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO

SCALES = (1_000, 32_000, 1_000_000)
"""Contexts at which the same memory is looked at, in tokens."""
LATENT_MODEL = "deepseek-v3"
"""Whose latent widths stand for multi-head latent attention when the chosen model has none."""


@dataclass(frozen=True, slots=True)
class ContextStop:
    """The hall at one length of context: its tokens, bytes of one user, and how many users fit (`users_exact`: before
    rounding down)."""

    context: Quantity
    per_sequence: Quantity
    users_exact: Quantity
    users: Quantity

    @property
    def tokens(self) -> int:
        """The length as a number."""
        return int(self.context.value)


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to keep keys and values. `heads` is None where a token keeps one latent vector instead.

    label: its name in the field, such as GQA 8; words: the same in plain words. elements: numbers kept of a token in
    one layer; per_token: B/token; here: the hall at the scenario's context. share: elements over those of one KV head
    per query head. own: whether this is the model as it is.
    """

    id: str
    label: str
    words: Phrase
    heads: Quantity | None
    elements: Quantity
    per_token: Quantity
    here: ContextStop
    share: float
    own: bool

    @property
    def per_sequence(self) -> Quantity:
        """Bytes of one user at the scenario's context."""
        return self.here.per_sequence

    @property
    def users(self) -> Quantity:
        """How many users fit at the scenario's context."""
        return self.here.users


@dataclass(frozen=True, slots=True)
class KvVariants:
    """The variants (most bytes first), the room all of them share, and for each the stops of SCALES.

    room: usable memory - weights, in B, negative where the weights do not fit; `missing` is then what they are too
    large by, else None. element: bytes of one kept number. full: by variant id, tokens at which the batch fills the
    memory, as a quantity, or None where a sliding window keeps it from ever filling. saved: how many times fewer bytes
    a token keeps in the model as it is than with a pair per query head.
    """

    variants: tuple[Variant, ...]
    room: Quantity
    missing: Quantity | None
    element: Quantity
    full: dict[str, Quantity | None]
    stops: dict[str, tuple[ContextStop, ...]]
    saved: Quantity

    @property
    def own(self) -> Variant:
        """The model as it is."""
        return next(item for item in self.variants if item.own)

    def pick(self, id: str) -> Variant:
        """A variant by id; 'own', and a kind the model already is, give the model as it is."""
        return next((item for item in self.variants if item.id == id), self.own)


@part("kv_variants", reads=SCENARIO, needs=("cost",))
def _kv_variants(view: PartView) -> KvVariants:
    costs: Costs = view.cost
    usable, weights = costs.capacity.usable_bytes, costs.capacity.weight_bytes
    room = derive("room for keys and values", "room", "B", "U - W", usable, weights)
    missing = None
    if float(room.value) < 0:
        missing = derive("what the weights are too large by", "missing", "B", "W - U", usable, weights)
    model = costs.scenario.model_spec
    kinds = _kinds(model)
    most = next(float(kind.elements.value) for kind in kinds if kind.id == "mha")
    found = [_variant(costs, room, kind, most) for kind in kinds]
    found.sort(key=lambda item: -float(item.per_token.value))
    stops = {item.id: tuple(_stop(costs, room, item, tokens) for tokens in SCALES) for item in found}
    full = {item.id: _full(costs, room, item) for item in found}
    by_id = {item.id: item.elements for item in found}
    most_of, own = by_id["mha"].named("with a pair per head", "e_m"), by_id[own_kind(model)].named("as it is", "e_o")
    saved = derive("fewer bytes a token keeps", "r", "times", "e_m / e_o", most_of, own)
    return KvVariants(tuple(found), room, missing, _size(costs), full, stops, saved)


def own_kind(model: ModelSpec) -> str:
    """What the model itself is: 'mla', 'mqa', 'mha' or 'gqa'."""
    if model.mla is not None:
        return "mla"
    if model.kv_heads == model.heads:
        return "mha"
    return "mqa" if model.kv_heads == 1 else "gqa"


@dataclass(frozen=True, slots=True)
class _KvKind:
    """A variant before anything is multiplied: what it is called, and the elements a token keeps in a layer."""

    id: str
    label: str
    words: Phrase
    heads: Quantity | None
    elements: Quantity


def _kinds(model: ModelSpec) -> list[_KvKind]:
    """Every variant worth showing for this model."""
    own, per_head = own_kind(model), Phrase("a pair per head")
    every = model.number("heads")
    assert every is not None
    all_heads = derive("key-value heads, one per query head", "Hkv", "1", "Hq", every).christen(
        _fact("model.kv_heads", "mha")
    )
    kinds = [_KvKind("mha", f"MHA {model.heads}", per_head, all_heads, _full_heads(model, all_heads))]
    if own == "gqa":
        heads = model.number("kv_heads")
        assert heads is not None
        shared = Phrase("a pair per {n} heads", n=model.heads // model.kv_heads)
        kinds.append(_KvKind("gqa", f"GQA {model.kv_heads}", shared, heads, _elements(model, heads)))
    name = _fact("model.kv_heads", "mqa")
    one = Quantity(1, "1", "key-value heads, one for all query heads", "Hkv", source=DEFINED, id=name)
    kinds.append(_KvKind("mqa", "MQA 1", Phrase("one pair for all heads"), one, _elements(model, one)))
    row = model if own == "mla" else specs.model(LATENT_MODEL)
    rank, rope = row.part("mla.kv_rank", "KV rank", "r_kv"), row.part("mla.rope_dim", "head width with rotation", "d_r")
    latent = derive("cached elements of a token in a layer", "e_l", "1", "r_kv + d_r", rank, rope)
    words = Phrase("one latent vector") if row.name == model.name else Phrase("latent of {model}", model=row.name)
    kinds.append(_KvKind("mla", "MLA", words, None, latent))
    return kinds


def _elements(model: ModelSpec, heads: Quantity) -> Quantity:
    """Keys and values of a token in a layer: 2 * Hkv * d."""
    dim = model.number("head_dim")
    assert dim is not None
    return derive("cached elements of a token in a layer", "e_l", "1", "2 * Hkv * d", heads, dim)


def _full_heads(model: ModelSpec, all_heads: Quantity) -> Quantity:
    """With a pair per query head. A latent model spelled out has keys and values of different width."""
    heads = model.number("heads")
    assert heads is not None
    if model.mla is None:
        return _elements(model, all_heads)
    nope = model.part("mla.nope_dim", "head width without rotation", "d_n")
    rope = model.part("mla.rope_dim", "head width with rotation", "d_r")
    wide = model.part("mla.v_dim", "value width", "d_v")
    return derive(
        "cached elements of a token in a layer", "e_l", "1", "Hq * (d_n + d_r + d_v)", heads, nope, rope, wide
    )


def _fact(fact: str, kind: str = "", tokens: int = 0) -> str:
    """The id of a fact told for another kind of cache, or at another length, than the scenario's."""
    differs = ([f"context={tokens}"] if tokens else []) + ([f"kv_heads={kind}"] if kind else [])
    return f"{fact}({', '.join(differs)})" if differs else fact


def _size(costs: Costs) -> Quantity:
    """Bytes of one kept number."""
    width = Quantity(costs.scenario.kv_bits, "bit", "bits of a cached element", "b_kv", source=SETTING)
    byte = Quantity(8, "bit/B", "bits of a byte", "byte", source=DEFINED)
    return derive("bytes of a cached element", "e_kv", "B", "b_kv / byte", width, byte)


def _variant(costs: Costs, room: Quantity, kind: _KvKind, most: float) -> Variant:
    """Bytes and users of a kind; the model's own are those of the cost model itself. `most`: elements of MHA."""
    model, elements = costs.scenario.model_spec, kind.elements
    own = kind.id == own_kind(model)
    if own:
        per_token, here = costs.kv_bytes_per_token, _asked(costs, costs.scenario.quantity("context"))
    else:
        layers = model.number("layers")
        assert layers is not None
        per_token = derive("KV cache of one token", "κ", "B/token", "L * e_l * e_kv", layers, elements, _size(costs))
        per_token.christen(_fact("kv_bytes_per_token", kind.id))
        here = _divided(costs, room, (elements, per_token), costs.scenario.quantity("context"), kind.id)
    share = float(elements.value) / most
    return Variant(kind.id, kind.label, kind.words, kind.heads, elements, per_token, here, share, own)


def _asked(costs: Costs, context: Quantity) -> ContextStop:
    """The model as it is, at a length: what the cost model says."""
    room = costs.capacity
    return ContextStop(context, costs.kv_bytes_per_sequence, room.users_exact, room.users)


def _divided(
    costs: Costs, room: Quantity, slot: tuple[Quantity, Quantity], context: Quantity, kind: str
) -> ContextStop:
    """Another kind of cache at a length: the same room by its bytes. `slot`: elements in a layer, bytes of a token."""
    tokens = 0 if context.value == costs.scenario.context else int(context.value)
    held = _held(costs, *slot, context).christen(_fact("kv_bytes_per_sequence", kind, tokens))
    exact = derive("users that fit, before rounding down", "n", "1", "room / κ_s", room, held)
    users = derive("users that fit", "users", "1", "maximum(floor(n), 0)", exact)
    exact.christen(_fact("capacity.users_exact", kind, tokens))
    return ContextStop(context, held, exact, users.christen(_fact("capacity.users", kind, tokens)))


def _held(costs: Costs, elements: Quantity, per_token: Quantity, context: Quantity) -> Quantity:
    """Bytes of one sequence: s * κ, or by key-layers where some layers have a sliding window."""
    if costs.scenario.model_spec.window is None:
        return derive("KV cache of one user", "κ_s", "B", "s * κ", context, per_token)
    keys = cache(replace(costs.scenario, context=context.value)).keys
    return derive("KV cache of one user", "κ_s", "B", "e_l * e_kv * A", elements, _size(costs), keys)


def _stop(costs: Costs, room: Quantity, item: Variant, tokens: int) -> ContextStop:
    """A kind of cache at one of the SCALES."""
    here = costs.scenario.quantity("context")
    if tokens == here.value:
        return item.here
    context = replace(here, value=tokens, id=_fact("scenario.context", tokens=tokens))
    if not item.own:
        return _divided(costs, room, (item.elements, item.per_token), context, item.id)
    stop = _asked(cost(replace(costs.scenario, context=tokens)), context)
    stop.per_sequence.christen(_fact("kv_bytes_per_sequence", tokens=tokens))
    stop.users_exact.christen(_fact("capacity.users_exact", tokens=tokens))
    stop.users.christen(_fact("capacity.users", tokens=tokens))
    return stop


def _full(costs: Costs, room: Quantity, item: Variant) -> Quantity | None:
    """Tokens of each user at which the batch fills the room: room / (B κ); with windows, what the windows keep is taken
    off first and only the other layers go on growing."""
    batch = costs.scenario.quantity("batch")
    plain = derive(
        "tokens each, when memory is full",
        "s_full",
        "token",
        "maximum(floor(room / (B * κ)), 0)",
        room,
        batch,
        item.per_token,
    )
    model = costs.scenario.model_spec
    if model.window is None or float(plain.value) <= model.window.size:
        return plain
    growing = model.layers - model.window_layers
    if growing == 0:
        return None
    size = float(_size(costs).value) * float(item.elements.value)
    capped = size * model.window_layers * model.window.size
    tokens = math.floor((float(room.value) / costs.scenario.batch - capped) / (size * growing))
    return Quantity(
        tokens,
        "token",
        "tokens each, when memory is full",
        "s_full",
        "floor((room / B - window layers * w * e_l * e_kv) / (full layers * e_l * e_kv))",
        (room, batch, item.elements),
    )
