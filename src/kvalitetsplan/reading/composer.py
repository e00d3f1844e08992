"""From the parser's events to a tree of texts with their places."""

import re
import unicodedata
from collections.abc import Iterable

import yaml

from kvalitetsplan.reading.advice import ESCAPES, closed_too_late
from kvalitetsplan.reading.brackets import cannot_begin
from kvalitetsplan.reading.fault import Place, Written
from kvalitetsplan.reading.fodselsnummer import MESSAGE, fodselsnumre
from kvalitetsplan.reading.keys import KEYS, TAKEN_OUT, why_no_key
from kvalitetsplan.reading.melted import taken_in
from kvalitetsplan.reading.pasted import item_too_far_in
from kvalitetsplan.reading.problems import Mark, PlanError, Problem
from kvalitetsplan.reading.tree import Cut, Map, Node, Seq
from kvalitetsplan.reading.unseen import why_unwanted

MAX_DEPTH = 20
MAX_NODES = 1_000_000
"""Room for 200 themes and 20,000 items in one file, and for more in several."""

_PATH = re.compile(r"[A-Za-z]:\\\w")
NOTHING = {"~", "null", "Null", "NULL"}
"""What stands for no value in YAML, where nobody has put it in quotation marks."""
_SHORT = {*NOTHING, ""}
_COMMENT = re.compile(r"[ \t]+#")
_ITEM = re.compile(r"\s*([-*])(?:\s|$)")
"""A line that begins as an item of a list."""
_TURNED = re.compile(r"[-+][>|](?=\s|$)")
"""What says that a text stands on the lines below, the wrong way around."""
_IN_TWO = "kommaet deler teksten i to; sett hele teksten i anførselstegn"
_IDS = re.compile(r"\s+(\w+): \[[a-z0-9/-]+(?:, *[a-z0-9/-]+)*\]\s*$")
"""A line with a key and a list of ids."""


