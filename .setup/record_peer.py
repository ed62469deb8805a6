"""Records what llama.cpp makes of small models of every type and vocabulary, for the tests to hold the engine against.

    python .setup/record_peer.py SmolLM2-135M-Instruct.Q4_1.gguf

in an environment with tourapp[test] and llama-cpp-python (0.3.36 was used). Each file of `tests/engine/peer_cases.py`
is written anew, unpacked to fp32 by llama.cpp's own converter, and run with an fp32 cache: what is compared is the
reading of a file and the arithmetic of the network, not the rounding of activations that llama.cpp does for speed.
Written to `tests/data/peer_models.npz`: per case the ids of every text, all scores behind the first one, and the greedy
continuation of it; of every vocabulary the ids of `nasty_prompts.json`; and of the small model, packed anew in every
type that its rows fit, the same for one prompt.
"""

from __future__ import annotations

import ctypes
import sys
import tempfile
from pathlib import Path

import llama_cpp
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.engine.gguf_files import repack, write
from tests.engine.peer_cases import CASES, GREEDY, RECORDED, REPACKED, SOME, TEXTS, VOCABULARIES, nasty_texts


def as_fp32(source: Path, target: Path) -> None:
    """The same model, unpacked by llama.cpp."""
    wish = llama_cpp.llama_model_quantize_default_params()
    wish.ftype, wish.allow_requantize, wish.pure = llama_cpp.LLAMA_FTYPE_ALL_F32, True, True
    if llama_cpp.llama_model_quantize(str(source).encode(), str(target).encode(), ctypes.byref(wish)):
        raise SystemExit(f"llama.cpp cannot read {source}")


def asked(path: Path) -> dict[str, np.ndarray]:
    """ids_N of every text, scores [vocab] and greedy [n] of the first."""
    fp32 = llama_cpp.GGML_TYPE_F32
    peer = llama_cpp.Llama(str(path), n_ctx=128, logits_all=True, type_k=fp32, type_v=fp32, verbose=False)
    found = {
        f"ids_{n}": np.asarray(peer.tokenize(text.encode(), add_bos=True, special=False), np.int32)
        for n, text in enumerate(TEXTS)
    }
    peer.eval(found["ids_0"].tolist())
    found["scores"] = np.array(peer.scores[peer.n_tokens - 1], np.float32)
    greedy: list[int] = []
    for _ in range(GREEDY):
        greedy.append(int(np.argmax(peer.scores[peer.n_tokens - 1])))
        peer.eval(greedy[-1:])
    found["greedy"] = np.asarray(greedy, np.int32)
    peer.close()
    return found


def spelled(path: Path, name: str) -> dict[str, np.ndarray]:
    """Ids of every nasty string that is valid Unicode, in a row, and how many each has."""
    peer = llama_cpp.Llama(str(path), vocab_only=True, verbose=False)
    found = [peer.tokenize(text.encode(), add_bos=False, special=False) for text in nasty_texts()]
    lengths = np.asarray([len(ids) for ids in found], np.int32)
    return {f"{name}.words": np.asarray([each for ids in found for each in ids], np.int32), f"{name}.lengths": lengths}


def main() -> None:
    """Write, unpack, ask, keep."""
    kept: dict[str, np.ndarray] = {}
    for name, tiny in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            packed, plain = Path(folder) / "packed.gguf", Path(folder) / "plain.gguf"
            write(packed, tiny)
            as_fp32(packed, plain)
            kept |= {f"{name}.{key}": value for key, value in asked(plain).items()}
            print(name, kept[f"{name}.greedy"].tolist())
    for packing in REPACKED:
        with tempfile.TemporaryDirectory() as folder:
            packed, plain = Path(folder) / "packed.gguf", Path(folder) / "plain.gguf"
            repack(Path(sys.argv[1]), packed, packing)
            as_fp32(packed, plain)
            seen = asked(plain)
            seen["scores"] = seen["scores"][::SOME]
            kept |= {f"small-{packing}.{key}": seen[key] for key in ("ids_0", "scores", "greedy")}
            print(packing, seen["greedy"].tolist())
    for name, tiny in VOCABULARIES.items():
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder) / "words.gguf", tiny)
            kept |= spelled(Path(folder) / "words.gguf", name)
    np.savez_compressed(RECORDED, version=np.array(llama_cpp.__version__), **kept)


if __name__ == "__main__":
    main()
