"""Published configurations read as rows: the counts are the published ones, and what is not counted is said."""

import json
from pathlib import Path
from typing import Any

import pytest

from tourapp import specs
from tourapp.sim.cost import Scenario, cost
from tourapp.specs.own.config import OwnModel, model_of, read_model

ROWS: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "data" / "configurations.json").read_bytes())
BY_NAME = {row["name"]: row for row in ROWS}


def own(name: str, **changes: Any) -> OwnModel:
    return model_of({**BY_NAME[name]["config"], **changes}, Path("/models") / name / "config.json")


@pytest.mark.parametrize("name", BY_NAME)
def test_counts_are_the_published_ones(name: str) -> None:
    row, found = BY_NAME[name], own(name)
    count = int(specs.total_parameters(found.row).value)
    if "within" in row:
        assert abs(count / row["parameters"] - 1) < row["within"]
    else:
        assert count == row["parameters"] + row.get("differs", 0)
    assert found.unread or not row.get("differs"), "a difference that is not said in words"
    assert len(found.row.name) <= 24 and found.row.name.lower()[:5] == name.lower()[:5]
    assert cost(Scenario(model=found.row, batch=4, context=1000)).decode.step_seconds.value > 0


@pytest.mark.parametrize("row", specs.models().values(), ids=str)
def test_a_file_and_the_table_give_the_same_row(row: specs.ModelSpec) -> None:
    """Where the table has the same model, all but names and sources agree."""
    same = {"llama-2-7b": "Llama-2-7b-hf", "llama-2-70b": "Llama-2-70b-hf", "llama-3-8b": "Meta-Llama-3-8B"}
    same |= {"smollm2-135m": "SmolLM2-135M", "mistral-7b": "Mistral-7B-v0.1", "mixtral-8x7b": "Mixtral-8x7B-v0.1"}
    same |= {"qwen2.5-7b": "Qwen2.5-7B", "gemma-2-9b": "gemma-2-9b", "deepseek-v3": "DeepSeek-V3", "gpt2": "gpt2"}
    same |= {"qwen3-32b": "Qwen3-32B", "qwen3-235b-a22b": "Qwen3-235B-A22B", "gpt-oss-120b": "gpt-oss-120b"}
    if row.id in same:
        found = own(same[row.id]).row
        plain = ("id", "name", "sources", "date", "unconfirmed", "note")
        fields = [name for name in row.__struct_fields__ if name not in plain]
        assert {name: getattr(found, name) for name in fields} == {name: getattr(row, name) for name in fields}


@pytest.mark.parametrize(
    ("quantized", "bits", "words"),
    [
        ({"quant_method": "awq", "bits": 4, "group_size": 128}, 4, "Quantized to 4 bits (awq)."),
        ({"quant_method": "gptq", "bits": 3}, None, "Quantized to 3 bits (gptq); here weights have 16, 8 or 4."),
        ({"quant_method": "fp8", "activation_scheme": "dynamic"}, 8, "Quantized to 8 bits (fp8)."),
        ({"quant_method": "mxfp4"}, 4, "Quantized to 4 bits (mxfp4)."),
        ({"quant_method": "bitsandbytes", "load_in_8bit": True}, 8, "Quantized to 8 bits (bitsandbytes)."),
        ({"quant_method": "modelopt", "quant_algo": "NVFP4"}, 4, "Quantized to 4 bits (modelopt)."),
        ({"quant_method": "quark"}, None, "Quantized (quark): the file does not say to how many bits."),
        (
            {"quant_method": "compressed-tensors", "config_groups": {"group_0": {"weights": {"num_bits": 8}}}},
            *(8, "Quantized to 8 bits (compressed-tensors)."),
        ),
    ],
)
def test_stored_bits_are_read_where_they_are_said(quantized: dict[str, Any], bits: int | None, words: str) -> None:
    found = own("Qwen3-8B", quantization_config=quantized)
    assert found.stored is not None and (found.stored.bits, str(found.stored.words)) == (bits, words)


def test_experts_alone_in_four_bits() -> None:
    assert own("gpt-oss-20b").row.moe.four_bit is not None  # type: ignore[union-attr]
    weights = {"num_bits": 4, "group_size": 32}
    kept = {
        "quant_method": "compressed-tensors",
        "config_groups": {"g": {"weights": weights}},
        "ignore": ["re:.*attn.*"],
    }
    moe = own("Kimi-K2-Instruct", quantization_config=kept).row.moe
    assert moe is not None and moe.four_bit is not None and (moe.four_bit.group, moe.four_bit.scale_bits) == (32, 16)


def test_windows() -> None:
    assert own("gemma-2-9b").row.window_layers == 21
    assert own("gemma-3-27b-it").row.window_layers == 52 and own("gemma-3-1b-it").row.window_layers == 22
    assert own("gpt-oss-20b").row.window_layers == 12 and own("Mistral-7B-v0.1").row.window_layers == 32
    assert own("Qwen2.5-7B").row.window is None
    later = own("Qwen2.5-7B", use_sliding_window=True, max_window_layers=20)
    assert later.row.window_layers == 8


def test_what_was_taken_for_granted_is_said() -> None:
    found = own("Llama-2-7b-hf", model_type="my_llama", num_key_value_heads=None, tie_word_embeddings=None, kernel=3)
    assert [str(words) for words in found.assumed] == [
        "The kind of model (my_llama) is not known here: read as one built like Llama.",
        "num_key_value_heads is not in the file: every query head has a key-value head of its own.",
        "tie_word_embeddings is not in the file: false, as usual for this kind of model.",
    ]
    assert [str(words) for words in found.unread] == ["Not read: kernel."]
    multimodal = own("gemma-3-27b-it")
    assert "Read from text_config, the part that reads and writes text." in map(str, multimodal.assumed)
    assert "The encoder of pictures is not counted." in map(str, multimodal.unread)


def test_what_stands_on_an_assumption_is_marked_in_the_row() -> None:
    row = own("gemma-3-27b-it").row
    assert row.unconfirmed == ("vocab", "max_context", "tied")
    number = row.number("vocab")
    assert number is not None and number.source is not None and "not confirmed" in number.source.title
    assert own("Qwen3-8B").row.unconfirmed == () and own("gpt2").row.unconfirmed == ("kv_heads", "ffn", "tied")


def test_names_come_from_file_or_folder(tmp_path: Path) -> None:
    config = json.dumps(BY_NAME["Qwen3-8B"]["config"])
    for place, name in (
        ("Qwen3-8B/config.json", "Qwen3-8B"),
        ("Downloads/config.json", "qwen3"),
        ("Qwen--Qwen3-8B_config.json", "Qwen3-8B"),
        ("models--Qwen--Qwen3-8B/snapshots/" + "0a" * 20 + "/config.json", "Qwen3-8B"),
        ("Qwen3-235B-A22B-Instruct-2507/config.json", "Qwen3-235B-A22B-Instruct"),
    ):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(config)
        assert read_model(path).row.name == name
        assert read_model(path).row.id == name.lower()
