"""A person's JSON file as a plain object: small, in UTF-8, each name once, and no number that JSON does not know."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tourapp.errors import UsageError
from tourapp.files import read_small

LARGEST = 4_000_000
"""Bytes. The longest published configurations (lists of layers that are not quantized) have a tenth of it."""
LONGEST_WORD = 60
"""Letters of a value in a message."""


def read_object(path: Path, what: str) -> dict[str, Any]:
    """The JSON object in a file. UsageError names file, field and remedy; `what` says what the file should be."""
    return parse_object(read_small(path, LARGEST, what), path.name, what)


def parse_object(data: bytes, name: str, what: str) -> dict[str, Any]:
    """The JSON object in the bytes of a file called `name`. UsageError as for `read_object`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except _FieldError as error:
        raise UsageError(f"{name}: {error}") from None
    except json.JSONDecodeError as error:
        raise UsageError(f"{name}: line {error.lineno} is not JSON ({error.msg.lower()}); give {what}") from None
    except RecursionError:
        raise UsageError(f"{name}: is nested too deeply; give {what}") from None
    except ValueError:  # a whole number of thousands of digits
        raise UsageError(f"{name}: a number in it is far too long; give {what}") from None
    if not isinstance(found, dict):
        raise UsageError(f"{name}: is {kind_of_value(found)}, not an object in braces; give {what}")
    return found


def kind_of_value(value: Any) -> str:
    """What a JSON value is, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    names = {str: "a text", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names[type(value)]


def shown_value(value: Any) -> str:
    """A JSON value as a message shows it."""
    text = json.dumps(value, ensure_ascii=True) if not isinstance(value, (dict, list)) else kind_of_value(value)
    return text if len(text) <= LONGEST_WORD else f"{text[:LONGEST_WORD]}…"


def shown_name(name: str) -> str:
    """A field's name as a message shows it: printable and short."""
    text = name if name.isprintable() and name else json.dumps(name, ensure_ascii=True)
    text = text.encode("ascii", "backslashreplace").decode("ascii")
    return text if len(text) <= LONGEST_WORD else f"{text[:LONGEST_WORD]}…"


class _FieldError(Exception):
    """A field that stands there twice, or is no number."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _FieldError(f"{shown_name(name)}: occurs twice; leave one of them out")
        found[name] = value
    return found


def _no_number(word: str) -> Any:
    raise _FieldError(f"{word} is no number of JSON; write a finite number")
