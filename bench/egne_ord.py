"""Where our sentences are somebody else's: runs of nine equal words between our texts and
documents.

    .venv/bin/python bench/egne_ord.py rapport.pdf handlingsplan.docx notat.txt

Facts may come from a source; sentences may not. What both have from the law is let be: the words in
data/lovtekst are the law's. So are addresses, and the names and titles of the sources, which must
be word for word. Capitals, signs and line breaks do not count. Ends with 2 when there is something
to mend.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from kvalitetsplan.imports.document import lines
from kvalitetsplan.imports.opening import open_document
from kvalitetsplan.plan.nynorsk import NAMES
from kvalitetsplan.reading.decoding import decode, read_bytes
from kvalitetsplan.reading.problems import Mark, PlanError
from kvalitetsplan.reading.source import read
from kvalitetsplan.reading.tree import Map, Node

ROOT = Path(__file__).parent.parent
LONGEST = 8
"""As many equal words in a row as two may come to write by chance."""
NOT_OURS = ("lovtekst", "skjema", "utgaver")
"""Folders in data that hold the law's words, or none that were written for readers."""

Run = tuple[str, ...]


def main() -> None:
    """Print every run of ours that stands in one of the documents, and end with 2 if any does."""
    if not sys.argv[1:]:
        sys.exit("Skriv hvilke dokumenter tekstene skal holdes mot: Word, PDF eller ren tekst.")
    ours, law, count = list(texts(ROOT)), runs(words(law_words(ROOT))), 0
    for name in sys.argv[1:]:
        for mark, run in equal(ours, document_words(Path(name)), law):
            count += 1
            print(f"{mark}  «{' '.join(run)}»  står i {Path(name).name}")
    print(f"\n{count} steder med {LONGEST + 1} like ord eller mer på rad." if count else "Ingen.")
    sys.exit(2 if count else 0)


def equal(
    ours: list[tuple[Mark, str]], theirs: list[str], law: frozenset[Run] = frozenset()
) -> Iterator[tuple[Mark, Run]]:
    """Yield where a text of ours has a run that stands in theirs too, as long as it is; what is all
    the law's left out.
    """
    known = runs(theirs)
    for mark, text in ours:
        mine = words(text)
        hits = [at for at, run in enumerate(_windows(mine)) if run in known and run not in law]
        for first, last in _together(hits):
            yield mark, tuple(mine[first : last + LONGEST + 1])


def runs(stream: list[str]) -> frozenset[Run]:
    """Return every run of words that is one too long."""
    return frozenset(_windows(stream))


def words(text: str) -> list[str]:
    """Return the words of a text as they count here; addresses are none."""
    return re.findall(r"[^\W_]+", re.sub(r"https?://\S+", " ", text.lower()))


def document_words(path: Path) -> list[str]:
    """Return the words of a document, in order; it ends here, in Norwegian, if it cannot be
    read.
    """
    try:
        return words(" ".join(line.text for line in lines(open_document(path).blocks)))
    except PlanError as error:
        sys.exit(str(error))


def texts(root: Path) -> Iterator[tuple[Mark, str]]:
    """Yield every text in the data and on the pages, and where it stands."""
    for path in sorted((root / "data").rglob("*.yaml")):
        if path.relative_to(root / "data").parts[0] not in NOT_OURS:
            file = path.relative_to(root).as_posix()
            names = NAMES["Kilde"] if path.name == "kilder.yaml" else frozenset()
            yield from _scalars(read(path, file, may_be_empty=True), Mark(file), names)
    for folder in ("docs", "data/nynorsk/sider"):
        for path in sorted((root / folder).rglob("*.md")):
            file = path.relative_to(root).as_posix()
            yield Mark(file), decode(read_bytes(path, file), file)


def law_words(root: Path) -> str:
    """Return the law's own words."""
    files = sorted((root / "data" / "lovtekst").glob("*.yaml"))
    return "\n".join(text for path in files for _, text in _scalars(read(path), Mark(path.name)))


def _scalars(
    node: Node, mark: Mark, names: frozenset[str] = frozenset()
) -> Iterator[tuple[Mark, str]]:
    """Yield every text under a node, and where it stands; those under the keys in `names` left
    out.
    """
    if isinstance(node, str):
        yield mark, node
        return
    pairs = node.items() if isinstance(node, Map) else enumerate(node)
    for key, value in pairs:
        if key not in names:
            yield from _scalars(value, node.values_at[key], names)


def _windows(stream: list[str]) -> Iterator[Run]:
    return (tuple(stream[at : at + LONGEST + 1]) for at in range(len(stream) - LONGEST))


def _together(hits: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of those that follow each other."""
    first = None
    for at, hit in enumerate(hits):
        first = hit if first is None else first
        if at + 1 == len(hits) or hits[at + 1] != hit + 1:
            yield first, hit
            first = None


if __name__ == "__main__":
    main()
