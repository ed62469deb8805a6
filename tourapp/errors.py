"""The errors a person may see: each carries one line that names the field and the remedy.

Not for programming mistakes; those stay ordinary exceptions.
"""


class TourError(Exception):
    """Something went wrong; the message is one clear line. Exit status 1."""

    exit_status = 1


class UsageError(TourError):
    """A value given by a person is not usable; the message names it and what is allowed. Exit status 2."""

    exit_status = 2


class MissingError(TourError):
    """This computer lacks something; the message says what to install or do. Exit status 3."""

    exit_status = 3


class DamagedFileError(MissingError):
    """A file shipped with the product is gone or damaged; the message begins with its name. Exit status 3."""

    def __init__(self, file: str, what: str, place: str = "") -> None:
        super().__init__(f"{file}{place}: {what}; install tourapp again")
        self.file = file
