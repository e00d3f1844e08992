"""The command line is written wrongly, the console has few letters, and the unexpected happens:
never a traceback, never English.
"""

import errno
import subprocess
from collections.abc import Iterator
from unittest import mock

import click
from click.testing import CliRunner

from herding import Omfang, Utfall, prosjekt
from kvalitetsplan.cli import COMMANDS, main
from kvalitetsplan.commands import valider

WORDS = (
    *("--alle", "--prosesser", "--prosesser=0", "--prosesser=x", "--del", "--del=9/3", "--ut"),
    *("--kjører=x", "--rot", "--rot=/finnes/ikke", "--svar=/finnes/ikke", "--svar=.", "--fra"),
    *("--dato", "--tørr=3", "-x", "-", "--", "---", "--felt", "--nytt", "--finnes-ikke", "-hx"),
    *("eksempel", "eksempell", "relasjon", "æøå", "\u202e", "a/b", "../..", "' \" {", "\x00", "٣"),
)
NEVER = "--finnes-slett-ikke"
"""An option that no command has, so that what is tried never does anything."""
UNEXPECTED: tuple[BaseException, ...] = (
    ValueError("not a value"),
    KeyError("int_type"),
    RuntimeError("generator raised StopIteration"),
    RecursionError("maximum recursion depth exceeded"),
    MemoryError(),
    IndexError("tuple index out of range"),
    AttributeError("'NoneType' object has no attribute 'x'"),
    UnicodeDecodeError("utf-8", b"\xe5", 0, 1, "invalid continuation byte"),
    UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
    KeyboardInterrupt(),
    EOFError(),
    subprocess.CalledProcessError(128, ["git"]),
    *(
        OSError(code, "No space left on device", "fil")
        for code in sorted(errno.errorcode)
        if code != errno.EPIPE
    ),
)


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Write wrong commands, and let what cannot happen happen."""
    with prosjekt.folder() as folder:
        root = prosjekt.small_project(folder / "prosjekt")
        yield from _miswritten(root, omfang)
        yield from _unexpected(root)
        yield from _consoles(root, omfang)


def _miswritten(root: object, omfang: Omfang) -> Iterator[Utfall]:
    draw = omfang.random("kommandolinje")
    commands = [*COMMANDS, "byg", "", "hjelp"]
    for _ in range(omfang.number(3000, 200)):
        words = [draw.choice(WORDS) for _ in range(draw.randrange(5))]
        line = [draw.choice(commands), *words, NEVER]
        yield Utfall(4, " ".join(map(repr, line)), _answer(["--rot", str(root), *line]))
        yield Utfall(4, " ".join(map(repr, line[:-1])), _answer(["--rot", "/finnes/ikke", *line]))
    for name in ("", *COMMANDS):
        yield Utfall(4, f"{name} --hjelp", _answer(["--rot", str(root), *name.split(), "--hjelp"]))


def _unexpected(root: object) -> Iterator[Utfall]:
    for error in UNEXPECTED:
        with mock.patch.object(valider, "stedene", side_effect=error):
            wrong = _answer(["--rot", str(root), "valider"], must_fail=True)
        yield Utfall(4, repr(error), wrong)


def _answer(line: list[str], must_fail: bool = False) -> str:
    result = CliRunner().invoke(main, line, catch_exceptions=False)
    said = subprocess.CompletedProcess(line, result.exit_code, click.unstyle(result.output), "")
    wrong = prosjekt.what_is_wrong(said)
    return wrong or ("sier ikke fra" if must_fail and not result.exit_code else "")


def _consoles(root: object, omfang: Omfang) -> Iterator[Utfall]:
    """Yield what our commands say on consoles that lack our letters, a home, git or a path."""
    places: tuple[dict[str, str], ...] = (
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PATH": ""},
        {"HOME": "/dev/null/ikke", "XDG_CACHE_HOME": "/dev/null/ikke"},
        {"LANGUAGE": "de", "LC_ALL": "de_DE.UTF-8"},
    )
    lines = (["bygg", "eksempell"], ["endringer", "v1", "v2"], ["valider"], ["oppdater", "x"])
    for place in places[: omfang.number(len(places), 3)]:
        for line in lines[: omfang.number(len(lines), 2)]:
            answer = prosjekt.answer_of(prosjekt.command(root, *line), **place)  # type: ignore[arg-type]
            yield Utfall(4, f"{line} med {place}", prosjekt.what_is_wrong(answer))
