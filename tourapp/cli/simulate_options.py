"""The options of `tourapp simulate`: ids, flags, types and ranges in one table, and how their values are
read and checked.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tourapp.errors import DamagedFileError, UsageError
from tourapp.sim import batching, network, queue, speculation
from tourapp.sim.workload import MOST_REQUESTS, MOST_SLOTS, MOST_TOKENS

MOST_SEED = 2**63 - 1
ON, OFF = ("1", "on", "true", "yes"), ("0", "off", "false", "no")


@dataclass(frozen=True, slots=True)
class Option:
    """One input: `kind` is int, float, bool, text, place or choice; numbers lie from `low` to `high`."""

    id: str
    flags: tuple[str, ...]
    kind: str
    default: Any
    low: float = 0.0
    high: float = 0.0
    choices: tuple[str, ...] = ()
    made: bool = False  # belongs to the workload made when no file is given
    alias: str = ""  # another id that --set takes
    follows: str = ""  # the input of the tour whose default this is

    @property
    def start(self) -> Any:
        """The value where none is given."""
        if not self.follows:
            return self.default
        from tourapp.world import Inputs, controls

        exact = Inputs.__dataclass_fields__[self.follows].metadata.get("exact")  # raises where a table is damaged
        return controls()[self.follows].default if exact is None else exact()

    @property
    def words(self) -> str:
        """For --help: what is allowed, and the default."""
        if self.follows:
            return f"{self.allowed} (default: that of the tour)"
        shown = (
            "none"
            if self.default is None
            else ("on" if self.default else "off")
            if self.kind == "bool"
            else self.default
        )
        return f"{self.allowed} (default {shown})".replace("%", "%%")

    @property
    def allowed(self) -> str:
        """What may be given."""
        if self.kind in ("int", "float"):
            kind = "a whole number" if self.kind == "int" else "a number"
            return f"{kind} from {self.low:.10g} to {self.high:{'d' if isinstance(self.high, int) else '.10g'}}"
        if self.kind == "bool":
            return "on or off"
        return f"one of: {', '.join(self.choices)}" if self.choices else "the name of a JSON file"

    def read(self, text: str, name: str) -> Any:
        """The value of a word from the command line; UsageError names the argument and what is allowed."""
        value: Any = text
        if self.kind in ("int", "float"):
            value = _number(text, self.kind)
            good = value is not None and math.isfinite(value) and self.low <= value <= self.high
        elif self.kind == "bool":
            value, good = text.lower() in ON, text.lower() in ON + OFF
        elif self.kind == "place":
            value = "-".join(text.lower().split())
            good = value in network.cities() or value in network.regions()
        elif self.kind == "choice":
            good = text in self.choices
        else:
            good = bool(text)
        if not good:
            raise UsageError(f"{name}: {text[:40]!r} is not usable; use {self.allowed}")
        return value


@dataclass(frozen=True, slots=True)
class Given:
    """The values of one command by id; `named` are the flags a person typed, `generator` those a workload
    file replaces.
    """

    values: dict[str, Any]
    named: frozenset[str] = field(default_factory=frozenset)
    generator: frozenset[str] = field(default_factory=frozenset)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


def _number(text: str, kind: str) -> float | int | None:
    try:
        return int(text) if kind == "int" else float(text)
    except ValueError:
        return None


def _seed(name: str) -> Option:
    return Option(name, ("--seed",), "int", 7, 0, MOST_SEED, alias="seed")


def _of_the_tour(name: str, flags: tuple[str, ...], kind: str, ends: tuple[float, float]) -> Option:
    """A property of a made workload whose default is that of the tour's own requests."""
    return Option(name, flags, kind, None, *ends, made=True, follows=name)


def _known(places: Callable[[], dict[str, Any]]) -> tuple[str, ...]:
    """Ids for --help and messages; none where their file is damaged: then the simulation itself says so."""
    try:
        return tuple(places())
    except DamagedFileError:
        return ()


