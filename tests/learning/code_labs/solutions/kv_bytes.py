# mypy: ignore-errors
"""One Request, code lab: kv_bytes"""


def kv_bytes(spec, tokens, bits):
    row = spec.get("latent") or 2 * spec["kv_heads"] * spec["head_dim"]
    capped = spec.get("window_layers", 0)
    rows = (spec["layers"] - capped) * tokens + capped * min(tokens, spec.get("window", tokens))
    return rows * row * bits // 8
