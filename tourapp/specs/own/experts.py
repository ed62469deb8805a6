"""The experts and the low-rank attention of a configuration."""

from __future__ import annotations

from tourapp.specs.models import Latent, MixtureOfExperts
from tourapp.specs.own.families import Family
from tourapp.specs.own.fields import Fields
from tourapp.specs.own.sizes import FFN, SIZES
from tourapp.specs.own.told import FileTold
from tourapp.words import Phrase

EXPERTS = ("num_local_experts", "num_experts", "n_routed_experts", "moe_num_experts")
ACTIVE = ("num_experts_per_tok", "experts_per_token", "num_experts_per_token", "moe_topk", "top_k_experts")
WIDTH = ("moe_intermediate_size", "expert_intermediate_size")
SHARED = ("n_shared_experts", "num_shared_experts", "moe_num_shared_experts")
MOST = 1_000_000


def experts(text: Fields, family: Family, layers: int, told: FileTold) -> MixtureOfExperts | None:
    """The mixture of experts; None where a layer has one FFN. UsageError names the field."""
    count = text.whole(EXPERTS, 0, MOST, "experts of a layer")
    if not count:
        return None
    if count == 1:
        told.leave(Phrase("One expert in a layer: counted as an ordinary FFN."))
        return None
    active = text.needed(ACTIVE, 1, MOST, "experts that a token meets")
    if active > count:
        raise text.error(ACTIVE[0], f"{active:,} of {count:,} experts; a token meets at most as many as there are")
    width = text.whole(WIDTH, 1, SIZES["ffn"], "the width of an expert")
    if width is None:
        width = text.needed(FFN, 1, SIZES["ffn"], "the width of an expert")
    dense = _dense_layers(text, layers)
    if dense == layers:
        raise text.error("first_k_dense_replace", f"{dense:,} of {layers:,} layers; at least one must have experts")
    shared = _shared(text, family, width, told)
    return MixtureOfExperts(count, active, width, shared, dense, _router_bias(text, family))


def dense_width(text: Fields) -> int:
    """The width of the FFN in the layers without experts."""
    what, most = "the width of the FFN", SIZES["ffn"]
    wide = text.whole(("intermediate_size_mlp",), 1, most, what) or text.whole(FFN, 1, most, what)
    return wide or text.needed(WIDTH, 1, most, what)


def _dense_layers(text: Fields, layers: int) -> int:
    """How many layers have an ordinary FFN in place of experts."""
    first = text.whole(("first_k_dense_replace",), 0, layers, "layers without experts") or 0
    named = text.items("mlp_only_layers")
    step = text.whole(("decoder_sparse_step", "interleave_moe_layer_step"), 0, layers, "layers of a pattern") or 1
    if not all(isinstance(each, int) and not isinstance(each, bool) and 0 <= each < layers for each in named):
        raise text.error("mlp_only_layers", f"holds something that is no layer from 0 to {layers - 1:,}")
    freq = text.values.get("moe_layer_freq")
    text.read.add("moe_layer_freq")
    if isinstance(freq, list):
        if len(freq) != layers or not all(each in (0, 1) for each in freq):
            raise text.error("moe_layer_freq", f"needs a 0 or a 1 for each of {layers:,} layers")
        return freq.count(0)
    spread = text.whole(("moe_layer_freq",), 1, layers, "layers of a pattern") or 1
    plain = {k for k in range(layers) if k < first or k in named or (k + 1) % step or (k >= first and k % spread)}
    return len(plain)


def _shared(text: Fields, family: Family, width: int, told: FileTold) -> int:
    """Shared experts of a layer, of the width of the others."""
    count = text.whole(SHARED, 0, MOST, "shared experts")
    if count is not None:
        return count
    wide = text.whole(("shared_expert_intermediate_size", "shared_intermediate_size"), 0, SIZES["ffn"], "their width")
    if not wide:
        return family.shared_always
    if wide % width:
        told.leave(
            Phrase("A shared expert of width {wide}, no multiple of {width}: not counted.", wide=wide, width=width)
        )
        return 0
    return wide // width


def _router_bias(text: Fields, family: Family) -> bool:
    given = text.flag("use_routing_bias")
    if given is not None:
        return given
    return family.router_bias or text.word("topk_method") == "noaux_tc"


def latent(text: Fields) -> Latent | None:
    """Latent attention; None where keys and values are kept as they are. UsageError names the field."""
    rank = text.whole(("kv_lora_rank",), 1, SIZES["hidden"], "the rank of keys and values")
    if rank is None:
        return None
    if not text.has("q_lora_rank"):
        raise text.error("q_lora_rank", "is missing or null; latent attention with plain queries is not modelled here")

    def size(name: str, words: str) -> int:
        return text.needed((name,), 1, SIZES["hidden"], words)

    return Latent(
        size("q_lora_rank", "the rank of the queries"),
        rank,
        size("qk_nope_head_dim", "the width of a head without rotation"),
        size("qk_rope_head_dim", "the width of a head with rotation"),
        size("v_head_dim", "the width of a value head"),
    )
