"""A GPU from a small row, and rows of a person's own beside the tables."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.own_files import CARD
from tests.specs.test_own_configurations import own
from tourapp import specs
from tourapp.errors import UsageError
from tourapp.sim.cost import Scenario
from tourapp.sim.cost.achieved import Achieved, achieved
from tourapp.specs.own.gpu_row import gpu_of, read_gpu
from tourapp.world import Choice, Inputs, controls

ROW: dict[str, Any] = CARD
pytestmark = pytest.mark.usefixtures("no_own_rows")


def gpu(**changes: Any) -> specs.GpuSpec:
    return gpu_of({**ROW, **changes}, Path("/x/card.json")).row


def test_three_numbers_make_a_gpu(tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    path.write_text(json.dumps(ROW))
    found = read_gpu(path)
    assert (found.row.id, found.row.name, found.row.sources) == ("my-gpu", "My GPU", ("card.json",))
    assert found.row.number("memory_gb").value == 96e9  # type: ignore[union-attr]
    assert [str(words)[:26] for words in found.unread][:2] == [
        "No 8-bit rate is given: 8-",
        "No 4-bit rate is given: 4-",
    ]
    assert gpu(name=None).name == "card"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"bf16_tflops": None}, "bf16_tflops: is missing; write a number, TFLOP/s in 16 bits, dense"),
        ({"memory_gb": "80"}, 'memory_gb: "80"; write a number, GB'),
        ({"bandwidth_tb_s": 0}, "bandwidth_tb_s: 0 is out of range; write TB/s, above 0"),
        ({"bandwidth_tb_s": 3.2e12}, "bandwidth_tb_s: 3200000000000.0 is out of range"),
        ({"bf16_tflops": True}, "bf16_tflops: true; write a number"),
        ({"memory_bg": 80}, "memory_bg: there is no such field of a GPU; did you mean memory_gb?"),
        ({"fp8_tflops": 10}, "fp8_tflops: an 8-bit peak below the 16-bit one"),
        ({"watts": "700"}, "watts: expected `float | null`, got `str`"),
        ({"memory_kind": "RAM"}, "memory_kind: invalid enum value 'RAM'"),
        ({"name": 4}, "name: expected `str`, got `int`"),
        ({"sources": "me"}, "sources: expected `array`, got `str`"),
        ({"maker": "é" * 300, "date": "é" * 300}, "date: expected `str` matching regex"),
        ({"id": "A b"}, "id: expected `str` matching regex"),
    ],
)
def test_a_wrong_row_is_named(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        gpu(**changes)
    assert str(caught.value).startswith(f"card.json: {words}") and "\n" not in str(caught.value)


def test_an_own_row_is_found_everywhere() -> None:
    model, card = specs.add_model(own("Qwen3-8B").row), specs.add_gpu(gpu())
    assert specs.model("qwen3-8b") is model and specs.gpu("my-gpu") is card
    assert list(specs.models())[-1] == "qwen3-8b" and list(specs.gpus())[-1] == "my-gpu"
    choice = controls()["model"]
    assert isinstance(choice, Choice) and choice.choices[-1] == ("qwen3-8b", "Qwen3-8B")
    assert Inputs().change(model="qwen3-8b", gpu="my-gpu").model == "qwen3-8b"
    specs.remove_own("qwen3-8b")
    with pytest.raises(UsageError, match="qwen3-8b"):
        specs.model("qwen3-8b")
    with pytest.raises(UsageError, match="not one of"):
        Inputs().change(model="qwen3-8b")


def test_an_id_means_one_row_as_long_as_the_program_runs() -> None:
    first = specs.add_model(own("Qwen3-8B").row)
    assert specs.add_model(msgspec.structs.replace(first, date="2020-01-01")) is first, "the same row, read again"
    second = specs.add_model(own("Qwen3-8B", num_hidden_layers=40).row)
    assert (second.id, second.name, len(specs.own_models())) == ("qwen3-8b-2", "Qwen3-8B (2)", 2)
    specs.remove_own("qwen3-8b")
    assert specs.add_model(own("Qwen3-8B", num_hidden_layers=44).row).id == "qwen3-8b-3"
    assert specs.add_model(own("Qwen3-8B").row) is first


def test_a_shipped_row_keeps_its_id_and_its_name() -> None:
    shipped = specs.model("llama-3-8b")
    twin = specs.add_model(msgspec.structs.replace(shipped, layers=4))
    assert (twin.id, twin.name) == ("llama-3-8b-2", "Llama 3 8B (own)") and specs.model("llama-3-8b") == shipped
    assert specs.add_gpu(gpu(name="H100 SXM")).name == "H100 SXM (own)"


def test_a_link_makes_an_achieved_time_for_several() -> None:
    alone, joined = gpu(), gpu(name="Joined", link_gb_s=300)
    for row, known in ((alone, False), (joined, True)):
        id = specs.add_gpu(row).id
        assert (id in specs.links()) is known
        found = achieved(Scenario(gpu=id, gpus=2), 200)
        assert isinstance(found, Achieved) is known
    link = specs.links()["joined"]
    assert link.share == specs.links()["h100-sxm"].share and "share" in link.unconfirmed
    assert link.source_names("gb_s_one_way") == ("card.json",)
    assert [str(words)[:22] for words in gpu_of({**ROW, "link_gb_s": 300}, Path("x.json")).assumed] == [
        "What an all-reduce rea"
    ]
    specs.remove_own("joined")
    assert "joined" not in specs.links()
