"""Ways to damage bytes and JSON: small and large, seeded by the caller."""

from __future__ import annotations

import copy
import json
from random import Random
from typing import Any

NASTY: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 1.5, -0.0, 1e308, -1e308, 2**31, 2**53 + 1, 2**63, 2**64, 10**30),
    *(float("nan"), float("inf"), "", " ", "\0", "\x1b[31m", "\ud800", "é", "😀", "a" * 5000, "../../x", "0", "nan"),
    *([], {}, [[]], [None], {"": 0}, [1] * 200, {"a": {"b": {"c": {}}}}),
)


def damaged_bytes(data: bytes, dice: Random) -> bytes:
    """The bytes with one to four places cut, doubled, flipped or filled with something else."""
    box = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(box) + 1)
        length = dice.choice((1, 1, 2, 4, 16, 200))
        match dice.randrange(6):
            case 0:
                del box[at : at + length]
            case 1:
                box[at:at] = box[at : at + length]
            case 2:
                if at < len(box):
                    box[at] ^= 1 << dice.randrange(8)
            case 3:
                box[at : at + length] = dice.randbytes(length)
            case 4:
                box[at:at] = dice.choice(
                    (b"\xff", b"\0", b'"', b"{", b"[", b"}", b",", b"\\", b"\xef\xbb\xbf", b"1e999")
                )
            case _:
                del box[at:]
    return bytes(box)


def damaged_json(value: Any, dice: Random) -> bytes:
    """The value as JSON with one to three places of its tree changed, taken away, doubled or named otherwise."""
    tree = copy.deepcopy(value)
    for _ in range(dice.randint(1, 3)):
        places = list(_places(tree))
        if not places:
            break
        _change(*dice.choice(places), dice)
    text = json.dumps(tree, ensure_ascii=dice.random() < 0.5)
    if dice.random() < 0.1:  # a name twice
        text = (
            text.replace('"', '"x": 1, "', 1) if dice.random() < 0.5 else text.replace(",", ", " + text[1:40] + ",", 1)
        )
    return text.encode("utf-8", "surrogatepass")


def _places(tree: Any) -> Any:
    """Every (container, key) below a value."""
    keys = tree.keys() if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in list(keys):
        yield tree, key
        yield from _places(tree[key])


def _change(box: Any, key: Any, dice: Random) -> None:
    match dice.randrange(5):
        case 0:
            del box[key]
        case 1 if isinstance(box, list):
            box.insert(key, copy.deepcopy(box[key]))
        case 2 if isinstance(box, dict):
            box[dice.choice(("x", "", "id", "slots", "scene", "Ä", str(key) + " "))] = box[key]
        case _:
            box[key] = copy.deepcopy(dice.choice(NASTY))
