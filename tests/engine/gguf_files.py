"""Writes small GGUF files of random llama models, in every type and with every kind of vocabulary that is read.

The writer is the `gguf` package's; the K types, which it only reads, are packed here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import gguf
import numpy as np

from tourapp.engine.gguf_reader import GgufFile
from tourapp.engine.tokenizer import shipped_tokenizer

TYPES = ("F32", "F16", "BF16", "Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q4_K", "Q5_K", "Q6_K")
BIG = 256
CHATML = "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
LLAMA_3 = (
    "{% for m in messages %}<|start_header_id|>{{ m.role }}<|end_header_id|>\n\n{{ m.content }}<|eot_id|>{% endfor %}"
)


@dataclass(frozen=True)
class Tiny:
    """A random model. `vocabulary`: smollm, llama-bpe, default or llama; `tied`: without a head of its own."""

    layers: int = 2
    hidden: int = 16
    heads: int = 4
    kv_heads: int = 2
    ffn: int = 24
    vocab: int = 300
    context: int = 64
    packing: str = "F32"
    vocabulary: str = "smollm"
    template: str = ""
    tied: bool = True
    rope_freqs: bool = False
    rope_scale: float = 1.0
    head_dim: int = 0
    name: str = "Tiny"
    seed: int = 0

    @property
    def dim(self) -> int:
        """Numbers per head."""
        return self.head_dim or self.hidden // self.heads


ROUND = Tiny(hidden=256, heads=4, kv_heads=2, ffn=512, vocab=512, context=256)
"""Sides that every packing can hold."""


def random_tensors(t: Tiny) -> dict[str, np.ndarray]:
    """The weights by GGUF name, (out, in), fp32."""
    rng = np.random.default_rng(t.seed)
    shapes: dict[str, tuple[int, ...]] = {"token_embd.weight": (t.vocab, t.hidden), "output_norm.weight": (t.hidden,)}
    if not t.tied:
        shapes["output.weight"] = (t.vocab, t.hidden)
    for i in range(t.layers):
        block = f"blk.{i}."
        shapes |= {
            block + "attn_norm.weight": (t.hidden,),
            block + "ffn_norm.weight": (t.hidden,),
            block + "attn_q.weight": (t.heads * t.dim, t.hidden),
            block + "attn_k.weight": (t.kv_heads * t.dim, t.hidden),
            block + "attn_v.weight": (t.kv_heads * t.dim, t.hidden),
            block + "attn_output.weight": (t.hidden, t.heads * t.dim),
            block + "ffn_gate.weight": (t.ffn, t.hidden),
            block + "ffn_up.weight": (t.ffn, t.hidden),
            block + "ffn_down.weight": (t.hidden, t.ffn),
        }
    found = {}
    for name, shape in shapes.items():
        wide = 1.0 if len(shape) == 1 or "embd" in name else 2.0 / np.sqrt(shape[1])
        found[name] = (rng.standard_normal(shape) * wide).astype(np.float32)
    if t.rope_freqs:
        found["rope_freqs.weight"] = np.linspace(1, 8, t.dim // 2, dtype=np.float32)
    return found


def tokens_of(t: Tiny) -> tuple[list[str], list[str], list[float], list[int]]:
    """Tokens, merges, scores and types of a vocabulary of that size."""
    if t.vocabulary == "llama":
        pieces = ["<unk>", "<s>", "</s>", *(f"<0x{i:02X}>" for i in range(256))]
        letters = ["▁", *"etaoinshrdlcumwfgypbvkjxqz.,?ABCDEFGHIJKLMNOPQRSTUVWXYZ", "é", "日"]
        words = ["▁t", "he", "▁the", "in", "er", "▁a", "on", "▁photo", "ho", "▁p", "to", "▁pho", "▁▁", "ing", "and"]
        pieces += [*words, *letters]
        kinds = [2, 3, 3] + [6] * 256 + [1] * (len(pieces) - 259)
        scores = [0.0] * 259 + [-float(i) for i in range(len(pieces) - 259)]
        pieces += [f"▁filler{i}" for i in range(t.vocab - len(pieces))]
        kinds += [1] * (t.vocab - len(kinds))
        scores += [-1e4 - i for i in range(t.vocab - len(scores))]
        return pieces[: t.vocab], [], scores[: t.vocab], kinds[: t.vocab]
    tables = shipped_tokenizer().tables
    tokens = tables.tokens[: t.vocab]
    names = ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>")
    if t.template == LLAMA_3:
        tokens[5:8] = names
    known = set(tokens)
    merges = [pair for pair in tables.merges if pair.replace(" ", "") in known]
    return tokens, merges, [], [3 if i < 17 else 1 for i in range(t.vocab)]


def write(
    path: Path, t: Tiny = Tiny(), tensors: dict[str, np.ndarray] | None = None, **settings: Any
) -> dict[str, np.ndarray]:
    """Write the file; returns the tensors as given. `settings` (dots as __) replace those of the model; None leaves one
    out."""
    tensors = random_tensors(t) if tensors is None else tensors
    writer = gguf.GGUFWriter(str(path), "llama")
    tokens, merges, scores, kinds = tokens_of(t)
    pieces = t.vocabulary == "llama"
    known: dict[str, Any] = {
        "general.name": t.name,
        "llama.block_count": t.layers,
        "llama.embedding_length": t.hidden,
        "llama.attention.head_count": t.heads,
        "llama.attention.head_count_kv": t.kv_heads,
        "llama.feed_forward_length": t.ffn,
        "llama.context_length": t.context,
        "llama.vocab_size": t.vocab,
        "llama.rope.freq_base": 10_000.0,
        "llama.attention.layer_norm_rms_epsilon": 1e-5,
        "tokenizer.ggml.model": "llama" if pieces else "gpt2",
        "tokenizer.ggml.pre": None if pieces else t.vocabulary,
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.token_type": kinds,
        "tokenizer.ggml.merges": None if pieces else merges,
        "tokenizer.ggml.scores": scores if pieces else None,
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
        "tokenizer.chat_template": t.template or None,
    }
    if t.head_dim:
        known |= {"llama.attention.key_length": t.dim, "llama.attention.value_length": t.dim}
        known |= {"llama.rope.dimension_count": t.dim}
    if t.rope_scale != 1.0:
        known |= {"llama.rope.scaling.type": "linear", "llama.rope.scaling.factor": t.rope_scale}
    for name, value in (known | {key.replace("__", "."): value for key, value in settings.items()}).items():
        if value is not None:
            _setting(writer, name, value)
    for name, tensor in tensors.items():
        _tensor(writer, name, tensor, t.packing)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return tensors


def repack(source: Path, target: Path, packing: str) -> None:
    """The model of a file with every matrix packed another way."""
    writer = gguf.GGUFWriter(str(target), "llama")
    with GgufFile(source) as file:
        for name, value in file.settings.items():
            if name not in ("general.architecture", "general.languages", "general.file_type"):
                _setting(writer, name, value)
        for name in file.tensors:
            _tensor(writer, name, file.tensor(name), packing)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _setting(writer: gguf.GGUFWriter, name: str, value: Any) -> None:
    if name == "general.architecture":
        writer.arch = value
        writer.kv_data[0][name] = gguf.GGUFValue(value, gguf.GGUFValueType.STRING)
    elif isinstance(value, list):
        writer.add_array(name, value)
    elif isinstance(value, bool):
        writer.add_bool(name, value)
    elif isinstance(value, str):
        writer.add_string(name, value)
    elif isinstance(value, int):
        writer.add_uint32(name, value)
    else:
        writer.add_float32(name, value)


def _tensor(writer: gguf.GGUFWriter, name: str, tensor: np.ndarray, packing: str) -> None:
    """One tensor packed; vectors stay in fp32, as in all files."""
    kind = gguf.GGMLQuantizationType[packing if tensor.ndim > 1 else "F32"]
    raw = pack(tensor, kind.name)
    if kind.name == "F32":
        writer.add_tensor(name, raw)
    else:
        writer.add_tensor(name, raw, raw_dtype=kind)


def pack(tensor: np.ndarray, packing: str) -> np.ndarray:
    """A tensor's bytes [rows, bytes of a row], or itself for F32 and F16."""
    if packing in PACK_K:
        rows = PACK_K[packing](tensor.reshape(-1, BIG))
        return rows.reshape(*tensor.shape[:-1], -1)
    if packing == "F32":
        return tensor
    if packing == "F16":
        return tensor.astype(np.float16)
    return np.asarray(gguf.quants.quantize(tensor, gguf.GGMLQuantizationType[packing]))


