"""The solver: the prototype's rows, brute force beside bisection, repairs that mend, rank, stopping."""

from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from tests.fuzz import SEED, count
from tourapp import specs
from tourapp.errors import UsageError
from tourapp.sim.plan import MachinePlan, PlanSpec, PlanStoppedError, WhatIf, solve
from tourapp.sim.plan.cells import cells_of
from tourapp.sim.plan.lines import works_of
from tourapp.sim.plan.outcome import CONSTRAINTS, search
from tourapp.sim.plan.run import Search, wants_of
from tourapp.sim.plan.told import as_data

PROTOTYPE = WhatIf(0.5, 0.7, True, 0.5e-3)
BASE = PlanSpec(models=("llama-3-70b", "llama-3-8b"), usable=0.9, what_if=PROTOTYPE)
MOST = 600
"""Replicas that brute force tries."""
L70, L8 = "llama-3-70b", "llama-3-8b"
FAST, LONG = {"itl": 0.02}, {"prompt": 8000, "answer": 500}


def row(plan: MachinePlan, cell: tuple[Any, ...]) -> dict[str, Any]:
    keys = ("model", "weight_bits", "kv_bits", "gpus_per_replica")
    return next(each for each in as_data(plan)["answer"] if tuple(each[key] for key in keys) == cell)


@pytest.mark.parametrize(
    ("asked", "cell", "batch", "users", "times", "rates", "bill"),
    [
        ({}, (L70, 8, 8, 2), 53, 194, (21.0, 49.7, 162), (3.56, 0.58), (1, 2, 4380, 2.78)),
        ({}, (L70, 8, 16, 2), 47, 97, (24.0, 49.5, 162), (3.17, 0.51), (1, 2, 4380, 2.78)),
        ({}, (L70, 4, 16, 1), 15, 48, (19.8, 48.1, 565), (1.04, 0.59), (3, 3, 6570, 4.17)),
        ({}, (L70, 8, 16, 1), 1, 1, (30.4, 31.4, 288), (0.11, 0.03), (27, 27, 59130, 37.50)),
        ({}, (L70, 16, 16, 4), 50, 194, (21.6, 49.7, 169), (3.35, 0.57), (1, 4, 8760, 5.56)),
        ({}, (L8, 16, 16, 1), 135, 185, (23.1, 49.9, 60), (9.02, 0.54), (1, 1, 2190, 1.39)),
        ({"rate": 10}, (L70, 8, 8, 2), 53, 194, (21.0, 49.7, 162), (3.56, 0.58), (5, 10, 21900, 2.78)),
        ({"rate": 10}, (L70, 8, 16, 4), 96, 288, (18.2, 50.0, 99), (6.40, 0.64), (3, 12, 26280, 3.33)),
        (FAST, (L70, 8, 8, 2), 5, 194, (17.0, 19.7, 162), (0.85, 0.14), (4, 8, 17520, 11.11)),
        (FAST, (L70, 8, 16, 4), 24, 288, (11.9, 19.9, 99), (4.03, 0.40), (1, 4, 8760, 5.56)),
        (LONG, (L70, 8, 8, 2), 19, 52, (22.2, 49.1, 707), (0.77, 0.55), (4, 8, 17520, 6.67)),
    ],
)
def test_the_rows_of_the_prototype(
    asked: dict[str, Any],
    cell: tuple[Any, ...],
    batch: int,
    users: int,
    times: tuple[float, ...],
    rates: tuple[float, ...],
    bill: tuple[float, ...],
) -> None:
    told = row(solve(replace(BASE, **asked)), cell)
    assert (told["batch"], told["users_fit"]) == (batch, users)
    found = [1e3 * told[name] for name in ("step_seconds", "itl_seconds", "prefill_seconds")]
    assert found == pytest.approx(list(times), rel=0.01)
    assert told["capacity_rps"] == pytest.approx(rates[0], rel=0.01, abs=0.005)
    assert told["prefill_share"] == pytest.approx(rates[1], abs=0.006)
    assert (told["replicas"], told["gpus"], told["month_usd"]) == bill[:3]
    assert told["usd_per_mtoken_output"] == pytest.approx(bill[3], rel=0.01)


