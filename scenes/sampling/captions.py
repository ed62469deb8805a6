"""What kind of picture this is, and the numbers and verdicts of captions and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.sampling.answer_loop import loop_turn
from scenes.sampling.class_token import class_answer, picked_by_class
from scenes.sampling.column_shapes import COLUMNS
from scenes.sampling.loop_clock import LoopTurn
from scenes.sampling.shown_choice import ShownChoice
from tourapp.authoring import Badge, Frame, Phrase, Picture, Quantity, origin

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ChoiceNumbers, Recording, SamplingParams


def badge_of(f: Frame) -> Badge:
    """Whether the model ran here or its recording is shown: of the frozen step, and in the last beat of the answer."""
    recording = f.world.recording if f.reached("loop") else f.world.default_recording
    heights = Phrase("height = score above the middle one; the lower half of the tokens has no tower")
    if f.reached("softmax"):
        heights = Phrase("height is in proportion to the probability; the likeliest {n} have columns", n=COLUMNS)
    if recording.badge == "live" or (f.beat_name == "draw" and f.world.class_answer.live):
        real = Phrase("scores, probabilities, draws and text of {model}, run here", model=recording.model)
        return Badge("live on this computer", heights, real)
    real = Phrase("scores, probabilities, draws and text of {model}, recorded", model=recording.model)
    return Badge("recorded", heights, real)


def fill_captions(f: Frame, p: Picture, shown: ShownChoice) -> None:
    """Every number and verdict that a caption or a note names."""
    answer = shown.answer.recording
    _fill_scores(p, shown)
    _fill_draw(p, shown)
    by_class = class_answer(f)
    if by_class is not None:
        picked, joins = picked_by_class(shown, by_class)
        p.fill(picked=picked, joins=joins)
    p.fill(until=until(answer), told=_told(shown, loop_turn(f, shown)))


def until(answer: Recording) -> Phrase:
    """How long the loop goes on, for this very answer."""
    if answer.ended:
        return Phrase("until the model ends its answer")
    if answer.writing:
        return Phrase("and the answer is still being written")
    if len(answer.ids) >= answer.max_tokens:
        return Phrase("until the limit of {n} {n|token|tokens}", n=answer.max_tokens)
    return Phrase("until the answer was stopped")


def rate_of(answer: Recording) -> Quantity:
    """How fast this run wrote."""
    name, id = "tokens per second of this run", "recording.decode_tokens_per_second"
    formula = "tokens of the answer after the first ÷ the seconds they took"
    return Quantity(answer.decode_tokens_per_second, "1", name, "v", formula, (), origin.RUN, id)


def _told(shown: ShownChoice, now: LoopTurn) -> Phrase:
    """How far the loop has got."""
    answer = shown.answer.recording
    count = len(answer.ids)
    if count < 2:
        return Phrase("Token {n} of {all}: one pass through the whole network.", n=count, all=count)
    n = shown.start + 1 + now.out
    rate = rate_of(answer)
    if answer.ended and n == count:
        return Phrase(
            "Token {n} of {all} is the end token. Each took one pass through the whole network: {rate} a second.",
            n=n,
            all=count,
            rate=rate,
        )
    return Phrase(
        "Token {n} of {all}: each took one pass through the whole network, {rate} tokens a second.",
        n=n,
        all=count,
        rate=rate,
    )


def _fill_scores(p: Picture, shown: ShownChoice) -> None:
    """The highest score, the next one and the lowest, and what the first two become as probabilities."""
    plain, second = shown.plain, min(1, len(shown.plain.ids) - 1)
    numbers, words = shown.frozen.plain_numbers, [shown.word(plain.ids[k]) for k in (0, second)]
    (_, lowest), (_, worst) = shown.choices.at_ranks(shown.step, (1, plain.vocabulary))
    last = shown.word(lowest)
    best, following = numbers.score(0, words[0]), numbers.score(second, words[1])
    gap, power = float(plain.scores[0] - plain.scores[second]), "e to the power of the difference"
    pair = (best.named(best.name, "s_1"), following.named(following.name, "s_2"))
    between = Quantity(gap, "1", "difference of two scores", "d", "s_1 − s_2", pair, id="choice.score_gap")
    p.fill(
        vocab=plain.vocabulary,
        first=words[0],
        second=words[1],
        last=last,
        best=best,
        next=following,
        worst=numbers.score_of(int(lowest), float(worst), last),
        gap=between,
        times=Quantity(float(np.exp(gap)), "times", power, "r", "e^d", (between,), id="choice.times_as_likely"),
        p_first=numbers.probability(0, words[0]),
        p_second=numbers.probability(second, words[1]),
    )


def _fill_draw(p: Picture, shown: ShownChoice) -> None:
    """The settings' doing and the token that the seed gives."""
    numbers, drawn = shown.numbers, shown.reshaped.drawn
    word = shown.word(drawn)
    joins = Phrase("and it ends the answer") if shown.ends(drawn) else Phrase("and it joins the text for good")
    fill_settings(p, shown.asked)
    p.fill(
        cuts=cut_words(numbers),
        reshaped=_reshaped(numbers),
        u=numbers.chance,
        drawn=word,
        picked=picked_words(numbers.choice.kept_count),
        joins=joins,
        q=numbers.drawn(word),
    )


