"""`tourapp simulate`: the printed contract, workload files good and bad, options, --set, refusals in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tourapp.cli import main, progress

GOOD: dict[str, Any] = {
    "slots": 2,
    "requests": [{"arrival": 0, "prompt": 2, "output": 4}, {"arrival": 0, "prompt": 1, "output": 3}],
}
ROW = b'{"arrival": 0, "prompt": 2, "output": 4}'
POOL = {"block_size": 2, "blocks": 4, "max_len": 8}


def call(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """Run with --json; the one object on stdout."""
    assert main(["simulate", *words, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == "" and out.count("\n") == 1
    return json.loads(out)


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run; must exit 2 with one line on stderr and nothing on stdout. Returns the line."""
    assert main(["simulate", *words]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and "Traceback" not in err and len(err) < 2500
    assert err[:-1].isprintable()
    return err


def file(tmp_path: Path, content: Any) -> str:
    path = tmp_path / "load.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return str(path)


def test_network(capsys: pytest.CaptureFixture[str]) -> None:
    cold = call(capsys, "network")
    assert cold["distance_km"] == pytest.approx(6202.5, abs=0.5)
    assert cold["rtt_seconds"] == 2 * cold["one_way_seconds"]
    assert cold["total_seconds"] == pytest.approx(5 * cold["one_way_seconds"])
    warm = call(capsys, "network", "--connection", "warm", "--from", "tokyo", "--to", "tokyo", "--stretch", "2")
    assert warm["distance_km"] == 0 and warm["total_seconds"] == warm["one_way_seconds"] == 0.005
    by_set = call(capsys, "network", "--set", "from_city=london", "--set", "stretch=1")
    assert by_set == call(capsys, "network", "--from", "london", "--stretch", "1")


def test_queue(capsys: pytest.CaptureFixture[str]) -> None:
    data = call(capsys, "queue")
    assert data["utilisation"] == pytest.approx(0.78) and data["stable"] is True
    assert abs(data["mean_wait"] - data["erlang_c_wait"]) <= data["ci"]
    assert data["little_lhs"] == pytest.approx(data["little_rhs"], rel=2e-3)
    assert data["mean_in_system"] == data["little_lhs"]
    assert call(capsys, "queue", "--seed", "7") == data != call(capsys, "queue", "--seed", "8")
    unstable = call(capsys, "queue", "--arrival-rate", "9", "--replicas", "2", "--service", "0.5")
    assert unstable["stable"] is False and unstable["mean_wait"] is None and unstable["utilisation"] == 2.25
    assert call(capsys, "queue", "--burstiness", "1.5")["erlang_c_wait"] is None


def test_batching_file_by_hand(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    # Worked out in tests/sim: answers of 3, 1 and 2 in two slots.
    rows = [{"arrival": 0, "prompt": 5, "output": n} for n in (3, 1, 2)]
    policies = call(capsys, "batching", "--workload", file(tmp_path, {"slots": 2, "requests": rows}))["policies"]
    static, continuous = policies["static"], policies["continuous"]
    assert (static["steps"], static["tokens"], static["utilisation"], static["finish"]) == (5, 6, 0.6, [3, 1, 5])
    assert (continuous["steps"], continuous["utilisation"], continuous["finish"]) == (3, 1.0, [3, 1, 3])
    assert static["p50_wait"] == 0 and static["p95_wait"] == pytest.approx(2.7)


def test_paging_file_by_hand(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    # Worked out in tests/sim: sums over steps of used, reserved, internal and external slots.
    data = call(capsys, "paging", "--workload", file(tmp_path, GOOD | POOL))
    sums = {"max": (27, 9, 20, 0), "pow2": (27, 9, 8, 0), "exact": (27, 9, 0, 8), "paged": (27, 3, 0, 4)}
    for policy, (used, reserved, internal, external) in sums.items():
        shares, total = data["reservation"][policy], used + reserved + internal + external
        assert shares["used_fraction"] == pytest.approx(used / total)
        assert shares["reserved"] == pytest.approx(reserved / total)
        assert shares["internal"] == pytest.approx(internal / total)
        assert shares["external"] == pytest.approx(external / total)
    assert (data["peak_blocks"], data["preemptions"], data["balance_ok"]) == (4, 1, True)


def test_made_workloads_follow_the_seed(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("batching", "paging"):
        assert call(capsys, name) == call(capsys, name, "--seed", "7") != call(capsys, name, "--seed", "8")
    tie = call(capsys, "batching", "--set", "variance=0")["policies"]
    assert tie["static"]["finish"] == tie["continuous"]["finish"]


def test_speculation(capsys: pytest.CaptureFixture[str]) -> None:
    data = call(capsys, "speculation", "--alpha", "0.5", "--gamma", "2", "--cost", "0.1")
    assert data["expected_tokens"] == 1.75 and data["speedup"] == pytest.approx(1.75 / 1.2)
    assert data["simulated_tokens"] == pytest.approx(1.75, abs=2 * data["ci"])
    assert call(capsys, "speculation", "--alpha", "1", "--gamma", "3")["expected_tokens"] == 4


def test_loop(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "loop", "--prompt", "34", "--answer", "64") == {
        "passes_with_cache": 97,
        "passes_without": 4192,
        "ratio": 4192 / 97,
    }
    assert call(capsys, "loop", "--prompt", "4", "--answer", "8")["passes_without"] == 60
    assert "--prompt" in refused(capsys, "loop", "--prompt", "0")


@pytest.mark.parametrize("name", ["network", "queue", "batching", "paging", "speculation"])
def test_text_for_people(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["simulate", name]) == 0
    out, err = capsys.readouterr()
    assert err == "" and out.count("\n") >= 3 and "nan" not in out


def test_text_says_unstable(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "queue", "--service", "1.2", "--arrival-rate", "5"]) == 0
    assert capsys.readouterr().out.startswith("unstable")
    assert main(["simulate", "queue", "--service", "1.2", "--arrival-rate", "3.33"]) == 0
    assert "so close to capacity" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("teleport",),
        ("network", "--from", "atlantis"),
        ("network", "--stretch", "nan"),
        ("network", "--stretch", "0.5"),
        ("network", "--connection", "tepid"),
        ("network", "--from", ""),
        ("network", "--from", "x" * 9000),
        ("queue", "--arrival-rate", "0"),
        ("queue", "--arrival-rate", "-1"),
        ("queue", "--arrival-rate", "inf"),
        ("queue", "--arrival-rate", "many"),
        ("queue", "--replicas", "1.5"),
        ("queue", "--replicas", "0"),
        ("queue", "--replicas", "9" * 6000),
        ("queue", "--seed", "-1"),
        ("queue", "--seed"),
        ("queue", "--burstiness", "nan"),
        ("speculation", "--alpha", "1.01"),
        ("speculation", "--gamma", "-2"),
        ("speculation", "--gamma", "2.5"),
        ("speculation", "--cost", "-0.1"),
        ("paging", "--fork", "perhaps"),
        ("paging", "--block-size", "0"),
        ("batching", "--slots", "0"),
        ("batching", "--chunk", "0"),
        ("batching", "--mean-output", "1e99"),
        ("queue", "--nope"),
        ("queue", "--set", "arrival_rate"),
        ("queue", "--set", "no_such=1"),
        ("queue", "--set", "arrival_rate=99999999"),
        ("queue", "--set", "replicas=two"),
        ("queue", "--set", "=3"),
        ("queue", "stray"),
    ],
)
def test_unusable_arguments(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    line = refused(capsys, *words)
    if len(words) > 2 and words[1].startswith("--") and words[1] != "--set":
        assert words[1] in line


def change(**row: Any) -> dict[str, Any]:
    """The good file with the second request changed; None takes a field away."""
    fields = {**GOOD["requests"][1], **row}
    return {
        **GOOD,
        **POOL,
        "requests": [GOOD["requests"][0], {name: value for name, value in fields.items() if value is not None}],
    }


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (change(output=0), ("requests[1].output", "1")),
        (change(output=-3), ("requests[1].output",)),
        (change(prompt=0), ("requests[1].prompt",)),
        (change(arrival=-1), ("requests[1].arrival", "0")),
        (change(output=None), ("requests[1]", "output is missing")),
        (change(output="7"), ("requests[1].output", "whole number")),
        (change(output=1.5), ("requests[1].output", "whole number")),
        (change(arrival=True), ("requests[1].arrival",)),
        (change(output=10**30), ("requests[1].output",)),
        (change(output=10**7), ("requests[1].output",)),
        ({"slots": 2, "requests": []}, ("requests",)),
        ({"slots": 0, "requests": GOOD["requests"]}, ("slots",)),
        ({"requests": GOOD["requests"]}, ("slots is missing",)),
        ({"slots": 2}, ("requests is missing",)),
        ({"slots": 2, "requests": {"a": 1}}, ("requests",)),
        ([1, 2], ("whole file",)),
        (b'{"slots": 2,\n "requests": [\n {"arrival": 0 "prompt": 1}]}', ("line 3",)),
        (b"", ("JSON",)),
        (b'{"slots": 2, "requests": [', ("JSON",)),
        (b"\xff\xfe\x00", ("JSON",)),
        (b"[" * 200_000, ("--workload",)),
        (b'{"slots": NaN, "requests": []}', ("line 1",)),
        ({**GOOD, "comment": "x"}, ("comment: there is no such field",)),
        ({**GOOD, "sl\x1bots\n": 1}, ("there is no such field",)),
        ({"slots": 2, "requests": [{**GOOD["requests"][0], "out": 1}]}, ("requests[0].out: there is no such field",)),
        (b'{"slots": 2, "slots": 3, "requests": [' + ROW + b"]}", ("slots: occurs twice",)),
        (b'{"slots": 2, "requests": [], "requests": [' + ROW + b"]}", ("requests",)),
        (b'{"slots": 2, "requests": [' + ROW + b'], "requests": [' + ROW + b"]}", ("requests: occurs twice",)),
        (
            b'{"slots": 2, "requests": [' + ROW + b"," + ROW[:-1] + b', "outp\\u0075t": 3}]}',
            ("requests[1].output: occurs twice",),
        ),
    ],
)
@pytest.mark.parametrize("name", ["batching", "paging"])
def test_unusable_workloads(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: Any, words: tuple[str, ...], name: str
) -> None:
    line = refused(capsys, name, "--workload", file(tmp_path, content))
    assert all(word in line for word in words), line


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (GOOD, ("block_size", "missing")),
        ({**GOOD, **POOL, "blocks": 0}, ("blocks",)),
        ({**GOOD, **POOL, "max_len": 9}, ("max_len", "never fit")),
        ({**GOOD, **POOL, "max_len": 5}, ("requests[0]", "never fit")),
        (change(output=8), ("requests[1]", "never fit")),
    ],
)
def test_workloads_that_never_fit(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: Any, words: tuple[str, ...]
) -> None:
    line = refused(capsys, "paging", "--workload", file(tmp_path, content))
    assert all(word in line for word in words), line


