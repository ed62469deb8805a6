"""Makes reference.npz: outputs of llama.cpp on the same weights in fp32, to hold the numpy engine against.

Not part of the product or of its tests: it runs once, in a virtualenv of its own (see README.md beside it).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import gguf
import llama_cpp
import numpy as np

PROMPTS = (
    "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n"
    "<|im_start|>user\nWhat is photosynthesis?<|im_end|>\n<|im_start|>assistant\n",
    "The river bank was muddy, so the fisherman",
    "def fibonacci(n):\n    if n < 2:\n        return n\n    return",
    "In 1905 the number 3.14159 and 2,718 were printed;",
    "Überraschung! 日本語 und עברית — 🚀 fliegt",
    "one two three four five six seven eight nine ten " * 12,
)
GREEDY = (118, 24, 24, 16, 12, 24)
TOP = 20


def write_fp32(source: Path, target: Path) -> None:
    """The same model as a GGUF file with every tensor in fp32, so that the peer computes in fp32 too."""
    reader = gguf.GGUFReader(str(source))
    writer = gguf.GGUFWriter(str(target), "llama")
    for name, field in reader.fields.items():
        if name.startswith("GGUF.") or name in ("general.architecture", "general.file_type"):
            continue
        kind = field.types[0]
        sub = field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
        writer.add_key_value(name, field.contents(), kind, sub)
    writer.add_uint32("general.file_type", 0)
    for tensor in reader.tensors:
        writer.add_tensor(tensor.name, gguf.quants.dequantize(tensor.data, tensor.tensor_type).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def tokens(path: Path) -> list[list[int] | None]:
    """Ids of every string of nasty_prompts.json as plain text; None for strings that are not valid Unicode."""
    peer = llama_cpp.Llama(str(path), vocab_only=True, verbose=False)
    out: list[list[int] | None] = []
    for text in json.loads(Path(__file__).with_name("nasty_prompts.json").read_text(encoding="ascii")):
        try:
            out.append(peer.tokenize(text.encode(), add_bos=False, special=False))
        except UnicodeEncodeError:
            out.append(None)
    return out


def run(path: Path) -> dict[str, np.ndarray]:
    """Ids, the 20 highest scores at every prompt position, all scores of the last one, and the greedy answer."""
    peer = llama_cpp.Llama(
        str(path), n_ctx=512, n_threads=2, logits_all=True, verbose=False, type_k=0, type_v=0, flash_attn=False
    )
    out: dict[str, np.ndarray] = {"prompts": np.frombuffer(json.dumps(PROMPTS).encode(), np.uint8)}
    out["tokens"] = np.frombuffer(json.dumps(tokens(path)).encode(), np.uint8)
    for index, (prompt, count) in enumerate(zip(PROMPTS, GREEDY, strict=True)):
        ids = peer.tokenize(prompt.encode(), add_bos=False, special=True)
        peer.reset()
        peer.eval(ids)
        scores = np.array(peer.scores[: len(ids)], np.float32)
        order = np.argsort(-scores, axis=1, kind="stable")[:, :TOP]
        answer: list[int] = []
        for _ in range(count):
            token = int(np.argmax(peer.scores[peer.n_tokens - 1]))
            if token == peer.token_eos():
                break
            answer.append(token)
            peer.eval([token])
        out[f"ids_{index}"] = np.asarray(ids, np.int32)
        out[f"top_ids_{index}"] = order.astype(np.int32)
        out[f"top_scores_{index}"] = np.take_along_axis(scores, order, axis=1)
        out[f"last_{index}"] = scores[-1]
        out[f"greedy_{index}"] = np.asarray(answer, np.int32)
    return out


def main() -> None:
    """Convert, run, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gguf", type=Path, help="SmolLM2-135M-Instruct.Q4_1.gguf")
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).with_name("reference.npz"))
    parser.add_argument("--fp32", type=Path, help="keep the fp32 GGUF under this name")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = args.fp32 or Path(folder) / "fp32.gguf"
        if not target.exists():
            write_fp32(args.gguf, target)
        np.savez_compressed(args.output, version=np.array(llama_cpp.__version__), **run(target))


if __name__ == "__main__":
    main()
