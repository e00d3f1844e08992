"""Several sites built at once in a project, and what came of them."""

from pathlib import Path

from click.testing import CliRunner, Result
from conftest import build_many

from kvalitetsplan.cli import main

SLUGS = ["eksempel", "lillestrom", "nittedal"]


def statuses(project: Path, out: Path, **options: bool) -> list[str]:
    done = build_many(project, SLUGS, out, **options)
    return [done[slug].status for slug in SLUGS]


def bygg(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--rot", str(project), "bygg", *arguments])
