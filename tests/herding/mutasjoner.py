"""Break files of every kind in every way people and machines do, and see that they are answered.

A file is answered when it becomes values, or problems in Norwegian that each have a place. What is
broken is each shipped data file, the register, the interface's words, own pages and pictures.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from herding import Omfang, Utfall, prosjekt
from kvalitetsplan.plan.model import FILES, Kommune, Skole, Synonymfil, Temaerfil, Tilpasning
from kvalitetsplan.plan.own_pages import read_page
from kvalitetsplan.plan.pictures import published_picture
from kvalitetsplan.plan.register import read_register
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.validation import build
from kvalitetsplan.site.interface import FILE, interface_texts

ROOT = Path(__file__).parents[2]
KINDS = {
    **FILES,
    "kommune.yaml": Kommune,
    "skole.yaml": Skole,
    "tilpasning.yaml": Tilpasning,
    "synonymer.yaml": Synonymfil,
}
Leser = Callable[[bytes], object]


class Kilde(NamedTuple):
    """A file that is whole, and what reads it."""

    name: str
    data: bytes
    reader: Leser


PAGE = """\
---
title: Om oss
description: Hvem vi er & hva vi gjør
---
# Om oss

Vi *møter* hver elev, **alltid**. Se [mobbing](../tema/mobbing.md#meldinger) og <post@ute.invalid>.

## Rutiner og `kode` {: #rutiner }

- en
    1. to
    2. tre

| a | b |
|---|:-:|
| 1 | 2 |

![Kart](../bilder/kart.svg)

!!! note "Husk"
    Å ringe.

<details open><summary>Mer</summary>Tekst &lt;navn&gt;</details>

```
# {{ 7*7 }} <script>
```
"""
DRAWING = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- tegnet -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">
<style>.a { fill: url(#b) }</style>
<defs><linearGradient id="b"><stop offset="0" stop-color="#fff"/></linearGradient></defs>
<g class="a" style="fill: red" transform="rotate(9)"><path d="M0 0h9v9z"/>
<use x:href="#b" width="3"/><text x="1" y="2">Skole &amp; hjem</text></g>
</svg>
"""
PICTURES = {
    "svg": DRAWING.encode(),
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\0\0\0\1\0\0\0\1"
    + bytes(9)
    + b"\x00\x00\x00\x00IEND\xaeB`\x82",
    "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(30) + b"\xff\xc0\0\x0b\x08\0\1\0\1\xff\xd9",
    "webp": b"RIFF\x1a\x00\x00\x00WEBPVP8 " + bytes(20),
    "pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n",
}
PIECES = [
    *(b"\t", b"\n", b"\r\n", b"\r", b": ", b":", b"- ", b"#", b" #", b'"', b"'", b"[", b"]", b"{"),
    *(b"}", b",", b"&a ", b"*a", b"!!x ", b"|", b">-", b"?", b"---\n", b"...\n", b"%", b"@", b"`"),
    *(b"<<<<<<< HEAD\n", b"=======\n", b"<<: ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\xe5"),
    *("\u00a0", "“", "”", "•", "–", "\u2028", "\u00ad", "\u200b", "å", "e\u0301", "😀"),
    *(b"null", b"~", b"0301", b"1e9", b"=1+1", b"{{ 7*7 }}", b"<b>", b";", b"\\", b'"\\x'),
    *(
        b"<",
        b">",
        b"</svg>",
        b"<g",
        b"<!ENTITY a 'b'>",
        b"&a;",
        b" onload=x",
        b"<![CDATA[",
        b"\xff\xd8",
    ),
    *(b"](", b"![", b"```", b"{: #", b"<script>", b"<b onclick=x>", b"# ", b"| ", b"&#", b"%PDF-"),
]
ENGLISH = re.compile(
    r"\b(input|should|valid|required|expected|dictionary|tuple|error|found|while|mapping)\b",
    re.IGNORECASE,
)


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Try mutations of files of every kind."""
    random = omfang.random("mutasjoner")
    with prosjekt.folder() as place:
        for sources, count in _kinds(place, omfang):
            for number in range(count):
                name, data, reader = random.choice(sources)
                broken = mutated(data, random)
                seen = f"nr. {number}, {name}: {broken[:300]!r}"
                yield Utfall(4, seen, unanswered(reader, broken))


def _kinds(place: Path, omfang: Omfang) -> Iterator[tuple[list[Kilde], int]]:
    """Yield the files of each kind, and how many mutations of them to try."""
    yield [_source(*one) for one in _yaml_files()], omfang.number(long=70_000, short=400)
    register, words = ROOT / "data/kommuner.csv", ROOT / FILE
    yield (
        [_source(register, _in_place(place / register.name, lambda: read_register(place)))],
        omfang.number(4_000, 60),
    )
    yield (
        [_source(words, _in_place(place / FILE, lambda: interface_texts(place)))],
        omfang.number(4_000, 60),
    )
    yield [Kilde("side.md", PAGE.encode(), _page_reader(place))], omfang.number(12_000, 100)
    pictures = [Kilde(name, data, _picture_reader(place, name)) for name, data in PICTURES.items()]
    yield pictures, omfang.number(20_000, 200)


def unanswered(reader: Leser, data: bytes) -> str:
    """Return how a file was not answered as promised, or an empty string if it was."""
    try:
        reader(data)
    except PlanError as error:
        for problem in error.problems:
            said = re.sub(r"«[^»]*»", "", problem.message)
            if not said or ENGLISH.search(said) or problem.mark.line < 1:
                return f"meldingen «{problem}»"
    except Exception as error:  # whatever else it is, it is what must not happen
        return f"{type(error).__name__}: {error}"
    return ""


def mutated(data: bytes, random: Random) -> bytes:
    """Return a piece of a file with one to four things done to it."""
    lines = data.splitlines(keepends=True)
    start = random.randrange(len(lines))
    lines = lines[:3] + lines[start : start + random.randint(5, 60)]
    for _ in range(random.randint(1, 4)):
        lines = random.choice(_WAYS)(lines, random) or [b"\n"]
    text = b"".join(lines)
    return (
        text.decode("utf-8", "ignore").encode("cp1252", "ignore")
        if random.random() < 0.02
        else text
    )


def _insert(lines: list[bytes], random: Random) -> list[bytes]:
    number = random.randrange(len(lines))
    piece = random.choice(PIECES)
    raw = piece.encode() if isinstance(piece, str) else piece
    at, cut = random.randint(0, len(lines[number])), random.choice((0, 0, 0, 1, 2, 7))
    line = lines[number][:at] + raw + lines[number][at + cut :]
    return [*lines[:number], line, *lines[number + 1 :]]


def _indent(lines: list[bytes], random: Random) -> list[bytes]:
    number = random.randrange(len(lines))
    space = random.choice((b" ", b"  ", b"\t", "\u00a0".encode()))
    line = lines[number][1:] if random.random() < 0.5 else space + lines[number]
    return [*lines[:number], line, *lines[number + 1 :]]


def _drop(lines: list[bytes], random: Random) -> list[bytes]:
    number = random.randrange(len(lines))
    return lines[:number] + lines[number + random.randint(1, 3) :]


def _double(lines: list[bytes], random: Random) -> list[bytes]:
    number = random.randrange(len(lines))
    return [*lines[: number + 1], *lines[number:]]


def _swap(lines: list[bytes], random: Random) -> list[bytes]:
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines = list(lines)
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def _capital(lines: list[bytes], random: Random) -> list[bytes]:
    number = random.randrange(len(lines))
    line = lines[number].decode("utf-8", "replace")
    return [
        *lines[:number],
        re.sub(r"\w", lambda hit: hit[0].upper(), line, count=1).encode(),
        *lines[number + 1 :],
    ]


def reshaped(lines: list[bytes], random: Random) -> list[bytes]:
    """Give a key another shape: a list, a mapping, a number, nothing."""
    number = random.randrange(len(lines))
    value = random.choice(
        (b" []", b" [[8]]", b' {"90": [5]}', b" {}", b" 7", b"", b" ja", b" x # y")
    )
    line = re.sub(rb":.*", lambda _: b":" + value, lines[number], count=1)
    return [*lines[:number], line, *lines[number + 1 :]]


def _flip(lines: list[bytes], random: Random) -> list[bytes]:
    """Give one byte another value, or end the file there."""
    number = random.randrange(len(lines))
    at = random.randint(0, len(lines[number]))
    line = lines[number][:at] + random.randbytes(1) + lines[number][at + 1 :]
    rest = lines[number + 1 :] if random.random() < 0.9 else []
    return [*lines[:number], line, *rest]


_WAYS = (_flip, _insert, _insert, _insert, _indent, _drop, _double, _swap, _capital, reshaped)


def _yaml_files() -> list[tuple[Path, Leser]]:
    paths = [path for path in ROOT.glob("data/**/*.yaml") if path.name in KINDS]
    paths += ROOT.glob("data/temaer/*.yaml")
    return [(path, _reader(path)) for path in sorted(paths)]


def _reader(path: Path) -> Leser:
    kind = KINDS.get(path.name, Temaerfil)
    return lambda data: build(kind, parse(data, path.name, may_be_empty=True))


def _source(path: Path, reader: Leser) -> Kilde:
    return Kilde(path.relative_to(ROOT).as_posix(), path.read_bytes(), reader)


def _in_place(path: Path, read: Callable[[], object]) -> Leser:
    """Return a reader that writes a file where it belongs, and reads it there."""
    path.parent.mkdir(parents=True, exist_ok=True)

    def reader(data: bytes) -> object:
        path.write_bytes(data)
        return read()

    return reader


def _page_reader(place: Path) -> Leser:
    path = place / "side.md"
    return _in_place(path, lambda: read_page(path, "sider/side.md", "side.md"))


def _picture_reader(place: Path, ending: str) -> Leser:
    path = place / f"bilde.{ending}"
    return _in_place(path, lambda: _published_twice(path))


def _published_twice(path: Path) -> None:
    """Raise where a picture that is published is not one that would be published again as it is."""
    path.write_bytes(once := published_picture(path, path.name))
    assert published_picture(path, path.name) == once
