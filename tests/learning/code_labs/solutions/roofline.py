# mypy: ignore-errors
"""One Request, code lab: roofline"""


def step(flops, moved, peak, bandwidth):
    compute, memory = flops / peak, moved / bandwidth
    seconds = max(compute, memory)
    return seconds, "memory" if memory > compute else "compute", compute / seconds


def ridge(peak, bandwidth):
    return peak / bandwidth
