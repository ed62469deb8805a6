"""Fits the achieved model on assets/specs/measured.json and writes its constants, bands and errors into assets/specs.

Usage: python .setup/fit_achieved.py [--dry]. Constants keep their mechanism and words in achieved.json; value,
interval, rows and date are written anew. Errors are those of runs that a fit had not seen: five folds that keep equal
settings together, each GPU left out, each model left out.
"""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / ".setup")]
SPECS = ROOT / "assets" / "specs"
DRAWS, SEED = 40, 2
ALONE = 8
"""Up to so many clients the time to first token is mostly one prompt's prefill."""
Unseen = dict[str, tuple["np.ndarray", "np.ndarray"]]


def main() -> None:
    """Fit, leave out, draw again, write."""
    from fitting.fit import FOLDS, Fitter
    from fitting.stack import stacked

    from tourapp import specs

    stack, queued = stacked(specs.measured_runs().runs)
    rows = json.loads((SPECS / "achieved.json").read_text(encoding="utf-8"))
    fitter = Fitter(stack)
    best = fitter.fit_all()
    unseen = {
        "folds": fitter.unseen(stack.setting() % FOLDS),
        "left_out_gpu": fitter.unseen(stack.labels("gpu")),
        "left_out_model": fitter.unseen(stack.labels("model")),
    }
    bands = bands_of(stack, unseen)
    errors = {"rows": len(stack.runs), "queued": queued, "date": str(datetime.date.today())}
    errors |= {name: errors_of(stack, told, bands, name != "folds") for name, told in unseen.items()}
    print(json.dumps({**{k: float(f"{v:.4g}") for k, v in best.items()}, **bands}, ensure_ascii=False))
    print(json.dumps(errors, indent=1))
    if "--dry" in sys.argv:
        return
    drawn = list(fitter.redrawn(DRAWS, SEED))
    for row in rows:
        write_row(row, best, bands, drawn, stack)
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    (SPECS / "achieved.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    (SPECS / "achieved_errors.json").write_text(json.dumps(errors, indent=1) + "\n", encoding="utf-8")


def write_row(row: dict, best: dict, bands: dict, drawn: list[dict], stack: object) -> None:
    """Value, interval, rows and date of one constant, in place."""
    judged, today = int(np.isfinite(stack.ttft).sum()), str(datetime.date.today())
    alone = int((np.isfinite(stack.ttft) & (stack.labels("batch") <= ALONE)).sum())
    if row["id"] in bands:
        used = {"token": len(stack.runs), "first": judged, "prefill": alone}[row["id"].split("-")[1]]
        row |= {"value": bands[row["id"]], "rows": used, "date": today}
    if row["fitted"]:
        symbol = row["symbol"]
        low, high = np.quantile([each[symbol] for each in drawn], (0.05, 0.95))
        value = round4(best[symbol])
        used = int(stack.knows(row["symbol"]).sum())
        row |= {"value": value, "low": min(round4(low), value), "high": max(round4(high), value), "date": today}
        row["rows"] = judged if row["symbol"] in ("τ_1", "τ_N", "ω") else used


def round4(value: float) -> float:
    """Four digits."""
    return float(f"{value:.4g}")


def bands_of(stack: object, unseen: Unseen) -> dict[str, float]:
    """Ends between which nine of ten measured times lie, as multiples of what was said without having seen them."""
    seen = unseen["folds"]
    out = [np.concatenate([unseen[name][k] for name in ("left_out_gpu", "left_out_model")]) for k in (0, 1)]
    twice = [np.concatenate([each, each]) for each in (stack.tpot, stack.ttft)]
    alone = np.where(stack.labels("batch") <= ALONE, stack.ttft, np.nan)
    twice.append(np.concatenate([alone, alone]))
    seen, out = (*seen, seen[1]), [*out, out[1]]
    found = {}
    for which, k, measured in (("token", 0, stack.tpot), ("first", 1, stack.ttft), ("prefill", 2, alone)):
        for place, ratio in (("", measured / seen[k]), ("-outside", twice[k] / out[k])):
            low, high = np.nanquantile(ratio, (0.05, 0.95))
            if place:  # never narrower than the band of what is known
                low, high = min(low, found[f"band-{which}-low"]), max(high, found[f"band-{which}-high"])
            found |= {f"band-{which}-low{place}": round4(low), f"band-{which}-high{place}": round4(high)}
    return found


def errors_of(stack: object, told: tuple, bands: dict[str, float], outside: bool) -> dict:
    """Median errors in per cent and the share inside the band, pooled and by machine, model and count."""
    parts = {"all": np.ones(len(stack.runs), bool), "dense": stack.dense(), "moe": ~stack.dense()}
    for field in ("gpu", "model", "gpus"):
        labels = stack.labels(field)
        parts |= {str(label): labels == label for label in np.unique(labels)}
        if field == "gpu":
            parts |= {f"{g} dense": (labels == g) & stack.dense() for g in np.unique(labels)}
            parts |= {f"{g} moe": (labels == g) & ~stack.dense() for g in np.unique(labels)}
    table = {}
    for which, k, measured, name in (("tpot", 0, stack.tpot, "token"), ("ttft", 1, stack.ttft, "first")):
        place = "-outside" if outside else ""
        low, high = bands[f"band-{name}-low{place}"], bands[f"band-{name}-high{place}"]
        ratio = measured / told[k]
        table[which] = {}
        for part, chosen in parts.items():
            some = ratio[chosen & np.isfinite(ratio)]
            if len(some):
                inside = 100 * np.mean((some >= low) & (some <= high))
                median = 100 * np.median(np.abs(1 / some - 1))
                table[which][part] = {"rows": len(some), "median_error": round(median, 1), "inside": round(inside, 1)}
    return table


if __name__ == "__main__":
    main()