def fill_settings(p: Picture, asked: SamplingParams) -> None:
    """What the temperature does."""
    p.fill(heat=heat_words(asked.temperature), t=asked.temperature)


def heat_words(temperature: float) -> Phrase:
    """What this temperature does to the probabilities."""
    if temperature == 0:
        return Phrase("Temperature 0 leaves only the highest score")
    if temperature < 1:
        return Phrase("Cold sharpens the probabilities")
    if temperature > 1:
        return Phrase("Heat melts the favourites")
    return Phrase("Temperature 1 leaves the probabilities as they are")


def picked_words(kept: int) -> Phrase:
    """What picks the token."""
    if kept == 1:
        return Phrase("Only one token is left, so any number picks it")
    return Phrase("A random number picks one token")


def cut_words(numbers: ChoiceNumbers) -> Phrase:
    """What the cuts do."""
    if numbers.choice.params.temperature == 0:
        return Phrase("and chance has no say")
    if numbers.choice.kept_count == numbers.choice.vocabulary:
        return Phrase("and nothing is cut")
    return Phrase("and the cut takes the unlikely tokens")


def _reshaped(numbers: ChoiceNumbers) -> Phrase:
    """How many tokens stay, and what each cut takes."""
    choice, cuts = numbers.choice, numbers.cuts
    told = {"t": choice.params.temperature, "kept": choice.kept_count, "vocab": choice.vocabulary}
    if choice.params.temperature == 0:
        return Phrase(
            "The same scores at temperature {t:.2f}: {kept} of {vocab} tokens stays, whatever the seed.", **told
        )
    by_k, by_p = choice.after_top_k < choice.vocabulary, choice.kept_count < choice.after_top_k
    told["k"], told["p"] = choice.params.top_k, choice.params.top_p
    if by_k and by_p:
        return Phrase(
            "Same scores at temperature {t:.2f}: {kept} of {vocab} tokens {kept|stays|stay}. "
            "Top-k cuts {c_k}, top-p {c_p}: {c} is shared out again.",
            **told,
            c_k=cuts.top_k,
            c_p=cuts.top_p,
            c=cuts.both,
        )
    if by_k or by_p:
        return Phrase(
            "The same scores at temperature {t:.2f}: {kept} of {vocab} tokens {kept|stays|stay}. "
            "{cut} cuts {c}, which is shared out again.",
            **told,
            cut=Phrase("Top-k") if by_k else Phrase("Top-p"),
            c=cuts.top_k if by_k else cuts.top_p,
        )
    return Phrase("The same scores at temperature {t:.2f}: all {vocab} tokens stay.", **told)
