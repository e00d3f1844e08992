"""One site built from a project that a test has changed, and what it holds."""

from pathlib import Path

from conftest import build_site

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at

BAD = r"<script>alert|<img[^>]*onerror|<svg[^>]*onload|<[^>]*href=['\"]?\s*(javascript|data):|1337"
"""What an attack leaves on a page where it has worked."""


def build_one(project: Path, out: Path, slug: str = "eksempel") -> Path:
    return build_site(project, load_plan(project_at(project), slug), out)


def break_file(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }
