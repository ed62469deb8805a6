"""The engine beside llama.cpp on the same fp32 weights, in turns, so that the machine's mood falls on both alike.

The peer is the Python package llama-cpp-python, compiled for this machine. It gets the carried model file, turned into
fp32 by its own converter, and as many threads as there are cores.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import numpy as np

from tourapp.engine.cores import whole_machine
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model import Model, load_model
from tourapp.engine.model_store import find_gguf
from tourapp.errors import MissingError
from tourapp.itself import is_bundle

REMEDY = "run `pip install llama-cpp-python` (it compiles for about seven minutes) and try again"
PROMPT, TOKENS = 34, 16
"""Tokens before a timed run of decoding, and in it."""
PREFILLS = (64, 128, 256)
PAIRS, PREFILL_PAIRS = 15, 7
SETTLE_S = 0.03
"""Between two runs: the other engine's threads still spin for a moment."""
CONTEXT = 512

Run = Callable[[], float]
"""Does a piece of work once; its seconds."""


def require_peer() -> None:
    """Raises MissingError where there is no peer to be measured."""
    if importlib.util.find_spec("llama_cpp") is None:
        if is_bundle():
            raise MissingError("peer: llama-cpp-python is not in the bundle; install the wheel with pip and try there")
        raise MissingError(f"peer: llama-cpp-python is not installed; {REMEDY}")


def peer_figures() -> dict[str, Any]:
    """decode_ratio (median of pairs), decode_low_quartile, prefill_ratio {tokens: median}, each our tokens per second
    over the peer's; about half a minute. Raises MissingError without the package or the model."""
    require_peer()
    model = load_model()
    model.transformer.warm()
    ids = np.random.default_rng(7).integers(100, model.config.vocab, max(PREFILLS)).tolist()
    with whole_machine(), _peer() as peer:
        decode = _ratios(_our_decode(model, ids), _peer_decode(peer, ids), PAIRS)
        prefill = {
            str(count): round(median(_ratios(_our_prefill(model, ids[:count]), _peer_prefill(peer, ids[:count]))), 3)
            for count in PREFILLS
        }
    return {
        "decode_ratio": round(median(decode), 3),
        "decode_low_quartile": round(quantiles(decode, n=4)[0], 3),
        "prefill_ratio": prefill,
    }


def _ratios(ours: Run, theirs: Run, pairs: int = PREFILL_PAIRS) -> list[float]:
    """Their seconds over ours, pair by pair, who begins in turns; the first pair warms up."""
    found = []
    for number in range(pairs + 1):
        order = (ours, theirs) if number % 2 else (theirs, ours)
        seconds = {}
        for run in order:
            time.sleep(SETTLE_S)
            seconds[run] = run()
        if number:
            found.append(seconds[theirs] / seconds[ours])
    return found


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _our_prefill(model: Model, ids: Sequence[int]) -> Run:
    cache = KVCache(model.config, CONTEXT)

    def run() -> float:
        cache.truncate(0)
        return _timed(lambda: model.transformer.prefill(ids, cache))

    return run


def _our_decode(model: Model, ids: Sequence[int]) -> Run:
    cache = KVCache(model.config, CONTEXT)
    model.transformer.prefill(ids[:PROMPT], cache)

    def run() -> float:
        cache.truncate(PROMPT)
        return _timed(lambda: [model.transformer.decode([token], cache) for token in ids[:TOKENS]])

    return run


def _peer_prefill(peer: Any, ids: Sequence[int]) -> Run:
    def run() -> float:
        peer.reset()
        return _timed(lambda: peer.eval(ids))

    return run


def _peer_decode(peer: Any, ids: Sequence[int]) -> Run:
    def run() -> float:
        peer.reset()
        peer.eval(ids[:PROMPT])
        return _timed(lambda: [peer.eval([token]) for token in ids[:TOKENS]])

    return run


@contextmanager
def _peer() -> Iterator[Any]:
    """llama.cpp with the carried weights in fp32; its file is gone afterwards."""
    import llama_cpp

    with tempfile.TemporaryDirectory(prefix="tourapp-peer-", ignore_cleanup_errors=True) as folder:
        plain = Path(folder) / "fp32.gguf"
        wish = llama_cpp.llama_model_quantize_default_params()
        wish.ftype, wish.allow_requantize, wish.pure = llama_cpp.LLAMA_FTYPE_ALL_F32, True, True
        with _quiet():
            failed = llama_cpp.llama_model_quantize(str(find_gguf()).encode(), str(plain).encode(), ctypes.byref(wish))
        if failed:
            raise MissingError("peer: llama.cpp cannot turn the model into fp32; install a newer llama-cpp-python")
        cores = os.cpu_count() or 1
        peer = llama_cpp.Llama(
            str(plain), n_ctx=CONTEXT, n_batch=CONTEXT, n_threads=cores, n_threads_batch=cores, verbose=False
        )
        try:
            yield peer
        finally:
            peer.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """What the converter tells of each tensor goes nowhere."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
