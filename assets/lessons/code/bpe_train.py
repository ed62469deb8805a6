"""One Request, code lab: bpe_train

Where merges come from.

Write train(text, merges) -> a list of pairs of texts, in the order in which they are learned.
Begin with the single letters of the text, spaces too. In every round count each pair of neighbours, take the most
frequent one (of equals the one that comes first in the alphabet, comparing the first piece, then the second), add it
to the list, and fuse it everywhere from left to right. Stop after `merges` rounds, or when no pair occurs twice.
In "aaa" the pair ("a", "a") occurs twice as neighbours, and fusing gives "aa", "a".

    train("abab", 1)      is [("a", "b")]
    train("abcabc", 2)    is [("a", "b"), ("ab", "c")]
    train("hello", 5)     is []
"""


def train(text, merges):
    raise NotImplementedError
