"""Real inference in numpy: weights, tokenizer, transformer, KV cache, sampler, and what a run left behind.

No Qt, no simulation, no network; results are frozen. Import the modules, not this package.
"""
