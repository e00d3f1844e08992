"""The command line speaks Norwegian, also of what nobody had thought of."""

import ast
import errno
import os
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import DEMO, HERE, ROOT

from kvalitetsplan.cli import main
from kvalitetsplan.commands import group, norwegian, valider
from kvalitetsplan.plan.project import Project
from kvalitetsplan.reading.files import user_folder, why, write_whole

ONLY_PROGRAMMERS = (
    "Could not determine name",
    "No options defined but",
    "Arguments take exactly",
    "Name '{name}' defined twice",
    "Boolean option",
    "Unknown color",
    "Unknown standard stream",
    "extra['required']",
    "DeprecationWarning",
    "Confirm the action without",
    "%(prog)s, version",
    "Show the version",
    "{editor}: Editing failed",
    "Couldn't detect Bash",
    "Shell completion is not supported",
    "Choice({choices})",
    "{value!r} does not match the format",
    "d",
)
"""What Click says of mistakes in a program, or of what we do not use."""


def _said_by_click() -> set[str]:
    found = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "ngettext"):
                text = node.args[0]
                found.add(text.value if isinstance(text, ast.Constant) else ast.unparse(text))
    return found


def test_all_that_click_can_say_to_a_user_is_said_in_norwegian() -> None:
    known = {*norwegian._WORDS, *norwegian._COUNTED, *norwegian._KINDS}
    unknown = {one for one in _said_by_click() - known if not one.startswith(ONLY_PROGRAMMERS)}
    assert unknown == set()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["byg"], "kommandoen «byg» finnes ikke. Mente du 'bygg'?"),
        (["bygg", "--ale"], "valget «--ale» finnes ikke."),
        (["bygg", "--ut"], "valget «--ut» mangler en verdi."),
        (
            ["bygg", "--ut", "--med-filer"],
            "--ut trenger en verdi, men «--med-filer» kommer rett etter",
        ),
        (["bygg", "--ut", "--", HERE], "--ut trenger en verdi, men «--» kommer rett etter"),
        (["--rot", "--alle", "bygg"], "--rot trenger en verdi, men «--alle» kommer rett etter"),
        (["bygg", "--alle=3"], "valget «--alle» skal stå alene"),
        (["bygg", "--prosesser", "x"], "«x» er ikke et tall; skriv et helt tall."),
        (["bygg", "--prosesser", "0"], "0 er utenfor x>=1."),
        *(
            (["bygg", "--del", one], f"«{one}» er ikke en del")
            for one in ("٣/٤", "²/³", "1/", "0/1", "1/1/1", "9" * 5000 + "/1")
        ),
        (["bygg", "--ut", str(ROOT / "README.md")], "README.md» er en fil; skriv en mappe."),
        (["bygg", "--ut", str(ROOT / "data/demo")], "er der planen selv ligger"),
        (["bygg", "--ut", str(ROOT)], "er der planen selv ligger"),
        (["eksport", HERE, "--ut", str(DEMO.kommuner / "eksempel")], "der planen selv"),
        (["pakk", HERE, "--til", "plan.pdf"], "«plan.pdf» må slutte på .zip"),
        (["tilpass", HERE], "mangler adressen til det som skal endres"),
        (["valider", "nå"], "dette skulle ikke stå her: nå"),
        (["tilpass"], "mangler det som skal stå etter kommandoen: 'KOMMUNE'."),
    ],
)
def test_a_wrong_command_line_says_what_is_wrong(line: list[str], said: str) -> None:
    result = CliRunner().invoke(main, ["--rot", str(ROOT), *line])
    assert result.exit_code in (1, 2)
    assert "Feil: " in result.output
    assert said in result.output


@pytest.mark.skipif(sys.platform == "win32", reason="der finnes ikke slike rør")
@pytest.mark.parametrize(
    "line",
    [
        ("les-inn",),
        ("les-inn", str(ROOT / "README.md"), "--svar"),
        ("oppdater", "--svar"),
        ("bygg", "--liste"),
    ],
    ids=" ".join,
)
def test_a_pipe_is_no_file_to_read(tmp_path: Path, line: tuple[str, ...]) -> None:
    os.mkfifo(pipe := tmp_path / "rør")
    result = CliRunner().invoke(main, ["--rot", str(ROOT), *line, str(pipe)])
    assert result.exit_code == 2
    assert f"«{pipe}» er ingen vanlig fil; lagre det som skal leses, i en fil" in result.output


def test_a_part_with_no_municipality_in_it_is_said_to_be_so(tmp_path: Path) -> None:
    ut = str(tmp_path / "ut")
    result = CliRunner().invoke(
        main, ["--rot", str(ROOT), "bygg", "eksempel", "--del", "3/8", "--ut", ut]
    )
    assert (result.exit_code, result.output.splitlines()[0]) == (
        0,
        "Ingen av kommunene hører til denne delen, så ingenting er bygd.",
    )


def test_what_is_said_where_nobody_listens_goes_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    group._write_what_can_be_written()
    assert (sys.stdin.name, sys.stdout.name, sys.stderr.name) == (os.devnull,) * 3


def test_the_unexpected_is_one_line_and_the_rest_is_kept_in_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(_: Project) -> None:
        raise IndexError("tuple index out of range")

    monkeypatch.setattr(valider, "stedene", fails)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    result = CliRunner().invoke(main, ["--rot", str(ROOT), "valider"])
    assert result.exit_code == 1
    (file,) = (tmp_path / "kvalitetsplan/feil").iterdir()
    assert result.output == (
        "Feil: noe gikk galt som programmet ikke kjenner; prøv igjen. "
        f"Skjer det igjen, send fila {file} til dem som lager programmet.\n"
    )
    assert "IndexError: tuple index out of range" in file.read_text(encoding="utf-8")


def test_a_system_that_says_no_is_told_in_norwegian_with_the_file_and_what_to_do() -> None:
    error = OSError(errno.ENOSPC, "No space left on device", "site/index.html")
    assert why(error) == "site/index.html: disken er full; frigjør plass, og prøv igjen"
    assert why(OSError(errno.EMLINK, "x")) == f"systemet sier nei (kode {errno.EMLINK}); prøv igjen"


def test_a_file_is_whole_with_the_rights_it_had_and_names_itself_when_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    write_whole(path, b"en")
    path.chmod(0o640)
    write_whole(path, b"to")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"to", 0o640)
    (tmp_path / "mappe").mkdir()
    with pytest.raises(OSError) as raised:  # noqa: PT011  # the file is what matters
        write_whole(tmp_path / "mappe", b"tre")
    assert why(raised.value).startswith(f"{tmp_path / 'mappe'}: ")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.yaml", "mappe"]


@pytest.mark.skipif(os.name == "nt", reason="rights are others there")
def test_a_folder_that_others_can_write_in_is_not_ours_to_keep_things_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = user_folder("maler")
    assert folder == tmp_path / "kvalitetsplan/maler"
    folder.chmod(0o777)
    assert user_folder("maler") != folder
