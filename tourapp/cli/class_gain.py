"""`tourapp class`: ten questions before a path and after it, a result without a name, and what a class gained."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tourapp.cli.options import add_json, add_language, language_of
from tourapp.cli.result import Result
from tourapp.errors import UsageError

if TYPE_CHECKING:
    from tourapp.learning.before_after import ShareGain

WHAT = "a result, a JSON file of `tourapp class`"
MOST_FILES = 2000


def register(sub: Any) -> None:
    """Add the command."""
    about = (
        "Without a place: the ten questions. FILE.json with --path and --before writes a result, with --after "
        "completes it. A folder of results: shares right before and after, and the gain, which is the share learned of "
        "what was not known before. A result holds no name, no time and nothing of the computer."
    )
    words = "ten questions before and after a path, and the gain of a class"
    parser = sub.add_parser("class", allow_abbrev=False, help=words, description=about)
    parser.add_argument(
        "place", nargs="?", type=Path, metavar="PLACE", help="a result, a JSON file, or a folder of them"
    )
    parser.add_argument("--path", metavar="TOUR", help="the path between before and after: the id of a tour")
    letters = "10 characters, one of a, b, c, d for each question, a point where there is no answer"
    parser.add_argument("--before", metavar="LETTERS", help=f"answers before the path: {letters}")
    parser.add_argument("--after", metavar="LETTERS", help=f"answers after it: {letters}")
    parser.add_argument("-o", "--output", type=Path, help="the ten questions as a PDF, FILE.pdf")
    add_language(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Ask, write down or count."""
    from tourapp.words import in_tongue

    if args.place is None:
        if args.path or args.before or args.after:
            raise UsageError("--path, --before and --after: name the result to write, FILE.json")
        with in_tongue(language_of(args.language)):
            return _asked(args.output)
    if args.output is not None:
        raise UsageError("-o: only the questions are printed; leave out the place")
    return _written(args) if args.path or args.before or args.after else _counted(args.place)


def _asked(target: Path | None) -> Result:
    from tourapp.learning.before_after import LETTERS, items
    from tourapp.words import say

    found = items()
    told = [{"id": each.id, "text": say(each.text), "choices": [say(words) for words in each.choices]}
            for each in found.items]  # fmt: skip
    data = {"version": found.version, "items": told}
    if target is not None:
        from tourapp.export.handout import write_sheets
        from tourapp.player.handouts.quiz_leaves import item_sheet

        if target.suffix.lower() != ".pdf":
            raise UsageError(f"-o: {str(target)!r} does not end in .pdf")
        pages = write_sheets(target, (item_sheet(found.items),))
        return Result({**data, "file": str(target)}, f"{target}: {len(told)} questions on {pages} pages")
    lines = []
    for number, each in enumerate(told, 1):
        lines.append(f"{number:>2}  {each['text']}")
        lines += [f"      {letter}  {words}" for letter, words in zip(LETTERS, each["choices"], strict=True)]
    return Result(data, "\n".join(lines))


def _written(args: argparse.Namespace) -> Result:
    """A new result, or one with its second half."""
    import msgspec

    from tourapp.files import shown
    from tourapp.learning.before_after import PathAnswers, items, read_result, write_result

    place: Path = args.place
    if place.suffix.lower() != ".json":
        raise UsageError(f"{shown(place)}: does not end in .json")
    told: dict[str, Any] = {"version": items().version, "path": args.path, "before": args.before}
    if place.exists():
        if args.path or args.before:
            raise UsageError(f"{shown(place)}: is there already; only --after completes it")
        told = msgspec.to_builtins(read_result(place, WHAT))
        if told["after"] is not None:
            raise UsageError(f"{shown(place)}: is complete already")
    elif not (args.path and args.before):
        raise UsageError(f"{shown(place)}: is not there yet; give --path and --before")
    try:
        made = msgspec.convert({**told, "after": args.after}, type=PathAnswers)
    except msgspec.ValidationError:
        raise UsageError("--path, --before, --after: a tour's id, and ten letters a to d, or points") from None
    write_result(place, made)
    return Result({"file": str(place), **msgspec.to_builtins(made)}, f"{place}: written")


def _counted(folder: Path) -> Result:
    """What a folder's results say together; a bad file is told of and passed by."""
    from tourapp.files import shown
    from tourapp.learning.before_after import gains, read_result

    if not folder.is_dir():
        raise UsageError(f"{shown(folder)}: is not a folder; name one with results in it")
    files = sorted(folder.glob("*.json"))
    if len(files) > MOST_FILES:
        raise UsageError(f"{shown(folder)}: {len(files)} files; at most {MOST_FILES} are counted at once")
    whole, skipped = [], []
    for path in files:
        try:
            found = read_result(path, WHAT)
            if found.after is None:
                raise UsageError(f"{shown(path)}: has no answers from after the path")
            whole.append(found)
        except UsageError as error:
            skipped.append({"file": path.name, "problem": str(error)})
    if not whole:
        why = f", for the first of {len(skipped)}: {skipped[0]['problem']}" if skipped else ""
        raise UsageError(f"{shown(folder)}: no result in it can be counted{why}")
    for bad in skipped:
        print(f"{bad['problem']}; skipped", file=sys.stderr)
    total, each = gains(whole)
    paths = {path: sum(found.path == path for found in whole) for path in sorted({found.path for found in whole})}
    data = {"n": len(whole), **_told(total), "by_item": [{"id": one.item, **_told(one)} for one in each]}
    lines = [
        f"{len(whole)} {'result' if len(whole) == 1 else 'results'}: {_line(total)}",
        *(f"  {one.item:<10} {_line(one)}" for one in each),
    ]
    return Result({**data, "paths": paths, "skipped": skipped}, "\n".join(lines))


def _told(gain: ShareGain) -> dict[str, float | None]:
    return {"before": gain.before, "after": gain.after, "gain": gain.gain}


def _line(gain: ShareGain) -> str:
    learned = "" if gain.gain is None else f", gain {gain.gain:+.0%}"
    return f"{gain.before:.0%} before, {gain.after:.0%} after{learned}"
