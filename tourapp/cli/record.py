"""`tourapp record`: keep one real run as a file the tour can show where the model is not installed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from tourapp.cli.arguments import add_sampling
from tourapp.cli.result import Result
from tourapp.engine import shipped
from tourapp.engine.model import load_model
from tourapp.engine.quality_table import build_table
from tourapp.engine.record import DEFAULT_PROMPT, record
from tourapp.engine.recording_file import save_recording
from tourapp.engine.sampler import SamplingParams
from tourapp.engine.speculation_grid import build_grid
from tourapp.engine.word_build import build_words
from tourapp.errors import UsageError


def register(sub: Any) -> None:
    """Add the command to the parser."""
    parser = sub.add_parser("record", allow_abbrev=False, help="keep one real run as a file")
    add_sampling(parser, DEFAULT_PROMPT, max_tokens=64)
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("-o", "--output", type=Path, metavar="FILE.npz", help="the recording to write, FILE.npz")
    target.add_argument(
        "--shipped",
        choices=("recordings", "quality", "speculation", "words"),
        help="rebuild recordings, quality, speculation or words under assets/ (source tree only, takes minutes)",
    )
    parser.add_argument("--full", action="store_true", help="keep every layer and every step whole (large)")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Run the model and write the recording(s)."""
    if args.output is not None and args.output.suffix != ".npz":
        raise UsageError(f"tourapp record: argument -o: {str(args.output)!r}, allowed: a name that ends in .npz")
    model = load_model()
    if args.shipped == "quality":
        files = [build_table(model, lambda line: print(line, file=sys.stderr))]
    elif args.shipped == "speculation":
        files = [build_grid(model, lambda line: print(line, file=sys.stderr))]
    elif args.shipped == "words":
        files = [build_words(model)]
    elif args.shipped:
        files = shipped.build(model)
    else:
        params = SamplingParams(args.temperature, args.top_k, args.top_p, args.seed)
        made = record(model, args.prompt, args.chat, params, args.max_tokens)
        if not args.full:
            made = made.compact(shipped.READABLE_LAYERS, (0, 1, 2, 3))
        save_recording(made, args.output)
        files = [args.output]
    sizes = [path.stat().st_size for path in files]
    data = {"files": [str(path) for path in files], "bytes": sizes}
    return Result(data, "\n".join(f"{path} ({size} bytes)" for path, size in zip(files, sizes, strict=True)))
