"""Advice at the fault: the first message is about the line where somebody went wrong, and no
message follows from another. And an editor marks what the program stops.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from test_saker import SAKER, all_cases, answered
from test_skjema import UNSEEN, marked, schema_of, stopped_by

from herding import Omfang, Utfall, prosjekt
from herding.mutasjoner import reshaped
from kvalitetsplan.plan.schema import SCHEMAS
from kvalitetsplan.reading.problems import PlanError, Problem
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.validation import build

FIELD = re.compile(
    r"^(?P<indent> *)(?P<dash>- )?(?P<key>[\wæøå-]+): (?P<value>[A-ZÆØÅ][^#\"'{}\[\]]*)\n",
    re.MULTILINE,
)
"""A line with one field, whose value is a text without quotes."""
FEIL: dict[str, Callable[[re.Match[str]], str]] = {
    "uten mellomrom etter kolon": lambda hit: _line(hit, f"{hit['key']}:{hit['value']}"),
    "uten kolon": lambda hit: _line(hit, f"{hit['key']} {hit['value']}"),
    "kolon for mye": lambda hit: _line(hit, f"{hit['key']}: Slik: {hit['value']}"),
    "anførselstegn som aldri slutter": lambda hit: _line(hit, f'{hit["key"]}: "{hit["value"]}'),
    "anførselstegn midt i": lambda hit: _line(hit, f'{hit["key"]}: "Vi" {hit["value"]}'),
    "anførselstegn fra Word": lambda hit: _line(hit, f"{hit['key']}: “Slik: {hit['value']}”"),
    "hardt mellomrom etter kolon": lambda hit: _line(hit, f"{hit['key']}:\u00a0{hit['value']}"),
    "tegn YAML bruker": lambda hit: _line(hit, f"{hit['key']}: @{hit['value']}"),
    "teksten slutter før #": lambda hit: _line(hit, f"{hit['key']}: {hit['value']} #nei"),
    "tabulator i innrykket": lambda hit: f"\t{hit[0].lstrip()}",
    "skrivefeil i feltet": lambda hit: _line(hit, f"{hit['key']}x: {hit['value']}"),
    "samme felt to ganger": lambda hit: hit[0] + f"{_margin(hit)}{hit['key']}: {hit['value']}\n",
    "merke etter fletting": lambda hit: f"<<<<<<< HEAD\n{hit[0]}=======\n{hit[0]}>>>>>>> v2\n",
    "en liste der det skal være tekst": lambda hit: _line(hit, f"{hit['key']}: [{{a: b}}]"),
    "tomt felt": lambda hit: _line(hit, f"{hit['key']}:"),
}
"""What people do wrong in YAML, at one field."""
LATER = {"samme felt to ganger": 1}
"""Where the fault is on a later line than the field."""


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Try the cases, random mistakes at random fields, and random shapes."""
    draw = omfang.random("råd")
    cases = all_cases()
    for name, case in cases if omfang.lang else draw.sample(cases, 15):
        with prosjekt.folder() as place:
            said, _ = answered(case, place / "data")
        expected = case.get("feil", [])
        yield Utfall(5, name, "" if said == expected else f"sier {said}, ikke {expected}")
    paths = [path for path in (SAKER / "plan/data").rglob("*.yaml") if _schema(path)]
    # Nobody writes the law's own words by hand.
    by_hand = [path for path in paths if path.parent.name != "lovtekst"]
    with_fields = [path for path in by_hand if FIELD.search(path.read_text(encoding="utf-8"))]
    for number in range(omfang.number(long=5_000, short=100)):
        yield _mistaken(number, draw.choice(with_fields), draw)
    for number in range(omfang.number(long=3_000, short=60)):
        yield from _shaped(number, draw.choice(paths), draw)


def _schema(path: Path) -> bool:
    return schema_of(path.relative_to(SAKER / "plan/data").as_posix()) in SCHEMAS


def _mistaken(number: int, path: Path, draw: Random) -> Utfall:
    """Make one mistake in a file, and see what is said of it."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    fields = [(at, hit) for at, one in enumerate(lines) if (hit := FIELD.match(one))]
    at, hit = draw.choice(fields)
    kind = draw.choice(list(FEIL))
    text = "".join([*lines[:at], FEIL[kind](hit), *lines[at + 1 :]])
    seen = f"nr. {number}: {kind} i {path.name}:{at + 1}: {FEIL[kind](hit)!r}"
    name = path.relative_to(SAKER / "plan/data").as_posix()
    return Utfall(5, seen, _misled(name, text, at + 1 + LATER.get(kind, 0)))


def _misled(name: str, text: str, line: int) -> str:
    """Return how what is said leads somebody astray; "" if it does not."""
    problems = _problems(name, text)
    if not problems:
        return "ingenting blir sagt"
    if len(problems) > 1:
        return f"{len(problems)} meldinger: {', '.join(map(str, problems))}"
    return "" if problems[0].mark.line == line else f"feil sted: {problems[0]}"


def _problems(name: str, text: str) -> list[Problem]:
    try:
        build(SCHEMAS[schema_of(name)], parse(text.encode(), name))
    except PlanError as error:
        return error.problems
    return []


def _shaped(number: int, path: Path, draw: Random) -> Iterator[Utfall]:
    """Give fields of a file other shapes, and ask both the program and the schema."""
    lines = path.read_bytes().splitlines(keepends=True)
    text = b"".join(reshaped(lines, draw)).decode()
    name = path.relative_to(SAKER / "plan/data").as_posix()
    try:
        tree = parse(text.encode(), name)
    except PlanError:
        return  # it is no YAML that a schema is asked about
    stopped = stopped_by(name, tree)
    seen = marked(text, name)
    wrong = ""
    if seen and not stopped:
        wrong = f"bare redigeringsprogrammet sier {seen[0]}"
    elif stopped and not seen and not all(UNSEEN.search(one) for one in stopped):
        wrong = f"bare programmet sier {stopped[0]}"
    yield Utfall(6, f"nr. {number}, {path.name}: {text!r}"[:600], wrong)


def _line(hit: re.Match[str], rest: str) -> str:
    return f"{hit['indent']}{hit['dash'] or ''}{rest}\n"


def _margin(hit: re.Match[str]) -> str:
    return hit["indent"] + " " * len(hit["dash"] or "")