_FROM, _TO = _known(network.cities), _known(network.regions)
_WORKLOAD = Option("workload", ("--workload",), "text", None)
SIMULATIONS: dict[str, tuple[Option, ...]] = {
    "network": (
        Option("from_city", ("--from", "--from-city"), "place", "new-york", choices=_FROM),
        Option("to_region", ("--to", "--to-region"), "place", "frankfurt", choices=_TO),
        Option("stretch", ("--stretch",), "float", 1.4, 1, 10),
        Option("connection", ("--connection",), "choice", "cold", choices=network.CONNECTIONS),
        Option("rest_ms", ("--rest-ms",), "float", network.REST_SECONDS * 1000, 0, 10_000),
        _seed("seed"),
    ),
    "queue": (
        Option("arrival_rate", ("--arrival-rate",), "float", None, 1e-6, 1e6, follows="arrival_rate"),
        Option("replicas", ("--replicas",), "int", 4, 1, queue.MAX_REPLICAS),
        Option("mean_service", ("--service", "--mean-service"), "float", None, 1e-6, 1e6, follows="mean_service"),
        Option("burstiness", ("--burstiness",), "float", 1.0, 0, 10),
        _seed("queue_seed"),
    ),
    "batching": (
        _WORKLOAD,
        _of_the_tour("requests", ("--requests",), "int", (1, MOST_REQUESTS)),
        _of_the_tour("mean_output", ("--mean-output",), "float", (1, MOST_TOKENS)),
        _of_the_tour("variance", ("--variance",), "float", (0, 5)),
        _of_the_tour("load", ("--load", "--arrival-rate"), "float", (0, 1e6)),
        _of_the_tour("slots", ("--slots",), "int", (1, MOST_SLOTS)),
        Option("chunk", ("--chunk",), "int", batching.CHUNK, 1, MOST_TOKENS),
        Option("batch_seed", ("--seed",), "int", None, 0, MOST_SEED, alias="seed", follows="batch_seed"),
    ),
    "paging": (
        _WORKLOAD,
        Option("requests", ("--requests",), "int", 16, 1, 10_000, made=True),
        Option("slots", ("--slots",), "int", 8, 1, MOST_SLOTS, made=True),
        Option("block_size", ("--block-size",), "int", 4, 1, 4096, made=True),
        Option("pool_blocks", ("--blocks",), "int", 40, 1, 100_000, made=True, alias="blocks"),
        Option("max_len", ("--max-len",), "int", 64, 2, 1024, made=True),
        Option("paging_arrival", ("--arrival-rate",), "float", 0.2, 0, 1e6, made=True, alias="arrival_rate"),
        Option("share_prompt", ("--share-prompt",), "bool", True),
        Option("fork", ("--fork",), "bool", True, made=True),
        _seed("seed"),
    ),
    "speculation": (
        Option("alpha", ("--alpha",), "float", 0.8, 0, 1),
        Option("gamma", ("--gamma",), "int", 4, 0, speculation.MOST_GAMMA),
        Option("cost", ("--cost",), "float", 0.1, 0, 1000),
        Option("cycles", ("--cycles",), "int", speculation.CYCLES, 2, 10_000_000),
        _seed("seed"),
    ),
    "loop": (
        Option("prompt", ("--prompt",), "int", 34, 1, MOST_TOKENS),
        Option("answer", ("--answer",), "int", 53, 1, MOST_TOKENS),
    ),
}


def read_options(simulation: str, args: argparse.Namespace) -> Given:
    """All values of a simulation: defaults, then options, then --set. UsageError for anything unusable."""
    options = {option.id: option for option in SIMULATIONS[simulation]}
    values = {name: option.start for name, option in options.items()}
    named = set()
    for name, option in options.items():
        word = getattr(args, name)
        if word is not None:
            values[name] = option.read(word, option.flags[0])
            named.add(name)
    aliases = {option.alias: name for name, option in options.items() if option.alias}
    for pair in args.set:
        name, equals, word = pair.partition("=")
        if not equals:
            raise UsageError(f"--set: {pair[:40]!r} is not NAME=VALUE")
        name = name.strip()
        name = name if name in options else aliases.get(name, name)
        checked = _check_shared(name, word, tuple(options))
        if name in options:
            value = options[name].read(word, f"--set {name}")
            values[name] = value if checked is None else checked
            named.add(name)
    made = frozenset(option.flags[0] for option in options.values() if option.made)
    return Given(values, frozenset(options[name].flags[0] for name in named), made)


def _check_shared(name: str, word: str, known: tuple[str, ...]) -> Any:
    """The value as the shared input of that id takes it; None for an id that only this command has.

    An input that this simulation does not read is checked all the same, and then has no effect here.
    """
    from tourapp.world import controls

    control = controls().get(name)
    if control is not None:
        try:
            return control.check(word)
        except UsageError as error:
            raise UsageError(f"--set {error}") from None
    if name not in known:
        raise UsageError(
            f"--set: {name[:40]!r} is no input; use one of: {', '.join(dict.fromkeys((*known, *controls())))}"
        )
    return None
