"""Small models of every type and vocabulary give what llama.cpp gives: the same ids, the same greedy tokens, near
scores. What it gave is recorded (`.setup/record_peer.py`)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.crawl.settings import COUNT, daily_seed
from tests.engine.gguf_files import repack, write
from tests.engine.peer_cases import CASES, GREEDY, RECORDED, REPACKED, SOME, TEXTS, VOCABULARIES, nasty_texts
from tourapp.engine import model_install, model_store
from tourapp.engine.byte_pairs import replay
from tourapp.engine.gguf_reader import GgufFile
from tourapp.engine.gguf_vocabulary import vocabulary
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model import Model, load_model, tokenizer_of
from tourapp.errors import MissingError

NIGHT = int(os.environ.get("CRAWL", COUNT)) > COUNT
NEAR = 2e-3
"""Largest difference of two scores that are 10 to 100 large: two orders of fp32 sums."""


@pytest.fixture(scope="module")
def recorded() -> dict[str, np.ndarray]:
    with np.load(RECORDED) as file:
        return dict(file)


def installed(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Model:
    """The case's model, written, installed and opened."""
    monkeypatch.setenv("TOURAPP_CACHE", str(folder / "cache"))
    write(folder / "model.gguf", CASES[name])
    model_install.install(folder / "model.gguf")
    return load_model()


@pytest.mark.parametrize("name", CASES)
def test_a_model_answers_as_in_llama_cpp(
    name: str, recorded: dict[str, np.ndarray], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = installed(name, tmp_path, monkeypatch)
    for number, text in enumerate(TEXTS):
        assert list(model.encode(text, chat=False).ids) == recorded[f"{name}.ids_{number}"].tolist(), text
    check(model, name, recorded)


def check(model: Model, name: str, recorded: dict[str, np.ndarray]) -> None:
    """Scores behind the first text, and its greedy continuation."""
    ids = recorded[f"{name}.ids_0"].tolist()
    assert list(model.encode(TEXTS[0], chat=False).ids) == ids
    cache = KVCache(model.config, len(ids) + GREEDY)
    scores = model.transformer.prefill(ids, cache)
    kept = recorded[f"{name}.scores"]
    assert np.abs(scores[:: SOME if len(kept) < len(scores) else 1] - kept).max() < NEAR
    greedy = []
    for _ in range(GREEDY):
        greedy.append(int(scores.argmax()))
        scores = model.transformer.decode(greedy[-1:], cache)[0]
    assert greedy == recorded[f"{name}.greedy"].tolist()


@pytest.mark.parametrize("name", VOCABULARIES)
def test_nasty_strings_are_cut_as_in_llama_cpp(name: str, recorded: dict[str, np.ndarray], tmp_path: Path) -> None:
    write(tmp_path / "words.gguf", VOCABULARIES[name])
    with GgufFile(tmp_path / "words.gguf") as file:
        tokenizer = tokenizer_of(vocabulary(file))
    texts, ends = nasty_texts(), np.cumsum(recorded[f"{name}.lengths"])
    assert len(texts) == len(ends) >= 60
    for text, ids in zip(texts, np.split(recorded[f"{name}.words"], ends[:-1]), strict=True):
        encoding = tokenizer.encode(text)
        assert list(encoding.ids) == ids.tolist(), text[:60]
        assert replay(tokenizer.start_symbols(text), tokenizer.merge_trace(text)) == list(encoding.pieces)
        if not encoding.dropped:
            assert tokenizer.decode(encoding.ids) == tokenizer.spelled(text)


TODAYS = REPACKED if NIGHT else (REPACKED[daily_seed() % len(REPACKED)],)
"""Types the small model is packed in: one a day, at night all."""


@pytest.mark.parametrize("packing", TODAYS)
def test_the_small_model_packed_anew_answers_as_in_llama_cpp(
    packing: str, recorded: dict[str, np.ndarray], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        source = model_store.find_gguf()
    except MissingError as error:
        pytest.skip(f"needs the small model: {error}")
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path / "cache"))
    repack(source, tmp_path / "model.gguf", packing)
    model_install.install(tmp_path / "model.gguf")
    check(load_model(), f"small-{packing}", recorded)
    shutil.rmtree(tmp_path)


def test_the_recorded_cases_differ(recorded: dict[str, np.ndarray]) -> None:
    """A setting that nobody honours would make two cases the same."""
    seen = [recorded[f"{name}.scores"] for name in CASES]
    assert all(np.isfinite(scores).all() and np.ptp(scores) > 1 for scores in seen)
    same = [(a, b) for a in range(len(seen)) for b in range(a) if np.array_equal(seen[a], seen[b])]
    assert not same
