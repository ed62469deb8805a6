"""World part of the trip: distance, light in fibre, handshakes, between two real places."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.sim import network
from tourapp.world.declare import Block, Pairs, choice, number
from tourapp.world.part import View, part


def _cities() -> Pairs:
    return ((key, place.name) for key, place in network.cities().items())


def _regions() -> Pairs:
    return ((key, place.name) for key, place in network.regions().items())


@dataclass(frozen=True)
class NetworkInputs(Block):
    """From where to where, and how."""

    from_city: str = choice("From", _cities, "new-york")
    to_region: str = choice("To", _regions, "frankfurt")
    stretch: float = number("Path stretch", 1, 2.5, 1.4, 0.05, unit="×")
    connection: str = choice("Connection", (("warm", "Warm"), ("cold", "Cold")), "cold")


@part("network", reads=("from_city", "to_region", "stretch", "connection"))
def _network(view: View) -> network.Trip:
    return network.trip(view.from_city, view.to_region, view.stretch, view.connection)
