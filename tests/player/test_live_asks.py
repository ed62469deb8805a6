"""Questions whose options follow the settings: computed for a frame, in one order, told with their arithmetic."""

from __future__ import annotations

import pytest

from tests.player.steps import run, wait
from tests.toys import make_scene
from tourapp.authoring import Ask, AskOption, Frame, LiveOptions, Phrase, Picture, flat_ops, mixed, ops
from tourapp.player import intents
from tourapp.player.ask_intents import ChooseHand, LockHands, TypeHand
from tourapp.player.ask_look import ask_look
from tourapp.player.asking import hands_of
from tourapp.player.class_sums import class_sums
from tourapp.player.composer import compose
from tourapp.player.handouts.class_sheet import class_entries
from tourapp.player.handouts.exercises import ShownBeat, asked
from tourapp.player.state import PlayerState, opening
from tourapp.player.tour import Tour, tour_of
from tourapp.player.view import PlainWorlds, view_of
from tourapp.player.walking import opening_beat
from tourapp.quantity import Quantity


def truth(f: Frame) -> Quantity:
    return Quantity(float(f.inputs.batch) * 3.0, "B", "three for each", "t")


def option(value: float, name: str) -> AskOption:
    return AskOption(
        Quantity(value, "B", name, "x"),
        Phrase("as {n}", n=name),
        Phrase("{n} misled.", n=name),
        Phrase("1 × {v}", v=value),
    )


def made(f: Frame) -> tuple[AskOption, ...]:
    n = float(f.inputs.batch)
    wrong = (option(n, "single"), option(2.99 * n, "near"), option(2 * n, "double"), option(9 * n, "square"))
    return mixed(option(3 * n, "right"), wrong, seed=5)


LIVE = Ask("How many bytes?", truth, options=LiveOptions(4, made))


def draw(f: Frame, p: Picture) -> None:
    p.text((100, 300), "beat {n}", n=f.beat_index, size=40)


@pytest.fixture(scope="module")
def worlds() -> PlainWorlds:
    return PlainWorlds()


@pytest.fixture(scope="module")
def tour() -> Tour:
    return tour_of((make_scene("asked", draw, asks={"beat1": LIVE}), make_scene("plain", draw)))


@pytest.fixture
def open_ask(tour: Tour) -> PlayerState:
    return run(opening_beat(opening(asking=True), tour), tour, intents.NextBeat())


def words(state: PlayerState, tour: Tour, worlds: PlainWorlds) -> list[str]:
    picture = compose(state, tour, tour.place(state.stop, state.t), worlds)
    return [op.words for op in flat_ops(picture) if isinstance(op, ops.Words)]


def frame(state: PlayerState, tour: Tour, worlds: PlainWorlds) -> Frame:
    stop = tour.stops[state.stop]
    return view_of(state, tour, state.stop, worlds).frame(stop, stop.scene_time(state.t))


def test_one_that_looks_like_the_truth_gives_way_to_the_next(
    open_ask: PlayerState, tour: Tour, worlds: PlainWorlds
) -> None:
    told = LIVE.options_at(frame(open_ask, tour, worlds))
    names = {str(each.words) for each in told}
    assert names == {"as right", "as single", "as double", "as square"}


def test_the_order_is_the_same_at_every_setting(open_ask: PlayerState, tour: Tour, worlds: PlainWorlds) -> None:
    found = []
    for batch in (1, 8, 200):
        state = run(open_ask, tour, intents.SetControl("", "batch", batch))
        told = LIVE.options_at(frame(state, tour, worlds))
        found.append([str(each.words) for each in told])
        assert str(told[LIVE.right(truth(frame(state, tour, worlds)), told)].words) == "as right"
    assert found[0] == found[1] == found[2]


def test_a_seed_decides_the_order_and_nothing_else_does() -> None:
    right, wrong = option(1.0, "right"), tuple(option(2.0**k, str(k)) for k in range(1, 6))
    orders = {tuple(each.number for each in mixed(right, wrong, seed=seed)) for seed in range(40)}
    assert len(orders) > 10 and all(set(order) == {1.0, 2.0, 4.0, 8.0} for order in orders)
    assert mixed(right, wrong, seed=3) == mixed(right, wrong, seed=3)
    alike = tuple(option(1.0, f"w{k}") for k in range(4))
    assert len(mixed(right, alike, seed=0)) == 4, "where all look alike there are still as many"