def _halves(values: np.ndarray) -> np.ndarray:
    return values.astype(np.float16).reshape(-1, 1).view(np.uint8)


def _groups(blocks: np.ndarray, top: int) -> tuple[np.ndarray, ...]:
    """Scale of scales, scale of lows, 6-bit scales and lows [n, 8], and codes 0..top [n, 8, 32]."""
    groups = blocks.reshape(-1, 8, 32)
    low, high = np.minimum(groups.min(2), 0), groups.max(2)
    scale, depth = np.maximum(high - low, 1e-8) / top, -low
    d, m = (np.maximum(each.max(1) / 63, 1e-7).astype(np.float16).astype(np.float32) for each in (scale, depth))
    scales = np.clip(np.rint(scale / d[:, None]), 1, 63).astype(np.uint8)
    lows = np.clip(np.rint(depth / m[:, None]), 0, 63).astype(np.uint8)
    codes = (groups + (m[:, None] * lows)[:, :, None]) / (d[:, None] * scales)[:, :, None]
    return d, m, scales, lows, np.clip(np.rint(codes), 0, top).astype(np.uint8)


def _twelve(scales: np.ndarray, lows: np.ndarray) -> np.ndarray:
    """Eight scales and eight lows of six bits in 12 bytes."""
    first = (scales[:, :4] & 63) | ((scales[:, 4:] >> 4) << 6)
    second = (lows[:, :4] & 63) | ((lows[:, 4:] >> 4) << 6)
    return np.concatenate([first, second, (scales[:, 4:] & 15) | ((lows[:, 4:] & 15) << 4)], axis=1).astype(np.uint8)


def _nibbles(codes: np.ndarray) -> np.ndarray:
    pairs = (codes & 15).reshape(-1, 4, 2, 32)
    return (pairs[:, :, 0] | (pairs[:, :, 1] << 4)).reshape(-1, 128)


def _q4_k(blocks: np.ndarray) -> np.ndarray:
    d, m, scales, lows, codes = _groups(blocks, 15)
    return np.concatenate([_halves(d), _halves(m), _twelve(scales, lows), _nibbles(codes)], axis=1)


def _q5_k(blocks: np.ndarray) -> np.ndarray:
    d, m, scales, lows, codes = _groups(blocks, 31)
    fifth = np.bitwise_or.reduce((codes >> 4) << np.arange(8, dtype=np.uint8)[None, :, None], axis=1)
    return np.concatenate([_halves(d), _halves(m), _twelve(scales, lows), fifth, _nibbles(codes)], axis=1)


def _q6_k(blocks: np.ndarray) -> np.ndarray:
    groups = blocks.reshape(-1, 16, 16)
    scale = np.maximum(np.abs(groups).max(2), 1e-8) / 31
    d = np.maximum(scale.max(1) / 127, 1e-7).astype(np.float16).astype(np.float32)
    scales = np.clip(np.rint(scale / d[:, None]), 1, 127).astype(np.int8)
    codes = np.clip(np.rint(groups / (d[:, None] * scales)[:, :, None]), -32, 31).astype(np.int16) + 32
    codes = codes.astype(np.uint8).reshape(-1, 2, 4, 32)  # halves, then four runs of 32
    low = (codes & 15)[:, :, :2] | ((codes & 15)[:, :, 2:] << 4)
    high = np.bitwise_or.reduce((codes >> 4) << np.array([0, 2, 4, 6], np.uint8)[None, None, :, None], axis=2)
    parts = [low.reshape(-1, 128), high.reshape(-1, 64), scales.view(np.uint8), _halves(d)]
    return np.concatenate(parts, axis=1)


PACK_K = {"Q4_K": _q4_k, "Q5_K": _q5_k, "Q6_K": _q6_k}


def of(packing: str, **more: Any) -> Tiny:
    """A model packed so, with sides that it can hold."""
    return replace(ROUND, packing=packing, **more)
