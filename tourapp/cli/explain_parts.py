"""`tourapp explain --parts --comm --fixed-ms`: the ledger's rows taken apart, and what stands beside the ledger."""

from __future__ import annotations

import argparse
from typing import Any

from tourapp.cli.arguments import real
from tourapp.quantity import Quantity, format_quantity, plain
from tourapp.sim.cost import Costs
from tourapp.sim.cost.costs import LedgerPass, decode_pass, prefill_pass
from tourapp.sim.cost.joined import NOTE, communication, fixed, whole_time
from tourapp.sim.cost.parts import LedgerPart, part_numbers, parts_of
from tourapp.sim.cost.uncounted import uncounted

_LEFT_OUT = "communication between GPUs is left out"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The three switches."""
    parser.add_argument("--parts", action="store_true", help="take rows apart, and name what no row counts")
    add_beside(parser)


def add_beside(parser: argparse.ArgumentParser) -> None:
    """What stands beside the ledger: communication and a fixed time."""
    parser.add_argument("--comm", action="store_true", help="add two all-reduces a layer where several GPUs share it")
    parser.add_argument(
        "--fixed-ms", type=real(0, 1000), default=0.0, metavar="MS", help="fixed time of every pass (usual 0)"
    )


class PartsTold:
    """What the switches add to an answer: to its data, to its text, and to the numbers that --why knows."""

    def __init__(self, costs: Costs, args: argparse.Namespace) -> None:
        self.costs = costs
        self.apart: bool = args.parts
        self.beside: bool = args.comm or args.fixed_ms > 0
        self.comm: bool = args.comm
        self.fixed = fixed(args.fixed_ms / 1e3)
        self.passes: dict[str, LedgerPass] = {
            "decode": decode_pass(costs.scenario),
            "prefill": prefill_pass(costs.scenario),
        }
        self.lines: list[str] = []
        self.numbers: dict[str, Quantity] = {}

    def into(self, data: dict[str, Any]) -> None:
        """Put into the data what was asked for; without a switch nothing changes."""
        if self.apart:
            self._take_apart(data)
        if self.beside:
            self._beside(data)

    def noted(self, words: str) -> str:
        """The answer's text, whose note on communication holds only where that is left out."""
        joined = self.comm and communication(self.costs.scenario, self.passes["decode"].which) is not None
        return words.replace(f"note: {_LEFT_OUT}", f"note: {NOTE}") if joined else words

    def known(self, name: str) -> Quantity | None:
        """A number of its own by its dotted name, also where its switch was not given."""
        if name in self.numbers:
            return self.numbers[name]
        if name.startswith("ledger.") and name.count(".") == 4:
            for done in self.passes.values():
                found = part_numbers(self.costs.scenario.model_spec, done).get(name)
                if found is not None:
                    return found
        return None

    def _take_apart(self, data: dict[str, Any]) -> None:
        model, said = self.costs.scenario.model_spec, []
        for row, told in zip(self.costs.ledger, data["ledger"], strict=True):
            parts = parts_of(model, self.passes[row.phase], row)
            told["parts"] = [_part(part) for part in parts]
            if len(parts) > 1:
                words = ", ".join(f"{part.op.replace('_', ' ')} {100 * float(part.share):.1f} %" for part in parts)
                said.append(f"  {row.phase + ' ' + row.op.replace('_', ' '):<28}{words}")
        data["uncounted"] = []
        self.lines += ["", "parts, as shares of what bounds their row", *said, "", "not counted in any row"]
        for phase, done in self.passes.items():
            whole = data[phase]["flops_per_step" if phase == "decode" else "flops"]
            for each in uncounted(self.costs.scenario, done):
                flops = plain(each.flops)
                data["uncounted"].append({"op": each.op, "phase": phase, "flops": flops, "share": flops / whole})
                self.numbers[f"uncounted.{phase}.{each.op}.flops"] = each.flops
                name = f"{phase} {each.op}"
                self.lines.append(f"  {name:<28}{format_quantity(each.flops)}")

    def _beside(self, data: dict[str, Any]) -> None:
        joined = self.comm and communication(self.costs.scenario, self.passes["decode"].which) is not None
        data["notes"] = [NOTE if joined and note == _LEFT_OUT else note for note in data["notes"]]
        self.lines += ["", "beside the ledger"]
        for phase, name in (("decode", "step_seconds"), ("prefill", "seconds")):
            part = self.costs.decode if phase == "decode" else self.costs.prefill
            slow: Quantity = getattr(part, f"achieved_{name}")
            exchanged = communication(self.costs.scenario, self.passes[phase].which) if self.comm else _NONE
            whole = whole_time(f"{phase} with communication and fixed time", slow, exchanged, self.fixed)
            found = {
                "communication_seconds": exchanged,
                "fixed_seconds": self.fixed,
                f"{name}_with_communication": whole,
            }
            for key, number in found.items():
                data[phase][key] = None if number is None else plain(number)
                if number is not None:
                    self.numbers[f"{phase}.{key}"] = number
                shown = "how the GPUs are joined is not known" if number is None else format_quantity(number)
                self.lines.append(f"  {phase + ' ' + key.replace('_', ' ').removesuffix(' seconds'):<44}{shown}")
            if exchanged is None and phase == "decode":
                gpu = self.costs.scenario.gpu_spec.name
                data["notes"].append(
                    f"no communication told: how {self.costs.scenario.gpus} x {gpu} are joined is not known"
                )
        names = ("communication_seconds", "fixed_seconds", "step_seconds_with_communication")
        data |= {key: data["decode"][key] for key in names}  # the names, of the decode step


_NONE = Quantity(0.0, "s", "communication, left out", "t_ar")


def _part(part: LedgerPart) -> dict[str, Any]:
    numbers = {name: plain(getattr(part, name)) for name in ("flops", "weight_bytes", "kv_bytes")}
    return {"op": part.op, **numbers, "share": plain(part.share)}
