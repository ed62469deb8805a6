"""A cache of parts laid over another one."""

from __future__ import annotations

from typing import Any

from tourapp.world import PartCache


class OverCache(PartCache):
    """What `mine` names is kept here; everything else is found and kept in the cache below."""

    def __init__(self, below: PartCache) -> None:
        super().__init__()
        self._below = below

    def mine(self, name: str) -> bool:
        """Whether a part is kept here."""
        return False

    def get(self, name: str, key: Any) -> Any:
        """The part, or KeyError."""
        return super().get(name, key) if self.mine(name) else self._below.get(name, key)

    def newest(self, name: str) -> Any:
        """The part of that name that was built or used last, or KeyError."""
        return super().newest(name) if self.mine(name) else self._below.newest(name)

    def has(self, name: str, key: Any) -> bool:
        """Whether the part is there."""
        return super().has(name, key) if self.mine(name) else self._below.has(name, key)

    def put(self, name: str, key: Any, value: Any) -> None:
        """Keep a part where it belongs."""
        if self.mine(name):
            super().put(name, key, value)
        else:
            self._below.put(name, key, value)
