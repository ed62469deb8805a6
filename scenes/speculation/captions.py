"""What the captions of speculation ask for, from the facts: numbers, and sentences that depend on them."""

from __future__ import annotations

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.pays_words import batch_words, pays_caption, pays_note
from tourapp.authoring import Frame, Phrase, Picture

DRAFTS = {
    "int4": Phrase("the small model's copy in INT4"),
    "int3": Phrase("the small model's copy in INT3"),
    "early-exit": Phrase("the small model's own first layers"),
    "ngram": Phrase("looking back in the text"),
}
WAITS = 0.5
"""Share of the time below which the math counts as waiting."""
FREE = 1.005
"""Plain passes that a checking pass takes at most to count as free."""
SEEN = 5e-4
"""A difference of probabilities that can be seen."""


def fill_captions(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """The pass on stage, both rules, and what the run comes to."""
    turn, numbers = s.turn, s.numbers
    p.fill(
        one_read=_one_read(f),
        math_state=_math_state(f),
        target=s.costs.target_name,
        batch=batch_words(f),
        gpus=Phrase("{n} {n|GPU|GPUs}", n=f.inputs.gpus),
        busy=f.world.cost.decode.compute_busy,
        checking=_checking(s),
        draft=DRAFTS.get(s.run.draft, s.run.draft),
        guessing=_guessing(len(turn.guesses)),
        check=_check(len(turn.guesses)),
        columns=len(turn.guesses) + 1,
        verdict=_verdict(s),
        kept=turn.accepted,
        guesses=len(turn.guesses),
        rule=_rule(s),
        rule_numbers=_rule_numbers(s),
        pays=pays_caption(f, s),
        pays_numbers=pays_note(f, s),
        passes=len(s.run.turns),
        exact=numbers.off_exact,
        wrong=numbers.off_wrong,
    )


def _one_read(f: Frame) -> Phrase:
    n = int(f["batch"])
    if n == 1:
        return Phrase("One token, one read of the weights.")
    return Phrase("One token for each of {n} users, one read of the weights.", n=n)


def _math_state(f: Frame) -> Phrase:
    if float(f.world.cost.decode.compute_busy.value) < WAITS:
        return Phrase("The math waits.")
    return Phrase("Here the math is busy, too.")


def _checking(s: SpeculationFacts) -> Phrase:
    """What it would cost to check all guesses and one more place in one pass."""
    n, times = s.run.gamma + 1, s.numbers.verify
    if float(times.value) < FREE:
        return Phrase("Checking {n} places at once takes no longer than one.", n=n)
    return Phrase("Checking {n} places at once takes {v} times as long as one.", n=n, v=times)


def _guessing(n: int) -> Phrase:
    if n == 0:
        return Phrase("It finds nothing to guess here.")
    return Phrase("{n} {n|guess|guesses}, one by one, each drawn from its own probabilities, called q.", n=n)


def _check(n: int) -> Phrase:
    if n == 0:
        return Phrase("Without a guess, the target makes a plain pass.")
    if n == 1:
        return Phrase("The target checks the guess in one pass.")
    return Phrase("The target checks all guesses in one pass.")


def _verdict(s: SpeculationFacts) -> Phrase:
    """How the pass on stage ends."""
    if s.turn.last == "residual":
        return Phrase("Keep every guess up to the first miss. There the target puts its own token.")
    if s.turn.last == "bonus":
        return Phrase("Every guess holds, and the target adds a token of its own.")
    return Phrase("No guess, no verdict: the pass gives one token, as without a draft.")


def _rule(s: SpeculationFacts) -> Phrase:
    if s.numbers.rules is None:
        return Phrase("Nothing was guessed, so no rule was needed.")
    if float(s.numbers.off_wrong.value) < SEEN:
        return Phrase("Here both rules give the same. Where the target is less sure, only one of them stays exact.")
    return Phrase("The rule matters: after a miss, draw only from what the draft had missed.")


def _rule_numbers(s: SpeculationFacts) -> Phrase:
    if s.numbers.rules is None:
        return Phrase("Greedy output equals plain decoding.")
    return Phrase(
        "Of {passes} {passes|pass|passes}, the one where it shows most. Greedy output equals plain decoding.",
        passes=len(s.run.turns),
    )
