"""Times of the solver, swept as arrays, are those of the cost model, cell by cell; formulas told again by hand."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from tests.fuzz import SEED, count
from tourapp import specs
from tourapp.sim.cost.achieved import Achieved, achieved
from tourapp.sim.cost.beyond import mixed_step
from tourapp.sim.cost.costs import decode_pass, prefill_pass
from tourapp.sim.cost.joined import communication
from tourapp.sim.cost.terms.fitted import fitted_pass
from tourapp.sim.plan import PlanSpec, WhatIf
from tourapp.sim.plan.cells import Cell, cells_of
from tourapp.sim.plan.lines import works_of
from tourapp.sim.plan.revalue import arms

EVERYWHERE = PlanSpec(
    models=tuple(specs.models()), gpus=tuple(specs.gpus()), prices=dict.fromkeys(specs.gpus(), 1.0), prompt=2000
)


def drawn(spec: PlanSpec, how_many: int) -> list[Cell]:
    dice = Random(SEED)
    return dice.sample([cell for cell in cells_of(spec) if cell.joined], how_many)


@pytest.mark.parametrize("what_if", [None, WhatIf(0.5, 0.7, True, 0.5e-3), WhatIf(1, 1, False, 0), WhatIf(0.31, 1)])
def test_swept_times_are_those_of_the_cost_model(what_if: WhatIf | None) -> None:
    spec = replace(EVERYWHERE, what_if=what_if)
    cells = drawn(spec, max(20, count(400)))
    works, dice = works_of(spec, cells), Random(SEED)
    batch = np.array([float(dice.randint(1, 3000)) for _ in cells])
    context = np.array([float(dice.randint(1, 50_000)) for _ in cells])
    prompt = np.array([float(dice.randint(1, 50_000)) for _ in cells])
    steps, prompts = works.step_seconds(batch, context), works.prompt_seconds(prompt, np.zeros(len(cells)))
    for place, cell in enumerate(cells):
        asked = replace(
            cell.scenario(spec, int(batch[place])), context=int(context[place]), prompt_tokens=int(prompt[place])
        )
        one = replace(asked, batch=1)
        step, read = decode_pass(asked), prefill_pass(one)
        if what_if is None:
            wanted = [float(fitted_pass(s, d.which, d.rows).seconds.value) for s, d in ((asked, step), (one, read))]
        else:
            wanted = []
            for done in (step, read):
                total = what_if.fixed
                for row in done.rows:
                    kept = row.kv_bytes.value * float(works.copies[place])
                    slow = row.achieved_seconds.value
                    if kept and works.copies[place] > 1:  # every GPU beyond the KV heads reads a copy
                        peak = done.which.machine.attention_peak.value
                        rate = done.which.machine.bandwidth.value
                        slow = max(row.flops.value / (what_if.mfu * peak), kept / (what_if.mbu * rate))
                    total += slow
                if what_if.comm:
                    exchanged = communication(asked, done.which)
                    assert exchanged is not None
                    total += exchanged.value
                wanted.append(total)
        assert steps[place] == pytest.approx(wanted[0], rel=1e-9), (SEED, cell.id)
        assert prompts[place] == pytest.approx(wanted[1], rel=1e-9), (SEED, cell.id)


def test_swept_mixed_steps_are_those_of_the_cost_model() -> None:
    """A step with a chunk of a prompt in it, at shares of the peaks alone, where no cache is held in copies."""
    what = WhatIf(0.5, 0.7)
    spec = replace(EVERYWHERE, what_if=what, chunk=512)
    cells = drawn(spec, max(20, count(300)))
    works, dice = works_of(spec, cells), Random(SEED)
    places = np.flatnonzero(works.copies == 1)
    some = works.take(places)
    batch, context, prompt, chunk = (
        np.array([float(dice.randint(1, most)) for _ in places]) for most in (2000, 50_000, 50_000, 9000)
    )
    found = some.mixed_seconds(batch, context, (prompt, np.zeros(len(places)), chunk), (1.0, 1.0))
    for place, cell in enumerate(some.cells):
        asked = replace(
            cell.scenario(spec, int(batch[place])), context=int(context[place]), prompt_tokens=int(prompt[place])
        )
        wanted = mixed_step(asked, int(chunk[place]))
        assert found[place] == pytest.approx(wanted.seconds.value, rel=1e-9), (SEED, cell.id)


def test_the_achieved_step_is_told_without_the_prompts_of_others() -> None:
    spec = replace(EVERYWHERE, models=("llama-3-70b",), gpus=("h200-sxm",), counts=(4,))
    cell = next(cell for cell in cells_of(spec) if (cell.weight_bits, cell.kv_bits) == (8, 8))
    works = works_of(spec, [cell])
    told = achieved(replace(cell.scenario(spec, 32), context=2150), spec.answer)
    assert isinstance(told, Achieved)
    step = works.step_seconds(np.array([32.0]), np.array([2150.0]))[0]
    assert step == pytest.approx(told.decode_seconds.value) and step < told.step_seconds.value
    alone = works.prompt_seconds(np.array([2000.0]), np.zeros(1))[0]
    assert alone == pytest.approx(told.prefill_seconds.value)


def test_llama_70b_by_hand() -> None:
    """8 bits, 2 x H100, 53 sequences of 2,150 tokens, MFU 0.5, MBU 0.7, communication, 0.5 ms."""
    spec = replace(
        EVERYWHERE, models=("llama-3-70b",), gpus=("h100-sxm",), counts=(2,), what_if=WhatIf(0.5, 0.7, True, 0.5e-3)
    )
    cell = next(cell for cell in cells_of(spec) if (cell.weight_bits, cell.kv_bits) == (8, 8))
    step = works_of(spec, [cell]).step_seconds(np.array([53.0]), np.array([2150.0]))[0]
    peak, sixteen, rate = 0.5 * 2 * 1979e12, 0.5 * 2 * 989.4e12, 0.7 * 2 * 3.35e12
    weights = [80 * 8192 * 80 * 128, 80 * 64 * 128 * 8192, 80 * 3 * 8192 * 28672, 161 * 8192, 8192 * 128256]
    wanted = sum(max(2 * w * 53 / peak, w / rate) for w in weights)
    wanted += max(2 * 2 * 80 * 64 * 128 * 53 * 2150 / sixteen, 53 * 2150 * 163_840 / rate)
    wanted += 160 * (8e-6 + 53 * 8192 * 2 / 316e9) + 0.5e-3
    assert step == pytest.approx(wanted, rel=1e-12)


def test_the_two_sides_of_a_formula() -> None:
    assert arms("maximum(C / (MFU * F), (W + K) / (MBU * β))") == ("C / (MFU * F)", "(W + K) / (MBU * β)")
    assert arms("maximum(minimum(a, b), c)") == ("minimum(a, b)", "c")
    assert arms("L * τ_L") is None and arms("maximum(a, b) + maximum(c, d)") is None
