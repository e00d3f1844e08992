"""The file of a proposal: any text, whatever was done, from any browser, and on its way."""

import json
import random
import re
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import motorer
import pytest
from conftest import DEMO, ROOT
from foresla import THEME, turn_on
from playwright.sync_api import BrowserContext, Page

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Tilpasning
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import tidy
from kvalitetsplan.site.assets import parts
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.proposals import proposal_files, written

SCRIPTS = ["assets/js/lager.js", "assets/js/lest.js", *parts("assets/js/forslag.js")]


@pytest.fixture
def page(hos_samme: Page) -> Page:
    """A page in the window that all these tests look in."""
    return hos_samme


def test_the_archive_gets_name_and_content_in_the_address(page: Page, proposed_at: str) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
    file = {"navn": "2027-01-10-kari.yaml", "innhold": 'fjern:\n  - id: "æ & b"\n'}
    ask = "([om, file]) => kp.forslag.fil.archive({ ...kp.forslag.data.om, ...om }, file)"
    github = page.evaluate(ask, [{}, file])
    assert github["adresse"] == (
        "https://github.com/eksempel/plan/new/main/data/kommuner/eksempel/tilpasning"
        "?filename=2027-01-10-kari.yaml&value=fjern%3A%0A%20%20-%20id%3A%20%22%C3%A6%20%26%20b%22%0A"
    )
    gitea = page.evaluate(ask, [{"arkivslag": "gitea", "gren": "a/b"}, file])
    assert "/_new/a/b/data/kommuner/eksempel/tilpasning?filename=" in gitea["adresse"]
    gitlab = page.evaluate(ask, [{"arkivslag": "gitlab"}, file])
    assert gitlab == {
        "adresse": "https://github.com/eksempel/plan/-/new/main/data/kommuner/eksempel/tilpasning"
        "?file_name=2027-01-10-kari.yaml",
        "lim": True,
        "lang": False,
    }
    long = page.evaluate(ask, [{}, {**file, "innhold": "x" * 9000}])
    assert (long["lang"], len(long["adresse"]) < 200) == (True, True)


def test_a_letter_has_the_content_where_it_is_short_and_else_asks_for_the_file(
    page: Page, proposed_at: str
) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
    ask = "file => kp.forslag.fil.mail(kp.forslag.data.om, file)"
    short = page.evaluate(ask, {"navn": "a.yaml", "innhold": "fjern: []"})
    long = page.evaluate(ask, {"navn": "a.yaml", "innhold": "x" * 3000})
    assert short["adresse"].startswith("mailto:postmott" + "ak@eksempel.invalid?subject=")
    assert (short["vedlegg"], "fjern%3A%20%5B%5D" in short["adresse"]) == (False, True)
    assert (long["vedlegg"], "xxx" in long["adresse"]) == (True, False)


ALPHABET = (
    "abcæøåÆØÅ 0123456789:#-*&!|>'\"%@`{}[],?~\\/\t\n\r  «»…–'’“\u00a0\u200b\u00ad\ufeff\u2028\x85\x07"
    "😀é" + "e\u0301" + "yes no null 0x1F 1.10 <<: --- ..."
)


def _texts() -> list[str]:
    """Texts that YAML has been known to read as something else, and many by chance."""
    chance = random.Random(18)
    known = [
        "no",
        "0301",
        "1.10",
        "null",
        "~",
        "- a",
        "# a",
        "a # b",
        "a: b",
        "'",
        '"',
        "|-",
        "? a",
    ]
    known += ["{a}", "[a]", "*a", "&a", "!a", "%a", "@a", "`a", "<<<<<<< HEAD", "---", "a\n\n# b"]
    known += ["a\n\n- b\n- c", "1. a\n2. b", "a\n b", " a ", "a\\n", "\\u0041", "a\n\n...\n\nb"]
    made = ("".join(chance.choices(ALPHABET, k=chance.randint(1, 60))) for _ in range(600))
    return [*known, *made]


