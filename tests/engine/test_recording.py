"""Generation and recordings: what is kept agrees with itself, files survive a round trip and damage is
named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tourapp.engine.attention import attend
from tourapp.engine.generate import Generation, generate
from tourapp.engine.hooks import Cancelled, Hooks
from tourapp.engine.model import Model
from tourapp.engine.record import record
from tourapp.engine.recording import ARRAYS, TOP, Recording
from tourapp.engine.recording_file import load_recording, save_recording
from tourapp.engine.sampler import SamplingParams, softmax
from tourapp.engine.shipped import PLANS, matching_recording, shipped_recording
from tourapp.errors import MissingError, UsageError


@pytest.fixture(scope="module")
def made(tiny: Model) -> Recording:
    """A small live recording."""
    return record(tiny, "What is this?", True, SamplingParams(0.9, 50, 0.95, 3), 6)


def consistent(r: Recording, attention_error: float) -> None:
    """What must hold for any recording."""
    steps = range(len(r.ids))
    assert r.total == r.prompt_count + len(r.ids) == len(r.all_ids) == len(r.all_pieces) == len(r.all_texts)
    assert all(not getattr(r, name).flags.writeable for name in ARRAYS)
    for step in steps:
        ids, scores = r.scores(step)
        best = np.sort(scores)[::-1][:TOP]
        np.testing.assert_allclose(r.top_logits[step], best, atol=1e-6)
        chosen = float(scores[np.flatnonzero(ids == r.ids[step])[0]])
        assert r.logprobs[step] == pytest.approx(chosen - r.logsumexp[step], abs=1e-6)
        if r.has_all_scores(step):
            ids, odds = r.odds(step)
            assert ids[odds.draw(step)] == r.ids[step]
            assert softmax(scores)[r.ids[step]] == pytest.approx(np.exp(r.logprobs[step]), rel=1e-6)
        assert 0 < r.kept_mass(step) <= 1 + 1e-9
    for layer in r.qkv_layers.tolist():
        queries, keys, values = r.qkv(layer)
        np.testing.assert_allclose(np.linalg.norm(keys, axis=-1), r.key_norms[layer, :, : r.positions], rtol=2e-3)
        np.testing.assert_allclose(np.linalg.norm(values, axis=-1), r.value_norms[layer, :, : r.positions], rtol=2e-3)
        for head in range(r.heads):
            kv = head // (r.heads // r.kv_heads)
            weights = r.attention(layer, head)
            assert np.allclose(weights.sum(axis=1), 1, atol=5e-3)
            assert (np.triu(weights, 1) == 0).all()
            assert np.abs(weights - attend(queries[head], keys[kv], values[kv]).weights).max() < attention_error
            row = r.positions - 1
            assert (r.attention_row(layer, head, row) == weights[row]).all()


def test_live_recording_is_consistent(made: Recording) -> None:
    assert (made.badge, made.finish, len(made.ids), made.positions) == ("live", "length", 6, made.slots)
    assert made.slots == made.total - 1, "the last token is never fed back"
    assert made.prompt_special.sum() == 5
    consistent(made, 2e-3)


@pytest.mark.parametrize("name", list(PLANS))
def test_shipped_recordings_are_consistent(name: str) -> None:
    r, plan = shipped_recording(name), PLANS[name]
    assert r.badge == "recorded"
    assert (r.prompt, r.chat, r.params, r.max_tokens) == (plan.prompt, plan.chat, plan.params, plan.max_tokens)
    assert (r.layers, r.heads, r.kv_heads, r.head_dim, r.positions) == (30, 9, 3, 64, r.slots)
    assert len(r.ids) <= plan.max_tokens
    assert r.qkv_layers.tolist() == list(plan.layers)
    assert r.full_steps.tolist() == list(plan.full_steps)
    assert r.prefill_tokens_per_second > 0 < r.decode_tokens_per_second
    consistent(r, 2e-2)


def test_the_default_answer_ends_by_its_own_end_token() -> None:
    r = shipped_recording("default")
    assert (r.params.seed, r.prompt_count, len(r.ids), r.words, r.slots) == (2, 34, 53, 52, 86)
    assert r.ended and r.pieces[-1] == "<|im_end|>" and r.texts[-1] == ""
    assert r.text == "".join(r.texts) and r.text.endswith("on our planet.") and r.text.count(".") == 2


def test_the_recording_is_told_as_it_grows(tiny: Model) -> None:
    seen: list[Recording] = []
    whole = record(tiny, "abc", params=SamplingParams(), max_tokens=6, hooks=Hooks(on_draft=seen.append))
    assert [len(draft.ids) for draft in seen] == list(range(1, len(whole.ids) + 1))
    for draft in seen:
        assert draft.writing and not draft.ended and draft.stopped().finish == "cancelled"
        count = len(draft.ids)
        assert (draft.ids == whole.ids[:count]).all() and draft.slots == draft.total - 1
        assert draft.positions == min(draft.slots, whole.positions)
        assert (draft.queries == whole.queries[:, :, : draft.positions]).all()
        assert (draft.key_norms == whole.key_norms[:, :, : draft.slots]).all()
        consistent(draft, 2e-3)


def test_a_lower_limit_ends_the_same_answer_sooner() -> None:
    whole = shipped_recording("default")
    short = matching_recording(whole.prompt, whole.chat, whole.params, 20)
    assert short is not None
    assert (len(short.ids), short.words, short.finish, short.slots, short.positions) == (20, 20, "length", 53, 53)
    assert short.text == "".join(whole.texts[:20])
    assert (short.attention_row(3, 2, 52) == whole.attention_row(3, 2, 52)).all()
    consistent(short, 2e-2)
    assert whole.clipped(53).ended and not whole.clipped(52).ended


def test_shipped_attention_reads_well() -> None:
    r = shipped_recording("river")
    texts = [t.strip() for t in r.all_texts]
    at = {word: texts.index(word) for word in ("river", "bank", "muddy", "fisherman")}
    assert r.attention_row(16, 0, at["bank"])[at["river"]] > 0.9
    assert r.attention_row(13, 8, at["muddy"])[at["bank"]] > 0.5
    assert r.attention_row(9, 2, at["fisherman"])[at["river"]] > 0.4


def test_the_shipped_answer_is_the_models(model: Model) -> None:
    for name, plan in PLANS.items():
        run = generate(model, plan.prompt, plan.params, chat=plan.chat, max_tokens=12)
        assert [s.id for s in run] == shipped_recording(name).ids[:12].tolist()


def test_round_trip(made: Recording, tmp_path: Path) -> None:
    path = tmp_path / "one.npz"
    save_recording(made, path)
    back = load_recording(path)
    assert back.badge == "recorded"
    for name in ARRAYS:
        assert (getattr(back, name) == getattr(made, name)).all()
        assert getattr(back, name).dtype == getattr(made, name).dtype
    assert (back.params, back.texts, back.prompt, back.text) == (made.params, made.texts, made.prompt, made.text)
    assert [p.name for p in tmp_path.iterdir()] == ["one.npz"]


def test_compact(made: Recording) -> None:
    small = made.compact((0, 2), (1, 4, 99))
    assert (small.qkv_layers.tolist(), small.full_steps.tolist()) == ([0, 2], [1, 4])
    assert small.queries.dtype == np.float16
    assert (small.scores(4)[1] == made.scores(4)[1]).all()
    assert len(small.scores(0)[0]) == TOP
    consistent(small, 2e-2)
    with pytest.raises(UsageError, match="layer: 1, kept in this recording: 0, 2"):
        small.qkv(1)


def test_damaged_files_are_refused(made: Recording, tmp_path: Path) -> None:
    path = tmp_path / "bad.npz"
    with pytest.raises(MissingError, match="no such file"):
        load_recording(path)
    save_recording(made, path)
    whole = path.read_bytes()
    for junk in (b"", b"PK\x03\x04", whole[: len(whole) // 2], b"\x00" * 500):
        path.write_bytes(junk)
        with pytest.raises(UsageError, match="damaged"):
            load_recording(path)
    for wrong in (
        replace(made, key_norms=made.key_norms[:, :, 1:].copy()),
        replace(made, pieces=made.pieces[1:]),
        replace(made, queries=made.queries[0].copy()),
        replace(made, texts=()),
    ):
        save_recording(wrong, path)
        with pytest.raises(UsageError, match=r"shape|dimensions|lengths"):
            load_recording(path)
    np.savez(path, meta=np.frombuffer(b'{"version": 1}', np.uint8), **{n: np.zeros(1) for n in ARRAYS})
    with pytest.raises(UsageError, match="damaged"):
        load_recording(path)
    np.savez(path, meta=np.asarray([object()], dtype=object), allow_pickle=True)
    with pytest.raises(UsageError, match="damaged"):
        load_recording(path)
    with pytest.raises(UsageError, match="cannot be written"):
        save_recording(made, tmp_path / "no" / "folder" / "x.npz")


def test_same_settings_same_answer(tiny: Model) -> None:
    params = SamplingParams(1.2, 0, 1.0, 9)
    runs = [[s.id for s in generate(tiny, "hello", params, max_tokens=8)] for _ in range(2)]
    assert runs[0] == runs[1]
    other = [s.id for s in generate(tiny, "hello", SamplingParams(1.2, 0, 1.0, 10), max_tokens=8)]
    assert other != runs[0]


def test_steps_tell_their_odds(tiny: Model) -> None:
    run = generate(tiny, "abc", SamplingParams(0.7, 5, 1.0, 1), chat=False, max_tokens=4)
    for index, step in enumerate(run):
        raw = softmax(step.logits)
        assert step.index == index
        assert step.logprob == pytest.approx(np.log(raw[step.id]))
        assert [i for i, _ in step.top] == np.argsort(-raw, kind="stable")[:10].tolist()
        assert step.id in [i for i, _ in step.top[:5]]
    assert (run.finish, run.end) == ("length", None)


def test_stop_tokens_end_the_answer(tiny: Model) -> None:
    params = SamplingParams(0.0, 0, 1.0, 7)
    free = [s.id for s in generate(tiny, "abc", params, max_tokens=6)]
    stop = free[3]
    tables = tiny.tokenizer.tables
    changed = type(tables)(**{n: getattr(tables, n) for n in tables.__struct_fields__ if n != "eos_id"}, eos_id=stop)
    other = replace(tiny, tokenizer=type(tiny.tokenizer)(changed))
    run = generate(other, "abc", params, max_tokens=6)
    assert [s.id for s in run] == free[: free.index(stop)]
    assert run.finish == "stop" and run.end is not None
    assert (run.end.id, run.end.index) == (stop, free.index(stop))


def test_the_context_ends_the_answer(tiny: Model) -> None:
    prompt = tiny.tokenizer.encode("1" * 598)
    run = Generation(tiny, prompt, SamplingParams(), 10)
    assert len(list(run)) == 3
    assert run.finish == "context"


def test_cancelling(tiny: Model) -> None:
    seen: list[int] = []
    run = generate(tiny, "abc", SamplingParams(), max_tokens=50, hooks=Hooks(lambda: len(seen) >= 3))
    for step in run:
        seen.append(step.id)
    assert (len(seen), run.finish) == (3, "cancelled")
    count: list[int] = []
    part = record(
        tiny, "abc", max_tokens=9, hooks=Hooks(lambda: len(count) >= 2, on_token=lambda s: count.append(s.id))
    )
    assert (len(part.ids), part.finish) == (2, "cancelled")
    consistent(part, 2e-3)
    with pytest.raises(Cancelled):
        record(tiny, "abc", hooks=Hooks(lambda: True))


def test_requests_that_cannot_be_served(tiny: Model) -> None:
    for prompt, tokens, word in (
        ("", 4, "prompt"),
        ("1" * 600, 4, "prompt"),
        ("a", 0, "max_tokens"),
        ("a", 9_999, "max_tokens"),
    ):
        with pytest.raises(UsageError, match=word):
            generate(tiny, prompt, SamplingParams(), chat=False, max_tokens=tokens)
    with pytest.raises(UsageError, match="allowed: default, river"):
        shipped_recording("nothing")


def test_long_prompts_keep_the_first_positions(tiny: Model) -> None:
    r = record(tiny, "1 " * 150, chat=False, max_tokens=2)
    assert (r.positions, r.slots, r.total) == (256, 301, 302)
    assert r.key_norms.shape == (3, 2, 301)
    consistent(r, 2e-3)


def test_matching_recording() -> None:
    plan = PLANS["default"]
    assert matching_recording(plan.prompt, True, plan.params, 64) is shipped_recording("default")
    longer = matching_recording(plan.prompt, True, plan.params, 200)
    assert longer is not None and longer.ended, "a higher limit changes nothing for an answer that ended by itself"
    assert (longer.ids == shipped_recording("default").ids).all()
    assert matching_recording(plan.prompt, True, SamplingParams(seed=8), 10) is None
    river = PLANS["river"]
    assert matching_recording(river.prompt, False, river.params, 13) is None, "its answer was cut by the limit"
