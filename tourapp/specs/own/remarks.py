"""Fields of a configuration that say nothing about sizes, and the weights that a model has beside those counted."""

from __future__ import annotations

import re

from tourapp.specs.own.families import Family
from tourapp.specs.own.fields import Fields
from tourapp.specs.own.json_object import shown_name
from tourapp.specs.own.told import FileTold
from tourapp.words import Phrase

HARMLESS = re.compile(
    r"_.*|.*(token|dropout|pdrop|init|eps|rope|rotary|theta|dtype|version|act|activation|softcap\w*|coef|multiplier)"
    r"(_.*)?|.*(_id|_ids|_factor|_scaling|_scale|_prob|_group|_groups|_scalar|_limit)"
    r"|(architectures|model_type|auto_map|use_cache|pretraining_tp|cache_implementation|attn_implementation|is_decoder"
    r"|add_cross_attention|task_specific_params|summary_\w+|id2label|label2id|gradient_checkpointing|output_\w+|return_\w+"
    r"|head_dim|n_ctx|is_llama_config|layer_types|moe_group|norm_topk_prob|topk_method|scoring_func|tf_legacy_loss"
    r"|original_max_position_embeddings|sliding_window\w*|max_window_layers|use_sliding_window|ep_size|seq_aux|aux_loss\w*"
    r"|router_\w+|mlp_only_layers|quantization_config|quantization|problem_type|finetuning_task|tie_encoder_decoder|name"
    r"|cross_attention_hidden_size|chunk_size_feed_forward|torchscript|use_bfloat16|prefix|pruned_heads|no_rope_layers"
    r"|no_rope_layer_interval|hidden_act\w*|swiglu_limit|initial_context_length|is_encoder_decoder|logits_\w+|use_mup"
    r"|residual_\w+|embedding_\w+|attention_\w+|mlp_bias|for_llm_compressor|moe_layers|use_qk_norm|qk_norm_type"
    r"|tie_word_embeddings|attn_type_list|transformers\.js_config|ignore_keys_at_rope_validation|parallel_attn)"
)
"""Names that change neither sizes nor bytes nor sums of a pass: numbers of tokens, rotations, training, output."""
MOST_NAMED = 6
EXTRA = {
    "shared gate": Phrase("The gate of the shared expert (one row a layer) is not counted."),
    "one norm": Phrase("A layer of this kind has one norm; two are counted."),
    "head bias": Phrase("The bias of the LM head is not counted."),
}
PARTS = {
    "vision_config": Phrase("The encoder of pictures is not counted."),
    "audio_config": Phrase("The encoder of sound is not counted."),
    "index_topk": Phrase("The index that picks the tokens to look at is not counted: attention is counted in full."),
}
PREDICTORS = ("num_nextn_predict_layers", "num_mtp_modules")


def tell_uncounted(top: Fields, text: Fields, family: Family, told: FileTold) -> None:
    """Name what the model has and this product does not count, and the fields that nothing here reads."""
    for name in family.extra:
        told.leave(EXTRA[name])
    for name, words in PARTS.items():
        if top.has(name) or text.has(name):
            told.leave(words)
    for name in PREDICTORS:
        count = text.whole((name,), 0, 1000, "layers that predict more tokens")
        if count and text.flag("use_mtp") is not False:
            told.leave(Phrase("Multi-token prediction ({n} {n|layer|layers}) is not counted.", n=count))
    text.read.update(("use_mtp", "mtp_transformer_layers", *PARTS))
    unknown = [name for name in text.values if name not in text.read and not HARMLESS.fullmatch(name)]
    if text is top:
        unknown = [name for name in unknown if name not in PARTS]
    if unknown:
        names = ", ".join(shown_name(name) for name in unknown[:MOST_NAMED])
        more = len(unknown) - MOST_NAMED
        if more > 0:
            told.leave(Phrase("Not read: {names}, and {n} more {n|field|fields}.", names=names, n=more))
        else:
            told.leave(Phrase("Not read: {names}.", names=names))