def test_any_text_comes_out_of_the_file_as_it_was_typed(page: Page, proposed_at: str) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
    texts = _texts()
    write = """texts => {
      const clean = texts.map((one) => kp.forslag.tekst.tidy(one)).filter(Boolean);
      const erstatt = clean.map((one) => ({ id: "a/b", felt: "tekst", fra: [one, one], til: one }));
      return [clean, kp.forslag.yaml.file({ erstatt }, ["x"])];
    }"""
    cleaned, content = page.evaluate(write, texts)
    invisible = re.compile(
        "[\u0085\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
    )
    expected = [
        tidy(
            unicodedata.normalize(
                "NFC", invisible.sub("", one.replace("\r\n", "\n").replace("\r", "\n"))
            )
        )
        for one in texts
    ]
    assert cleaned == [one for one in expected if one]
    expected = cleaned
    layer = build(Tilpasning, parse(content.encode(), "fil.yaml"))
    assert [one.til for one in layer.erstatt] == expected
    assert [one.fra for one in layer.erstatt] == [(one, one) for one in expected]


def test_the_script_knows_the_plan_as_the_program_does(page: Page, proposed_at: str) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
    known = page.evaluate(
        "() => Object.fromEntries([...kp.forslag.tilstand.all().steder].map(([a, s]) => [a, s.slag]))"
    )
    plan = load_plan(DEMO, "eksempel")
    assert known == {address: type(item).__name__ for address, item in plan.by_address.items()}
    assert page.evaluate("() => kp.forslag.tilstand.problems()") == []
    assert json.loads(page.evaluate("() => JSON.stringify(kp.forslag.tilstand.entries())")) == {
        "fjern": [],
        "erstatt": [],
        "legg_til": [],
        "rekkefølge": [],
    }


@pytest.fixture(params=motorer.ENGINES)
def motor(request: pytest.FixtureRequest) -> Iterator[motorer.Motor]:
    if motorer.missing(request.param):
        pytest.skip(f"{request.param} er ikke på denne maskinen")
    with motorer.ENGINES[request.param]() as started:
        yield started


def test_three_engines_propose_from_a_folder(motor: motorer.Motor, proposed: Path) -> None:
    motor.open(f"{proposed.as_uri()}/{THEME}", 1280)
    motor.run("document.querySelector('[data-foresla]').click()")
    wait_for(motor, "document.querySelector('.kp-forslag__endre')")
    motor.run(
        "document.querySelector('[data-endrer=\"relasjon/viser-vaerematen kjennetegn\"]').click()"
    )
    motor.run(
        "const field = document.querySelector('.kp-forslag__skjema textarea'); field.value = 'Vi takker.';"
        "document.querySelector('.kp-forslag__skjema').requestSubmit();"
    )
    wait_for(motor, "document.querySelector('.kp-forslag__ny')")
    assert motor.run("return document.querySelector('.kp-forslag__ny').textContent") == (
        "Forslag: Vi takker."
    )


def wait_for(motor: motorer.Motor, expression: str) -> None:
    last = time.monotonic() + 30
    while not motor.run(f"return Boolean({expression})"):
        assert time.monotonic() < last, expression
        time.sleep(0.2)


FRAME = """<!doctype html><body><main id="innhold"><article></article></main>
<footer><a data-foresla href="https://x.invalid/for-kommuner/forslag.html">x</a></footer>"""

