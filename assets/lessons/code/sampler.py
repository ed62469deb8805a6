"""One Request, code lab: sampler

From scores to one token.

Write sample(scores, temperature, top_k, top_p, u) -> the place of a token, from 0.
scores is a numpy array [n]. In this order:
    temperature: divide the scores by it, then softmax. At 0 the answer is the first highest score.
    top_k: keep the k most likely (0 keeps all). Of equals the lower place stays. Then make them sum to one again.
    top_p: of those, from the most likely down, keep the fewest that reach top_p together; of equals the lower place
        comes first. Then make them sum to one again.
    u, from 0 up to 1: walk the kept tokens in the order of their places and add up their probabilities; the first at
        which the sum is above u is drawn.

    sample(np.array([1.0, 3.0, 2.0]), 0.0, 0, 1.0, 0.5)  is 1
    sample(np.array([0.0, 0.0, 0.0, 0.0]), 1.0, 0, 1.0, 0.6)  is 2
    sample(np.array([0.0, 0.0, 0.0, 0.0]), 1.0, 2, 1.0, 0.6)  is 1
"""

import numpy as np


def sample(scores, temperature, top_k, top_p, u):
    raise NotImplementedError
