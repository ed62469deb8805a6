"""One Request, code lab: kv_cache

What forgetting costs. A token becomes a query, a key and a value when it goes through the model; attention then
compares the newest query with all keys so far.

project(place) sends the token at a place (from 0) through the model and gives q, k, v, each a numpy array [d].
Every call is one token pass, and passes are counted.

Write run(project, length, prompt, kept) -> list of numpy arrays [d].
The text has `length` tokens, the first `prompt` of them are known at the start. There is an output for each step: the
first after the prompt, then one for each further token but the last, which is never fed back. So the outputs belong to
the newest tokens at places prompt - 1, prompt, ..., length - 2. An output is softmax(q . keys / sqrt(d)) times the values, over all tokens up to
the newest.
kept True: keep keys and values, and project every token once. kept False: keep nothing, and in every step project all
tokens up to the newest again.

    run(project, 3, 2, True)   makes 2 passes: the prompt's two tokens
    run(project, 4, 2, True)   makes 3 passes, run(project, 4, 2, False) makes 2 + 3 = 5
    run(project, 4, 1, False)  makes 1 + 2 + 3 = 6
"""

import numpy as np


def run(project, length, prompt, kept):
    raise NotImplementedError
