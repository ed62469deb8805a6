"""The command line: parsing, printing and exit statuses. What a command does lives in its own module.

Exit statuses: 0 done, 1 anything else, 2 wrong arguments, 3 this computer lacks something, 130 stopped by Ctrl-C, 143
stopped by the system.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
import traceback
from collections.abc import Sequence
from typing import Any, NoReturn

from tourapp import __version__
from tourapp.cli.own_options import remembered_rows
from tourapp.cli.result import Result
from tourapp.cli.streams import STOPPED, OutputError, hush, speak_plainly, stoppable
from tourapp.errors import TourError, UsageError
from tourapp.nearest import did_you_mean

COMMANDS = (
    "open",
    "list",
    "snapshot",
    "export",
    "tokens",
    "generate",
    "explain",
    "levers",
    "rules",
    "plan",
    "validate",
    "simulate",
    "bench",
    "doctor",
    "settings",
    "model",
    "tour",
    "lesson",
    "lab",
    "quiz",
    "class",
    "learner",
    "record",
    "desktop",
    "licences",
    "uninstall",
)
MODULES = {"class": "class_gain"}
"""Commands whose module is called otherwise: no module may be called `class`."""
WITH_ROWS = (
    *("open", "list", "snapshot", "export", "explain", "levers", "rules", "plan", "validate", "simulate"),
    *("bench", "tour", "lesson"),
)
"""Commands that a person's own models and GPUs are at hand for."""


WRONG = re.compile(r"unrecognized arguments: (--[\w-]+)|invalid choice: '([^']+)'")
"""What argparse says of an option that is none, and of a word that is none of the choices."""
LONGEST_WORD = 300
"""Characters of a word in a message: what somebody pasted by mistake is cut."""


class Parser(argparse.ArgumentParser):
    """An argument parser that reports a wrong argument as one line instead of exiting by itself."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with the parser's words, and what was probably meant."""
        raise UsageError(f"{self.prog}: {message}{self._meant(message)}")

    def _meant(self, message: str) -> str:
        """The option or choice nearest to the wrong one of a message."""
        wrong = WRONG.search(message)
        if wrong is None:
            return ""
        below = [
            each for action in self._actions if isinstance(action.choices, dict) for each in action.choices.values()
        ]
        actions = [action for parser in (self, *below) for action in parser._actions]
        known = [name for action in actions for name in action.option_strings]
        choices = [str(each) for action in actions for each in action.choices or ()]
        return did_you_mean(wrong.group(1) or wrong.group(2), known if wrong.group(1) else choices)

    def add_argument(self, *names: Any, **how: Any) -> argparse.Action:
        """One more argument; its help also says what it accepts, as its type or its choices know."""
        if "--json" in names:
            how.setdefault("help", "print one JSON object")
        choices = [str(choice) for choice in how.get("choices") or ()]
        allowed = getattr(how.get("type"), "allowed", "") or ", ".join(choices)
        words = how.get("help") or ""
        if allowed and words is not argparse.SUPPRESS and not all(choice in words for choice in choices or [allowed]):
            how["help"] = f"{words}: {allowed}" if words else allowed
        return super().add_argument(*names, **how)

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        """`--name=--` gives an option the text `--`; argparse itself drops it and then has no value to read."""
        if action.option_strings and arg_strings == ["--"] and action.nargs is None:
            value = self._get_value(action, "--")
            self._check_value(action, value)
            return value
        return super()._get_values(action, arg_strings)


def build_parser(names: Sequence[str]) -> Parser:
    """A parser with the named commands only: a command's imports are paid for when it is used."""
    parser = Parser(prog="tourapp", description="One Request: inside LLM inference.", allow_abbrev=False)
    parser.add_argument("--debug", action="store_true", help="show where an error arose; anywhere on the line")
    parser.add_argument("--version", action="version", version=f"One Request {__version__}")
    sub = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for name in names:
        importlib.import_module(f"tourapp.cli.{MODULES.get(name, name)}").register(sub)
    return parser


def _chosen(argv: Sequence[str]) -> list[str]:
    """Which command modules this call needs; a call without a command opens the tour."""
    if argv and argv[0] in COMMANDS:
        return [argv[0]]
    return [*COMMANDS]


def _normalise(argv: list[str]) -> list[str]:
    """Without a command, the arguments belong to `open`; a lesson's file alone is opened, as a double click has it."""
    if argv and argv[0] not in COMMANDS and argv[0].endswith(".lesson"):
        return ["open", *argv]
    if not argv or (argv[0] not in COMMANDS and argv[0] not in ("-h", "--help", "--version") and argv[0][:1] == "-"):
        return ["open", *argv]
    return argv


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status and never raises for a person's mistake. May be called again."""
    words, debug = _without_debug([*(sys.argv[1:] if argv is None else argv)])  # `list` is a command here
    words = _normalise(words)
    try:
        with stoppable():
            speak_plainly()
            args = build_parser(_chosen(words)).parse_args(words)
            if not getattr(args, "run", None):
                raise UsageError(f"tourapp: name a command, one of: {', '.join(COMMANDS)}")
            if words and words[0] in WITH_ROWS:
                remembered_rows()
            result: Result = args.run(args)
            _print(result, json_wanted=getattr(args, "json", False))
            return result.status
    except KeyboardInterrupt as stop:
        return _fail("tourapp: stopped", STOPPED[type(stop)], debug)
    except BrokenPipeError:
        hush()  # the reader has gone; nothing is left to say
        return 0
    except OutputError as error:
        hush()
        return _fail(str(error), error.exit_status, debug)
    except TourError as error:
        return _fail(str(error), error.exit_status, debug)
    except Exception as error:  # the last net: one line for people, the traceback behind --debug
        return _fail(f"{_where(error)}: {type(error).__name__}: {error} (add --debug for details)", 1, debug)


def _without_debug(words: list[str]) -> tuple[list[str], bool]:
    """The words without `--debug`, wherever it stands before `--`, and whether it was there."""
    end = words.index("--") if "--" in words else len(words)
    kept = [word for word in words[:end] if word != "--debug"]
    return kept + words[end:], len(kept) < end


def _where(error: Exception) -> str:
    """The file and line of a scene that raised, else the program's name."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        _, sign, rest = frame.filename.rpartition("/scenes/")
        if sign:
            return f"scenes/{rest}:{frame.lineno}"
    return "tourapp"


def _print(result: Result, json_wanted: bool) -> None:
    """On stdout, and all of it: a full disk behind it is an error like any other."""
    text = json.dumps(result.data, ensure_ascii=True, allow_nan=False) if json_wanted else result.text
    try:
        if text:
            print(text.encode("utf-8", "replace").decode("utf-8"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"output: cannot be written ({error.strerror or error}); choose another place") from error


def _fail(message: str, status: int, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    line = " ".join(word if len(word) <= LONGEST_WORD else f"{word[:120]}…{word[-60:]}" for word in message.split())
    print("".join(each if each.isprintable() else "?" for each in line), file=sys.stderr)
    return status
