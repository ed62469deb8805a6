"""The ideal ledger stands bit for bit, whatever the achieved model beside it learns: figures of 0.1.0, to the last bit.

`python -m tests.sim.cost.test_ideal_stands` writes them anew; that belongs to a change that says why they move.
"""

import itertools
import json
from pathlib import Path

import pytest

from tourapp.sim.cost import Scenario, cost

FILE = Path(__file__).with_name("ideal_figures.json")
GROUPS = ("decode", "prefill", "capacity", "price")


def settings() -> list[dict[str, object]]:
    """Every model on every GPU once, bits, batches and lengths taking turns."""
    turns = itertools.cycle([(1, 8, 16, 16), (8, 1, 8, 16), (64, 4, 8, 8), (256, 2, 16, 8), (16, 8, 4, 4)])
    found = []
    for (model, gpu), (batch, gpus, bits, kv) in zip(itertools.product(MODELS, GPUS), turns):
        context = 1000 * (1 + len(found) % 7)
        found.append(
            dict(model=model, gpu=gpu, batch=batch, gpus=gpus, weight_bits=bits, kv_bits=kv)
            | dict(context=context, prompt_tokens=context + 34)
        )
    return found


MODELS = ("smollm2-135m", "llama-3-8b", "llama-3-70b", "mistral-7b", "mixtral-8x7b", "gemma-2-9b", "deepseek-v3")
GPUS = ("a100-80gb-sxm", "h100-pcie", "h100-sxm", "h200-sxm", "b200-sxm", "l4", "rtx-4090", "mi300x", "tpu-v5e")


def figures(setting: dict[str, object]) -> dict[str, str]:
    """Every number of the answer, exactly (hexadecimal)."""
    numbers = cost(Scenario(**setting)).numbers()  # type: ignore[arg-type]
    kept = ("params", "streamed_params", "weight_bytes", "kv_bytes_per_token", "kv_bytes")
    return {
        name: float(q.value).hex()
        for name, q in numbers.items()
        if name in kept or name.split(".")[0] in GROUPS or name.endswith(".seconds")
    }


@pytest.mark.parametrize("row", json.loads(FILE.read_text()) if FILE.exists() else [], ids=lambda row: "")
def test_ideal_figures_stand_to_the_last_bit(row: dict[str, dict[str, object]]) -> None:
    assert figures(row["setting"]) == row["figures"]


def test_there_are_many() -> None:
    assert len(json.loads(FILE.read_text())) == len(MODELS) * len(GPUS)


if __name__ == "__main__":
    rows = [{"setting": each, "figures": figures(each)} for each in settings()]
    FILE.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
