"""Every beat of every scene of the tour with models of other shapes, installed by hand: the stages that stand while the
model writes, and those that show what it wrote."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engine.gguf_files import CHATML, LLAMA_3, Tiny, write
from tests.helpers import make_offline
from tests.night import some
from tests.scenes.test_every_scene import assert_finite
from tourapp.engine import model_install, model_store
from tourapp.export.offline import Moment, Offline
from tourapp.player.view import PlainWorlds
from tourapp.world import Inputs, PartCache, Work, generation

MODELS = {
    "one small layer": Tiny(layers=1, hidden=32, heads=2, kv_heads=1, vocab=300, context=512),
    "many heads, letters": Tiny(
        layers=33, hidden=64, heads=16, kv_heads=16, vocab=400, context=512, vocabulary="llama", rope_freqs=True
    ),
    "a head of its own": Tiny(
        layers=3, hidden=40, heads=5, kv_heads=5, vocab=3_000, context=1024, template=CHATML, tied=False
    ),
    "whole words": Tiny(
        layers=12, hidden=48, heads=6, kv_heads=2, head_dim=16, vocab=20_000, vocabulary="llama-bpe", template=LLAMA_3,
        context=512,
    ),
}  # fmt: skip
WHEN = (0.3, 1.0)
QUESTIONS: dict[str, dict[str, Any]] = {
    "as it opens": {},
    "typed": {"prompt": "Überraschung 日本 <|im_end|>", "temperature": 0.0, "answer_tokens": 8, "draft": "early-exit"},
    "plain": {"chat": False, "prompt": "x", "answer_tokens": 20, "draft": "ngram", "measure_run": 1, "top_k": 1},
}


@pytest.fixture(params=some(MODELS, 2))
def tiny(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tiny]:
    """A model that was given by hand and is the one in use."""
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path / "cache"))
    write(tmp_path / "model.gguf", MODELS[request.param])
    model_install.install(tmp_path / "model.gguf")
    monkeypatch.setattr("tourapp.engine.measure.READ_BYTES", 2**16)
    monkeypatch.setattr("tourapp.engine.measure.GEMM_SIDE", 32)
    generation._opened.cache_clear()
    yield MODELS[request.param]
    generation._opened.cache_clear()


def faults(tour: Offline, name: str) -> list[str]:
    """What goes wrong in any beat."""
    found = []
    for index, stop in enumerate(tour.tour.stops):
        for beat in stop.kept:
            where = f"{name}: {stop.key}.{stop.scene.timeline.beats[beat].name}"
            for at in WHEN:
                try:
                    assert_finite(tour.picture(Moment(index, beat, at)), where)
                except Exception as error:
                    last = traceback.extract_tb(error.__traceback__)[-1]
                    found.append(f"{where} at {at}: {type(error).__name__}: {error} ({last.filename}:{last.lineno})")
    return found


def test_every_scene_copes_with_any_model(tiny: Tiny) -> None:
    assert model_store.is_own() and model_store.is_installed()
    wrong: list[str] = []
    for name, inputs in QUESTIONS.items():
        for live in (False, True):
            worlds = PlainWorlds(PartCache(), Work(wait=live))
            wrong += faults(make_offline(inputs=Inputs().change(**inputs), worlds=worlds), f"{name}, live={live}")
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def test_only_the_model_itself_answers(tiny: Tiny) -> None:
    """Nothing that ships is shown as its answer; what is shown is of its shape and says its name."""
    tour = make_offline(worlds=PlainWorlds(PartCache(), Work(live=False)))
    world = tour.view(0).world
    recording = world.recording
    assert (recording.model, recording.badge) == ("Tiny", "live")
    assert (recording.layers, recording.heads, recording.kv_heads) == (tiny.layers, tiny.heads, tiny.kv_heads)
    assert world.default_recording.model == world.speculation.model == "Tiny"
    assert world.tokenizer.size == tiny.vocab and world.answer_tokenizer is world.tokenizer
    assert tuple(recording.prompt_ids) == world.tokens.ids
    assert world.text.vocabulary.value == tiny.vocab


def test_while_it_writes_the_old_answer_keeps_its_own_vocabulary(tiny: Tiny) -> None:
    world = make_offline(worlds=PlainWorlds(PartCache(), Work(wait=False))).view(0).world
    assert world.recording.badge == "recorded"
    assert world.answer_tokenizer.size == 49_152 and world.tokenizer.size == tiny.vocab
