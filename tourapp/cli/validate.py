"""`tourapp validate FILE.csv`: what this product says of measured serving runs, beside what was measured.

Columns: model, gpu, gpus, weight_bits, kv_bits, batch, prompt, answer, ttft_ms, tpot_ms (a time may be empty); engine
and version, where given, keep series apart; math, where given, says in how many bits 4-bit weights were multiplied.
Rows of models and GPUs without a row are skipped and counted. Without a file: the measured runs that come with the
tour. All clients of a benchmark start at once, which belongs to these times to first token alone.
"""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path
from typing import Any

from tourapp.cli.own_options import GPU_WORDS, MODEL_WORDS, rows_of, tell
from tourapp.cli.result import Result
from tourapp.cli.runs_judged import Judged, judge, summary
from tourapp.cli.runs_table import SkippedRun, Table, read_table
from tourapp.errors import UsageError
from tourapp.files import shown, write_whole

MOST_REASONS = 5
ADDED = (
    *("ideal_tpot_ms", "achieved_tpot_ms", "low_tpot_ms", "high_tpot_ms"),
    *("ideal_ttft_ms", "achieved_ttft_ms", "low_ttft_ms", "high_ttft_ms", "queues"),
)


def register(sub: Any) -> None:
    """Add the command's parser."""
    parser = sub.add_parser("validate", help="measured serving runs held against the cost model", allow_abbrev=False)
    parser.add_argument("file", nargs="?", metavar="FILE.csv", help="runs to judge (default: the file with the tour)")
    parser.add_argument(
        "-o", "--out", metavar="OUT.csv", help="one table: the rows with ideal and achieved times, at most once"
    )
    for name, words in (("--model", MODEL_WORDS), ("--gpu", GPU_WORDS)):
        parser.add_argument(name, action="append", metavar="ID|FILE", help=f"{words}; the table names its id")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Judge every row, write the table if asked, sum up."""
    for given in (*rows_of("model", args.model), *rows_of("gpu", args.gpu)):
        tell(given)
    table = read_table(None if args.file is None else Path(args.file))
    judged = judge(table.runs)
    data = summary(table.runs, judged)
    if data["skipped"] == data["rows"]:
        told = "; ".join(f"{count} x {why}" for why, count in list(data["skipped_why"].items())[:MOST_REASONS])
        raise UsageError(f"{shown(Path(args.file))}: no row can be judged: {told}")
    if args.out is not None:
        write_whole(Path(args.out), _csv(table, judged).encode())
    return Result(data, _text(data))


def _csv(table: Table, judged: list[Judged]) -> str:
    """The table with the added columns; times in ms, empty where there is none."""
    out, left = io.StringIO(), iter(judged)
    names = [*table.columns, *(name for name in ADDED if name not in table.columns)]
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    for row, run in zip(table.rows, table.runs, strict=True):
        if isinstance(run, SkippedRun):
            writer.writerow({**row, **dict.fromkeys(ADDED, "")})
            continue
        said = next(left).said
        times = (
            *(said.ideal_tpot, said.tpot, said.tpot_low, said.tpot_high),
            *(said.ideal_ttft, said.ttft, said.ttft_low, said.ttft_high),
        )
        words = ["" if time is None else f"{1e3 * time:.6g}" for time in times]
        writer.writerow({**row, **dict(zip(ADDED, [*words, str(said.queues).lower()], strict=True))})
    return out.getvalue()


def _text(data: dict[str, Any]) -> str:
    """The summary as a table for a person."""
    lines = [
        f"{data['rows']} runs, {data['skipped']} without a judgement",
        *(f"  {count} x {why}" for why, count in data["skipped_why"].items()),
        f"ideal above measured: {data['ideal_above']}",
        "",
        f"{'':16}{'time per token':^34}{'time to first token':^34}",
        f"{'':16}" + f"{'runs':>6}{'median':>9}{'mean':>9}{'in band':>10}" * 2,
        _line("all", data),
    ]
    for group in ("by_gpu", "by_model", "by_gpus"):
        for name, part in data[group].items():
            lines.append(_line(f"{name} GPUs" if group == "by_gpus" else name, part))
    lines += ["", "furthest off, time per token:", *(_worst_line(row) for row in data["worst"])]
    lines += ["", "not modelled:", *(f"  {name}: {why}" for name, why in data["not_modelled"].items())]
    return "\n".join(lines)


def _worst_line(row: dict[str, Any]) -> str:
    machine = f"{row['gpus']} x {row['gpu']}, {row['weight_bits']} bits, batch {row['batch']}"
    by = " ".join(filter(None, (row["engine"], row["version"])))
    setting = f"{row['model']}, {machine}, {row['prompt']} + {row['answer']} tokens{by and f', {by}'}"
    times = f"{row['said_ms']:.3g} ms said, {row['measured_ms']:.3g} measured, x {row['ratio']:.2f}"
    return f"  {setting}: {times}\n    {row['why']}"


def _line(name: str, part: dict[str, Any]) -> str:
    words = f"{name:16}"
    for which in ("tpot", "ttft"):
        errors = part[which]
        shares = [errors[key] for key in ("median_error", "mean_error", "inside_band")]
        told = ["-" if share is None else f"{share:.1%}" for share in shares]
        words += f"{errors['rows']:>6}{told[0]:>9}{told[1]:>9}{told[2]:>10}"
    return words
