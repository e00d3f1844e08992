"""What is known of a fault in a file that is no YAML, and what is said of it."""

from typing import NamedTuple


class Place(NamedTuple):
    """A place in a file. Line and column count from 0, as the parser counts them."""

    line: int
    column: int


class Written(NamedTuple):
    """How the last value before the fault was written."""

    start: Place
    end: Place
    quote: str
    """The quotation mark, `>` or `|`, or "" for a plain text."""
    cut: bool
    """True if a comment follows it on the line."""


class Fault(NamedTuple):
    """What the parser knows when it must stop."""

    kind: str
    within: str
    at: Place
    opened: Place
    """Where what it was reading began."""
    last: Written | None
    lines: list[str]

    def line(self, number: int) -> str:
        """Return a line of the file, or "" after its end."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""


class Advice(NamedTuple):
    """Where the fault is, and what to do about it."""

    line: int
    column: int
    message: str
