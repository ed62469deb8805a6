"""A model and a GPU of a person's own, as files."""

from __future__ import annotations

import json
from pathlib import Path

from tests.specs.test_own_configurations import BY_NAME

CARD = {"name": "My GPU", "bf16_tflops": 400, "memory_gb": 96, "bandwidth_tb_s": 3.2}


def config_file(folder: Path) -> Path:
    """The configuration of a model, in a folder of its name."""
    path = folder / "gpt-oss-20b" / "config.json"
    path.parent.mkdir()
    path.write_text(json.dumps(BY_NAME["gpt-oss-20b"]["config"]))
    return path
