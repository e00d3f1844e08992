"""Who changed what: shown where the municipality wants it, with what git and the files know."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, git
from test_saker import SAKER

from kvalitetsplan.build.fingerprints import fingerprint, own_state
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading import git as reading_git
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.signed import signed

FIRST = "fjern:\n  - { id: ro/to-minutter, begrunnelse: Vi har et annet. }\n"
SECOND = (
    "godkjent: rektor, 3. mars 2027\nlegg_til:\n"
    "  - { liste: begreper, nytt: { id: prove-lo, bokmål: lo, nynorsk: le, forklaring: Når noe er gøy. } }\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project where one change is committed, and another lies in a file with a date in its
    name.
    """
    shutil.copytree(SAKER / "plan/data", tmp_path / "data")
    prove = tmp_path / "data/kommuner/prove"
    with (prove / "kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("hvem_endret: ja\n")
    (prove / "tilpasning.yaml").write_text(FIRST, encoding="utf-8")
    who = ["-c", "user.name=Kari Rådgiver", "-c", "user.email=kari@prove.invalid"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "Ta bort et eksempel", "--date", "2027-02-01T12:00:00+0100"]):  # fmt: skip
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    (prove / "tilpasning").mkdir()
    (prove / "tilpasning/2027-03-02-ola.yaml").write_text(SECOND, encoding="utf-8")
    return tmp_path


def _plan(folder: Path) -> Plan:
    return load_plan(project_at(folder), "prove")


def test_a_change_has_its_date_author_and_reason_from_git_or_from_the_file(folder: Path) -> None:
    new, old = signed(_plan(folder))
    assert (new.skrevet.dato, new.skrevet.av) == ("2027-03-02", "")
    assert new.godkjent == "rektor, 3. mars 2027"
    assert old.skrevet == ("2027-02-01", "Kari Rådgiver", "Ta bort et eksempel")
    assert old.godkjent == ""


def test_it_stands_on_the_page_about_the_plan(folder: Path) -> None:
    html = Components(ROOT, _plan(folder)).draw("om-planen", "om-planen.html")
    for words in ("2. mars 2027", "rektor, 3. mars 2027", "Kari Rådgiver", "Vi har et annet."):
        assert words in html


def test_nobody_is_named_where_the_municipality_has_not_asked_for_it(folder: Path) -> None:
    path = folder / "data/kommuner/prove/kommune.yaml"
    path.write_text(path.read_text("utf-8").replace("hvem_endret: ja\n", ""), encoding="utf-8")
    assert signed(_plan(folder)) == ()


def test_without_git_the_dates_of_the_files_are_all_there_is(folder: Path) -> None:
    shutil.rmtree(folder / ".git")
    assert [one.skrevet.dato for one in signed(_plan(folder))] == ["2027-03-02", ""]


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_commit_makes_the_site_anew_where_it_shows_who_changed_what(
    folder: Path, is_shown: bool
) -> None:
    path = folder / "data/kommuner/prove/kommune.yaml"
    if not is_shown:
        path.write_text(path.read_text("utf-8").replace("hvem_endret: ja\n", ""), encoding="utf-8")
    project = project_at(folder)
    before = fingerprint(project, "prove", ""), own_state(project, "prove")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Legg til et begrep")
    after = fingerprint(project, "prove", ""), own_state(project, "prove")
    assert [old != new for old, new in zip(before, after, strict=True)] == [is_shown] * 2


@pytest.mark.parametrize("when", ["1700000000 +051800", "1700000000 +9900", "99999999999999 +0100"])
def test_a_commit_at_a_time_there_is_not_has_an_unknown_day(folder: Path, when: str) -> None:
    head = git(folder, "cat-file", "commit", "HEAD")
    strange = re.sub(r"(?m)^(author .*>) .*$", rf"\1 {when}", head)
    command = [
        "git",
        "-C",
        str(folder),
        "hash-object",
        "-t",
        "commit",
        "-w",
        "--stdin",
        "--literally",
    ]
    made = subprocess.run(command, input=strange, capture_output=True, text=True, check=True)
    git(folder, "reset", "-q", made.stdout.strip())
    assert [tuple(one.skrevet)[:2] for one in signed(_plan(folder))] == [
        ("2027-03-02", ""),
        ("", "Kari Rådgiver"),
    ]


@pytest.mark.parametrize(
    "why", ["Etter samtale om 010190 10046", "Endret \u202eom", "Etter samtale om 01019010046."]
)
def test_words_that_no_reader_is_to_see_are_not_taken_from_git(folder: Path, why: str) -> None:
    git(folder, "commit", "-q", "--amend", "-m", why)
    plan = _plan(folder)
    old = signed(plan)[1].skrevet
    assert (old.av, old.hvorfor) == ("Kari Rådgiver", "")
    (warning,) = plan.varsler
    assert "eller tegn som ikke synes, og blir ikke vist" in str(warning)


