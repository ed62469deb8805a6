"""One Request, code lab: roofline

Which of the two is the limit.

Write step(flops, moved, peak, bandwidth) -> (seconds, bound, share).
flops: operations; moved: bytes; peak: operations a second; bandwidth: bytes a second. Both go on at the same time, so
the longer one sets the time. bound is "memory" or "compute" ("compute" where both take equally long). share is the
part of the time in which the math works.

Write ridge(peak, bandwidth) -> operations for each byte from which on the math is the limit.

    step(1e12, 1e12, 1e15, 1e12)  is (1.0, "memory", 0.001)
    step(4e15, 1e12, 1e15, 1e12)  is (4.0, "compute", 1.0)
    ridge(312e12, 2.039e12)       is about 153
"""


def step(flops, moved, peak, bandwidth):
    raise NotImplementedError


def ridge(peak, bandwidth):
    raise NotImplementedError
