"""The program run in a municipality's own folder, and the files there."""

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from kvalitetsplan.cli import main


def run_in(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--rot", str(folder), *arguments])


def tree_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def miswrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))
