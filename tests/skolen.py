"""The shipped school and what stands in its files, written anew as a test needs."""

from pathlib import Path

from click.testing import CliRunner, Result

from kvalitetsplan.cli import main

EXAMPLE = "eksempel/skoler/eksempelskolen"
GREETING = "relasjon/hilser-ved-navn"
OURS = "Vi møter hver elev i døra om morgenen og hilser ved navn."


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def replaced_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(project: Path, *arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(main, ["--rot", str(project), *arguments], input=answers)
