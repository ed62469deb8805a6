"""Writes the table of errors on runs that the fit had not seen into the README: `make validate`."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WAYS = (("folds", "five folds"), ("left_out_gpu", "its GPU left out"), ("left_out_model", "its model left out"))
GPUS = ("h100-sxm", "h200-sxm", "b200-sxm", "b300-sxm")
PARTS = (
    *("dense", "moe", *GPUS),
    *("llama-3-8b", "llama-3-70b", "qwen3-32b", "deepseek-v3", "kimi-k2", "qwen3-235b-a22b", "gpt-oss-120b"),
    *("minimax-m2.5", "1", "2", "4", "8"),
)
WORDS = {"moe": "mixture of experts", **{str(n): f"{n} GPU{'s' if n > 1 else ''}" for n in (1, 2, 4, 8)}}


def table() -> str:
    """Rows of Markdown: time per token and time to first token for each way of leaving out."""
    found = json.loads((ROOT / "assets" / "specs" / "achieved_errors.json").read_text(encoding="utf-8"))
    titles = [f"{which}, {words}" for which in ("per token", "first token") for _, words in WAYS]
    lines = [f"| {found['rows']} runs, {found['date']} | runs | " + " | ".join(titles) + " |", "|---|" + "---|" * 7]
    for part in ("all", *PARTS):
        cells = [str(found["folds"]["tpot"][part]["rows"])]
        for which in ("tpot", "ttft"):
            cells += [f"{found[way][which][part]['median_error']:.1f}" for way, _ in WAYS]
        lines.append(f"| {WORDS.get(part, part)} | " + " | ".join(cells) + " |")
    for part in ("all", *GPUS):
        inside = [f"{found[way][which][part]['inside']:.0f} %" for which in ("tpot", "ttft") for way, _ in WAYS]
        lines.append(f"| inside the band{'' if part == 'all' else f', {part}'} | | " + " | ".join(inside) + " |")
    return "\n".join(lines)


def main() -> None:
    """Put the table between its marks."""
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    marked = re.compile(r"(<!-- validate -->\n).*?(<!-- end -->)", re.DOTALL)
    if not marked.search(text):
        sys.exit("README.md has no place for the table: <!-- validate --> and <!-- end -->")
    new = marked.sub(lambda found: f"{found[1]}{table()}\n{found[2]}", text)
    if new != text:
        path.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
