"""Speed of the numpy engine against llama.cpp on the same fp32 weights, interleaved in one sitting.

Run with the product's Python; the peer runs in its own virtualenv as a second process that computes only when
asked, so the two never compete. Prints medians; a tool for people, not a test.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from statistics import median

PEER = """
import json, sys, time
import llama_cpp
peer = llama_cpp.Llama(sys.argv[1], n_ctx=1536, n_threads=2, n_threads_batch=2, verbose=False,
                       n_batch=512, n_ubatch=512)
for line in sys.stdin:
    ids, steps = json.loads(line)
    peer.reset()
    begun = time.perf_counter()
    peer.eval(ids)
    middle = time.perf_counter()
    for _ in range(steps):
        peer.eval([100])
    print(json.dumps([middle - begun, time.perf_counter() - middle]), flush=True)
"""


def main() -> None:
    """Alternate the two engines and print tokens per second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer_python")
    parser.add_argument("fp32_gguf")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=24)
    args = parser.parse_args()
    import numpy as np

    from tourapp.engine.kv_cache import KVCache
    from tourapp.engine.model import load_model

    model = load_model()
    model.transformer.warm()
    cache = KVCache(model.config, 1536)
    child = subprocess.Popen(
        [args.peer_python, "-c", PEER, args.fp32_gguf],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert child.stdin is not None and child.stdout is not None

    def ours(ids: list[int], steps: int) -> tuple[float, float]:
        cache.truncate(0)
        begun = time.perf_counter()
        model.transformer.prefill(ids, cache)
        middle = time.perf_counter()
        for _ in range(steps):
            model.transformer.decode([100], cache)
        return middle - begun, time.perf_counter() - middle

    def theirs(ids: list[int], steps: int) -> tuple[float, float]:
        child.stdin.write(json.dumps([ids, steps]) + "\n")
        child.stdin.flush()
        return tuple(json.loads(child.stdout.readline()))

    for count in (16, 34, 64, 128, 256, 512, 1024):
        ids = np.random.default_rng(count).integers(100, 40_000, count).tolist()
        found: dict[str, list[tuple[float, float]]] = {"numpy": [], "peer": []}
        for turn in range(args.rounds + 1):
            for name, run in (("numpy", ours), ("peer", theirs)):
                times = run(ids, args.steps)
                if turn:
                    found[name].append(times)
        mid = {n: [median(t[i] for t in v) for i in (0, 1)] for n, v in found.items()}
        a, b = mid["numpy"], mid["peer"]
        print(
            f"{count:>5} tokens: prefill {count / a[0]:7.1f} vs {count / b[0]:7.1f} ({b[0] / a[0]:.2f}x)   "
            f"decode {args.steps / a[1]:6.1f} vs {args.steps / b[1]:6.1f} ({b[1] / a[1]:.2f}x)",
            flush=True,
        )
    child.stdin.close()
    child.wait()


if __name__ == "__main__":
    sys.exit(main())
