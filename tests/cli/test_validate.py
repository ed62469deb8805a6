"""`tourapp validate`: measured runs judged, the table written whole, one line for every mistake."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tourapp.cli import main

HEAD = "model,gpu,gpus,weight_bits,kv_bits,batch,prompt,answer,ttft_ms,tpot_ms"
ROW = "llama-3-70b,h100-sxm,4,8,8,16,1024,1024,200,14"


def validate(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["validate", "--json", *words]) == 0
    out, err = capsys.readouterr()
    assert err == "" and out.count("\n") == 1
    data: dict[str, Any] = json.loads(out)
    return data


def table(folder: Path, *rows: str, head: str = HEAD) -> str:
    path = folder / "runs.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return str(path)


def test_the_shipped_runs(capsys: pytest.CaptureFixture[str]) -> None:
    data = validate(capsys)
    assert data["rows"] > 400 and data["ideal_above"] == 0
    assert data["tpot"]["median_error"] < 0.09 and 0.87 <= data["tpot"]["inside_band"] <= 0.93
    assert set(data["by_gpu"]) == {"h100-sxm", "h200-sxm", "b200-sxm", "b300-sxm"}
    assert set(data["by_gpus"]) == {"1", "2", "4", "8"} and len(data["by_model"]) == 8
    assert sum(part["tpot"]["rows"] for part in data["by_model"].values()) == data["tpot"]["rows"]


def test_a_table_comes_back_with_its_columns_and_nine_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.csv"
    rows = [
        ROW + ",mine",
        "llama-3-70b,h100-sxm,1,16,8,16,1024,1024,,14,",
        "llama-3-8b,l40s,2,8,8,4,1024,128,90,9,",
        "llama-3-8b,h100-sxm,1,16,16,8,1000,100,80,,x",
    ]
    data = validate(capsys, table(tmp_path, *rows, head=HEAD + ",note"), "-o", str(out))
    assert (data["rows"], data["skipped"], data["queues"], data["no_link"]) == (4, 2, 1, 1)
    assert data["tpot"]["rows"] == 1 and data["ttft"]["rows"] == 2
    back = list(csv.DictReader(out.open(encoding="utf-8")))
    assert [row["queues"] for row in back] == ["false", "true", "false", "false"]
    assert [row["note"] for row in back] == ["mine", "", "", "x"] and len(back[0]) == 20
    first = {name: float(back[0][name]) for name in back[0] if name.endswith("_ms")}
    assert first["ideal_tpot_ms"] < first["low_tpot_ms"] < first["achieved_tpot_ms"] < first["high_tpot_ms"]
    assert first["ideal_ttft_ms"] < first["achieved_ttft_ms"] and back[1]["achieved_tpot_ms"] == ""
    error = abs(first["achieved_tpot_ms"] / 14 - 1)
    assert data["tpot"]["median_error"] == pytest.approx(error, rel=1e-4)


def test_series_in_which_clients_waited_are_not_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        f"llama-3-8b,h100-sxm,1,16,8,{batch},1024,1024,{ttft},9" for batch, ttft in ((8, 900), (16, 300), (32, 400))
    ]
    data = validate(capsys, table(tmp_path, *rows))
    assert data["ttft"]["rows"] == 0 and data["ttft_left_out"] == 3 and data["tpot"]["rows"] == 3


def test_models_and_gpus_without_a_row_are_skipped_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.csv"
    names = ("llama-3-70B", "llama-3-70B", "zhipuai/GLM-5-FP8", "nobody's")
    rows = [ROW, *(ROW.replace("llama-3-70b", name) for name in names), ROW.replace("h100-sxm", "h100_sxm")]
    data = validate(capsys, table(tmp_path, *rows), "-o", str(out))
    assert (data["rows"], data["skipped"], data["tpot"]["rows"]) == (6, 5, 1)
    why = data["skipped_why"]
    assert why["model 'llama-3-70B' is not known; did you mean llama-3-70b?"] == 2
    assert (
        why["GPU 'h100_sxm' is not known; did you mean h100-sxm?"] == 1 and why['model "nobody\'s" is not known'] == 1
    )
    assert sum(why.values()) == 5 and any(
        words.startswith("model 'zhipuai/GLM-5-FP8' is not modelled: ") for words in why
    )
    back = list(csv.DictReader(out.open(encoding="utf-8")))
    assert [bool(row["achieved_tpot_ms"]) for row in back] == [True, *[False] * 5]
    assert main(["validate", str(tmp_path / "runs.csv")]) == 0
    assert capsys.readouterr().out.count("did you mean llama-3-70b?") == 1


def test_a_table_of_which_nothing_can_be_judged_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.csv"
    rows = [ROW.replace("llama-3-70b", "llama"), "llama-3-70b,h100-sxm,1,16,8,16,1024,1024,,14"]
    assert main(["validate", table(tmp_path, *rows), "-o", str(out)]) == 2
    said, err = capsys.readouterr()
    assert said == "" and err.count("\n") == 1 and not out.exists()
    assert "runs.csv: no row can be judged: 1 x model 'llama' is not known" in err and "requests queue" in err


def test_the_shipped_runs_written_and_read_again_are_judged_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    first = validate(capsys, "-o", str(out))
    again = validate(capsys, str(out))
    for name in ("rows", "skipped_why", "ideal_above", "tpot", "by_model"):
        assert again[name] == first[name] or name == "by_model", name
    assert again["by_model"]["kimi-k2"]["tpot"] == first["by_model"]["kimi-k2"]["tpot"], (
        "some of it multiplied in 16 bits"
    )


def test_math_of_four_bit_weights_may_be_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = "kimi-k2,b200-sxm,8,4,8,8,1024,1024,,12,"
    said = [
        validate(capsys, table(tmp_path, row + math, head=HEAD + ",math"))["worst"][0]["said_ms"] for math in ("", "16")
    ]
    assert said[1] > said[0]
    assert main(["validate", table(tmp_path, row + "8", head=HEAD + ",math")]) == 2
    assert "row 2, math: must be one of 16, 4" in capsys.readouterr().err
    assert main(["validate", table(tmp_path, row.replace("b200", "h200") + "4", head=HEAD + ",math")]) == 2
    assert "row 2, math: H200 SXM has no known peak of 4-bit arithmetic" in capsys.readouterr().err


def test_the_ten_that_are_furthest_off_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    worst = validate(capsys)["worst"]
    assert len(worst) == 10 and all(row["why"] and row["run"] for row in worst)
    assert worst[0]["ratio"] == pytest.approx(worst[0]["said_ms"] / worst[0]["measured_ms"], abs=0.01)
    far = [max(row["ratio"], 1 / row["ratio"]) for row in worst]
    assert far == sorted(far, reverse=True) or max(far) - min(far) < 1
    assert main(["validate"]) == 0
    text = capsys.readouterr().out
    assert "furthest off" in text and "not modelled" in text and "GLM-5" in text


def test_a_series_that_is_off_as_a_whole_is_told_from_a_lone_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = HEAD + ",engine,version"
    whole = [f"llama-3-8b,h100-sxm,1,16,8,{batch},1024,1024,,30,slow,1" for batch in (4, 8, 16)]
    lone = [f"llama-3-8b,h100-sxm,1,16,8,{batch},1024,1024,,{ms},good,1" for batch, ms in ((4, 8), (8, 8.5), (16, 40))]
    told = {
        row["engine"] + str(row["batch"]): row["why"]
        for row in validate(capsys, table(tmp_path, *whole, *lone, head=head))["worst"]
    }
    assert told["slow8"].startswith("so are all 3 runs") and told["good16"].startswith("not like the 3 runs")


MISTAKES = [
    ("batch", "0"),
    ("batch", "1.5"),
    ("gpus", "x"),
    ("gpus", "٣"),
    ("prompt", ""),
    ("answer", "-4"),
    ("weight_bits", "5"),
    ("kv_bits", "8.0"),
    ("tpot_ms", "0"),
    ("tpot_ms", "nan"),
    ("ttft_ms", "1e99"),
    ("ttft_ms", "fast"),
]


@pytest.mark.parametrize(("field", "value"), MISTAKES)
def test_a_wrong_field_is_one_line_with_row_and_field(
    field: str, value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = dict(zip(HEAD.split(","), ROW.split(","), strict=True)) | {field: value}
    out = tmp_path / "out.csv"
    assert main(["validate", table(tmp_path, ROW, ",".join(cells.values())), "-o", str(out)]) == 2
    said, err = capsys.readouterr()
    assert said == "" and err.count("\n") == 1 and f"runs.csv, row 3, {field}: " in err and not out.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "row 1: column model is missing"),
        (HEAD + "\n", "no rows"),
        (HEAD.replace("kv_bits", "kv") + "\n" + ROW, "row 1: column kv_bits is missing"),
        (HEAD + ",gpu\n" + ROW + ",x", "row 1: a column is named twice"),
        (HEAD + "\n" + ROW + ",9\n", "row 2: must have 10 fields"),
        (HEAD + "\nllama-3-8b\n", "row 2: must have 10 fields"),
        (HEAD + '\n"a\n', "not a CSV file"),
    ],
)
def test_a_wrong_table_is_one_line(text: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "runs.csv"
    path.write_text(text, encoding="utf-8")
    assert main(["validate", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and words in err


def test_bytes_that_are_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "runs.csv"
    path.write_bytes(b"\xff\xfe\x00")
    assert main(["validate", str(path)]) == 2
    assert "not a text in UTF-8" in capsys.readouterr().err
    assert main(["validate", str(tmp_path)]) == 2 and main(["validate", str(tmp_path / "none.csv")]) == 2
