"""What the captions of speculation ask for, from the facts: numbers, and sentences that depend on them."""

from __future__ import annotations

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.pays_words import batch_words, pays_caption, pays_note
from scenes.speculation.two_rules import SEEN
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
        runs_ahead=_runs_ahead(len(turn.guesses)),
        guessing=_guessing(s),
        check=_check(len(turn.guesses)),
        places=_places(len(turn.guesses) + 1),
        verdict=_verdict(s),
        verdict_rule=_verdict_rule(s),
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


def _runs_ahead(n: int) -> Phrase:
    if n == 0:
        return Phrase("This draft only repeats what was there before, and finds nothing.")
    return Phrase("A draft runs ahead and guesses the next tokens.")


def _guessing(s: SpeculationFacts) -> Phrase:
    n = len(s.turn.guesses)
    if n == 0 and s.run.checked == 0:
        return Phrase("It helps where a text repeats itself, as code and quotes do; this answer does not.")
    if n == 0:
        return Phrase("It finds nothing to guess here.")
    if n == 1:
        return Phrase("1 guess, drawn from its own probabilities, called q.")
    return Phrase("{n} guesses, one by one, each drawn from its own probabilities, called q.", n=n)


def _check(n: int) -> Phrase:
    if n == 0:
        return Phrase("Without a guess, the target makes a plain pass.")
    if n == 1:
        return Phrase("The target checks the guess in one pass.")
    return Phrase("The target checks all guesses in one pass.")


def _places(n: int) -> Phrase:
    if n == 1:
        return Phrase("One place, one read of the weights: there the target's own probabilities, called p.")
    return Phrase("{n} places, one read of the weights: at each the target's own probabilities, called p.", n=n)


def _verdict_rule(s: SpeculationFacts) -> Phrase:
    """What a verdict is made of, and how many guesses it keeps."""
    guesses = len(s.turn.guesses)
    if guesses == 0:
        return Phrase("A verdict would hold the target's probability against the draft's; here there is no guess.")
    return Phrase(
        "p: the target's probability; q: the draft's; u: a random number from nought to one. "
        "Keep while u < p / q: here {kept} of {guesses}.",
        kept=s.turn.accepted,
        guesses=guesses,
    )


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
    if s.run.params.temperature == 0:
        return Phrase("Greedy: all probability is on one token, so the output is that of plain decoding.")
    if float(s.numbers.off_wrong.value) < SEEN:
        return Phrase("So it is in all {n} passes of this run.", n=len(s.run.turns))
    return Phrase(
        "Of {passes} {passes|pass|passes}, the one where it shows most. Greedy output equals plain decoding.",
        passes=len(s.run.turns),
    )
