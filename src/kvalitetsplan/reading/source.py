"""Read a YAML file as text with positions.

Every scalar stays a string, so that `0301`, `no` and `1.10` survive. What makes
YAML treacherous (duplicate keys, anchors, tags, endless nesting) is refused.
Files are parsed by libyaml's event stream, which cannot recurse, and composed
here without recursion.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from kvalitetsplan.reading.advice import advise, closed_too_late
from kvalitetsplan.reading.decoding import decode, mark_at, read_bytes
from kvalitetsplan.reading.fault import Fault, Place, Written
from kvalitetsplan.reading.keys import why_no_key
from kvalitetsplan.reading.problems import Mark, PlanError, Problem
from kvalitetsplan.reading.tree import Cut, Map, Node, Seq

MAX_DEPTH = 20
MAX_NODES = 1_000_000
"""Room for 200 themes and 20,000 items in one file, and for more in several."""

LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
"""Everything that reads a data file reads it with this: two parsers could disagree."""
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?=[ \n]|$)", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]+#")


def read(path: Path, name: str | None = None, *, may_be_empty: bool = False) -> Map:
    """Read one YAML file.

    `name` is what problems call the file; the path itself unless given. With
    `may_be_empty`, a file of comments alone is an empty mapping.
    Returns the top mapping. Raises PlanError with all problems that were found.
    """
    file = name or path.as_posix()
    return parse(read_bytes(path, file), file, may_be_empty=may_be_empty)


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


def _conflicts(text: str, file: str) -> Iterator[Problem]:
    for hit in _CONFLICT.finditer(text):
        if hit[0].startswith("<"):  # the first of the three says it for all
            message = (
                "to har endret det samme, og git har satt merker her; behold det som skal stå, "
                "og slett linjene med <<<<<<<, ======= og >>>>>>>"
            )
            yield Problem(mark_at(text[: hit.start()], file), "", message)


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
        """Take the next event: a large file has a hundred thousand, most of them texts."""
        if isinstance(event, yaml.ScalarEvent):
            mark = self._place(event)
            self._add(self._written(event), mark)
        elif isinstance(event, yaml.MappingStartEvent):
            mark = self._place(event)
            self._push(Map(mark, bool(event.flow_style)), mark)
        elif isinstance(event, yaml.SequenceStartEvent):
            mark = self._place(event)
            self._push(Seq(mark, bool(event.flow_style)), mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            mark = self._mark(event)
            self._say(mark, f"henvisninger som «*{event.anchor}» er ikke tillatt; skriv teksten ut")
            self._add("", mark)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            message = "fila har flere dokumenter («---»); del den i flere filer"
            self._say(self._mark(event), message)

    def _mark(self, event: yaml.Event) -> Mark:
        start = event.start_mark
        assert start is not None, "the parser says where every value begins"
        return Mark(self.file, start.line + 1, start.column + 1)

    def _place(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Mark:
        """Return where a value begins, and note what it may not have."""
        mark = self._mark(event)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise PlanError([Problem(mark, "", f"fila har over {MAX_NODES} verdier; del den opp")])
        if event.anchor or event.tag:
            self._refuse(event, mark)
        return mark

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
