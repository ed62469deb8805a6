"""What a class is asked on this stage: the ratio on a list, both machine times, and the ratio at another batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scenes.spine.s_price.facts import plain_dollars, question
from tourapp.authoring import Ask, AskOption, Frame, LiveOptions, Phrase, Quantity, mixed

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PriceQuestion


def _card_options(f: Frame) -> tuple[AskOption, ...]:
    told = question(f)
    wrong, card = told.wrong, told.card
    right = AskOption(
        card.ratio,
        Phrase("a round number"),
        Phrase(""),
        Phrase("{a} / {b}", a=plain_dollars(card.output), b=plain_dollars(card.input)),
    )
    others = (
        AskOption(
            wrong.even,
            Phrase("a token is a token"),
            Phrase("The same price for both would sell the slow tokens below the price of the fast ones."),
            Phrase("same model, same price"),
        ),
        AskOption(
            wrong.lengths,
            Phrase("as the lengths"),
            Phrase("Prompt over answer says how many tokens there are of each, not what one of them costs."),
            Phrase("{a} / {b}", a=wrong.lengths.inputs[0], b=wrong.lengths.inputs[1]),
        ),
        AskOption(
            wrong.machine,
            Phrase("as the machine's time"),
            Phrase("That is what this machine takes at this batch; a list is one number for every machine and batch."),
            Phrase("{a} / {b}", a=told.output.ideal, b=told.input.ideal),
        ),
        AskOption(
            wrong.twice,
            Phrase("reading and writing"),
            Phrase("Each token of output is read once more as input, but that is not where its time goes."),
            Phrase("one read, one written"),
        ),
    )
    return mixed(right, others, seed=0)


def _input_options(f: Frame) -> tuple[AskOption, ...]:
    told = question(f)
    wrong, letters = told.wrong, f.world.letters
    pass_, tokens = told.input.whole, told.input.tokens
    right = AskOption(
        told.input.ideal, Phrase("its share of the pass"), Phrase(""), Phrase("{a} / {b}", a=pass_, b=tokens)
    )
    others = (
        AskOption(
            wrong.alone,
            Phrase("one read of the weights"),
            Phrase("That would be a read of all weights for a single token; one read serves the whole pass."),
            Phrase("{a} / {b}", a=letters.weights, b=letters.bandwidth),
        ),
        AskOption(
            wrong.prompt,
            Phrase("the whole prompt"),
            Phrase("That is the time of a whole prompt; its tokens are read side by side and share it."),
            Phrase("{a} × {b}", a=told.input.ideal, b=wrong.prompt.inputs[1]),
        ),
        AskOption(
            wrong.one_gpu,
            Phrase("one GPU does the work"),
            Phrase("All GPUs of the machine work on the same pass, each on its part of every matrix."),
            Phrase("{a} × {b} GPUs", a=told.input.ideal, b=wrong.one_gpu.inputs[1]),
        ),
        AskOption(
            wrong.half,
            Phrase("an add is free"),
            Phrase("A weight takes part in a multiply and an add: that is two operations for each token."),
            Phrase("{a} / 2", a=told.input.ideal),
        ),
    )
    return mixed(right, others, seed=2)


def _spare(told: PriceQuestion) -> tuple[AskOption, ...]:
    """More mistakes about a token of output, for settings at which two of the others come to the same."""
    wrong = told.wrong
    return (
        AskOption(
            wrong.again,
            Phrase("the prompt once more"),
            Phrase("The keys and values of the prompt are kept: nothing of it is computed again."),
            Phrase("{a} × {b}", a=told.input.ideal, b=wrong.again.inputs[1]),
        ),
        AskOption(
            wrong.back,
            Phrase("read and written back"),
            Phrase("The weights are only read; nothing of them is written back."),
            Phrase("{a} × 2", a=told.output.ideal),
        ),
    )


def _output_options(f: Frame) -> tuple[AskOption, ...]:
    told = question(f)
    wrong, step, tokens = told.wrong, told.output.whole, told.output.tokens
    right = AskOption(
        told.output.ideal, Phrase("its share of the step"), Phrase(""), Phrase("{a} / {b}", a=step, b=tokens)
    )
    others = (
        AskOption(
            wrong.as_input,
            Phrase("as one of input"),
            Phrase("The math is about the same; but so few tokens share a step that it waits for the weights."),
            Phrase("{a} / {b}", a=told.input.whole, b=told.input.tokens),
        ),
        AskOption(
            wrong.step,
            Phrase("the whole step"),
            Phrase("A step gives a token to every conversation of the batch; one holds only its share of it."),
            Phrase("{a}, shared by nobody", a=step),
        ),
        AskOption(
            wrong.gpu_step,
            Phrase("one GPU reads it all"),
            Phrase("Each GPU reads only its own part of the weights, all at the same time."),
            Phrase("{a} × {b} GPUs", a=told.output.ideal, b=wrong.gpu_step.inputs[1]),
        ),
        AskOption(
            wrong.no_cache,
            Phrase("weights alone"),
            Phrase("A step reads the cache of every conversation as well, and nobody shares that."),
            Phrase("{w} / {b} of bandwidth / {n}", w=f.world.letters.weights, b=f.world.letters.bandwidth, n=tokens),
        ),
    )
    return mixed(right, (*others, *_spare(told)), seed=5)


def _fields(f: Frame) -> Mapping[str, Any]:
    told = question(f)
    return {
        "asked": told.other.batch,
        "here": told.here.ideal,
        "now": told.here.batch,
        "name": told.card.name,
        "date": told.card.date,
        "tokens": told.input.tokens,
        "step": told.output.tokens,
    }


def _ratio(f: Frame) -> Quantity:
    return question(f).card.ratio


def _in(f: Frame) -> Quantity:
    return question(f).input.ideal


def _out(f: Frame) -> Quantity:
    return question(f).output.ideal


def _other(f: Frame) -> Quantity:
    return question(f).other.ideal


ASKS = {
    "card": Ask(
        "How many times the price of input does {name} ask for output?",
        _ratio,
        note="On its price list of {date}, for a million tokens of each.",
        options=LiveOptions(4, _card_options),
        fields=_fields,
        lands=0.55,
    ),
    "input": Ask(
        "How long does one token of a prompt hold the whole machine?",
        _in,
        note="One pass reads {tokens}; ideal time.",
        options=LiveOptions(4, _input_options),
        fields=_fields,
        lands=0.62,
    ),
    "output": Ask(
        "And how long does one token of the answer hold it?",
        _out,
        note="One step gives {step}; ideal time.",
        options=LiveOptions(4, _output_options),
        fields=_fields,
        lands=0.62,
    ),
    "batch": Ask(
        "At batch {now} output takes {here} as long as input. And at batch {asked}?",
        _other,
        note="Ideal, all else as it is; a rough number will do.",
        tempts="A larger batch shares the weights but not the cache, so the ratio does not fall in step with it.",
        fields=_fields,
        lands=0.55,
    ),
}
