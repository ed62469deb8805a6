"""Shared by the engine's tests: the real model where it is installed, and a tiny random network anywhere."""

from __future__ import annotations

import numpy as np
import pytest

from tourapp.engine.model import Model, load_model
from tourapp.engine.model_header import Config, FileFacts
from tourapp.engine.model_store import Weights
from tourapp.engine.tokenizer import Tokenizer, shipped_tokenizer
from tourapp.engine.transformer import Transformer
from tourapp.errors import MissingError

TINY = Config(
    layers=3,
    hidden=32,
    heads=4,
    kv_heads=2,
    head_dim=8,
    ffn=48,
    vocab=49_152,
    context=600,
    rope_base=10_000.0,
    norm_eps=1e-5,
    parameters=0,
)


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """The shipped tokenizer."""
    return shipped_tokenizer()


@pytest.fixture(scope="session")
def model() -> Model:
    """The real model; without it the test is skipped and says so."""
    try:
        return load_model()
    except MissingError as error:
        pytest.skip(f"needs the real model: {error}")


@pytest.fixture(scope="session")
def tiny() -> Model:
    """A random network of the same architecture, small enough to run anywhere."""
    rng = np.random.default_rng(3)
    c = TINY
    shapes: dict[str, tuple[int, ...]] = {"norm": (c.hidden,), "head": (c.hidden, c.vocab)}
    for i in range(c.layers):
        shapes[f"{i}.attn_norm"] = shapes[f"{i}.ffn_norm"] = (c.hidden,)
        shapes[f"{i}.qkv"] = (c.hidden, (c.heads + 2 * c.kv_heads) * c.head_dim)
        shapes[f"{i}.out"] = (c.heads * c.head_dim, c.hidden)
        shapes[f"{i}.gate_up"] = (c.hidden, 2 * c.ffn)
        shapes[f"{i}.down"] = (c.ffn, c.hidden)
    tensors = {
        name: (rng.standard_normal(shape) * (1.0 if len(shape) == 1 else 0.3)).astype(np.float32)
        for name, shape in shapes.items()
    }
    tables = shipped_tokenizer().tables
    weights = Weights("tiny", c, tables, tensors, FileFacts("", 0, ""))
    return Model("tiny", c, shipped_tokenizer(), Transformer(weights))
