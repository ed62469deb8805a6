# mypy: ignore-errors
"""One Request, code lab: kv_cache"""

import numpy as np


def run(project, length, prompt, kept):
    keys, values, outputs = [], [], []
    for newest in range(prompt - 1, length - 1):
        if not kept:
            keys, values = [], []
        for place in range(len(keys), newest + 1):
            query, key, value = project(place)
            keys.append(key)
            values.append(value)
        scores = np.array(keys) @ query / np.sqrt(len(query))
        weights = np.exp(scores - scores.max())
        outputs.append(weights / weights.sum() @ np.array(values))
    return outputs
