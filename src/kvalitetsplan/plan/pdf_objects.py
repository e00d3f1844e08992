"""The objects of a PDF: all that any program could read as one, wherever it stands in the file.

Where a PDF says that its objects stand is not looked at, for it may mislead. Each is read from
every place one may begin in, those in a pack too; a pack we cannot see into is refused.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_SPACE = rb"(?:[\0\t\n\f\r ]|%[^\r\n]*(?:[\r\n]|\Z))"
_SIGNS = rb"\0\t\n\f\r ()<>\[\]{}/%"
_TOKEN = re.compile(
    rb"%s*(?:(?P<name>/[^%s]*)|(?P<opens><<|\[)|(?P<closes>>>|\])|(?P<code><[^>]*>?)|(?P<text>\()"
    rb"|(?P<word>[^%s]+|.)|\Z)" % (_SPACE, _SIGNS, _SIGNS),
    re.DOTALL,
)
_IN_TEXT = re.compile(rb"\\.|[()]", re.DOTALL)
_NUMBER = re.compile(rb"[+-]*(\d{1,10})")
_CODED = re.compile(rb"#([0-9a-fA-F]{2})")
"""A sign of a name, written as its number."""
_BEGINS = re.compile(rb"(?<!end)obj|trailer")
_NUMBERED = re.compile(rb"(?<![\d.])(\d{1,10})%s+\d+%s*\Z" % (_SPACE, _SPACE))
_STREAM = re.compile(rb"%s*stream[^\r\n]*(?:\r\n|\r|\n)" % _SPACE)
_PAIRS = re.compile(rb"\s*(?:\d{1,10}\s+\d{1,10}(?:\s+|\Z))*")
"""What a pack begins with: the number of each object in it, and where it stands."""
_MOST_PACKED, _MOST_READ = 20_000_000, 30_000_000
"""How many bytes all the packs of one may become, and how many are read in all."""
_MOST_OBJECTS = 40_000
"""How many objects there may be outside the packs: in two megabytes there are not that many."""


class LockedError(Exception):
    """A PDF that cannot be seen into, or that nobody gets done with."""


class Ref(int):
    """Another object, by its number."""


class Dictionary(NamedTuple):
    """What an object says of itself."""

    said: "list[tuple[bytes, Value]]"
    """Each name with what stands after it. One may stand twice, and be a value itself: programs do
    not agree on which is which where something is missing.
    """

    def all(self, *names: bytes) -> "list[Value]":
        """Return each value that stands under one of some names."""
        return [value for name, value in self.said if name in names]


Value = bytes | Ref | int | list["Value"] | Dictionary | None
"""A name, with its slash and as it is read; another object; a number, a list, what is said; None
for words and all else.
"""


class Objects:
    """The objects of one PDF."""

    def __init__(self, data: bytes, names: Iterable[bytes]) -> None:
        """`names` are those that are looked for."""
        self._data, self._names = data, frozenset(names)
        self._places: dict[int | None, list[tuple[bytes, int]]] = {}
        self._left = _MOST_READ

    def each(self) -> Iterator[Value]:
        """Yield each name that is an object by itself, and all that is said in any other; not in
        a pack without the names that are looked for.

        Raises LockedError.
        """
        room, is_secret = _MOST_PACKED, False
        for count, hit in enumerate(_BEGINS.finditer(self._data)):
            if count > _MOST_OBJECTS:
                raise LockedError
            number = _NUMBERED.search(self._data, max(hit.start() - 100, 0), hit.start())
            self._note(int(number[1]) if number else None, self._data, hit.end())
            value, said, end = self._read(self._data, hit.end())
            yield from said
            is_secret = is_secret or _is_secret(said)
            stream = _STREAM.match(self._data, end)
            if isinstance(value, Dictionary) and value.all(b"/First") and stream:
                pack = _unpacked(value, memoryview(self._data)[stream.end() :], room)
                room -= len(pack)
                yield from self._in_pack(value, pack)
        if is_secret and room < _MOST_PACKED:
            raise LockedError

    def _in_pack(self, said: Dictionary, pack: bytes) -> Iterator[Value]:
        first = said.all(b"/First")
        if len(first) != 1 or not isinstance(first[0], int) or isinstance(first[0], Ref):
            raise LockedError
        begins = pack[: first[0]]
        if not _PAIRS.fullmatch(begins):
            raise LockedError
        plain = _plainly(pack)
        is_read = any(name in plain for name in self._names)
        numbers = [int(one) for one in begins.split()]
        for number, place in zip(numbers[::2], numbers[1::2], strict=True):
            self._note(number, pack, first[0] + place)
            if is_read:
                yield from self._read(pack, first[0] + place)[1]

    def followed(self, value: Value) -> Iterator[Value]:
        """Yield a value, or what it may be where it is another object. Raises LockedError."""
        left, seen = [value], set[int]()
        while left:
            one = left.pop()
            if not isinstance(one, Ref):
                yield one
            elif one not in seen:
                seen.add(one)
                # One whose number we cannot see may be any.
                places = (*self._places.get(one, ()), *self._places.get(None, ()))
                left += [self._read(*place)[0] for place in places]

    def _note(self, number: int | None, part: bytes, at: int) -> None:
        self._places.setdefault(number, []).append((part, at))

    def _read(self, part: bytes, at: int) -> tuple[Value, Sequence[Value], int]:
        """Return the object that begins there, what `each` yields of it, and where it ends."""
        reader = _Reader(part, at)
        value = reader.value()
        self._left -= max(reader.at - at, 1)
        if self._left < 0:
            raise LockedError
        return value, [value] if isinstance(value, bytes) else reader.said, reader.at


class _Reader:
    """Read one value, as forgivingly as any program does: what does not fit is passed over."""

    def __init__(self, part: bytes, at: int) -> None:
        self._part, self.at = part, at
        self.said: list[Dictionary] = []
        self._items: list[Value] = []
        self._open: list[tuple[bytes, list[Value]]] = []
        """What ends each that is begun, and what stood before it."""

    def value(self) -> Value:
        """Return the value that begins here."""
        while (hit := _TOKEN.match(self._part, self.at)) and (kind := hit.lastgroup):
            self.at = hit.end()
            if kind == "opens":
                self._open.append((b">>" if hit[kind] == b"<<" else b"]", self._items))
                self._items = []
            elif kind == "closes":
                if not self._open:
                    break
                if hit[kind] != self._open[-1][0]:
                    raise LockedError  # programs do not agree on what it ends
                self._close()
            else:
                self._take(kind, hit[kind])
            if not self._open and not self._is_begun():
                break
        while self._open:
            self._close()
        return self._items[0] if self._items else None

    def _is_begun(self) -> bool:
        """Tell whether there may be more to come: the number of another object has three parts."""
        return all(isinstance(one, int) and not isinstance(one, Ref) for one in self._items)

    def _close(self) -> None:
        end, before = self._open.pop()
        inside, self._items = self._items, before
        said = Dictionary(
            [(one, then) for one, then in pairwise((*inside, None)) if isinstance(one, bytes)]
        )
        self.said.append(said)  # in a list too: to some programs a strange word ends it
        before.append(inside if end == b"]" else said)

    def _take(self, kind: str, written: bytes) -> None:
        if kind == "name":
            self._items.append(_plainly(written))
        elif kind == "word" and (number := _NUMBER.match(written)):
            self._items.append(int(number[1]))
        elif written == b"R" and len(self._items) > 1 and isinstance(self._items[-2], int):
            self._items[-2:] = [Ref(self._items[-2])]
        else:
            self._items.append(None)
            if kind == "text":
                self.at = _after_text(self._part, self.at)


def _plainly(pdf: bytes) -> bytes:
    """Return a part with each sign of its names as it is read: `#61` is an a."""
    return _CODED.sub(lambda hit: bytes.fromhex(hit[1].decode()), pdf) if b"#" in pdf else pdf


def _is_secret(said: Sequence[Value]) -> bool:
    return any(isinstance(one, Dictionary) and one.all(b"/Encrypt") for one in said)


def _after_text(part: bytes, at: int) -> int:
    """Return where words end: they may have brackets in brackets."""
    deep = 1
    for hit in _IN_TEXT.finditer(part, at):
        deep += {b"(": 1, b")": -1}.get(hit[0], 0)
        if not deep:
            return hit.end()
    return len(part)


def _unpacked(said: Dictionary, data: memoryview, room: int) -> bytes:
    """Return what is in a pack. Raises LockedError if it is packed in other ways than all do, or
    becomes too much.
    """
    ways, others = said.all(b"/Filter"), said.all(b"/F", b"/DP", b"/DecodeParms")
    if len(ways) > 1 or any(one not in (None, [None]) for one in others):
        raise LockedError
    if not ways:
        pack = bytes(data[:room])
    elif ways[0] in (b"/FlateDecode", [b"/FlateDecode"]):
        unpacker = zlib.decompressobj()
        try:
            pack = unpacker.decompress(data, room)
        except zlib.error as error:
            raise LockedError from error
        if not unpacker.eof:
            raise LockedError
    else:
        raise LockedError
    if len(pack) >= room:
        raise LockedError
    return pack
