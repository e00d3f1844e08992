"""Read a YAML file as text with positions.

Every scalar stays a string, so that `0301`, `no` and `1.10` survive. What makes
YAML treacherous (duplicate keys, anchors, tags, endless nesting) is refused.
Files are parsed by libyaml's event stream, which cannot recurse, and composed
here without recursion.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from kvalitetsplan.reading.problems import Mark, PlanError, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 50_000

LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
"""Everything that reads a data file reads it with this: two parsers could disagree."""
# Characters that cannot be seen but change what is read: bidi controls, zero width, line
# separators.
_INVISIBLE = re.compile("[\u0085\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


class Map(dict[str, "Node"]):
    """A mapping that knows where it, its keys and its values stand."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.keys_at: dict[str | int, Mark] = {}
        self.values_at: dict[str | int, Mark] = {}


class Seq(list["Node"]):
    """A sequence that knows where it and its items stand."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.values_at: dict[str | int, Mark] = {}


Node = Map | Seq | str
Loc = Sequence[str | int]


def read(path: Path, name: str | None = None, *, may_be_empty: bool = False) -> Map:
    """Read one YAML file.

    `name` is what problems call the file; the path itself unless given. With
    `may_be_empty`, a file of comments alone is an empty mapping.
    Returns the top mapping. Raises PlanError with all problems that were found.
    """
    file = name or path.as_posix()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PlanError(
            [Problem(Mark(file), "", f"fila kan ikke leses: {error.strerror}")]
        ) from error
    return parse(data, file, may_be_empty=may_be_empty)


def parse(data: bytes, file: str, *, may_be_empty: bool = False) -> Map:
    """Parse the bytes of a YAML file; see `read`."""
    text = decode(data, file)
    composer = _Composer(file)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        raise PlanError([*composer.problems, _syntax_problem(error, text, file)]) from error
    if composer.problems:
        raise PlanError(composer.problems)
    if composer.root is None and may_be_empty:
        return Map(Mark(file))
    if not isinstance(composer.root, Map):
        raise PlanError(
            [
                Problem(
                    Mark(file), "", "fila er tom eller begynner ikke med en nøkkel, som «temaer:»"
                )
            ]
        )
    return composer.root


def find_mark(tree: Map | Seq, loc: Loc, *, key: bool = False) -> Mark:
    """Return the place of what `loc` leads to, or of the nearest thing around it.

    With `key`, the place of the last step's key and not of its value.
    """
    node: Node = tree
    mark = tree.mark
    for step in loc:
        if isinstance(node, str) or step not in node.values_at:
            break
        mark = (
            node.keys_at[step]
            if key and isinstance(node, Map) and step == loc[-1]
            else node.values_at[step]
        )
        node = node[step]  # type: ignore[index]  # values_at has the step, so it fits the container
    return mark


def decode(data: bytes, file: str) -> str:
    """Return the bytes of a file as text that can be read and shown.

    Raises PlanError if it is too large, not UTF-8, or has characters that cannot be seen.
    """
    if len(data) > MAX_BYTES:
        raise PlanError(
            [
                Problem(
                    Mark(file),
                    "",
                    f"fila er for stor ({len(data)} byte, høyst {MAX_BYTES}); del den opp",
                )
            ]
        )
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise PlanError(
            [
                Problem(
                    Mark(file),
                    "",
                    "fila begynner med et usynlig merke (BOM); lagre den som «UTF-8» uten BOM",
                )
            ]
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        mark = _mark_at(data[: error.start].decode("utf-8"), file)
        message = (
            "tegnet er ikke UTF-8 (trolig Windows-1252); lagre fila på nytt med tegnkoding «UTF-8»"
        )
        raise PlanError([Problem(mark, "", message)]) from error
    bad = [
        Problem(
            _mark_at(text[: hit.start()], file),
            "",
            f"usynlig tegn (U+{ord(hit[0]):04X}); slett det",
        )
        for pattern in (_INVISIBLE, _CONTROL)
        for hit in pattern.finditer(text)
    ]
    if bad:
        raise PlanError(bad)
    return unicodedata.normalize("NFC", text)


def _mark_at(before: str, file: str) -> Mark:
    return Mark(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


# What libyaml says, in part, and what we say instead.
_SYNTAX = (
    (
        "mapping values are not allowed",
        "her er et kolon for mye; sett hele teksten i anførselstegn",
    ),
    ("sequence entries are not allowed", "en liste må begynne på en egen linje under nøkkelen"),
    (
        "expected key",
        "linja passer ikke inn; se etter feil innrykk eller tekst etter et avsluttet anførselstegn",
    ),
    ("expected '-' indicator", "linja passer ikke inn i lista; se etter feil innrykk"),
    ("unexpected end of stream", "anførselstegnet blir aldri avsluttet"),
    ("expected ',' or", "klammen blir aldri avsluttet, eller det mangler et komma"),
    ("node content", "klammen blir aldri avsluttet"),
    ("<document start>", "linja har mindre innrykk enn den første linja i fila"),
    ("escape", "omvendt skråstrek betyr noe eget i doble anførselstegn; bruk enkle anførselstegn"),
    ("expected ':'", "det mangler et kolon etter nøkkelen"),
    (
        "cannot start any token",
        "teksten kan ikke begynne med dette tegnet; sett den i anførselstegn",
    ),
)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    at = error.problem_mark or error.context_mark
    line, column = (at.line, at.column) if at else (0, 0)
    lines = text.split("\n")
    indent = re.match(r"\s*", lines[line] if line < len(lines) else "")
    if indent and "\t" in indent[0]:
        return Problem(
            Mark(file, line + 1, indent[0].index("\t") + 1),
            "",
            "innrykket har en tabulator; bruk mellomrom",
        )
    message = next(
        (ours for theirs, ours in _SYNTAX if theirs in str(error.problem)),
        "dette er ikke gyldig YAML",
    )
    return Problem(Mark(file, line + 1, column + 1), "", message)


class _Composer:
    """Build the tree from parser events, one by one, and note what is refused."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[Map | Seq] = []
        self._keys: list[str | None] = []
        self._nodes = 0

    def take(self, event: yaml.Event) -> None:
        start = event.start_mark
        mark = Mark(self.file, start.line + 1, start.column + 1) if start else Mark(self.file)
        match event:
            case yaml.ScalarEvent():
                self._refuse(event, mark)
                self._add(event.value, mark)
            case yaml.MappingStartEvent():
                self._refuse(event, mark)
                self._push(Map(mark), mark)
            case yaml.SequenceStartEvent():
                self._refuse(event, mark)
                self._push(Seq(mark), mark)
            case yaml.CollectionEndEvent():
                self._open.pop()
                self._keys.pop()
            case yaml.AliasEvent():
                self._say(
                    mark, f"henvisninger som «*{event.anchor}» er ikke tillatt; skriv teksten ut"
                )
                self._add("", mark)
            case yaml.DocumentStartEvent() if self.root is not None:
                self._say(mark, "fila har flere dokumenter («---»); del den i flere filer")

    def _refuse(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, mark: Mark) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise PlanError([Problem(mark, "", f"fila har over {MAX_NODES} verdier; del den opp")])
        if event.anchor:
            self._say(
                mark, f"ankeret «&{event.anchor}» er ikke tillatt; skriv teksten ut der den trengs"
            )
        if event.tag:
            self._say(mark, f"typemerket «{event.tag}» er ikke tillatt; fjern det")

    def _push(self, node: Map | Seq, mark: Mark) -> None:
        self._add(node, mark)
        self._open.append(node)
        self._keys.append(None)
        if len(self._open) > MAX_DEPTH:
            raise PlanError(
                [
                    Problem(
                        mark, "", f"innholdet ligger i mer enn {MAX_DEPTH} nivåer; gjør det flatere"
                    )
                ]
            )

    def _add(self, node: Node, mark: Mark) -> None:
        if not self._open:
            self.root = node if self.root is None else self.root
            return
        parent = self._open[-1]
        if isinstance(parent, Seq):
            parent.values_at[len(parent)] = mark
            parent.append(node)
        elif (key := self._keys[-1]) is None:
            self._keys[-1] = self._take_key(parent, node, mark)
        else:
            parent[key], parent.values_at[key] = node, mark
            self._keys[-1] = None

    def _take_key(self, parent: Map, key: Node, mark: Mark) -> str:
        if not isinstance(key, str):
            self._say(mark, "nøkkelen må være ett ord, ikke en liste")
            return ""
        if key in parent.keys_at:
            self._say(
                mark,
                f"«{key}» står to ganger (først i linje {parent.keys_at[key].line}); behold én av dem",
            )
        parent.keys_at.setdefault(key, mark)
        return key

    def _say(self, mark: Mark, message: str) -> None:
        self.problems.append(Problem(mark, "", message))


def describe(tree: Map | Seq, loc: Loc) -> str:
    """Return `loc` as people say it: list items by their id where they have one."""
    return ".".join(_steps(tree, loc))


def _steps(tree: Map | Seq, loc: Loc) -> Iterator[str]:
    node: Node = tree
    for step in loc:
        inside = not isinstance(node, str) and step in node.values_at
        node = node[step] if inside else ""  # type: ignore[index]
        named = node.get("id") if isinstance(node, Map) and isinstance(step, int) else None
        yield (
            named
            if isinstance(named, str) and named
            else str(step + 1 if isinstance(step, int) else step)
        )
