"""Reads a llama-architecture GGUF file into fp32 arrays and plain settings. Used once, at installation."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import gguf
import numpy as np

from tourapp.engine.model_header import Config
from tourapp.engine.tokenizer_data import TokenizerData
from tourapp.errors import UsageError

SPECIAL_TOKEN_TYPE = 3
"""The token type GGUF gives control tokens."""


class GgufModel:
    """One GGUF file, parsed: `config()`, `tokenizer()`, `tensor(name)`."""

    def __init__(self, path: Path) -> None:
        """Parse the header. Raises UsageError when it is not a GGUF file of the llama architecture."""
        try:
            self._reader = gguf.GGUFReader(str(path))
        except (OSError, ValueError, IndexError, KeyError) as error:
            raise UsageError(f"model file {path}: not a readable GGUF file ({error})") from None
        self._tensors = {t.name: t for t in self._reader.tensors}
        architecture = self._field("general.architecture")
        if architecture != "llama":
            raise UsageError(f"model file {path}: architecture {architecture!r}, allowed: 'llama'")

    def _field(self, name: str) -> Any:
        field = self._reader.get_field(name)
        if field is None:
            raise UsageError(f"model file: the field {name} is missing; give an unmodified GGUF file")
        return field.contents()

    def config(self) -> Config:
        """The network's shape."""
        hidden, heads = self._field("llama.embedding_length"), self._field("llama.attention.head_count")
        return Config(
            layers=self._field("llama.block_count"),
            hidden=hidden,
            heads=heads,
            kv_heads=self._field("llama.attention.head_count_kv"),
            head_dim=hidden // heads,
            ffn=self._field("llama.feed_forward_length"),
            vocab=self._field("llama.vocab_size"),
            context=self._field("llama.context_length"),
            rope_base=self._field("llama.rope.freq_base"),
            norm_eps=self._field("llama.attention.layer_norm_rms_epsilon"),
            parameters=sum(int(np.prod(t.shape)) for t in self._reader.tensors),
        )

    def tokenizer(self) -> TokenizerData:
        """Vocabulary, merges, control tokens and chat template."""
        kinds = self._field("tokenizer.ggml.token_type")
        template = self._field("tokenizer.chat_template")
        system = re.search(r"<\|im_start\|>system\n(.*?)<\|im_end\|>", template, flags=re.DOTALL)
        return TokenizerData(
            name=self._field("tokenizer.ggml.pre"),
            tokens=self._field("tokenizer.ggml.tokens"),
            merges=self._field("tokenizer.ggml.merges"),
            special_ids=[i for i, kind in enumerate(kinds) if kind == SPECIAL_TOKEN_TYPE],
            bos_id=self._field("tokenizer.ggml.bos_token_id"),
            eos_id=self._field("tokenizer.ggml.eos_token_id"),
            chat_template=template,
            system_prompt=system.group(1) if system else "",
        )

    def tensor(self, name: str) -> np.ndarray:
        """One tensor dequantised to fp32, shape (out, in) or (n,)."""
        tensor = self._tensors[name]
        return gguf.quants.dequantize(tensor.data, tensor.tensor_type).astype(np.float32, copy=False)
