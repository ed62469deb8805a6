"""The generation loop as two counters: tokens that are known, and tokens that are computed."""
