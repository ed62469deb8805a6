"""What a reader tells of a file beside its row: what it took for granted, and what the file has that is not counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from tourapp.words import Phrase


@dataclass(slots=True)
class FileTold:
    """Whole sentences, in the order in which they were found. assumed: what the file does not say; unread: what it says
    and this product does not count; unsaid: the fields of the row that stand on an assumption."""

    assumed: list[Phrase] = field(default_factory=list)
    unread: list[Phrase] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)

    def assume(self, words: Phrase, name: str = "") -> None:
        """Tell that something was taken for granted, and which field of the row it made."""
        if words not in self.assumed:
            self.assumed.append(words)
        if name and name not in self.unsaid:
            self.unsaid.append(name)

    def leave(self, words: Phrase) -> None:
        """Tell that something is not counted."""
        if words not in self.unread:
            self.unread.append(words)


def usual_value(field: str, value: int | str) -> Phrase:
    """That a field is not in the file and has the value that this kind of model has."""
    return Phrase("{field} is not in the file: {value}, as usual for this kind of model.", field=field, value=value)
