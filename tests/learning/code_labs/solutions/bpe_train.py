# mypy: ignore-errors
"""One Request, code lab: bpe_train"""

from collections import Counter
from itertools import pairwise


def train(text, merges):
    pieces, found = list(text), []
    for _ in range(merges):
        counts = Counter(pairwise(pieces))
        if not counts or max(counts.values()) < 2:
            break
        most = max(counts.values())
        pair = min(each for each in counts if counts[each] == most)
        found.append(pair)
        made, place = [], 0
        while place < len(pieces):
            if tuple(pieces[place : place + 2]) == pair:
                made.append(pieces[place] + pieces[place + 1])
                place += 2
            else:
                made.append(pieces[place])
                place += 1
        pieces = made
    return found
