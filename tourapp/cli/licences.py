"""`tourapp licences`: what is installed and shipped, under which licence, and where each text lies; Qt first."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from tourapp.cli.options import add_json
from tourapp.cli.result import Result

OWN = (
    "One Request itself: Apache-2.0. Qt comes first: it is used under LGPL-3.0 and stays a set of libraries of its own."
)


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser("licences", allow_abbrev=False, help="licences of all that is installed and shipped")
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """The packages, then the model and the data."""
    from tourapp import licences

    packages, data, texts = licences.packages(), licences.data(), licences.texts()
    lines = [OWN, ""]
    for each in packages:
        lines.append(f"{each.name} {each.version or '(not installed)'}: {each.licence}")
        lines += [f"    {each.text}"] if each.text is not None else []
    lines += ["", *(f"{each.what}: {each.licence}" for each in data)]
    lines += ["", f"What passing the product on asks of you: {texts / 'README.md'}"]
    listed = [{**asdict(each), "text": None if each.text is None else str(each.text)} for each in packages]
    return Result({"packages": listed, "data": [asdict(each) for each in data], "texts": str(texts)}, "\n".join(lines))
