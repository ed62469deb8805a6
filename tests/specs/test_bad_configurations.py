"""Configurations that cannot be read: one line with the file, the field and the remedy."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.specs.test_own_configurations import BY_NAME, own
from tourapp.errors import UsageError
from tourapp.specs.own.config import read_model

LLAMA, MOE, MLA = "Llama-2-7b-hf", "Qwen3-30B-A3B", "DeepSeek-V3"


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        (LLAMA, {"hidden_size": None}, "hidden_size: is missing (or n_embd, d_model)"),
        (LLAMA, {"vocab_size": None}, "vocab_size: is missing; write how many: tokens of the vocabulary"),
        (LLAMA, {"hidden_size": "4096"}, 'hidden_size: "4096"; the width of the model is a whole number from 1 to'),
        (LLAMA, {"num_hidden_layers": -32}, "num_hidden_layers: -32 is out of range; layers is a whole number"),
        (LLAMA, {"num_hidden_layers": 32.5}, "num_hidden_layers: 32.5; layers is a whole number"),
        (LLAMA, {"num_hidden_layers": True}, "num_hidden_layers: true; layers is a whole number"),
        (LLAMA, {"vocab_size": 10**30}, "vocab_size: 1000000000000000000000000000000 is out of range"),
        (
            LLAMA,
            {"hidden_size": 1_000_000, "intermediate_size": 10_000_000, "num_hidden_layers": 9_999},
            "hidden_size: ",
        ),
        (LLAMA, {"num_key_value_heads": 5}, "num_key_value_heads: 5 does not divide the 32 query heads"),
        (LLAMA, {"num_attention_heads": 33, "num_key_value_heads": 33}, "head_dim: is missing, and 4,096 wide"),
        (LLAMA, {"tie_word_embeddings": "yes"}, 'tie_word_embeddings: "yes"; use true or false'),
        (LLAMA, {"n_embd": 4097}, "n_embd: is not the 4,096 of hidden_size; both mean the same"),
        (LLAMA, {"model_type": 7}, "model_type: 7; use a text in quotes"),
        (LLAMA, {"model_type": "siglip_vision_model", "vocab_size": None, "image_size": 384}, "is a model of pictures"),
        (LLAMA, {"model_type": "bert"}, 'model_type: "bert" reads and writes with an encoder'),
        (LLAMA, {"is_encoder_decoder": True}, "reads and writes with an encoder"),
        (LLAMA, {"layer_types": ["linear_attention"] * 32}, 'layer_types: "linear_attention" layers are not modelled'),
        (LLAMA, {"layer_types": ["full_attention"] * 3}, "layer_types: has 3 entries for 32 layers"),
        (LLAMA, {"state_size": 16}, "state_size: "),
        (LLAMA, {"peft_type": "LORA"}, "peft_type: an adapter says nothing about sizes"),
        (LLAMA, {"quantization_config": 4}, "quantization_config: 4; use an object in braces"),
        (LLAMA, {"quantization_config": {"bits": "4"}}, 'quantization_config.bits: "4"; bits of a weight'),
        (LLAMA, {"text_config": [1]}, "text_config: a list; use an object in braces"),
        (MOE, {"num_experts_per_tok": 129}, "num_experts_per_tok: 129 is not"),
        (MOE, {"num_experts_per_tok": None}, "num_experts_per_tok"),
        (MOE, {"mlp_only_layers": ["a"]}, "mlp_only_layers: holds something that is no layer"),
        (MOE, {"decoder_sparse_step": 49}, "decoder_sparse_step: 49 is out of range"),
        (MLA, {"q_lora_rank": None}, "q_lora_rank: is missing or null; latent attention with plain queries"),
        (MLA, {"v_head_dim": 0}, "v_head_dim: 0 is out of range"),
        (MLA, {"first_k_dense_replace": 61}, "first_k_dense_replace: 61 of 61 layers"),
        ("gemma-3-27b-it", {"text_config": {"hidden_size": "x"}}, "text_config."),
    ],
)
def test_a_wrong_field_is_named_with_the_remedy(name: str, changes: dict[str, Any], words: str) -> None:
    if name == MOE and changes.get("num_experts_per_tok") == 129:
        words = "num_experts_per_tok: 129 of 128 experts; a token meets at most as many as there are"
    with pytest.raises(UsageError) as caught:
        own(name, **changes)
    line = str(caught.value)
    assert line.startswith("config.json: ") and words in line and "\n" not in line and len(line) < 300, line


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "line 1 is not JSON"),
        (b"not json", "line 1 is not JSON"),
        (b"[1, 2]", "is a list, not an object in braces"),
        (b"7", "is a number, not an object"),
        (b'{"hidden_size": NaN}', "NaN is no number of JSON"),
        (b'{"a": -Infinity}', "-Infinity is no number of JSON"),
        (b'{"a": 1, "a": 2}', "a: occurs twice; leave one of them out"),
        (b'{"t": {"a": 1, "a": 2}}', "a: occurs twice"),
        (b"\xff\xfe{", "byte 0 is not UTF-8"),
        (b"{}", "hidden_size: is missing, and so is num_hidden_layers: no model's configuration (fields: none)"),
        (b'{"bos_token_id": 1, "do_sample": true}', "no model's configuration (fields: bos_token_id, do_sample)"),
        (b'{"tokenizer_class": "X"}', "tokenizer_class: a tokenizer's settings"),
        (b'{"a":' * 100_000, "is nested too deeply"),
        (b'{"a": ' + b"9" * 6000 + b"}", "a number in it is far too long"),
        (b" " * 4_000_001, "4,000,001 bytes; the config.json of a language model has at most 4,000,000"),
    ],
)
def test_a_file_that_is_none_is_named(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        read_model(path)
    assert words in str(caught.value) and "\n" not in str(caught.value) and len(str(caught.value)) < 400


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    loop = tmp_path / "loop.json"
    loop.symlink_to(loop)
    os.mkfifo(tmp_path / "pipe.json")
    for path, words in (
        (tmp_path, "is a folder"),
        (loop, "cannot be read (too many levels of symbolic links)"),
        (tmp_path / "pipe.json", "is a pipe"),
        (tmp_path / "none.json", "cannot be read (no such file or directory)"),
        (Path("a\0b"), "is not a file name"),
    ):
        with pytest.raises(UsageError, match=r"give the config\.json of a language model") as caught:
            read_model(path)
        assert words in str(caught.value)


def test_a_mark_of_byte_order_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(BY_NAME[LLAMA]["config"]).encode())
    assert read_model(path).row.layers == 32
