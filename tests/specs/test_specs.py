"""Spec tables: published parameter counts, sources on every row, and errors that name file, row and field."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tourapp import specs
from tourapp.assets import asset_path
from tourapp.cli.specs_table import specs_text
from tourapp.errors import TourError, UsageError
from tourapp.specs.load import read_rows, read_sources

PUBLISHED = {
    "gpt2": 124_439_808,
    "smollm2-135m": 134_515_008,
    "llama-2-7b": 6_738_415_616,
    "llama-2-13b": 13_015_864_320,
    "llama-2-70b": 68_976_648_192,
    "llama-3-8b": 8_030_261_248,
    "llama-3-70b": 70_553_706_496,
    "llama-3.1-405b": 405_853_388_800,
    "mistral-7b": 7_241_732_096,
    "mixtral-8x7b": 46_702_792_704,
    "qwen2.5-7b": 7_615_616_512,
    "qwen2.5-72b": 72_706_203_648,
    "gemma-2-9b": 9_241_705_984,
    "deepseek-v3": 671_026_419_200,
    "qwen3-32b": 32_762_123_264,
    "qwen3-235b-a22b": 235_093_634_560,
    "gpt-oss-120b": 116_829_156_672,
    "minimax-m2.5": 228_689_764_864,
    "kimi-k2": 1_026_408_232_448,
}
GPUS = {
    *("a100-40gb-pcie", "a100-40gb-sxm", "a100-80gb-pcie", "a100-80gb-sxm", "h100-pcie", "h100-sxm", "h200-sxm"),
    *("b200-sxm", "l4", "l40s", "rtx-4090", "rtx-3090", "mi300x", "tpu-v5e"),
    *("gb200", "b300-sxm", "gb300"),
}
RIDGES = {
    "v100-sxm": 139,
    "a100-40gb-sxm": 200.6,
    "a100-80gb-pcie": 161.2,
    "a100-80gb-sxm": 153.0,
    "h100-pcie": 378,
    "h100-sxm": 295,
    "h200-sxm": 206,
    "b200-sxm": 281,
    "l4": 403,
    "l40s": 419,
    "rtx-4090": 163.9,
    "rtx-3090": 76,
    "mi300x": 246.7,
    "tpu-v5e": 240,
    "gb200": 312.5,
    "b300-sxm": 281,
    "gb300": 312.5,
}


@pytest.mark.parametrize(("id", "count"), PUBLISHED.items())
def test_parameter_counts_are_the_published_ones(id: str, count: int) -> None:
    model = specs.model(id)
    assert int(specs.total_parameters(model).value) == count
    assert sum(int(part.params.value) for part in specs.parameter_parts(model)) == count


def test_all_promised_ids_are_there() -> None:
    assert set(PUBLISHED) <= set(specs.models())
    assert set(specs.gpus()) >= GPUS


@pytest.mark.parametrize(("id", "ridge"), RIDGES.items())
def test_ridges_of_the_reference_table(id: str, ridge: float) -> None:
    gpu = specs.gpu(id)
    assert gpu.bf16_tflops / gpu.bandwidth_tb_s == pytest.approx(ridge, rel=5e-3)


def test_every_row_has_sources_and_a_date() -> None:
    tables = (specs.models(), specs.gpus(), specs.prices(), specs.links(), specs.achieved_constants())
    for table in tables:
        for row in table.values():
            assert row.sources and re.fullmatch(r"20\d\d-\d\d(-\d\d)?", row.date)
            assert row.source().where
    assert {row.date for row in specs.prices().values()} == {"2026-08-05"}
    used = {n.rpartition(":")[2] for t in tables for r in t.values() for n in r.sources}
    used |= {"VLLM-CACHE", "VLLM-LOGS", "SARATHI"}  # of numbers in the code: sim/cost/beyond
    assert used == set(specs.sources()), "a source that no row uses, or the other way round"


def test_no_fp8_on_ampere_and_the_right_peak_for_each_precision() -> None:
    assert specs.gpu("a100-80gb-sxm").fp8_tflops is None
    assert specs.gpu("a100-80gb-sxm").peak_field(8) == "int8_tops"
    assert specs.gpu("h100-sxm").peak_field(8) == "fp8_tflops"
    assert specs.gpu("h100-sxm").peak_field(16) == specs.gpu("h100-sxm").peak_field(4) == "bf16_tflops"
    assert specs.gpu("v100-sxm").peak_field(8) == "bf16_tflops"


def test_stacks_and_tensor_cores_are_sourced_or_not_published() -> None:
    found = {key: (row.memory_kind, row.memory_stacks, row.tensor_cores) for key, row in specs.gpus().items()}
    assert found["h100-sxm"] == ("HBM3", 5, 528) and found["h200-sxm"] == ("HBM3e", 6, 528)
    assert all(found[key][1:] == (5, 432) for key in found if key.startswith("a100"))
    assert found["b200-sxm"] == ("HBM3e", 8, 592) and found["v100-sxm"] == ("HBM2", 4, 640)
    assert found["mi300x"] == ("HBM3", 8, None) and found["tpu-v5e"] == ("HBM2", None, None)
    for key, (kind, stacks, _) in found.items():
        assert kind is not None
        assert stacks is None or kind.startswith("HBM"), f"{key}: GDDR comes as chips, not in stacks"
    stacks_of_h100 = specs.gpu("h100-sxm").number("memory_stacks")
    assert stacks_of_h100 is not None and stacks_of_h100.source is not None and stacks_of_h100.source.short == "GLK"
    table = specs_text()
    assert "stacks" in table and "tensor cores" in table and "not published" in table


def test_stacks_of_gddr_are_a_mistake(tmp_path: Path) -> None:
    rows = json.loads(asset_path("specs", "gpus.json").read_text("utf-8"))
    row = next(row for row in rows if row["id"] == "l4")
    file = tmp_path / "gpus.json"
    file.write_text(json.dumps([row | {"memory_stacks": 6}]), "utf-8")
    with pytest.raises(TourError, match="memory_stacks: only HBM"):
        read_rows(file, specs.GpuSpec, specs.sources())


def test_a_figure_carries_its_own_source_and_its_doubt() -> None:
    h100 = specs.gpu("h100-sxm")
    bandwidth, link = h100.number("bandwidth_tb_s"), h100.link()
    assert bandwidth is not None and bandwidth.value == 3.35e12 and "HPT" in bandwidth.source.short  # type: ignore[union-attr]
    assert link is not None and link.value == 63e9 and "PCIE" in link.source.short  # type: ignore[union-attr]
    doubtful = specs.gpu("rtx-3090").number("bf16_tflops")
    assert doubtful is not None and "not confirmed" in doubtful.source.title  # type: ignore[union-attr]
    assert specs.gpu("tpu-v5e").link() is None and specs.gpu("a100-80gb-sxm").number("fp8_tflops") is None


@pytest.mark.parametrize("find", [specs.model, specs.gpu, specs.price])
@pytest.mark.parametrize("id", ["", "nope", "LLAMA-3-8B", "x" * 5000, None, 7])
def test_unknown_ids_list_the_known_ones(find: Any, id: Any) -> None:
    with pytest.raises(UsageError, match="choose one of") as caught:
        find(id)
    assert len(str(caught.value)) < 700


BREAKS: list[tuple[str, dict[str, Any], str]] = [
    ("hidden", {"hidden": "4096"}, "Expected `int`"),
    ("hidden", {"hidden": -1}, ">= 1"),
    ("hidden", {"hidden": None}, "Expected `int`"),
    ("layers", {"layers": 3.5}, "Expected `int`"),
    ("kv_heads", {"kv_heads": 7}, "does not divide"),
    ("norm", {"norm": "batch"}, "Invalid enum"),
    ("colour", {"colour": "red"}, "unknown field"),
    ("window.size", {"window": {"size": 0}}, ">= 1"),
    ("moe.active", {"moe": {"experts": 2, "active": 3, "expert_ffn": 8}}, "more active"),
    ("sources", {"sources": ["NOBODY"]}, "not in sources.json"),
    ("sources", {"sources": []}, "at least one"),
    ("date", {"date": "last year"}, "matching"),
    ("unconfirmed", {"unconfirmed": ["weight"]}, "not a figure"),
    ("id", {"id": "Not An Id"}, "matching"),
]


@pytest.mark.parametrize(("field", "change", "what"), BREAKS)
def test_broken_rows_are_named(field: str, change: dict[str, Any], what: str, tmp_path: Path) -> None:
    rows = json.loads(asset_path("specs", "models.json").read_text("utf-8"))
    rows[5] = rows[5] | change
    file = tmp_path / "models.json"
    file.write_text(json.dumps(rows), "utf-8")
    with pytest.raises(TourError) as caught:
        read_rows(file, specs.ModelSpec, specs.sources())
    message = str(caught.value)
    assert message.startswith("models.json, row") and str(rows[5]["id"]) in message
    assert f"field {field}:" in message and what in message


def test_missing_fields_double_ids_and_broken_files_are_named(tmp_path: Path) -> None:
    rows = json.loads(asset_path("specs", "gpus.json").read_text("utf-8"))
    file = tmp_path / "gpus.json"

    def reading(text: str) -> str:
        file.write_text(text, "utf-8")
        with pytest.raises(TourError) as caught:
            read_rows(file, specs.GpuSpec, specs.sources())
        return str(caught.value)

    without = {key: value for key, value in rows[3].items() if key != "memory_gb"}
    assert "row 'a100-80gb-pcie', field memory_gb" in reading(json.dumps([*rows[:3], without]))
    assert "field id: used twice" in reading(json.dumps([rows[0], rows[0]]))
    assert "sparsity" in reading(json.dumps([rows[6] | {"bf16_tflops": 1979, "fp8_tflops": 989}]))
    assert "bf16_tflops" in reading(json.dumps([rows[6] | {"bf16_tflops": float("1e300")}]))
    assert "row 'number 1', field the row itself" in reading("[7]")
    assert "must be a list" in reading("{}")
    assert "not valid JSON" in reading("[{]")
    with pytest.raises(TourError, match="cannot be read"):
        read_rows(tmp_path / "none.json", specs.GpuSpec, specs.sources())
    file.write_bytes(b"[\xff]")
    with pytest.raises(TourError, match="not valid JSON"):
        read_sources(file)


def test_rows_of_ones_own_can_be_made() -> None:
    mha = msgspec.structs.replace(specs.model("llama-3-8b"), kv_heads=32)
    assert int(specs.total_parameters(mha).value) == 8_030_261_248 + 2 * 32 * 4096 * 24 * 128