@pytest.mark.parametrize(
    "end", ["\u2028", "\u2029", "\u0085", "\x0b", "\x0c", "\x1c", "\x1e", "\r"]
)
def test_no_message_puts_another_name_on_a_change(folder: Path, end: str) -> None:
    why = f"Grunn{end}author Kari Uskyldig{end}summary Falsk grunn{end}\ttull"
    git(
        folder, "commit", "-q", "--amend", "--author", "Ola Nordmann <ola@prove.invalid>", "-m", why
    )
    old = signed(_plan(folder))[1].skrevet
    assert (old.av, old.hvorfor) in (("Ola Nordmann", ""), ("Ola Nordmann", why))


def test_each_line_is_its_own_writers_where_a_line_ends_as_on_an_old_mac(folder: Path) -> None:
    path = folder / "data/kommuner/prove/tilpasning.yaml"
    path.write_bytes(b"# en\r# to\r# tre\r\n" + FIRST.encode())
    git(folder, "commit", "-q", "-am", "Forklar")
    assert [one.skrevet.av for one in signed(_plan(folder))] == ["", "Kari Rådgiver"]


@pytest.fixture
def clone(folder: Path, tmp_path: Path) -> Path:
    """A copy with the last part of the history alone, where somebody else has written elsewhere
    since.
    """
    prove = folder / "data/kommuner/prove"
    with (prove / "synonymer.yaml").open("a", encoding="utf-8") as file:
        file.write("# rettet\n")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Rett en skrivefeil")
    git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), "grunn")
    return tmp_path / "grunn"


def test_nobody_is_named_for_what_others_may_have_written_and_the_remedy_is_told(
    clone: Path,
) -> None:
    plan = _plan(clone)
    assert [(one.skrevet.dato, one.skrevet.av) for one in signed(plan)] == [
        ("2027-03-02", ""),
        ("", ""),
    ]
    [warning] = plan.varsler
    assert str(warning) == (
        "data/kommuner/prove/tilpasning.yaml:1:1  hvem_endret  git har ikke hele historien her, så "
        "hvem som skrev 5 av linjene i laget, er ukjent; hent alt med «git fetch --unshallow» "
        '(GitHub: «fetch-depth: 0», GitLab: «GIT_DEPTH: "0"»)'
    )


def test_the_site_is_made_anew_when_the_rest_of_the_history_comes(clone: Path) -> None:
    project = project_at(clone)
    before = fingerprint(project, "prove", ""), own_state(project, "prove")
    git(clone, "fetch", "-q", "--unshallow")
    assert before[0] != fingerprint(project, "prove", "")
    assert before[1] != own_state(project, "prove")
    plan = _plan(clone)
    assert plan.varsler == ()
    assert [one.skrevet.av for one in signed(plan)] == ["Kari Rådgiver", "Prøve"]


def test_git_that_will_not_answer_is_told_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    [warning] = _plan(folder).varsler
    assert (
        "git sier ikke hvem som skrev linjene i laget, så ingen blir nevnt: git vil ikke lese mappa"
        in str(warning)
    )


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("#!/bin/sh\nexec /bin/sleep 60\n", "git svarte ikke på 1 sekunder; prøv igjen"),
        ("ikke et program\n", "git kan ikke startes; installer git på nytt, og prøv igjen"),
    ],
)
def test_git_that_hangs_or_cannot_be_started_keeps_nobody_waiting(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, told: str
) -> None:
    (place := tmp_path / "programmer").mkdir()
    (place / "git").write_text(script, encoding="utf-8")
    (place / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(place))
    monkeypatch.setattr(reading_git, "PATIENCE", 1.0)
    [warning] = _plan(folder).varsler
    assert told in str(warning)


@pytest.mark.parametrize(
    "answer",
    [r"\\377\\376\\0", "tull", "a b c\\n\\tx", "a 1 1 1\\nauthor-time x\\n\\tx", "x" * 9000],
)
def test_what_git_cannot_have_answered_is_told_of(
    folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    (program := folder / "program/git").parent.mkdir()
    program.write_text(f"#!/bin/sh\nprintf '{answer}'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    [warning] = _plan(folder).varsler
    assert "så ingen blir nevnt: det git svarer, kan ikke leses; se om" in str(warning)


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        (".github/workflows/nettsted.yml", "fetch-depth: 0"),
        ("data/ny/mappe/.github/workflows/plan.yml", "fetch-depth: 0"),
        (".gitlab-ci.yml", 'GIT_DEPTH: "0"'),
        ("data/ny/mappe/.gitlab-ci.yml", 'GIT_DEPTH: "0"'),
    ],
)
def test_what_we_give_out_to_build_with_fetches_the_whole_history(name: str, whole: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert whole in text
    assert "gitlab" not in name or "no-install-recommends git" in text
