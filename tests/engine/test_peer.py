"""The engine beside llama.cpp: how pairs are taken, and what is told where the peer is missing."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from itertools import count

import pytest

from tourapp.cli import main
from tourapp.engine import peer
from tourapp.errors import MissingError


def test_ratios_are_theirs_over_ours_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peer.time, "sleep", lambda _seconds: None)
    calls: list[str] = []

    def taking(name: str, seconds: Callable[[int], float]) -> peer.Run:
        number = count()

        def work() -> float:
            calls.append(name)
            return seconds(next(number))

        return work

    ours = taking("ours", lambda number: 9.0 if number == 0 else 2.0)
    theirs = taking("theirs", lambda number: float(number + 1))
    assert peer._ratios(ours, theirs, 3) == [1.0, 1.5, 2.0], "the first pair only warms up"
    assert calls == ["theirs", "ours", "ours", "theirs"] * 2, "who begins takes turns"


def test_a_missing_peer_is_told_before_anything_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name == "llama_cpp" else real(name, *more)
    )
    with pytest.raises(MissingError, match="llama-cpp-python is not installed; run `pip install"):
        peer.require_peer()
    assert main(["bench", "--peer", "--scene", "network"]) == 3
    told = capsys.readouterr()
    assert "llama-cpp-python" in told.err and not told.out


@pytest.mark.skipif(importlib.util.find_spec("llama_cpp") is None, reason="llama-cpp-python is not installed")
def test_the_peer_runs_on_the_same_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peer, "PAIRS", 2)
    monkeypatch.setattr(peer, "PREFILLS", (64,))
    found = json.loads(json.dumps(peer.peer_figures()))
    assert set(found) == {"decode_ratio", "decode_low_quartile", "prefill_ratio"}
    assert list(found["prefill_ratio"]) == ["64"] and 0.05 < found["decode_ratio"] < 20