def random_spec(dice: Random, many: bool = False) -> PlanSpec:
    """A question of one model, or of several GPUs too."""
    models, gpus = list(specs.models()), ["h100-sxm", "h200-sxm", "b200-sxm", "l40s", "a100-80gb-sxm", "mi300x"]
    what = dice.choice((None, PROTOTYPE, WhatIf(), WhatIf(0.3, 0.9, True, 2e-3), WhatIf(mbu=0.5)))
    chosen = tuple(dice.sample(gpus, 3 if many else 1))
    return PlanSpec(
        rate=round(10 ** dice.uniform(-1.5, 2), 3),
        prompt=int(10 ** dice.uniform(0, 4.5)),
        answer=int(10 ** dice.uniform(0, 3.5)),
        ttft=round(10 ** dice.uniform(-1.2, 1.2), 3),
        itl=round(10 ** dice.uniform(-2.3, -0.7), 4),
        pct=dice.choice((50, 90, 95, 99)),
        budget=dice.choice((None, None, round(10 ** dice.uniform(3, 6)))),
        models=(dice.choice(models),),
        gpus=chosen,
        prices={gpu: round(dice.uniform(0.5, 8), 2) for gpu in chosen},
        usable=round(dice.uniform(0.6, 1.0), 2),
        headroom=round(dice.uniform(0, 0.6), 2),
        spares=dice.choice((0, 0, 1, 2)),
        activations=dice.choice((0.0, 1.5)),
        cached=dice.choice((0.0, 0.0, 0.5)),
        cv=dice.choice((0.0, 0.0, 0.0, 1.0)),
        chunk=None if what is None else dice.choice((None, None, 256, 2048)),
        what_if=what,
    )


