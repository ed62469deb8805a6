"""What the captions say; verdicts come from the numbers. Draws nothing."""

from __future__ import annotations

from scenes.paths.embedding.facts import RowFacts, named, sum_words
from tourapp.authoring import Phrase, Picture

HAIR = 0.02
"""Two cosines so near to each other are a hair apart."""
SEVERAL = "several"


def fill_captions(p: Picture, facts: RowFacts) -> None:
    """Gives every field of the captions its value."""
    crowd, board = facts.crowd, facts.board
    p.fill(
        row=_row(facts),
        hidden=crowd.hidden,
        length=facts.near.length if facts.near.length is not None else crowd.median,
        near=_near(facts),
        near_note=_near_note(facts),
        map_kept=facts.map.kept,
        map_words=len(facts.map.words),
        together=facts.map.together,
        sum=_sum(facts),
        sum_note=_sum_note(facts),
        sums=board.count,
        honest=_honest(facts),
        worst=Phrase(
            "{a} − {b} + {c}",
            a=facts.scores.worst.words[0],
            b=facts.scores.worst.words[1],
            c=facts.scores.worst.words[2],
        ),
        wanted=facts.scores.worst.wanted,
        rank=facts.scores.worst.kept,
        left=facts.scores.worst.left_out,
        crowd=_crowd(facts),
        crowd_note=_crowd_note(facts),
        spread=crowd.side(centred=facts.centred).spread,
        high=crowd.side(centred=facts.centred).high,
        table=crowd.table,
        params=crowd.params,
        share=crowd.share,
        vocabulary=crowd.vocabulary,
    )


def _refused(facts: RowFacts) -> Phrase:
    """Why a word has no row on the stage."""
    word = facts.near.word
    if facts.near.basis != SEVERAL:
        return Phrase("“{word}” needs the model: what ships holds only the common words.", word=word.text)
    if not word.pieces:
        return Phrase("Write a word, and it is looked up in the table.")
    n = len(word.pieces)
    return Phrase("“{word}” is {n} {n|token|tokens}, so it has no single row.", word=word.text, n=n)


def _row(facts: RowFacts) -> Phrase:
    word = facts.near.word
    if facts.near.row is None:
        return _refused(facts)
    return Phrase(
        "The model never meets “{word}”, only row {i} of {v}.", word=word.text, i=word.number, v=facts.crowd.vocabulary
    )


def _near(facts: RowFacts) -> Phrase:
    if not facts.neighbours:
        return _refused(facts)
    if facts.neighbours[0].kin:
        return Phrase("Neighbours are used alike. The nearest is the same word spelled another way.")
    first = named(facts.neighbours[0])
    return Phrase("Neighbours are used alike. Nearest to “{w}” is “{n}”.", w=facts.near.word.text, n=first)


def _near_note(facts: RowFacts) -> Phrase:
    some = facts.neighbours
    if not some:
        return Phrase("Try a common word in small letters, such as a thing, a day or a country.")
    other = next((near for near in some if not near.kin), some[-1])
    told = {"one": named(some[0]), "c": some[0].cosine, "two": named(other), "d": other.cosine}
    if other is some[0]:
        return Phrase("Near means: a cosine near one. “{one}” has {c}.", **told)
    return Phrase("Near means: a cosine near one. “{one}” has {c}, “{two}” still has {d}.", **told)


def _sum(facts: RowFacts) -> Phrase:
    found, tops = facts.sum, facts.tops
    if not tops:
        bad = next((word for word in found.words if not word.single), found.words[0])
        if bad.single:
            return Phrase("This sum needs the model: what ships holds only the common words.")
        return Phrase("“{word}” is no single token, so this sum has no place.", word=bad.text)
    top = named(tops[0])
    if not found.wanted:
        return Phrase("Nearest to {sum} is “{top}”.", sum=sum_words(found), top=top)
    if tops[0].text != found.wanted:
        return Phrase("The sum should give “{w}”, and lands nearest to “{top}”.", w=found.wanted, top=top)
    if float(tops[0].cosine.value) - float(tops[1].cosine.value) < HAIR:
        return Phrase("The famous sum works here, by a hair.")
    return Phrase("The sum works here: “{top}” is nearest.", top=top)


def _sum_note(facts: RowFacts) -> Phrase:
    found, tops = facts.sum, facts.tops
    if len(tops) < 2 or found.compared is None:
        return Phrase("Each of the three words has to be a single token.")
    return Phrase(
        "{sum}: “{one}” has a cosine of {c}, “{two}” {d}, among {n} tokens.",
        sum=sum_words(found),
        one=named(tops[0]),
        c=tops[0].cosine,
        two=named(tops[1]),
        d=tops[1].cosine,
        n=found.compared,
    )


def _honest(facts: RowFacts) -> Phrase:
    scores, n = facts.scores, facts.board.count
    if facts.keep:
        return Phrase("Of {n} such sums only {k} come out first.", n=n, k=scores.kept)
    return Phrase("With the three inputs left out, {k} of {n} sums come out first.", n=n, k=scores.left_out)


def _crowd(facts: RowFacts) -> Phrase:
    if facts.centred:
        return Phrase("Take the common direction away, and random tokens have nothing in common.")
    return Phrase("All rows lean the same way: two random tokens have a cosine of {m}.", m=facts.crowd.plain.mean)


def _crowd_note(facts: RowFacts) -> Phrase:
    tops = facts.sum.tops(centred=facts.centred, keep=True)
    if not tops:
        return Phrase(
            "The mean of all rows is {m} long, a usual row {e}.", m=facts.crowd.mean_length, e=facts.crowd.median
        )
    told = {"sum": sum_words(facts.sum), "top": named(tops[0]), "c": tops[0].cosine}
    if facts.centred:
        return Phrase("Now nearest to {sum} is “{top}”, with {c}.", **told)
    return Phrase("As the rows are, nearest to {sum} is “{top}”, with {c}. Take the mean away and look again.", **told)
