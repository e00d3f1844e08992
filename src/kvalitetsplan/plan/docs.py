"""The shared pages, which stand in `docs/` beside the data: which there are, and what they are
called.
"""

from pathlib import Path

from kvalitetsplan.reading.source import decode, read_bytes


def shared_pages(data: Path) -> set[str]:
    """Return the shared pages, as `grunnlag/ledelse.md`."""
    docs = _docs(data)
    return {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}


def page_titles(data: Path) -> list[str]:
    """Return the headings at the top of the shared pages. Raises PlanError if one cannot be read."""
    docs = _docs(data)
    texts = (_text(docs / name, f"{docs.name}/{name}") for name in sorted(shared_pages(data)))
    lines = (line for text in texts for line in text.splitlines())
    return [line.removeprefix("# ") for line in lines if line.startswith("# ")]


def _text(path: Path, name: str) -> str:
    return decode(read_bytes(path, name), name)


def _docs(data: Path) -> Path:
    return data.parent / "docs"
