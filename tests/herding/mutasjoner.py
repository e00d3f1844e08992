"""Break every shipped data file in every way people and machines do, and see that it is answered.

A file is answered when it becomes values, or problems in Norwegian that each have a place.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from herding import Omfang, Utfall
from kvalitetsplan.plan.model import FILES, Kommune, Skole, Synonymfil, Temaerfil, Tilpasning
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
PIECES = [
    *(b"\t", b"\n", b"\r\n", b"\r", b": ", b":", b"- ", b"#", b" #", b'"', b"'", b"[", b"]", b"{"),
    *(b"}", b",", b"&a ", b"*a", b"!!x ", b"|", b">-", b"?", b"---\n", b"...\n", b"%", b"@", b"`"),
    *(b"<<<<<<< HEAD\n", b"=======\n", b"<<: ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\xe5"),
    *("\u00a0", "“", "”", "•", "–", "\u2028", "\u00ad", "\u200b", "å", "e\u0301", "😀"),
    *(b"null", b"~", b"0301", b"1e9", b"=1+1", b"{{ 7*7 }}", b"<b>", b";", b"\\", b'"\\x'),
]
ENGLISH = re.compile(
    r"\b(input|should|valid|required|expected|dictionary|tuple|error|found|while|mapping)\b",
    re.IGNORECASE,
)


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Try mutations of the data files, the register and the interface's words."""
    random = omfang.random("mutasjoner")
    kinds = (
        (_yaml_files(), omfang.number(long=100_000, short=600)),
        ([(ROOT / "data/kommuner.csv", _read_csv)], omfang.number(long=5_000, short=150)),
        ([(ROOT / FILE, _read_words)], omfang.number(long=5_000, short=150)),
    )
    for files, count in kinds:
        sources = [(path, path.read_bytes(), reader) for path, reader in files]
        for number in range(count):
            path, data, reader = random.choice(sources)
            broken = mutated(data, random)
            seen = f"nr. {number}, {path.relative_to(ROOT)}: {broken[:300]!r}"
            yield Utfall(4, seen, unanswered(reader, broken))


def unanswered(reader: Callable[[bytes], object], data: bytes) -> str:
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


def _reshape(lines: list[bytes], random: Random) -> list[bytes]:
    """Give a key another shape: a list, a mapping, a number, nothing."""
    number = random.randrange(len(lines))
    value = random.choice(
        (b" []", b" [[8]]", b' {"90": [5]}', b" {}", b" 7", b"", b" ja", b" x # y")
    )
    line = re.sub(rb":.*", lambda _: b":" + value, lines[number], count=1)
    return [*lines[:number], line, *lines[number + 1 :]]


_WAYS = (_insert, _insert, _insert, _indent, _drop, _double, _swap, _capital, _reshape)


def _yaml_files() -> list[tuple[Path, Callable[[bytes], object]]]:
    paths = [path for path in ROOT.glob("data/**/*.yaml") if path.name in KINDS]
    paths += ROOT.glob("data/temaer/*.yaml")
    return [(path, _reader(path)) for path in sorted(paths)]


def _reader(path: Path) -> Callable[[bytes], object]:
    kind = KINDS.get(path.name, Temaerfil)
    return lambda data: build(kind, parse(data, path.name, may_be_empty=True))


def _read_csv(data: bytes) -> object:
    with TemporaryDirectory() as folder:
        (Path(folder) / "kommuner.csv").write_bytes(data)
        return read_register(Path(folder))


def _read_words(data: bytes) -> object:
    with TemporaryDirectory() as folder:
        (Path(folder) / FILE).parent.mkdir(parents=True)
        (Path(folder) / FILE).write_bytes(data)
        return interface_texts(Path(folder))
