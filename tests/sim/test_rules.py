"""Rules of thumb: their errors over every model and every GPU, lamps, and the figures known from elsewhere."""

import pytest

from tourapp import specs
from tourapp.sim.cost import Scenario, cost
from tourapp.sim.rules import OK, SO_SO, Rule, rules, text_counts

IDS = (
    *("flops_per_token", "weight_bytes", "decode_rate", "prefill_rate", "decode_intensity"),
    *("words_per_token", "kv_bytes", "users"),
)
PROSE = text_counts("What is photosynthesis?", 4)


def found(model: str = "llama-3-8b", **more: object) -> dict[str, Rule]:
    usual = {"gpu": "a100-80gb-sxm", "gpus": 1, "weight_bits": 16, "batch": 1, "context": 1}
    return {rule.id: rule for rule in rules(cost(Scenario(model=model, **{**usual, **more})), PROSE)}  # type: ignore[arg-type]


def error(rule: Rule) -> float:
    assert rule.error is not None
    return float(rule.error.value)


@pytest.mark.parametrize("model", list(specs.models()))
def test_errors_are_rule_over_exact_and_no_lamp_lies(model: str) -> None:
    for gpu in specs.gpus():
        for each in found(model, gpu=gpu, batch=8, context=2000).values():
            told = float(each.exact.value)
            if not told:
                assert each.error is None or (each.rule.value == 0 and error(each) == 0), (gpu, each.id)
                assert each.ok == (each.rule.value == 0)
                continue
            off = float(each.rule.value) / told - 1.0
            assert error(each) == pytest.approx(off, rel=1e-12, abs=1e-12), (gpu, each.id)
            assert each.ok == (abs(off) <= OK) and (each.lamp == "ok") == each.ok, (gpu, each.id)
            assert (each.lamp == "fails") == (abs(off) > SO_SO), (gpu, each.id)


def test_eight_rules_with_the_cost_models_own_figures() -> None:
    asked = Scenario(model="llama-3-8b", gpu="a100-80gb-sxm", gpus=1, weight_bits=16, batch=1, context=1)
    costs = cost(asked)
    told = rules(costs, PROSE)
    assert tuple(rule.id for rule in told) == IDS
    by_id = {rule.id: rule for rule in told}
    assert by_id["flops_per_token"].exact is costs.decode.flops_per_token
    assert by_id["decode_rate"].exact is costs.decode.tokens_per_second_per_user
    assert by_id["prefill_rate"].exact is costs.prefill.tokens_per_second
    assert by_id["decode_intensity"].exact is costs.decode.intensity
    assert by_id["users"].exact is costs.capacity.users


@pytest.mark.parametrize(
    ("id", "model", "more", "off"),
    [
        ("flops_per_token", "llama-3-8b", {}, 0.070),
        ("flops_per_token", "qwen2.5-7b", {}, 0.077),
        ("flops_per_token", "llama-3-8b", {"context": 32_000}, -0.50),
        ("flops_per_token", "mixtral-8x7b", {}, 2.66),
        ("decode_rate", "llama-3-8b", {}, -0.064),
        ("decode_rate", "llama-3-8b", {"context": 32_000}, 0.20),
        ("decode_rate", "llama-2-7b", {"context": 32_768}, 1.26),
        ("prefill_rate", "llama-3-8b", {"prompt_tokens": 2000}, -0.093),
        ("prefill_rate", "llama-3-8b", {"prompt_tokens": 34}, 3.18),
        ("decode_intensity", "llama-3-8b", {}, 1.0),
        ("kv_bytes", "llama-2-7b", {}, 0.0),
        ("weight_bytes", "llama-3-8b", {"weight_bits": 4}, -0.0376),
    ],
)
def test_errors_known_from_elsewhere(id: str, model: str, more: dict[str, int], off: float) -> None:
    assert error(found(model, **more)[id]) == pytest.approx(off, abs=0.02 * max(1.0, abs(off)))


def test_users_of_a_small_card_are_thirty_by_the_rule() -> None:
    card = {"gpu": "rtx-4090", "context": 2000}
    for usable, users in ((1.0, 30), (0.95, 25), (0.9, 21)):
        rule = found(usable=usable, **card)["users"]
        assert (rule.rule.value, rule.exact.value) == (30, users)


def test_sentences_come_from_the_heaviest_term() -> None:
    def said(id: str, model: str = "llama-3-8b", **more: int) -> str:
        return found(model, **more)[id].fails_when.template

    assert "vocabulary" in said("flops_per_token") and "long context" in said("flops_per_token", context=32_000)
    assert "experts" in said("flops_per_token", "mixtral-8x7b") and "cache" in said("decode_rate", context=60_000)
    assert "short prompt" in said("prefill_rate", prompt_tokens=34)
    assert "one byte" in said("decode_intensity") and "much cache" in said("decode_intensity", batch=64, context=60_000)
    assert "latent" in said("kv_bytes", "deepseek-v3") and "window" in said("kv_bytes", "gemma-2-9b")


def test_a_text_without_tokens_is_no_crash() -> None:
    rule = next(each for each in rules(cost(Scenario()), text_counts("", 0)) if each.id == "words_per_token")
    assert rule.error is None and not rule.ok and rule.lamp == "fails"
