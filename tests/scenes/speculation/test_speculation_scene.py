"""Truths of the speculation scene: the shipped run obeys the rule, and what is drawn and printed is that run."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pytest

from scenes.speculation.facts import speculation_facts
from tests.helpers import request_scenes
from tourapp.authoring import flat_ops, ops
from tourapp.engine.speculation_grid import shipped_run
from tourapp.engine.speculation_run import compare_rules
from tourapp.export.offline import Moment, Offline
from tourapp.world import Work, World
from tourapp.world.parts.speculation import PassCosts

INDEX = next(i for i, scene in enumerate(request_scenes()) if scene.id == "speculation")
SCENE = request_scenes()[INDEX]
BEATS = [beat.name for beat in SCENE.timeline.beats]


@pytest.fixture(scope="module")
def tour(qt_app: Any) -> Offline:
    return Offline()


def words(tour: Offline, beat: str, at: float = 0.95) -> list[str]:
    picture = tour.picture(Moment(INDEX, BEATS.index(beat), at))
    return [op.words for op in flat_ops(picture) if isinstance(op, ops.Words) and op.alpha > 0.1]


def test_every_verdict_of_the_shipped_run_follows_the_rule() -> None:
    run = shipped_run()
    assert run.badge == "recorded" and run.checked > 20 and run.accepted < run.checked
    for turn in run.turns:
        for check in turn.checks:
            assert check.chance == pytest.approx(min(1.0, check.p / check.q))
            assert check.held == (check.number < check.chance)
        assert [check.held for check in turn.checks[:-1]] == [True] * len(turn.checks[:-1])
        assert turn.accepted == sum(check.held for check in turn.checks)
        assert turn.texts[: turn.accepted] == tuple(c.text for c in turn.checks[: turn.accepted])[: len(turn.texts)]
        if turn.last == "bonus" and len(turn.texts) > turn.accepted:
            assert len(turn.texts) == len(turn.guesses) + 1


def test_the_exact_rule_is_exact_and_the_wrong_one_is_not() -> None:
    rules = [turn.rules for turn in shipped_run().turns if turn.rules is not None]
    assert max(rule.off_exact for rule in rules) < 1e-12
    assert max(rule.off_wrong for rule in rules) > 0.02
    made = compare_rules(np.array([0.6, 0.3, 0.1]), np.array([0.2, 0.3, 0.5]), str)
    assert made.off_wrong == pytest.approx(0.16)  # 0.44, 0.42, 0.14 against 0.6, 0.3, 0.1
    assert made.miss == pytest.approx(0.4)


def test_printed_numbers_are_the_run(tour: Offline) -> None:
    frame = tour.frame(INDEX, 0.0)
    s = speculation_facts(frame.world)
    a, g = s.run.acceptance, s.run.gamma
    assert a is not None
    assert s.numbers.expected.value == pytest.approx((1 - a ** (g + 1)) / (1 - a))
    assert s.numbers.measured.value == pytest.approx(s.run.tokens / len(s.run.turns))
    shown = " | ".join(words(tour, "pays"))
    for number in (s.numbers.expected, s.numbers.measured, s.numbers.speedup):
        assert f"{float(number.value):.2f}" in shown
    for check in s.turn.checks:
        told = " | ".join(words(tour, "verdict"))
        assert f"u {check.number:.2f} {'keep' if check.held else 'miss'}" in told
        assert f"{check.p:.2f}" in told and f"{check.q:.2f}" in told


def test_short_chats_cease_to_gain_where_their_curve_falls_through_one(tour: Offline) -> None:
    s = speculation_facts(tour.frame(INDEX, 0.0).world)
    assert s.short_even is not None
    before, after = (s.costs.batches < s.short_even.value), (s.costs.batches > s.short_even.value)
    assert s.numbers.short[before][-1] > 1 > s.numbers.short[after][0]
    assert f"{float(s.short_even.value):.0f} users" in words(tour, "pays")


def test_nothing_before_its_time(tour: Offline) -> None:
    assert not any(each.endswith(("keep", "miss")) for each in words(tour, "check"))
    assert "VERDICT" not in words(tour, "check") and "VERDICT" in words(tour, "verdict")
    assert "users in the batch" not in words(tour, "rules") and "users in the batch" in words(tour, "pays")


@pytest.mark.parametrize("beat", ["draft", "check", "verdict"])
def test_the_headline_stands_for_the_last_forty_per_cent(tour: Offline, beat: str) -> None:
    picture = tour.picture(Moment(INDEX, BEATS.index(beat), 0.6))
    headline = [op for op in flat_ops(picture) if isinstance(op, ops.Words) and op.size >= 64 and op.y > 600]
    assert headline and all(op.alpha == 1.0 for op in headline)


def test_checking_costs_more_once_the_math_is_full() -> None:
    batches = np.array([1.0, 10.0, 100.0])
    costs = PassCosts(batches, batches * 1.0, np.full(3, 50.0), np.full(3, 5.0), 0, "small")
    assert costs.verify(4).tolist() == [1.0, 1.0, 5.0]
    assert costs.speedup(1.0, 4)[0] == pytest.approx(5 / (4 * 0.1 + 1))
    assert costs.speedup(0.5, 4)[2] < 1 < costs.speedup(0.5, 4)[0]


def test_a_run_without_a_guess_is_plain_decoding() -> None:
    run = shipped_run()
    plain = msgspec.structs.replace(
        run.turns[0], guesses=(), checks=(), accepted=0, last="plain", texts=("{x}",), rules=None
    )
    world = World(work=Work(wait=False))
    world.adopt("speculation", msgspec.structs.replace(run, turns=(plain,)))
    s = speculation_facts(world)
    assert s.numbers.acceptance is None and s.numbers.rules is None
    assert float(s.numbers.expected.value) == float(s.numbers.measured.value) == 1.0
