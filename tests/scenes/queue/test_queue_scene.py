"""Truths of the queue scene: what is drawn is the run, what is printed adds up, and nothing is claimed above
capacity."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from scenes.queue.curve import column_sparks
from scenes.queue.line_state import line_state, longest_line
from scenes.queue.our_replica import WRITTEN, Cells, written_tokens
from scenes.queue.paths import OUR_FIBRE, SOURCE_X, source_y
from scenes.queue.play_clock import CALL, END, GROW, play_clock
from scenes.queue.played import played_run
from scenes.queue.stack import compute_begins
from scenes.queue.stack_bar import leading
from scenes.queue.stage import BEYOND, LineLayout, load_x, slots
from scenes.queue.trace import line_counts
from tests.helpers import make_offline, request_scenes
from tourapp.authoring import Rect, flat_ops, format_sum, middle_of, ops, show
from tourapp.export.offline import Moment, Offline
from tourapp.sim.queue import run_queue
from tourapp.world import Inputs, World

INDEX = next(i for i, scene in enumerate(request_scenes()) if scene.id == "queue")
SCENE = request_scenes()[INDEX]
BEATS = [beat.name for beat in SCENE.timeline.beats if beat.level == "everyone"]
RUNS = {
    "usual": {},
    "busy": {"mean_service": 1.2, "arrival_rate": 3.07},
    "over": {"mean_service": 1.2, "arrival_rate": 4.0},
    "calm": {"mean_service": 1.2, "arrival_rate": 0.2},
    "bursts": {"burstiness": 2.5},
    "clockwork": {"burstiness": 0.0},
    "many": {"mean_service": 1.2, "replicas": 12, "arrival_rate": 9.5},
}


@pytest.fixture(scope="module")
def tours(qt_app: Any) -> dict[str, Offline]:
    first = Offline()
    return {name: make_offline(first, inputs=Inputs().change(**values)) for name, values in RUNS.items()}


@pytest.fixture(scope="module")
def worlds(tours: dict[str, Offline]) -> dict[str, World]:
    return {name: tour.view(INDEX).world for name, tour in tours.items()}


@pytest.fixture(scope="module")
def runs(tours: dict[str, Offline]) -> dict[str, Any]:
    return {name: tour.view(INDEX).world.queue for name, tour in tours.items()}


def words(tour: Offline, beat: str, at: float = 0.95) -> list[str]:
    picture = tour.picture(Moment(INDEX, BEATS.index(beat), at))
    return [op.words for op in flat_ops(picture) if isinstance(op, ops.Words) and op.alpha > 0.1]


@pytest.mark.parametrize("name", RUNS)
def test_the_line_drawn_is_the_line_simulated(name: str, runs: dict[str, Any]) -> None:
    window = runs[name].window
    clock = play_clock(window)
    for play in np.linspace(0.05, END - 0.05, 41):
        state, moment = line_state(window, float(play)), window.at(clock.seconds(float(play)))
        assert set(np.flatnonzero(state.waiting)) == set(moment.waiting), f"{name} at {play}"
        served = {int(row) for row in moment.serving if row >= 0}
        assert not served & set(np.flatnonzero(state.waiting))
        order = state.place[state.waiting]
        assert (np.diff(order) > 0).all(), "the line keeps its order of arrival"


@pytest.mark.parametrize("name", RUNS)
def test_play_clock_runs_forward_and_calls_ours_on_time(name: str, runs: dict[str, Any]) -> None:
    window = runs[name].window
    clock = play_clock(window)
    assert (np.diff(clock.simulated) > 0).all() and (np.diff(clock.play) > 0).all()
    assert clock.seconds(CALL) == pytest.approx(float(window.start[window.ours]), abs=1e-5)
    instants = np.linspace(clock.simulated[0], clock.simulated[-1], 30)
    back = [clock.seconds(float(play)) for play in clock.when(instants)]
    assert back == pytest.approx(list(instants), abs=1e-4)
    assert window.at(clock.seconds(CALL + 0.01)).ours_state == "served"


@pytest.mark.parametrize("seed", range(20))
def test_the_longest_line_is_that_of_the_moments_it_is_looked_for_at(seed: int) -> None:
    rng = np.random.default_rng(seed)
    replicas, load = int(rng.integers(1, 13)), float(rng.uniform(0.3, 1.3))
    window = run_queue(load * replicas / 2.0, replicas, 2.0, 1.0, seed, requests=3000).window
    clock = play_clock(window)
    spots = np.linspace(clock.begins, clock.ends, 60)
    lengths = np.array([len(window.at(t).waiting) for t in spots])
    assert longest_line(window) == max(1, lengths.max())
    assert longest_line(window, late=True) == max(1, lengths[spots >= clock.seconds(GROW) - 1e-6].max())


def test_trace_counts_the_waiting(runs: dict[str, Any]) -> None:
    for run in runs.values():
        moments, counts = line_counts(run.window)
        middles = (moments[:-1] + moments[1:]) / 2
        for t, n in list(zip(middles, counts, strict=False))[::7]:
            assert len(run.window.at(float(t)).waiting) == n


@pytest.mark.parametrize("name", ["usual", "busy", "many"])
def test_columns_are_the_mean_line_and_the_run_agrees(name: str, worlds: dict[str, World]) -> None:
    run, curve = worlds[name].queue, worlds[name].load_curve
    assert curve.in_line == pytest.approx(run.curve(curve.loads).in_line)
    shown = float(np.interp(run.utilisation, curve.loads, curve.in_line))
    assert run.mean_in_line == pytest.approx(shown, abs=3 * run.wait_ci_seconds * run.arrival_rate + 0.25)
    sparks, strength = column_sparks(np.array([3.4]), np.array([500.0]))
    assert len(sparks) == 4 and strength.sum() == pytest.approx(3.4)


def seconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.,]+)\u2009(ms|s|µs)", text).groups()  # type: ignore[union-attr]
    return float(number.replace(",", "")) * {"s": 1.0, "ms": 1e-3, "µs": 1e-6}[unit]


@pytest.mark.parametrize("name", RUNS)
def test_printed_parts_add_up_to_the_printed_total(
    name: str, worlds: dict[str, World], tours: dict[str, Offline]
) -> None:
    world = worlds[name]
    stay = world.account.stay
    texts, total_text = format_sum(stay.parts, stay.total)
    assert [show(part) for part in (*stay.parts, stay.total)] == [*texts, total_text], "wherever they are shown"
    assert sum(seconds(text) for text in texts) == pytest.approx(seconds(total_text), abs=1e-9)
    service = float(stay.prefill.value) + float(stay.decode.value)
    assert service == pytest.approx(world.queue.window.ours_service_seconds)
    assert float(stay.prefill.value) == float(world.our_times.achieved_first.value)
    assert total_text in words(tours[name], "stack")
    for text in texts:
        assert text in words(tours[name], "stack")


def test_other_loads_differ_from_ours_by_the_wait_alone(worlds: dict[str, World]) -> None:
    for world in worlds.values():
        ours, others = world.account.stay, world.other_stays
        assert 3 <= len(others) <= 4
        for stay in others:
            assert abs(float(stay.load.value) - world.queue.utilisation) > 0.021
            for name in ("trip", "prefill", "decode", "back"):
                assert float(getattr(stay, name).value) == float(getattr(ours, name).value)
            wait = world.queue.curve(np.array([float(stay.load.value)])).wait_seconds[0]
            assert float(stay.wait.value) == pytest.approx(float(wait))


def test_above_capacity_no_mean_is_printed(tours: dict[str, Offline], runs: dict[str, Any]) -> None:
    assert runs["over"].utilisation > 1 and load_x(runs["over"].utilisation) == BEYOND
    for beat in BEATS:
        shown = words(tours["over"], beat)
        assert "unstable" in shown
        assert not any(line.startswith(("Mean wait, ", "Mean in line", "Little")) for line in shown)
    assert any("grows by" in line for line in words(tours["over"], "load"))
    assert not any(line == "unstable" for line in words(tours["usual"], "busy"))


def test_erlang_c_is_named_only_where_it_applies(tours: dict[str, Offline]) -> None:
    for name in ("bursts", "clockwork"):
        for beat in BEATS:
            shown = words(tours[name], beat)
            assert not any("Erlang" in line for line in shown)
            assert beat == "gather" or any("Allen-Cunneen" in line for line in shown)
    assert any("Erlang C" in line for line in words(tours["usual"], "load"))


def test_littles_law_holds_on_screen(worlds: dict[str, World], tours: dict[str, Offline]) -> None:
    numbers = worlds["usual"].queue_numbers
    assert numbers.little is not None and numbers.in_system is not None
    assert float(numbers.little.value) == pytest.approx(float(numbers.in_system.value), rel=0.005)
    assert "Little's law, N = λ W" in words(tours["usual"], "busy")


def test_light_begins_at_our_key_and_prefill_leaves_where_our_compute_begins(tours: dict[str, Offline]) -> None:
    for tour in tours.values():
        x, y = SOURCE_X, source_y(OUR_FIBRE)
        first = tour.picture(Moment(INDEX, 0, 0.0))
        lights = [tuple(op.at[0]) for op in first.ops if isinstance(op, ops.Sprites) and len(op.at) == 1]
        assert any(abs(a - x) < 1 and abs(b - y) < 1 for a, b in lights)
        last = tour.picture(Moment(INDEX, BEATS.index("stack"), 1.0))
        hot = [op for op in flat_ops(last) if isinstance(op, ops.Hot) and op.tags[0].kind != "word"]
        asked = [op for op in hot if op.tags[0].key == "prefill"]
        stay = tour.view(INDEX).world.account.stay
        assert asked or stay.prefill.value < 0.01 * stay.total.value
        for op in asked:
            x, y, w, h = op.boxes[0]
            end = tour.frame(INDEX, tour.tour.stops[INDEX].scene_time(tour.tour.stops[INDEX].duration))
            assert Rect(x - 1, y, w + 2, h).holds(*middle_of(SCENE.leave(end)))
            assert Rect(x - 1, y, w + 2, h).holds(*compute_begins(stay, tour.view(INDEX).world.other_stays))


@pytest.mark.parametrize("name", RUNS)
def test_the_gate_is_shut_only_while_every_replica_is_busy(name: str, tours: dict[str, Offline]) -> None:
    offline = tours[name]
    for at in np.linspace(0.2, 0.9, 15):
        moment = Moment(INDEX, BEATS.index("busy"), float(at))
        played = played_run(offline.frame(INDEX, SCENE.timeline.start(1) + float(at) * 7.0))
        serving = played.window.at(played.seconds).serving
        told = [op.words for op in flat_ops(offline.picture(moment)) if isinstance(op, ops.Words)]
        assert f"{int((serving >= 0).sum())} of {len(serving)} replicas busy" in told


@pytest.mark.parametrize("name", RUNS)
def test_the_leader_named_in_the_stack_is_the_longest(name: str, worlds: dict[str, World]) -> None:
    for stay in (worlds[name].account.stay, *worlds[name].other_stays):
        trip, wait, prefill, decode, back = (float(part.value) for part in stay.parts)
        longest = max(
            {"trip": trip + back, "wait": wait, "compute": prefill + decode}.items(), key=lambda item: item[1]
        )
        assert longest[0] in str(leading(stay)[0])


def test_tokens_are_written_from_prefill_to_the_end() -> None:
    assert written_tokens(0.0, 0.02, 53) == 0
    assert written_tokens(0.02, 0.02, 53) == 1, "prefill gives the first one"
    assert written_tokens(1.0, 0.02, 53) == 53 and written_tokens(1.0, 1.0, 1) == 1
    counts = [written_tokens(done, 0.02, 53) for done in np.linspace(0, 1, 400)]
    assert (np.diff(counts) >= 0).all() and (np.diff(counts) <= 1).all()
    cells = Cells(WRITTEN, 900).boxes(0, 900)
    assert (cells[:, 0] + cells[:, 2]).max() <= WRITTEN.right + 0.1
    assert (cells[:, 1] + cells[:, 3]).max() <= WRITTEN.bottom + 0.1


def test_a_click_on_a_column_makes_it_the_load(tours: dict[str, Offline], runs: dict[str, Any]) -> None:
    picture = tours["usual"].picture(Moment(INDEX, BEATS.index("load"), 0.9))
    found = 0
    for op in picture.ops:
        if isinstance(op, ops.Hot) and op.tags and op.tags[0].kind == "load":
            for tag, act in zip(op.tags, op.acts, strict=True):
                if act:
                    rate = dict(act.values)["arrival_rate"]
                    load = rate * runs["usual"].mean_service_seconds / runs["usual"].replicas
                    assert load == pytest.approx(tag.key, rel=1e-9)
                    found += 1
    assert found > 40


def test_no_spark_of_a_squeezed_line_leaves_the_stage() -> None:
    run = run_queue(3.33, 4, 1.2, 1.0, 7)
    state = line_state(run.window, 10.4)
    layout = LineLayout(1000.0, 500.0 / state.longest, 560.0 / state.longest)
    for upright in (0.0, 1.0):
        at = slots(state.place[state.waiting], upright, layout)
        assert at[:, 0].min() > 64 and at[:, 1].min() > 120 and at[:, 1].max() < 840