def by_brute_force(run: Search, place: int) -> tuple[int, int] | None:
    """Batch and replicas of one cell by trying every batch: the fewest replicas, then the largest batch."""
    top = int(run.users[place])
    if run.wants.answer[place] <= 1:
        top = min(top, 1)
    if run.spec.chunk is not None:  # answers last at least as long as their prompts are read
        chunks = -(-int(run.wants.prompt[place] - run.kept[place]) // run.spec.chunk)
        top = min(top, max(int(run.wants.answer[place]) // chunks, 1))
    one = run.take(np.full(top, place)) if top else None
    if one is None:
        return None
    batch = np.arange(1.0, top + 1)
    step = one.step(batch)
    keeps = (one.between(batch, step) <= one.wants.itl) & (one.left(batch) >= 0)
    by_rate = one.by_rate(batch)
    share = 1 - one.spec.pct / 100
    best: tuple[int, int] | None = None
    for spot in np.flatnonzero(keeps & (by_rate <= MOST)).tolist():
        few, most = int(by_rate[spot]), best[1] if best is not None else MOST
        if few > most:
            continue
        replicas = np.arange(float(few), most + 1.0)
        alone = one.take(np.full(len(replicas), spot))
        same = np.full(len(replicas), batch[spot])
        enough = np.flatnonzero(alone.line(same).tail(replicas, alone.left(same)) <= share)
        if len(enough):
            best = int(batch[spot]), int(replicas[enough[0]])
    return best


def test_brute_force_over_the_batch_is_bisection() -> None:
    """One random cell of each of 500 random questions (a tenth of them by day)."""
    tried = 0
    for number in range(count(500)):
        dice = Random(SEED * 1000 + number)
        spec = random_spec(dice)
        cells = [dice.choice([cell for cell in cells_of(spec) if cell.joined])]
        works = works_of(spec, cells)
        wants = wants_of(spec, works)
        out, run = search(spec, works, wants), Search(spec, works, wants)
        if run.users[0] > 1500 or out.needed[0] > MOST:
            continue
        with np.errstate(all="ignore"):
            wanted = by_brute_force(run, 0)
        found = (int(out.batch[0]), int(out.needed[0])) if CONSTRAINTS[out.why[0]] in ("", "budget") else None
        assert found == wanted, (SEED, number, spec, cells[0])
        tried += wanted is not None
    assert tried > count(500) / 20 or count(500) < 50


def test_every_repair_mends() -> None:
    mended = 0
    for number in range(count(100)):
        spec = random_spec(Random(SEED * 7000 + number), many=True)
        plan = solve(spec)
        bad = np.flatnonzero(plan.outcome.why)
        assert len(plan.mends) == len(plan.cells) and all(plan.mends[r] is None for r in plan.order)
        for what in {repair.what for r in bad if (repair := plan.mends[r]) is not None}:
            some = [r for r in bad if (repair := plan.mends[r]) is not None and repair.what == what][:3]
            for place in some:
                repair = plan.mends[place]
                assert repair is not None and repair.factor >= 1
                value = int(repair.value) if what in ("prompt", "answer", "users") else repair.value
                again = replace(spec, **{what: value})
                works = works_of(again, [plan.cells[place]])
                assert search(again, works, wants_of(again, works)).feasible[0], (SEED, number, repair)
                mended += 1
    assert mended or count(100) < 10


def test_cost_never_falls_when_a_target_is_tightened() -> None:
    for number in range(count(200)):
        dice = Random(SEED * 3000 + number)
        spec = replace(random_spec(dice), budget=None)
        works = works_of(spec, cells_of(spec))
        name, factor = dice.choice(("itl", "ttft")), dice.uniform(0.3, 1)
        before = search(spec, works, wants_of(spec, works))
        wants = wants_of(spec, works)
        after = search(spec, works, wants.but(**{name: getattr(wants, name) * factor}))
        assert not (after.feasible & ~before.feasible).any(), (SEED, number)
        both = after.feasible & before.feasible
        assert (after.month[both] >= before.month[both] - 1e-6).all(), (SEED, number, name, factor)


def test_rows_come_in_rank_order_and_rejections_one_a_cell() -> None:
    spec = replace(BASE, gpus=("h100-sxm", "b200-sxm"), prices={"h100-sxm": 3.0, "b200-sxm": 6.0}, rate=20.0)
    data = as_data(solve(spec))
    rows = data["answer"]
    keys = [(each["month_usd"], each["gpus"], -(each["margin"] or 0)) for each in rows]
    assert keys == sorted(keys)
    assert data["feasible"] == len(rows) and data["infeasible"] == len(data["rejected"])
    assert len(rows) + len(data["rejected"]) == 2 * 2 * 4 * 3 * 2
    cells = [tuple(each[k] for k in ("model", "gpu", "gpus_per_replica", "weight_bits", "kv_bits")) for each in rows]
    cells += [
        tuple(each[k] for k in ("model", "gpu", "gpus_per_replica", "weight_bits", "kv_bits"))
        for each in data["rejected"]
    ]
    assert len(set(cells)) == len(cells)


def test_every_row_adds_up() -> None:
    for spec in (BASE, replace(BASE, what_if=None, spares=1)):
        for each in as_data(solve(spec))["answer"]:
            served = each["step_seconds"] + each["prefill_seconds"] + each["host_seconds"]
            assert each["ttft_seconds"] == pytest.approx(each["wait_seconds"] + served)
            assert each["prefill_share"] == pytest.approx(each["capacity_rps"] * each["prefill_seconds"])
            assert each["itl_seconds"] == pytest.approx(each["step_seconds"] / (1 - each["prefill_share"]))
            capacity = 1 / (each["prefill_seconds"] + 300 * each["step_seconds"] / each["batch"])
            assert each["capacity_rps"] == pytest.approx(capacity)
            assert each["month_usd"] == pytest.approx(each["gpus"] * 3 * 730)
            assert each["usd_per_mtoken_output"] == pytest.approx(each["month_usd"] / (2 * 300 * 730 * 3600) * 1e6)
            assert each["itl_seconds"] <= 0.05 and each["ttft_seconds"] <= 1.0
            if spec.what_if is None:
                assert each["itl_low"] < each["itl_seconds"] < each["itl_high"]
                assert each["ttft_low"] < each["ttft_seconds"] < each["ttft_high"]


def test_too_little_memory_is_told_in_numbers() -> None:
    """70B, 8 bits, one H100, 8,000 + 500 tokens: 1.45 GB are left, one conversation needs 2.79 GB."""
    spec = replace(BASE, prompt=8000, answer=500, models=(L70,), counts=(1,))
    rows = {(each["weight_bits"], each["kv_bits"]): each for each in as_data(solve(spec))["rejected"]}
    told = rows[8, 16]
    assert told["constraint"] == "memory" and told["have"] == pytest.approx(72e9)
    assert told["need"] == pytest.approx(70_553_706_496 + 8500 * 327_680)
    assert rows[16, 16]["constraint"] == "memory" and rows[16, 16]["repair"] is None


def test_what_breaks_first_is_where_the_plan_turns() -> None:
    plan = solve(BASE)
    best = plan.order[0]
    for each in plan.breaks:
        if each.what in ("mfu", "mbu", "gpu_hour"):
            continue
        for nudge, holds in ((0.999, True), (1.001, False)):
            factor = each.factor**nudge
            wants = plan.wants.but(**{each.what: getattr(plan.wants, each.what) * factor})
            out = search(plan.spec, plan.works, wants)
            kept = bool(out.feasible[best]) and out.replicas[best] <= plan.outcome.replicas[best]
            assert kept == holds, each


def test_users_think_and_then_have_an_answer_written() -> None:
    spec = replace(BASE, rate=None, users=100, think=20.0, models=(L70,), counts=(2,))
    told = row(solve(spec), (L70, 8, 8, 2))
    answer = told["prefill_seconds"] + told["step_seconds"] + 299 * told["itl_seconds"]
    assert told["rate_rps"] == pytest.approx(100 / (20 + answer))


def test_a_kept_prefix_makes_prompts_short_and_is_held_once() -> None:
    plain, kept = (row(solve(replace(BASE, cached=share)), (L70, 8, 8, 2)) for share in (0.0, 0.8))
    assert kept["prefill_seconds"] < 0.25 * plain["prefill_seconds"]
    room = 0.9 * 160e9 - 70_553_706_496
    assert kept["users_fit"] == int((room - 1600 * 163_840) / (700 * 163_840))


def test_a_search_can_be_stopped_between_steps() -> None:
    seen: list[str] = []

    def tick(what: str, share: float) -> bool:
        seen.append(what)
        return share < 0.5

    with pytest.raises(PlanStoppedError):
        solve(BASE, tick)
    assert list(dict.fromkeys(seen)) == ["cells", "search", "ranking", "waits"]
    early: list[MachinePlan] = []
    whole = solve(BASE, first=early.append)
    assert early[0].order and {cell.model for cell in early[0].cells} == {L70}
    cheapest = min(row for row in range(len(early[0].cells)) if early[0].outcome.feasible[row])
    assert whole.outcome.month[cheapest] == early[0].outcome.month[cheapest]


def test_the_bench_measures_both_searches_against_their_targets(monkeypatch: pytest.MonkeyPatch) -> None:
    from tourapp.sim.plan import bench

    asked: list[PlanSpec] = []
    monkeypatch.setattr(bench, "solve", asked.append)
    figures = bench.plan_figures()
    assert set(figures) == {"one_model", "every_model"} and [each["target"] for each in figures.values()] == [2.0, 10.0]
    assert [len(spec.models) for spec in asked] == [1, len(specs.models())]
    assert all(set(spec.prices) == set(specs.gpus()) for spec in asked)


def test_nonsense_is_refused_by_name() -> None:
    for changed in ({"rate": 0.0}, {"itl": 1.0}, {"ttft": float("nan")}, {"pct": 80}, {"headroom": 0.9}, {"users": 5}):
        with pytest.raises(UsageError, match=next(iter(changed)) if "users" not in changed else "rate"):
            replace(BASE, **changed)


def test_where_nothing_holds_the_nearest_misses_and_each_target_loosened_alone_are_told() -> None:
    relaxed_at_all = 0
    each: dict[str, Any]
    for each in ({"itl": 0.003}, {"budget": 1000.0}, {"ttft": 0.06}, {"itl": 0.003, "budget": 900.0}):
        spec = replace(BASE, models=(L70,), **each)
        data = as_data(solve(spec))
        assert data["answer"] == [] and len(data["nearest"]) == 3
        factors = [near["repair"]["factor"] if near["repair"] else np.inf for near in data["nearest"]]
        every = [near["repair"]["factor"] if near["repair"] else np.inf for near in data["rejected"]]
        assert factors == sorted(every)[:3]
        for what, way in data["relax"].items():
            if way is None:
                continue
            again = as_data(solve(replace(spec, **{what: way["to"]})))
            cell = {name: way[name] for name in ("model", "gpu", "gpus_per_replica", "weight_bits", "kv_bits")}
            assert any(cell.items() <= row.items() for row in again["answer"]), (each, way)
            closer = as_data(solve(replace(spec, **{what: way["to"] / 1.001})))
            assert closer["answer"] == [], (each, way)
            relaxed_at_all += 1
    assert relaxed_at_all >= 3
    assert as_data(solve(BASE))["relax"] is None and as_data(solve(BASE))["nearest"] == []


def test_a_cache_in_copies_is_counted_and_both_commands_say_so() -> None:
    from tourapp.sim.cost import Scenario, cost

    spec = replace(BASE, models=("gemma-2-9b",), counts=(8,), what_if=None)
    data = as_data(solve(spec))
    heads = specs.model("gemma-2-9b").kv_heads
    assert any("every copy of the cache is counted" in note for note in data["notes"]) == (heads < 8)
    told = cost(Scenario(model="llama-3-70b", gpus=16)).notes
    assert any("hold each cache 2 times" in note for note in told)
    assert not any("hold each cache" in note for note in cost(Scenario(model="llama-3-70b", gpus=8)).notes)
    assert any("hold each cache 4 times" in note for note in cost(Scenario(model="deepseek-v3", gpus=4)).notes)
