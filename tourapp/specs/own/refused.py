"""Files that are no configuration of a language model that this product can count: each is refused by name."""

from __future__ import annotations

from tourapp.errors import UsageError
from tourapp.specs.own.fields import TEXT_CONFIG, Fields
from tourapp.specs.own.json_object import shown_name, shown_value

OPEN_ANOTHER = "open the config.json of a language model"
VISION = ("image_size", "patch_size")
RECURRENT = (
    *("ssm_cfg", "state_size", "mamba_d_state", "ssm_state_size", "mamba_num_heads", "hybrid_override_pattern"),
    *("linear_num_key_heads", "linear_key_head_dim", "lru_width", "attention_hidden_size", "linear_attn_config"),
)
"""Fields of models whose layers keep a state of fixed size in place of a cache."""
ENCODERS = ("bert", "roberta", "electra", "modernbert", "deberta", "xlm-roberta", "distilbert", "nomic_bert")
ATTENTION = ("full_attention", "sliding_attention", "chunked_attention")
ADAPTER, TOKENIZER, GENERATION = "peft_type", "tokenizer_class", "max_new_tokens"


def text_part(top: Fields) -> Fields:
    """The part of a configuration that describes the language model: the whole, or its `text_config`. UsageError where
    there is none."""
    _no_other_file(top)
    for name in (TEXT_CONFIG, "llm_config", "language_config"):
        inner = top.object(name)
        if inner is not None:
            inner.values = {"tie_word_embeddings": top.values.get("tie_word_embeddings"), **inner.values}
            return inner
    return top


def refuse_other_kinds(top: Fields, text: Fields) -> None:
    """UsageError for a vision tower, an encoder, a recurrent or mixed model, or no model at all."""
    kind = text.word("model_type")
    if any(text.has(name) for name in VISION) and not text.has("vocab_size", "text_config"):
        raise _refused(text, kind, "is a model of pictures, without a vocabulary", "model_type")
    if text.flag("is_encoder_decoder") or kind in ENCODERS:
        raise _refused(text, kind, "reads and writes with an encoder; only decoders are modelled", "model_type")
    for name in RECURRENT:
        if text.has(name):
            raise _refused(text, kind, "has layers that keep a state in place of a cache", name)
    for each in dict.fromkeys(text.words("layer_types")):
        if each not in ATTENTION:
            raise text.error("layer_types", f"{shown_value(each)} layers are not modelled; {OPEN_ANOTHER}")
    if not any(text.has(name) for name in ("hidden_size", "n_embd", "d_model", "num_hidden_layers", "n_layer")):
        known = ", ".join(shown_name(name) for name in list(top.values)[:4]) or "none"
        raise UsageError(
            f"{top.file}: hidden_size: is missing, and so is num_hidden_layers: no model's configuration (fields: "
            f"{known}); {OPEN_ANOTHER}"
        )


def _no_other_file(top: Fields) -> None:
    if top.has(ADAPTER):
        raise top.error(ADAPTER, "an adapter says nothing about sizes; open the config.json of the model it belongs to")
    if top.has(TOKENIZER) and not top.has("model_type") and not top.has("hidden_size"):
        raise top.error(TOKENIZER, f"a tokenizer's settings, not a model's; {OPEN_ANOTHER}")


def _refused(text: Fields, kind: str, words: str, field: str) -> UsageError:
    return text.error(field, f"{shown_value(kind) if kind else 'this'} {words}; {OPEN_ANOTHER}")