def test_files_that_cannot_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name in (str(tmp_path / "absent.json"), str(tmp_path), "nul\0byte", "x" * 5000):
        assert "--workload" in refused(capsys, "batching", "--workload", name)
    good = file(tmp_path, {**GOOD, **POOL})
    assert "--slots" in refused(capsys, "batching", "--workload", good, "--slots", "3")
    assert call(capsys, "batching", "--workload", good, "--seed", "3")["slots"] == 2
    Path(good).write_bytes(b"\xef\xbb\xbf" + Path(good).read_bytes())
    assert call(capsys, "batching", "--workload", good)["slots"] == 2


def test_set_takes_shared_inputs_and_checks_them(capsys: pytest.CaptureFixture[str]) -> None:
    plain = call(capsys, "queue")
    assert call(capsys, "queue", "--set", "temperature=0.5") == plain  # a shared input that the queue does not read
    refused(capsys, "queue", "--set", "temperature=hot")
    assert call(capsys, "queue", "--set", "queue_seed=9") == call(capsys, "queue", "--seed", "9")
    assert call(capsys, "paging", "--set", "pool_blocks=20") == call(capsys, "paging", "--blocks", "20")


def test_a_long_simulation_tells_how_far_it_is_and_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    shares: list[float] = []

    def told(share: float, words: str = "") -> None:
        shares.append(share)
        if len(shares) == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(progress, "show_progress", told)
    assert main(["simulate", "paging", "--requests", "400", "--blocks", "300", "--json"]) == 130
    assert len(shares) == 5 and shares == sorted(shares) and 0 <= shares[0] < shares[-1] < 1
