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

from kvalitetsplan.reading.advice import Fault, Place, Written, advise, closed_too_late, why_no_key
from kvalitetsplan.reading.fodselsnummer import MESSAGE, fodselsnumre
from kvalitetsplan.reading.problems import Mark, PlanError, Problem

MAX_BYTES = 10_000_000
MAX_DEPTH = 20
MAX_NODES = 1_000_000
"""Room for 200 themes and 20,000 items in one file, and for more in several."""

LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
"""Everything that reads a data file reads it with this: two parsers could disagree."""
# Characters that cannot be seen but change what is read: bidi controls, zero width, line
# separators.
_INVISIBLE = re.compile("[\u0085\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?=[ \n]|$)", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]+#")


class Cut(str):
    """A text that ends where a # begins: what comes after it on the line is not read."""

    __slots__ = ()


class Map(dict[str, "Node"]):
    """A mapping that knows where it, its keys and its values stand, and if it is written with {}."""

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


def read(path: Path, name: str | None = None, *, may_be_empty: bool = False) -> Map:
    """Read one YAML file.

    `name` is what problems call the file; the path itself unless given. With
    `may_be_empty`, a file of comments alone is an empty mapping.
    Returns the top mapping. Raises PlanError with all problems that were found.
    """
    file = name or path.as_posix()
    return parse(read_bytes(path, file), file, may_be_empty=may_be_empty)


def read_bytes(path: Path, file: str) -> bytes:
    """Return what a file holds. `file` is what problems call it.

    Raises PlanError if it is missing, too large, closed to us, or something else than a file.
    """
    try:
        if not path.is_file():
            raise PlanError(
                [Problem(Mark(file), "", f"fila kan ikke leses: {_what_is_wrong(path)}")]
            )
        size = path.stat().st_size
        if size <= MAX_BYTES:
            return path.read_bytes()
    except OSError as error:
        message = "fila kan ikke leses: du har ikke lov til å åpne den"
        raise PlanError([Problem(Mark(file), "", message)]) from error
    message = f"fila er for stor ({size} byte, høyst {MAX_BYTES}); del den opp"
    raise PlanError([Problem(Mark(file), "", message)])


def _what_is_wrong(path: Path) -> str:
    if path.is_dir():
        return "den er en mappe; legg en fil her"
    if path.is_symlink() and not path.exists():
        return "den er en lenke til noe som ikke finnes; legg selve fila her"
    return "den er ingen vanlig fil; legg en fil her" if path.exists() else "den finnes ikke"


def parse(data: bytes, file: str, *, may_be_empty: bool = False) -> Map:
    """Parse the bytes of a YAML file; see `read`."""
    text = decode(data, file)
    if problems := list(_conflicts(text, file)):
        raise PlanError(problems)
    composer = _Composer(file, text)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        raise PlanError(composer.problems or [_syntax_problem(error, composer)]) from error
    if composer.problems:
        raise PlanError(composer.problems)
    if composer.root is None and may_be_empty:
        return Map(Mark(file))
    if not isinstance(composer.root, Map):
        message = "fila er tom eller begynner ikke med en nøkkel, som «temaer:»"
        raise PlanError([Problem(Mark(file), "", message)])
    return composer.root


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


def decode(data: bytes, file: str) -> str:
    """Return the text of a file in UTF-8, with or without a BOM, its lines apart as on Unix.

    `file` is what problems call it. Raises PlanError if it is in another encoding, or holds
    characters that cannot be seen, or somebody's national identity number.
    """
    if len(data) > MAX_BYTES:
        message = f"fila er for stor ({len(data)} byte, høyst {MAX_BYTES}); del den opp"
        raise PlanError([Problem(Mark(file), "", message)])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        message = "fila er lagret som UTF-16 («Unicode», med BOM); lagre den på nytt med tegnkoding «UTF-8»"
        raise PlanError([Problem(Mark(file), "", message)])
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        mark = _mark_at(data[: error.start].decode("utf-8"), file)
        message = (
            "tegnet er ikke UTF-8 (trolig Windows-1252); lagre fila på nytt med tegnkoding «UTF-8»"
        )
        raise PlanError([Problem(mark, "", message)]) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if bad := list(_unwanted(text, file)):
        raise PlanError(bad)
    return unicodedata.normalize("NFC", text)


