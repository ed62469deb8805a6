"""World part of the third question: how many conversations fit beside the weights, how that falls with their length,
and what brings the number back up.

Users at every length are the cost model's, in one sweep. `users_paged` rounds a conversation up to whole blocks and
takes what a pass needs beside weights and cache out of the room, as an engine has to; without it the number is the
ceiling. Little's law leads from conversations at once to requests a second and to people. Not here: the queue, and
paging itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp import specs
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED, SETTING
from tourapp.sim.answer_times import answer_times
from tourapp.sim.cost import LIMITS, Costs, Scenario, cost
from tourapp.sim.cost.beyond import memory_beside
from tourapp.sim.cost.cache import cache
from tourapp.words import Phrase
from tourapp.world.declare import Block, number, switch
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO
from tourapp.world.users_wrong import OTHER, wrong_users

SHORTEST, LONGEST, POINTS = 512, 1_048_576, 265
"""Lengths of a conversation that are looked at, in tokens, and how many of them."""
BLOCK = 16
"""Tokens of a block where blocks are counted."""
MOST_TOGETHER = int(LIMITS["batch"][4])
"""Sequences of the largest batch that the cost model knows."""
TWICE = 1.99
"""From this multiple on a way counts as a factor of two (a cache of half the bytes may miss it by its scales)."""
RESCUES = ("kv", "weights", "gpus", "model")
"""Ways to more conversations, the cheapest first."""
LONG = 32_768
"""The length at which a class is asked again."""


@dataclass(frozen=True)
class UsersInputs(Block):
    """What counts as room, and how often a person asks."""

    users_paged: bool = switch("Count blocks of 16", False)
    users_think: float = number("Between questions", 5, 3600, 120, 5, unit="s", log=True)


@dataclass(frozen=True, slots=True)
class UsersAt:
    """One length of a conversation: its bytes, conversations that fit before rounding down, whole ones, and the bytes
    left over by those, too few for one more."""

    context: Quantity
    per_sequence: Quantity
    exact: Quantity
    users: Quantity
    left: Quantity

    @property
    def pair(self) -> tuple[Quantity, Quantity]:
        """Its bytes, and how many fit before rounding down."""
        return self.per_sequence, self.exact


@dataclass(frozen=True, slots=True)
class UsersRescue:
    """One way to more conversations: its name, users with it (before rounding down, and whole), and how many times as
    many (None where none fit before). None of its figures where it changes nothing here: `why_not`."""

    id: str
    words: Phrase
    exact: Quantity | None
    users: Quantity | None
    times: Quantity | None

    def factor(self) -> float:
        """`times` as a number, 0 where it is not told."""
        return 0.0 if self.times is None else float(self.times.value)

    @property
    def doubles(self) -> bool:
        """Whether it brings twice as many, or more."""
        return self.factor() >= TWICE


@dataclass(frozen=True, slots=True)
class UsersPeople:
    """From conversations at once to people: seconds that one takes, requests a second (Little), seconds between two
    questions of a person, people served."""

    stay: Quantity
    rate: Quantity
    think: Quantity
    people: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class UsersQuestion:
    """usable, weights, beside (taken out for a pass, only where blocks are counted) and the room that is left, in B;
    kappa: B a token, the product of `factors` (layers, numbers of one, bytes of one);
    longest: tokens of one that has all the room (None where a window
    bounds what layers keep, or nothing is left); weights_share: of usable memory, one_share: of the room (None where
    not one fits); here: at the scenario's context, long: at LONG. lengths [n] and exact [n]: the curve. wrong: what
    others answer, by the misconception ('weights' forgotten, 'reserve' filled, only 'keys' kept, 'sizes': memory over
    the weights, 'context' taken for free, the 'batch' taken for it, 'heads' shared where they are not), at
    `here` and at LONG."""

    usable: Quantity
    weights: Quantity
    beside: Quantity | None
    room: Quantity
    kappa: Quantity
    factors: tuple[Quantity, ...]
    longest: Quantity | None
    weights_share: Quantity
    one_share: Quantity | None
    here: UsersAt
    long: UsersAt
    lengths: np.ndarray
    exact: np.ndarray
    wrong: dict[str, Quantity]
    wrong_long: dict[str, Quantity]
    rescues: tuple[UsersRescue, ...]
    people: UsersPeople | None

    @property
    def next_factor(self) -> UsersRescue | None:
        """The cheapest way to twice as many that keeps the model: bits before GPUs; where none gives so much, the one
        that brings most; None where none can be told."""
        own = [each for each in self.rescues if each.times is not None and each.id != "model"]
        return next((each for each in own if each.doubles), max(own, key=UsersRescue.factor, default=None))

    def at(self, tokens: float) -> float:
        """Conversations of so many tokens that fit, before rounding down, read off the curve."""
        return float(np.exp(np.interp(np.log(tokens), np.log(self.lengths), np.log(np.maximum(self.exact, 1e-9)))))

    def ends(self, most: int) -> np.ndarray:
        """The longest conversation, in tokens, of which 1 … most fit; 0 where so many never do [most]."""
        counts = np.arange(1, most + 1)
        falling, lengths = self.exact[::-1], self.lengths[::-1]
        found = np.exp(np.interp(np.log(counts), np.log(np.maximum(falling, 1e-9)), np.log(lengths)))
        return np.where(counts <= self.exact[0], found, 0.0)


@part("users_question", reads=(*SCENARIO, "output_tokens", "users_paged", "users_think"), needs=("cost",))
def _users_question(view: PartView) -> UsersQuestion:
    costs: Costs = view.cost
    asked, paged = costs.scenario, bool(view.users_paged)
    room = _room(asked, paged=paged)
    here, long = (_at(asked, room, context, paged=paged) for context in (int(asked.context), LONG))
    lengths = np.unique(np.round(np.geomspace(SHORTEST, LONGEST, POINTS)))
    swept = _at(asked, room, lengths, paged=paged).exact.value
    return UsersQuestion(
        usable=room.usable,
        weights=room.weights,
        beside=room.beside,
        room=room.left,
        kappa=costs.kv_bytes_per_token,
        factors=costs.kv_bytes_per_token.inputs,
        longest=_longest(asked, room, costs.kv_bytes_per_token),
        weights_share=_share("weights, as a share of usable memory", room.weights, room.usable),
        one_share=_share("one conversation, as a share of the room", here.per_sequence, room.left)
        if float(here.users.value)
        else None,
        here=here,
        long=long,
        lengths=lengths,
        exact=np.maximum(np.asarray(swept, dtype=float), 0.0),
        wrong=wrong_users(asked, room.pair, here.pair, here.users),
        wrong_long=wrong_users(asked, room.pair, long.pair, here.users),
        rescues=_rescues(asked, here, paged=paged),
        people=_people(asked, here, int(view.output_tokens), float(view.users_think)),
    )


@dataclass(frozen=True, slots=True)
class _Room:
    """What conversations share, in B."""

    usable: Quantity
    weights: Quantity
    beside: Quantity | None
    left: Quantity

    @property
    def pair(self) -> tuple[Quantity, Quantity]:
        """Usable memory and weights."""
        return self.usable, self.weights


def _room(asked: Scenario, *, paged: bool) -> _Room:
    """Usable memory without weights and, where blocks are counted, without what a pass needs beside them."""
    capacity = cost(replace(asked, context=1)).capacity
    usable, weights = capacity.usable_bytes, capacity.weight_bytes
    if not paged:
        left = derive("room for conversations", "room", "B", "U - W", usable, weights)
        return _Room(usable, weights, None, left)
    found = memory_beside(asked)
    nothing = Quantity(0.0, "B", "nothing, where the reserve holds all of it", "Z_0", source=DEFINED)
    needs = (found.total, asked.quantity("gpus"), capacity.reserve_bytes, nothing)
    beside = derive("what a pass needs beyond the reserve", "Z_more", "B", "maximum(Z_all * G - R, Z_0)", *needs)
    left = derive("room for conversations", "room", "B", "U - W - Z_more", usable, weights, beside)
    return _Room(usable, weights, beside, left)


def _at(asked: Scenario, room: _Room, context: int | np.ndarray, *, paged: bool) -> UsersAt:
    """Conversations of some length; an array of lengths gives arrays."""
    taken = np.ceil(np.asarray(context) / BLOCK) * BLOCK if paged else context
    one = replace(asked, context=taken if isinstance(context, np.ndarray) else int(taken))
    held, length = cache(one).per_sequence, asked.quantity("context")
    if isinstance(context, int) and context != int(asked.context):
        length = Quantity(context, "token", "length of a long conversation", "s_long", source=DEFINED)
    exact = derive("conversations that fit, before rounding down", "n", "1", "room / κ_s", room.left, held)
    users = derive("conversations that fit", "users", "1", "maximum(floor(n), 0)", exact)
    left = derive("left over, too little for one more", "rest", "B", "room - users * κ_s", room.left, users, held)
    return UsersAt(length, held, exact, users, left)


def _share(words: str, part_: Quantity, whole: Quantity) -> Quantity:
    return derive(
        Phrase(words), "n", "share", "x_1 / x_2", part_.named(part_.name, "x_1"), whole.named(whole.name, "x_2")
    )


def _longest(asked: Scenario, room: _Room, kappa: Quantity) -> Quantity | None:
    """The longest conversation that has all the room to itself."""
    if asked.model_spec.window is not None or float(room.left.value) <= 0:
        return None
    return derive("longest conversation that fits at all", "s_max", "token", "room / κ", room.left, kappa)


def _rescues(asked: Scenario, here: UsersAt, *, paged: bool) -> tuple[UsersRescue, ...]:
    """What brings more: the cache in 8 bits, weights in fewer bits, twice the GPUs, a model that shares its keys."""
    bits = {16: 8, 8: 4}.get(asked.kv_bits)
    fewer = {16: 8, 8: 4}.get(asked.weight_bits)
    words = (
        Phrase("a cache in {n} bits", n=bits or asked.kv_bits),
        Phrase("weights in {n} bits", n=fewer or asked.weight_bits),
        Phrase("twice the GPUs"),
        Phrase("{name} instead", name=specs.model(OTHER).name),
    )
    tried = (
        replace(asked, kv_bits=bits) if bits else None,
        replace(asked, weight_bits=fewer, math=asked.gpu_spec.math_bits(fewer)) if fewer else None,
        replace(asked, gpus=2 * asked.gpus) if asked.gpus <= 8 else None,
        None if asked.model_spec.id == OTHER else replace(asked, model=OTHER),
    )
    return tuple(_rescue(id, words[place], tried[place], here, paged=paged) for place, id in enumerate(RESCUES))


def _rescue(id: str, words: Phrase, there: Scenario | None, here: UsersAt, *, paged: bool) -> UsersRescue:
    if there is None:
        return UsersRescue(id, words, None, None, None)
    found = _at(there, _room(there, paged=paged), int(here.context.value), paged=paged)
    times = None
    if float(here.exact.value) > 0:
        pair = (found.exact.named(found.exact.name, "n_1"), here.exact.named(here.exact.name, "n_0"))
        times = derive(Phrase("conversations, as a multiple"), "r", "times", "n_1 / n_0", *pair)
    return UsersRescue(id, words, found.exact, found.users, times)


def _people(asked: Scenario, here: UsersAt, answer: int, seconds: float) -> UsersPeople | None:
    """Little's law: conversations at once = requests a second x seconds each, with all that fit in one batch; None
    where none fits."""
    count = int(here.users.value)
    if count < 1:
        return None
    think = Quantity(seconds, "s", "between an answer and the next question", "Z", source=SETTING)
    together = replace(asked, batch=min(count, MOST_TOGETHER))
    stay = answer_times(together, answer).achieved_total.named("one answer, achieved, with all of them in a batch", "L")
    rate = derive("requests a second", "X", "1/s", "N / L", here.users.named(here.users.name, "N"), stay)
    people = derive("people served", "P", "1", "floor(X * (L + Z))", rate, stay, think)
    return UsersPeople(stay, rate, think, people)