DO_AT_RANDOM = """seed => {
  const { tilstand, plan, peker } = kp.forslag;
  let state = seed;
  const chance = (below) => ((state = (state * 1103515245 + 12345) % 2147483648), state % below);
  const pick = (some) => some[chance(some.length)];
  const MAKE = {
    erstatt: (all, id) => {
      const texts = Object.entries(all.fields(id)).filter(([key, form]) => key !== "id" && !form.til && !form.valg && !form.tall && !form.felter && !form.monster && !form.punkter && !form.liste?.felter && !form.liste?.valg && !form.liste?.tall);
      if (!texts.length) return null;
      const [key, form] = pick(texts);
      const text = `Nytt ${chance(1000)}: «a» # b`;
      return { op: "erstatt", id, felt: key, fra: all.item(id)[key] ?? [], til: form.liste ? [text, "- x"] : text };
    },
    fjern: (all, id) => ({ op: "fjern", id, begrunnelse: `Fordi ${chance(99)}` }),
    legg_til: (all) => {
      const tema = pick(all.plan.lister.temaer);
      const liste = `${tema}/eksempler`;
      const par = all.plan.lister[`${tema}/par`];
      const ids = all.plan.lister[liste] ?? [];
      const plassering = ids.length && chance(2) ? pick([{ etter: pick(ids) }, { før: pick(ids) }, "først"]) : "sist";
      return { op: "legg_til", liste, plassering, nytt: { id: peker.freeId(all, liste, `eksempel ${chance(99)}`), tekst: "Et eksempel.\\n\\n- med\\n- liste", par: [pick(par)] } };
    },
    rekkefølge: (all, id) => {
      const { liste } = all.steder.get(id);
      const ids = [...all.plan.lister[liste]];
      const [moved] = ids.splice(chance(ids.length), 1);
      ids.splice(chance(ids.length + 1), 0, moved);
      return { op: "rekkefølge", liste, id: ids };
    },
  };
  let taken = 0;
  for (let count = 0; count < 60 && taken < 14; count += 1) {
    const all = tilstand.all();
    const id = pick([...all.steder.keys()].filter((one) => !all.isLocked(one)));
    const step = MAKE[pick(Object.keys(MAKE))](all, id);
    if (!step || tilstand.problemsWith([step]).length) continue;
    tilstand.take(step);
    taken += 1;
  }
  const all = tilstand.all();
  const punkter = Object.fromEntries([...all.steder.keys()].map((one) => [one, all.item(one)]));
  const lister = Object.fromEntries(Object.entries(all.plan.lister).filter(([list, ids]) => all.kindOf(list) && ids.length));
  return { taken, problems: tilstand.problems(), lister, punkter, file: kp.forslag.fil.make(tilstand.entries(), "", kp.forslag.data.om).innhold };
}"""


@pytest.mark.parametrize(
    ("sted", "seed"), [("eksempel", 1), ("nittedal", 2), ("eksempel/skoler/eksempelskolen", 3)]
)
def test_whatever_is_done_the_plan_becomes_what_the_script_said(
    context: BrowserContext, project: Path, sted: str, seed: int
) -> None:
    page, data = context.new_page(), project / "data"
    page.set_content(FRAME)
    components = Components(project, load_plan(project_at(project), sted))
    scripts = [(ROOT / "overrides" / name).read_text("utf-8") for name in SCRIPTS]
    for script in [scripts[0], *(text for _, text in proposal_files(components)), *scripts[1:]]:
        page.add_script_tag(content=script)

    said = page.evaluate(DO_AT_RANDOM, seed)

    assert (said["problems"], said["taken"] > 5) == ([], True)
    file = data / "kommuner" / sted / "tilpasning" / "2027-01-10-forslag.yaml"
    file.parent.mkdir()
    file.write_text(said["file"], encoding="utf-8")
    became = written(load_plan(project_at(project), sted).grunnplan)
    assert {name: ids for name, ids in became["lister"].items() if ids} == said["lister"]
    assert became["punkter"].keys() == said["punkter"].keys()
    # What pointed to what is gone, points there no more; that the reader sees to.
    for address, fields in said["punkter"].items():
        texts = {
            key: one
            for key, one in fields.items()
            if not points(one, became["punkter"][address], key)
        }
        assert {key: became["punkter"][address][key] for key in texts} == texts, address


def points(value: Any, became: dict[str, Any], key: str) -> bool:
    """Tell whether a field holds references of which some are gone."""
    left = became.get(key, [])
    return isinstance(value, list) and len(left) < len(value) and all(one in value for one in left)
