"""The words of the interface in nynorsk: data/tekster/nn.yaml.

    meny:
      temaer:
        fra: 1a2b3c4d
        til: Tema

Each word remembers which bokmål it was written from, as the texts in data/nynorsk do. Where one is
missing, is a draft, or the bokmål has been changed since, the bokmål is said until somebody has
looked.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kvalitetsplan.plan.nynorsk import FIELDS, Oversatt, Tilstand, of_bokmal, state_of
from kvalitetsplan.reading.decoding import read_bytes
from kvalitetsplan.reading.problems import Mark, PlanError, Problem
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.tree import Loc, Map, Node, find_mark
from kvalitetsplan.reading.validation import build
from kvalitetsplan.site.interface_shape import Words, wrong_words

FILE = "data/tekster/nn.yaml"
_CODES = ("gjor", "tast", "fil")
"""The keys of what is no word: what a key does, what browsers call it, and the name of a file."""


class Ordsted(NamedTuple):
    """A word of the interface, or a list of them, that there is to be nynorsk of."""

    vei: Loc
    verdi: Node
    """The bokmål."""

    @property
    def navn(self) -> str:
        """What it is called, as `meny.temaer`."""
        return ".".join(map(str, self.vei))

    @property
    def avtrykk(self) -> str:
        """The fingerprint of the bokmål."""
        return of_bokmal("\n- ".join(_texts(self.verdi)))


class Ord(NamedTuple):
    """What stands in the file."""

    tekster: Map
    """What is said, by the same keys as in bokmål."""
    skrevet: Mapping[Loc, Oversatt]
    """What is written of each word, by the keys that lead to it."""

    def state(self, sted: Ordsted) -> Tilstand:
        """Return how it is with the nynorsk of a word."""
        return state_of(self.skrevet.get(sted.vei), sted.avtrykk)

    def where(self, sted: Ordsted) -> Mark:
        """Return where to look at a word that waits."""
        found = self.skrevet.get(sted.vei)
        return found.mark("fra") if found else find_mark(self.tekster, sted.vei)

    def over(self, bokmal: Map) -> Map:
        """Return the words in nynorsk, with the bokmål where there is none that is fresh."""
        return self._over(bokmal, self.tekster, ())

    def _over(self, bokmal: Map, nynorsk: Map, loc: Loc) -> Map:
        made = Map(bokmal.mark)
        for key, value in bokmal.items():
            way = (*loc, key)
            said = nynorsk.get(key, value)
            if isinstance(value, Map):
                made[key] = self._over(value, said, way) if isinstance(said, Map) else value
            else:
                fresh = self.state(Ordsted(way, value)) == Tilstand.OVERSATT
                made[key] = said if fresh else value
        return made


def read_words(root: Path, shape: Words) -> Ord:
    """Return what there is in nynorsk. `root` is the project's folder, `shape` what there may be.

    Raises PlanError with what is unknown, written wrong or without its marks.
    """
    tree = _parsed(read_bytes(root / FILE, FILE))
    reader = _Reader()
    said = reader.take(tree, shape, ())
    if problems := [*reader.problems, *wrong_words(said, shape, may_lack=True)]:
        raise PlanError(problems)
    return Ord(said, reader.found)


@lru_cache(maxsize=2)
def _parsed(data: bytes) -> Map:
    return parse(data, FILE, may_be_empty=True)


class _Reader:
    """Takes what is said out of what is written, word by word."""

    def __init__(self) -> None:
        self.found: dict[Loc, Oversatt] = {}
        self.problems: list[Problem] = []

    def take(self, group: Map, shape: Words, loc: Loc) -> Map:
        """Return a group with what each of its words says; what is no word is left as it is."""
        said = Map(group.mark)
        for key, node in group.items():
            mark, value = group.values_at[key], node
            inner = shape.get(key, {})
            if isinstance(inner, dict):
                value = self.take(node, inner, (*loc, key)) if isinstance(node, Map) else node
            elif (word := self._word(node, mark, (*loc, key))) is None or word.til is None:
                continue
            else:
                mark, value = word.mark("til"), word.til
            said.keys_at[key], said.values_at[key], said[key] = group.keys_at[key], mark, value
        return said

    def _word(self, node: Node, mark: Mark, loc: Loc) -> Oversatt | None:
        place = ".".join(map(str, loc))
        if not isinstance(node, Map):
            self.problems.append(Problem(mark, place, FIELDS))
            return None
        try:
            self.found[loc] = build(Oversatt, node, place)
        except PlanError as error:
            self.problems += error.problems
        return self.found.get(loc)


def word_places(bokmal: Map, loc: Loc = ()) -> Iterator[Ordsted]:
    """Yield every word of the interface, or list of words, that there is to be nynorsk of."""
    for key, value in bokmal.items():
        if isinstance(value, Map):
            yield from word_places(value, (*loc, key))
        else:
            yield Ordsted((*loc, key), value)


def written_words(words: Ord) -> Iterator[tuple[Mark, str, str]]:
    """Yield what is written: where, which word, and what it says; what only scripts read left
    out.
    """
    for loc, one in words.skrevet.items():
        if one.til is not None and loc[-1] not in _CODES:
            for text in _texts(one.til):
                yield one.mark("til"), ".".join(map(str, loc)), text


def _texts(node: Node) -> Iterator[str]:
    """Yield the words of a node; the codes in it left out."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Map):
        for key, inner in node.items():
            if key not in _CODES:
                yield from _texts(inner)
    else:
        for inner in node:
            yield from _texts(inner)
