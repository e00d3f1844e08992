"""What stands in a file, as a tree of texts where everything knows its place."""

from collections.abc import Iterator, Sequence

from kvalitetsplan.reading.problems import Mark


class Cut(str):
    """A text that ends where a # begins: what comes after it on the line is not read."""

    __slots__ = ()


class Map(dict[str, "Node"]):
    """A mapping that knows where it, its keys and its values stand, and if it is written with
    {}.
    """

    def __init__(self, mark: Mark, flow: bool = False) -> None:
        super().__init__()
        self.mark = mark
        self.flow = flow
        self.keys_at: dict[str | int, Mark] = {}
        self.values_at: dict[str | int, Mark] = {}


class Seq(list["Node"]):
    """A sequence that knows where it and its items stand, and if it is written with []."""

    def __init__(self, mark: Mark, flow: bool = False) -> None:
        super().__init__()
        self.mark = mark
        self.flow = flow
        self.values_at: dict[str | int, Mark] = {}


Node = Map | Seq | str
Loc = Sequence[str | int]


def find_mark(tree: Map | Seq, loc: Loc, *, key: bool = False) -> Mark:
    """Return the place of what `loc` leads to, or of the nearest thing around it.

    With `key`, the place of the last step's key and not of its value.
    """
    node: Node = tree
    mark = tree.mark
    for step in loc:
        if not isinstance(node, Map | Seq) or step not in node.values_at:
            break
        mark = (
            node.keys_at[step]
            if key and isinstance(node, Map) and step == loc[-1]
            else node.values_at[step]
        )
        node = node[step]  # type: ignore[index]  # values_at has the step, so it fits the container
    return mark


def describe(tree: Map | Seq, loc: Loc) -> str:
    """Return `loc` as people say it: list items by their id where they have one."""
    return ".".join(_steps(tree, loc))


def _steps(tree: Map | Seq, loc: Loc) -> Iterator[str]:
    node: Node = tree
    for step in loc:
        inside = isinstance(node, Map | Seq) and step in node.values_at
        node = node[step] if inside else ""  # type: ignore[index]
        named = node.get("id") if isinstance(node, Map) and isinstance(step, int) else None
        yield (
            named
            if isinstance(named, str) and named
            else str(step + 1 if isinstance(step, int) else step)
        )
