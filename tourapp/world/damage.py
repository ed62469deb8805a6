"""Which shipped tables are damaged: told once when the tour opens. Whatever does not need them plays on."""

from __future__ import annotations

from tourapp import specs
from tourapp.errors import DamagedFileError


def damaged_tables() -> tuple[str, ...]:
    """A line for each damaged table, beginning with its file; () when all is well."""
    from tourapp.sim.places import cities

    found = []
    tables = (specs.sources, specs.models, specs.gpus, specs.prices, specs.links, specs.achieved_constants)
    for table in (*tables, specs.measured_runs, cities):
        try:
            table()
        except DamagedFileError as error:
            found.append(str(error))
    return tuple(found)
