"""Little's law in boxes: tokens a second, answers in flight, the cache of one, of all of them, and how many fit."""

from __future__ import annotations

from tourapp.learning.labs.kinds import Box, Hints, Mistake
from tourapp.learning.labs.serve_it.case import ServeCase
from tourapp.quantity import Quantity
from tourapp.words import Phrase


def _user_mb(case: ServeCase) -> float:
    return float(case.user.to("MB").value)


def _flow_below(case: ServeCase) -> Phrase:
    return Phrase("{r:g} requests/s", r=case.rate)


def _flight_below(case: ServeCase) -> Phrase:
    return Phrase("{t} for each token", t=case.limits[1])


def _user_below(case: ServeCase) -> Phrase:
    return Phrase("{n} tokens", n=case.prompt + case.answer)


def _held_below(_case: ServeCase) -> Phrase:
    return Phrase("at once")


def _fit_below(case: ServeCase) -> Phrase:
    return Phrase("room: {room}", room=case.room)


def _fit_hints(_case: ServeCase) -> Hints:
    return (
        Phrase("Look at the room that is left beside the weights."),
        Phrase("How often what one keeps goes into the room."),
        Phrase("room / …"),
    )


def _flow_hints(case: ServeCase) -> Hints:
    return (
        Phrase("Look at the load: how many tokens has an answer?"),
        Phrase("Requests a second, times the tokens of an answer."),
        Phrase("{r:g} × …", r=case.rate),
    )


def _flight_hints(_case: ServeCase) -> Hints:
    return (
        Phrase("Look at the limit between tokens: so long each token stays under way."),
        Phrase("Little: what is under way is the flow times the time it takes."),
        Phrase("flow × …"),
    )


def _user_hints(_case: ServeCase) -> Hints:
    return (
        Phrase("Look at the whole conversation: prompt and answer."),
        Phrase("Bytes of a token, times all its tokens; `token` stands for the first."),
        Phrase("token × (prompt + …)"),
    )


def _held_hints(_case: ServeCase) -> Hints:
    return (
        Phrase("Look at the two boxes above."),
        Phrase("So many caches as answers are in flight."),
        Phrase("flight × …"),
    )


BOXES = (
    Box(
        "flow",
        Phrase("tokens a second"),
        "1/s",
        lambda case: Quantity(case.flow, "1/s", "answer tokens a second", "X"),
        _flow_hints,
        _flow_below,
        (
            Mistake(
                lambda case: case.rate * (case.prompt + case.answer),
                Phrase("Prompts are read, not written: count answers."),
            ),
            Mistake(lambda case: case.rate * case.prompt, Phrase("Those are prompt tokens: count answers.")),
        ),
    ),
    Box(
        "flight",
        Phrase("answers in flight"),
        "1",
        lambda case: Quantity(case.flight, "1", "answers in flight", "L"),
        _flight_hints,
        _flight_below,
        (
            Mistake(lambda case: case.flow / case.itl, Phrase("Divided: Little multiplies flow and time.")),
            Mistake(lambda case: case.rate * case.itl, Phrase("Those are requests: take the tokens a second.")),
            Mistake(lambda case: case.flow * case.itl * 1000, Phrase("1,000 times too much: milliseconds.")),
        ),
        sign="×",
    ),
    Box(
        "user",
        Phrase("one keeps"),
        "MB",
        lambda case: case.user,
        _user_hints,
        _user_below,
        (
            Mistake(
                lambda case: _user_mb(case) * case.prompt / (case.prompt + case.answer),
                Phrase("Without its answer: that is kept too."),
            ),
        ),
    ),
    Box(
        "held",
        Phrase("all of them keep"),
        "GB",
        lambda case: case.held,
        _held_hints,
        _held_below,
        (
            Mistake(
                lambda case: _user_mb(case) * case.rate / 1000, Phrase("Not the requests of a second: those in flight.")
            ),
        ),
        rule=True,
    ),
    Box(
        "fit",
        Phrase("so many fit there"),
        "1",
        lambda case: Quantity(case.fits, "1", "conversations that fit", "F"),
        _fit_hints,
        _fit_below,
        (
            Mistake(
                lambda case: (float(case.room.value) + case.weights) / float(case.user.value),
                Phrase("The weights lie in that memory too: only the room is left."),
            ),
            Mistake(
                lambda case: case.room.value / float(case.held.value), Phrase("Divide by what one keeps, not all.")
            ),
        ),
        rel=0.0,
        near=1.0,
    ),
)
