"""The command line: parsing, printing and exit statuses. What a command does lives in its own module.

Exit statuses: 0 done, 1 anything else, 2 wrong arguments, 3 this computer lacks something.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

from tourapp import __version__
from tourapp.cli.result import Result
from tourapp.errors import TourError, UsageError

COMMANDS = (
    "open",
    "list",
    "snapshot",
    "export",
    "tokens",
    "generate",
    "explain",
    "simulate",
    "bench",
    "doctor",
    "model",
    "tour",
    "record",
)


class Parser(argparse.ArgumentParser):
    """An argument parser that reports a wrong argument as one line instead of exiting by itself."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self.prog}: {message}")


def build_parser(names: Sequence[str]) -> Parser:
    """A parser with the named commands only: a command's imports are paid for when it is used."""
    parser = Parser(prog="tourapp", description="One Request: inside LLM inference.", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"One Request {__version__}")
    sub = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for name in names:
        importlib.import_module(f"tourapp.cli.{name}").register(sub)
    return parser


def _chosen(argv: Sequence[str]) -> list[str]:
    """Which command modules this call needs; a call without a command opens the tour."""
    if argv and argv[0] in COMMANDS:
        return [argv[0]]
    return [*COMMANDS]


def _normalise(argv: list[str]) -> list[str]:
    """Without a command, the arguments belong to `open`."""
    if not argv or (argv[0] not in COMMANDS and argv[0] not in ("-h", "--help", "--version") and argv[0][:1] == "-"):
        return ["open", *argv]
    return argv


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status and never raises for a person's mistake."""
    words = _normalise([*(sys.argv[1:] if argv is None else argv)])  # `list` is a command here
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]
    try:
        args = build_parser(_chosen(words)).parse_args(words)
        if not getattr(args, "run", None):
            raise UsageError(f"tourapp: name a command, one of: {', '.join(COMMANDS)}")
        result: Result = args.run(args)
        _print(result, json_wanted=getattr(args, "json", False))
        return result.status
    except KeyboardInterrupt:
        return _fail("tourapp: stopped", 1, debug)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - the reader has gone; nothing is left to say
        return 0
    except TourError as error:
        return _fail(str(error), error.exit_status, debug)
    except Exception as error:  # the last net: one line for people, the traceback behind --debug
        return _fail(f"{_where(error)}: {type(error).__name__}: {error} (add --debug for details)", 1, debug)


def _where(error: Exception) -> str:
    """The file and line of a scene that raised, else the program's name."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        _, sign, rest = frame.filename.rpartition("/scenes/")
        if sign:
            return f"scenes/{rest}:{frame.lineno}"
    return "tourapp"


def _print(result: Result, json_wanted: bool) -> None:
    if json_wanted:
        print(json.dumps(result.data, ensure_ascii=True, allow_nan=False))
    elif result.text:
        print(result.text.encode("utf-8", "replace").decode("utf-8"))


def _fail(message: str, status: int, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    print(" ".join(message.split()), file=sys.stderr)
    return status