class Composer:
    """Build the tree from parser events, one by one, and note what is refused."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self._last: yaml.ScalarEvent | None = None
        self._hashes = {number for number, line in enumerate(self.lines) if "#" in line}
        # A text with a backslash may end on another line than the one that has it.
        self._doubtful = set(range(len(self.lines))) if "\\" in text else self._hashes
        self.root: Node | None = None
        self.root_mark = Mark(file)
        self.problems: list[Problem] = []
        self._open: list[tuple[Map | Seq | None, str | None]] = []
        """What is around what is being read, and the key that it is the value of."""
        self._nodes = 0
        self._twice: set[int] = set()
        """The mappings that are two items of a list, without the dash between them."""

    def compose(self, events: Iterable[yaml.Event]) -> None:
        """Build the tree. A large file has 100,000 events: what each needs, is done here.

        Raises PlanError where the file is too large or too deep, and YAMLError where it is no YAML.
        """
        parent: Map | Seq | None = None
        key: str | None = None
        for event in events:
            node: Node
            if isinstance(event, yaml.ScalarEvent):
                mark, self._last = self._place(event), event
                end = event.end_mark.line  # type: ignore[union-attr]  # it has one
                in_doubt = event.value in _SHORT or end in self._doubtful or end >= mark.line
                node = self._written(event, mark, parent, key) if in_doubt else event.value
            elif isinstance(event, yaml.CollectionStartEvent):
                mark = self._place(event)
                made = Map if isinstance(event, yaml.MappingStartEvent) else Seq
                node = made(mark, bool(event.flow_style))
            elif isinstance(event, yaml.CollectionEndEvent):
                parent, key = self._open.pop()
                continue
            else:
                self._look_at(event)
                if not isinstance(event, yaml.AliasEvent):
                    continue
                mark, node = self._mark(event), ""
            if isinstance(parent, Seq):
                parent.values_at[len(parent)] = mark
                parent.append(node)
            elif parent is None:
                if self.root is None:
                    self.root, self.root_mark = node, mark
            elif key is None:
                key = self._take_key(parent, node, mark)
            else:
                parent[key], parent.values_at[key] = node, mark
                key = None
            if not isinstance(node, str):
                self._go_into(parent, key, mark)
                parent, key = node, None

    def _go_into(self, parent: Map | Seq | None, key: str | None, mark: Mark) -> None:
        """Remember what is around a mapping or a sequence, until it ends."""
        self._open.append((parent, key))
        if len(self._open) > MAX_DEPTH:
            message = f"innholdet ligger i mer enn {MAX_DEPTH} nivåer; gjør det flatere"
            raise PlanError([Problem(mark, "", message)])

    def _look_at(self, event: yaml.Event) -> None:
        """Refuse what is no value, no beginning and no end: a reference, and a second document."""
        if isinstance(event, yaml.AliasEvent):
            message = f"henvisninger som «*{event.anchor}» er ikke tillatt; skriv teksten ut"
            self._say(self._mark(event), message)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            message = "fila har flere dokumenter («---»); del den i flere filer"
            self._say(self._mark(event), message)

    def _look_for_items(self, parent: Seq, line: int, end: int) -> bool:
        """Refuse an item that begins further in than the one above it, in `line`: it is read as
        more of its text. Return whether there is one.
        """
        below = range(line, end + 1)
        if found := [(at, hit) for at in below if (hit := _ITEM.match(self.lines[at]))]:
            at, hit = found[0]
            line = line if self.lines[line - 1].lstrip().startswith("-") else parent.mark.line
            mark = Mark(self.file, at + 1, hit.start(1) + 1)
            self._say(mark, item_too_far_in(hit[1], line, len(found) - 1))
        return bool(found)

    def _look_for_keys(self, key: str, line: int, end: int) -> None:
        """Refuse a key with a list of ids that is read as a line of the text above it, which has
        its key in `line`.
        """
        for at in range(line, end):
            hit = _IDS.match(self.lines[at])
            if hit and hit[1] in KEYS:
                message = f"«{hit[1]}» står for langt inn; la den begynne rett under «{key}» i linje {line}"
                self._say(Mark(self.file, at + 1, hit.start(1) + 1), message)

    def _look_for_list(self, key: str | None, mark: Mark, end: int, style: str) -> None:
        """Refuse the items of a list that are read as one text with what is above them."""
        advice = taken_in(self.lines, mark, end, style, key or "", self._dash_above)
        if advice:
            self._say(Mark(self.file, advice.line + 1, advice.column + 1), advice.message)

    def _dash_above(self, key: str) -> int:
        """Return the line of the item that is being read, in the innermost list whose items have a
        key; 0 if there is none.
        """
        for holder, _ in reversed(self._open):
            last = holder[-1] if isinstance(holder, Seq) and holder else None
            if holder is not None and isinstance(last, Map) and key in last:
                return holder.values_at[len(holder) - 1].line
        return 0

    def _look_for_comma(self, parent: Map, key: str, mark: Mark) -> None:
        """Refuse a text between brackets with a comma in it, so that the rest of it is read as a
        key.
        """
        before = list(parent)[-1:]
        has_colon = self._line(mark.line - 1)[: mark.column - 1].rstrip().endswith(":")
        if has_colon or key in KEYS or not before or not isinstance(parent[before[0]], str):
            return
        if parent[before[0]]:  # what comes after the next comma in it, says no more
            self._say(parent.values_at[before[0]], _IN_TWO)

    def _mark(self, event: yaml.Event) -> Mark:
        start = event.start_mark
        assert start is not None, "the parser says where every value begins"
        return Mark(self.file, start.line + 1, start.column + 1)

    def _place(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Mark:
        """Return where a value begins, and note what it may not have."""
        start = event.start_mark
        assert start is not None, "the parser says where every value begins"
        mark = Mark(self.file, start.line + 1, start.column + 1)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise PlanError([Problem(mark, "", f"fila har over {MAX_NODES} verdier; del den opp")])
        if event.anchor or event.tag:
            self._refuse(event, mark)
        return mark

    def _escaped(self, value: str, mark: Mark) -> str:
        """Return a text where some characters may stand as numbers, as the others are; note what it
        hides.
        """
        hidden = next(iter(why_unwanted(value)), None)
        if hidden or _PATH.match(self.lines[mark.line - 1], mark.column):
            code = (
                f", og gir her et tegn som ikke kan sees (U+{ord(value[hidden[0]]):04X})"
                if hidden
                else ""
            )
            self._say(mark, f"{ESCAPES[0]}{code}; {ESCAPES[1]}")
        if next(fodselsnumre(value), None) is not None:
            self._say(mark, MESSAGE)
        return unicodedata.normalize("NFC", value)

    def _written(
        self, event: yaml.ScalarEvent, mark: Mark, parent: Map | Seq | None, key: str | None
    ) -> str:
        """Return the value of a scalar that ends on a line with a #, is in a file with a backslash,
        goes over several lines, or stands for nothing. It stands in `parent`, under `key` if that
        has keys.
        """
        value: str = self._escaped(event.value, mark) if event.style == '"' else event.value
        end = event.end_mark
        assert end is not None, "the parser says where every value ends"
        # To the parser, a # right after a quotation mark begins a comment. Nobody means one there.
        if event.style in ("'", '"') and self.lines[end.line].startswith("#", end.column):
            self._say_closed_too_late()
        if value in NOTHING and not event.style:
            self._say_nothing(value, mark)
        if not event.style and (hit := _TURNED.match(value)):
            right = hit[0][::-1]
            self._say(mark, f"«{hit[0]}» er snudd; skriv «{right}», og hele teksten under")
        self._look_below(event.style or "", value, mark, end.line, parent, key)
        return Cut(value) if not event.style and self._cut_at(end.line, end.column) else value

    def _look_below(
        self,
        style: str,
        value: str,
        mark: Mark,
        end: int,
        parent: Map | Seq | None,
        key: str | None,
    ) -> None:
        """Refuse what a value has taken in of what was meant to stand below it."""
        if isinstance(parent, Map) and key is None:
            return
        if isinstance(parent, Seq) and not parent.flow and not style:
            if self._look_for_items(parent, mark.line, end):
                return
        elif isinstance(parent, Map) and key is not None and not value and parent.flow:
            self._look_for_comma(parent, key, mark)
        elif isinstance(parent, Map) and key is not None and style in ("|", ">"):
            self._look_for_keys(key, mark.line, end)
        if end >= mark.line:
            self._look_for_list(key, mark, end, style)

    def _say_nothing(self, value: str, mark: Mark) -> None:
        ways = f"skriv det som skal stå, slett linja, eller sett «{value}» i anførselstegn"
        self._say(mark, f"«{value}» betyr ingenting i YAML; {ways}")

    def _say_closed_too_late(self) -> None:
        assert self.last
        line, column, message = closed_too_late(self.last)
        self._say(Mark(self.file, line + 1, column + 1), message)

    def _cut_at(self, line: int, column: int) -> bool:
        return _COMMENT.match(self._line(line), column) is not None

    def _line(self, number: int) -> str:
        """Return a line, or "" after the last: an empty value may stand there."""
        return self.lines[number] if number < len(self.lines) else ""

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
        if event.tag and re.match("!(?!!)", event.tag):
            self._say(mark, cannot_begin("!"))
        elif event.tag:
            self._say(mark, f"typemerket «{event.tag}» er ikke tillatt; fjern det")

    def _take_key(self, parent: Map, key: Node, mark: Mark) -> str:
        if not isinstance(key, str):
            self._say(mark, "nøkkelen må være ett ord, ikke en liste")
            return ""
        if reason := why_no_key(key):
            is_first = len(self._open) == 1 and not parent
            taken_out = is_first and key.startswith("-") and key[1:] in KEYS
            self._say(mark, TAKEN_OUT if taken_out else reason)
        if key in parent.keys_at and id(parent) not in self._twice:
            message = f"«{key}» står to ganger (først i linje {parent.keys_at[key].line}); behold én av dem"
            if isinstance(self._open[-1][0], Seq) and key == next(iter(parent.keys_at)):
                # What follows is said twice too, and for the same reason.
                self._twice.add(id(parent))
                message += ", eller sett «- » foran hvis her begynner et nytt punkt"
            self._say(mark, message)
        parent.keys_at.setdefault(key, mark)
        return key

    def _say(self, mark: Mark, message: str) -> None:
        self.problems.append(Problem(mark, "", message))