def test_the_arithmetic_comes_with_the_truth(open_ask: PlayerState, tour: Tour, worlds: PlainWorlds) -> None:
    before = words(open_ask, tour, worlds)
    assert "8\u2009B" in before and not any(each.startswith("1 × ") for each in before)
    after = words(wait(run(open_ask, tour, TypeHand("1"), LockHands()), tour, 6), tour, worlds)
    assert sum(each.startswith("1 × ") for each in after) == 4
    assert any("24\u2009B ✓" in each for each in after)


def test_a_marked_option_is_the_prediction_of_a_person_alone(open_ask: PlayerState, tour: Tour) -> None:
    locked = run(open_ask, tour, ChooseHand(1), ChooseHand(1), LockHands())
    assert hands_of(locked).counts(4) == (0, 1, 0, 0)
    assert hands_of(run(open_ask, tour, LockHands())).given == 0, "nothing was marked"


def test_the_second_line_is_about_what_most_took(open_ask: PlayerState, tour: Tour, worlds: PlainWorlds) -> None:
    told = LIVE.options_at(frame(open_ask, tour, worlds))
    right = next(place for place, each in enumerate(told) if str(each.words) == "as right")
    wrong = (right + 1) % 4

    def note(*keys: int) -> str:
        pressed = [TypeHand(str(key + 1)) for key in keys]
        state = wait(run(open_ask, tour, *pressed, LockHands()), tour, 6)
        return str(compose(state, tour, tour.place(state.stop, state.t), worlds).told[1])

    assert note(right, wrong, wrong) == f"{told[wrong].words.fields['n']} misled."  # type: ignore[union-attr]
    assert note(right, right) == "A note.", "nobody was wrong: the beat's own line"


def test_other_settings_recompute_the_truth_and_say_for_what_it_was_made(
    open_ask: PlayerState, tour: Tour, worlds: PlainWorlds
) -> None:
    locked = wait(run(open_ask, tour, TypeHand("1"), LockHands()), tour, 6)
    changed = run(locked, tour, intents.SetControl("", "batch", 32))
    look = ask_look(changed, tour.stops[0], changed.t)
    assert look is not None and look.made is not None and str(look.made) == "made for Batch 8"
    told = words(changed, tour, worlds)
    assert "made for Batch 8" in told and any("96\u2009B ✓" in each for each in told)
    many = run(changed, tour, intents.SetControl("", "gpus", 4), intents.SetControl("", "kv_bits", 8))
    look = ask_look(many, tour.stops[0], many.t)
    assert look is not None and str(look.made).count(",") == 1, "two of the settings are named"
    back = run(changed, tour, intents.SetControl("", "batch", 8))
    look = ask_look(back, tour.stops[0], back.t)
    assert look is not None and look.made is None


def test_sums_sheet_and_exercise_know_the_options(open_ask: PlayerState, tour: Tour, worlds: PlainWorlds) -> None:
    state = run(open_ask, tour, TypeHand("2"), TypeHand("2"), LockHands())
    (told,) = class_sums(state, tour)
    assert [count for _, count in told.options] == [0, 2, 0, 0] and told.answers == 2
    beat = ShownBeat("Caption.", "Note.", Picture(), LIVE, frame(state, tour, worlds))
    (entry,) = class_entries((told,), {("asked", "beat1"): ("Scene asked", beat)})
    bars = [line.text for line in entry.lines if line.kind == "bar"]
    assert len(bars) == 4 and any("as right" in each and "✓" in each for each in bars)
    exercise = asked(beat)
    assert "24\u2009B" in exercise.answer and "misled" in exercise.reason


def test_as_many_as_were_declared() -> None:
    assert len(LiveOptions(4, made)) == 4
    short = LiveOptions(3, made)
    with pytest.raises(ValueError, match="declared"):
        short.at(replace_batch())


def replace_batch() -> Frame:
    tour = tour_of((make_scene("asked", draw, asks={"beat1": LIVE}),))
    return frame(opening(), tour, PlainWorlds())