def _unwanted(text: str, file: str) -> Iterator[Problem]:
    for pattern in (_INVISIBLE, _CONTROL):
        for hit in pattern.finditer(text):
            message = f"usynlig tegn (U+{ord(hit[0]):04X}); slett det"
            yield Problem(_mark_at(text[: hit.start()], file), "", message)
    for place in fodselsnumre(text):
        yield Problem(_mark_at(text[:place], file), "", MESSAGE)


def _conflicts(text: str, file: str) -> Iterator[Problem]:
    for hit in _CONFLICT.finditer(text):
        if hit[0].startswith("<"):  # the first of the three says it for all
            message = (
                "to har endret det samme, og git har satt merker her; behold det som skal stå, "
                "og slett linjene med <<<<<<<, ======= og >>>>>>>"
            )
            yield Problem(_mark_at(text[: hit.start()], file), "", message)


def _mark_at(before: str, file: str) -> Mark:
    return Mark(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _syntax_problem(error: yaml.MarkedYAMLError, composer: "_Composer") -> Problem:
    at, opened = error.problem_mark or error.context_mark, error.context_mark
    place = Place(at.line, at.column) if at else Place(0, 0)
    fault = Fault(
        str(error.problem),
        str(error.context),
        place,
        Place(opened.line, opened.column) if opened else place,
        composer.last,
        composer.lines,
    )
    advice = advise(fault)
    return Problem(Mark(composer.file, advice.line + 1, advice.column + 1), "", advice.message)


class _Composer:
    """Build the tree from parser events, one by one, and note what is refused."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self._last: yaml.ScalarEvent | None = None
        self._hashes = {number for number, line in enumerate(self.lines) if "#" in line}
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
                self._add(self._written(event), mark)
            case yaml.MappingStartEvent():
                self._refuse(event, mark)
                self._push(Map(mark, bool(event.flow_style)), mark)
            case yaml.SequenceStartEvent():
                self._refuse(event, mark)
                self._push(Seq(mark, bool(event.flow_style)), mark)
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

    def _written(self, event: yaml.ScalarEvent) -> str:
        """Return the value of a scalar, and remember it in case it is the last one that is read."""
        self._last = event
        value: str = event.value
        end = event.end_mark
        assert end is not None, "the parser says where every value ends"
        if end.line not in self._hashes:
            return value
        # To the parser, a # right after a quotation mark begins a comment. Nobody means one there.
        if event.style in ("'", '"') and self.lines[end.line].startswith("#", end.column):
            self._say_closed_too_late()
        return Cut(value) if not event.style and self._cut_at(end.line, end.column) else value

    def _say_closed_too_late(self) -> None:
        assert self.last
        line, column, message = closed_too_late(self.last)
        self._say(Mark(self.file, line + 1, column + 1), message)

    def _cut_at(self, line: int, column: int) -> bool:
        return _COMMENT.match(self.lines[line], column) is not None

    @property
    def last(self) -> Written | None:
        """How the last scalar that was read, is written."""
        if not self._last:
            return None
        start, end = self._last.start_mark, self._last.end_mark
        assert start is not None, "the parser says where every value begins"
        assert end is not None, "and where it ends"
        quote = self._last.style or ""
        cut = not quote and end.line in self._hashes and self._cut_at(end.line, end.column)
        return Written(Place(start.line, start.column), Place(end.line, end.column), quote, cut)

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
        if reason := why_no_key(key):
            self._say(mark, reason)
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
        inside = isinstance(node, Map | Seq) and step in node.values_at
        node = node[step] if inside else ""  # type: ignore[index]
        named = node.get("id") if isinstance(node, Map) and isinstance(step, int) else None
        yield (
            named
            if isinstance(named, str) and named
            else str(step + 1 if isinstance(step, int) else step)
        )
