"""One Request, code lab: kv_bytes

How many bytes a conversation keeps.

Write kv_bytes(spec, tokens, bits) -> a whole number of bytes.
spec is a dictionary with layers, heads, kv_heads, head_dim. Some specs have more:
    latent: numbers that a token keeps in a layer in place of keys and values (latent attention)
    window, window_layers: so many layers keep at most `window` tokens, the others all of them
bits is the size of one kept number: 16, 8 or 4.

    kv_bytes({"layers": 32, "heads": 32, "kv_heads": 8, "head_dim": 128}, 1, 16)   is 131072
    kv_bytes({"layers": 32, "heads": 32, "kv_heads": 8, "head_dim": 128}, 2000, 8) is 131072000
    kv_bytes({"layers": 2, "heads": 4, "kv_heads": 4, "head_dim": 8, "window": 10, "window_layers": 1}, 100, 16) is 14080
"""


def kv_bytes(spec, tokens, bits):
    raise NotImplementedError
