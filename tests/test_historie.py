"""What has happened to a plan: the feed is Atom by the book, and what came after the decision is
told.
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from conftest import DEMO, ROOT
from test_saker import SAKER

from kvalitetsplan.exports.feed import feed
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Utgave, Vedtak
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.history import since_decision, span_of
from kvalitetsplan.site.interface import interface_texts

TEKST = interface_texts(ROOT)
ATOM = "{http://www.w3.org/2005/Atom}"
FEED = {"author": (0, 99), "id": (1, 1), "link": (0, 99), "subtitle": (0, 1), "title": (1, 1), "updated": (1, 1), "entry": (0, 999)}  # fmt: skip
ENTRY = {"author": (0, 99), "content": (0, 1), "id": (1, 1), "link": (0, 99), "published": (0, 1), "summary": (0, 1), "title": (1, 1), "updated": (1, 1)}  # fmt: skip
"""How often each element may stand in a feed and in an entry, by the schema of RFC 4287."""
REMOVED = "fjern:\n  - { id: ro/to-minutter, begrunnelse: Vi har et annet. }\n"


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Plan]:
    """Return what reads a small plan with some changes; dated ones lie in a file with a date."""
    shutil.copytree(SAKER / "plan/data", tmp_path / "data")
    prove = tmp_path / "data/kommuner/prove"

    def read(undated: str = "", dated: str = "", **kommune: Any) -> Plan:
        (prove / "tilpasning.yaml").write_text(undated or "{}\n", "utf-8")
        (prove / "tilpasning").mkdir(exist_ok=True)
        if dated:
            (prove / "tilpasning/2027-03-02-ola.yaml").write_text(dated, "utf-8")
        plan = load_plan(project_at(tmp_path), "prove")
        return replace(plan, kommune=plan.kommune.model_copy(update=kommune))

    return read


def _is_atom(written: bytes, has_address: bool) -> ElementTree.Element:
    """Hold a feed to what RFC 4287 demands."""
    root = ElementTree.fromstring(written)
    assert root.tag == f"{ATOM}feed"
    _has(root, FEED)
    entries = root.findall(f"{ATOM}entry")
    for one in (root, *entries):
        assert re.fullmatch(r"[a-z][a-z0-9+.-]*:\S+", one.findtext(f"{ATOM}id") or "")
        assert datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "").tzinfo
        assert (one.findtext(f"{ATOM}title") or "").strip()
        alternate = [link for link in one.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternate) == has_address
        assert all(urlsplit(link.get("href")).scheme == "https" for link in one.iter(f"{ATOM}link"))
    for one in entries:
        _has(one, ENTRY)
        content = one.find(f"{ATOM}content")
        assert content.get("type") == "text"
        assert (content.text or "").strip()
        assert len(content) == 0
    assert root.find(f"{ATOM}author/{ATOM}name").text
    ids = [one.findtext(f"{ATOM}id") for one in (root, *entries)]
    assert len(ids) == len(set(ids))
    days = [one.findtext(f"{ATOM}updated") for one in entries]
    assert days == sorted(days, reverse=True)
    assert root.findtext(f"{ATOM}updated") == days[0]
    return root


def _has(parent: ElementTree.Element, wanted: dict[str, tuple[int, int]]) -> None:
    names = [one.tag.removeprefix(ATOM) for one in parent]
    assert set(names) <= set(wanted)
    for name, (least, most) in wanted.items():
        assert least <= names.count(name) <= most, name


@pytest.mark.parametrize("address", [None, "https://plan.prove.invalid/"])
def test_the_feed_is_atom_and_has_editions_changes_and_the_decision(
    small: Callable[..., Plan], address: str | None
) -> None:
    plan = small(
        dated=REMOVED,
        nettadresse=address,
        utgave=Utgave(versjon="1.1", dato="våren 2027", nytt=("SFO er **med**.",)),
        vedtak=Vedtak(organ="kommunestyret", dato="2026-12-10"),
    )
    root = _is_atom(feed(plan, TEKST), has_address=address is not None)
    told = {
        one.findtext(f"{ATOM}title"): one.findtext(f"{ATOM}content")
        for one in root.iter(f"{ATOM}entry")
    }
    assert told["Kommunens plan kom i utgave 1.1, våren 2027"] == "SFO er med."
    assert "Vi har et annet." in told["Endret 2. mars 2027"]
    assert any(title.startswith("Vedtatt av kommunestyret") for title in told)
    assert not any(re.search(r"\d{4}-\d{2}", title) for title in told)
    assert feed(plan, TEKST) == feed(plan, TEKST)


@pytest.mark.parametrize("sted", ["eksempel", "eksempel/skoler/eksempelskolen", "nittedal"])
def test_the_feed_of_each_example_is_atom_and_has_an_entry(sted: str) -> None:
    root = _is_atom(feed(load_plan(DEMO, sted), TEKST), has_address=False)
    assert root.find(f"{ATOM}entry") is not None


def test_changes_without_a_date_stand_with_the_edition(small: Callable[..., Plan]) -> None:
    root = _is_atom(feed(small(undated=REMOVED), TEKST), has_address=False)
    (entry,) = root.findall(f"{ATOM}entry")
    assert "Tatt ut: " in entry.findtext(f"{ATOM}content")


def test_an_edition_of_the_shared_plan_is_told_with_what_it_changed(
    small: Callable[..., Plan],
) -> None:
    plan = _with_edition(small())
    root = _is_atom(feed(plan, TEKST), has_address=False)
    first = root.find(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}title") == "Grunnplanen kom i utgave 1.1, 1. august 2027"
    assert first.findtext(f"{ATOM}content") == "Lek har fått nye oppgaver."


def _with_edition(plan: Plan) -> Plan:
    from kvalitetsplan.plan.model import Utgavefil

    edition = Utgavefil(
        versjon="1.1",
        dato="2027-08-01",
        nytt=("Lek har fått nye oppgaver.",),
        fra="1.0",
        forskjeller=(),
    )
    return replace(plan, grunnplan=plan.grunnplan.model_copy(update={"utgaver": (edition,)}))


def _since(plan: Plan) -> list[str]:
    return [" ".join((one.tekst, *one.mer)) for one in since_decision(plan, TEKST)]


DECIDED = {"vedtak": Vedtak(organ="kommunestyret", dato="2026-12-10")}


def test_a_draft_has_nothing_since_the_decision(small: Callable[..., Plan]) -> None:
    assert _since(small(undated=REMOVED)) == []


def test_what_came_after_the_decision_is_told_with_its_day_and_what_it_changed(
    small: Callable[..., Plan],
) -> None:
    edition = Utgave(versjon="1.1", dato="april 2027", nytt=("SFO er med.",))
    told = _since(_with_edition(small(dated=REMOVED, utgave=edition, **DECIDED)))
    assert told[0] == "1. august 2027: Grunnplanen kom i utgave 1.1. Lek har fått nye oppgaver."
    assert told[1] == "april 2027: Kommunens plan kom i utgave 1.1. SFO er med."
    assert told[2].startswith("2. mars 2027: Tatt ut: ")
    assert told[2].endswith("Vi har et annet.")


def test_what_came_before_the_decision_is_left_out(small: Callable[..., Plan]) -> None:
    later = {"vedtak": Vedtak(organ="kommunestyret", dato="2027-06-10")}
    edition = Utgave(versjon="1.0", dato="juni 2027")
    assert _since(small(dated=REMOVED, utgave=edition, **later)) == [
        "Ingenting er endret siden vedtaket."
    ]


def test_what_has_no_date_is_said_to_have_none(small: Callable[..., Plan]) -> None:
    edition = Utgave(versjon="1.1", dato="ny utgave", nytt=("SFO er med.",))
    told = _since(small(undated=REMOVED, utgave=edition, **DECIDED))
    assert told == [
        "Kommunens plan kom i utgave 1.1 (ny utgave). Vi vet ikke om den kom før eller etter vedtaket. SFO er med.",
        "Én endring i planen har ingen dato. Vi vet ikke om den kom før eller etter vedtaket.",
    ]


def test_the_page_about_the_plan_leads_to_what_is_changed(small: Callable[..., Plan]) -> None:
    plan = _with_edition(small(undated=REMOVED, utgave=Utgave(versjon="1", dato="2026"), **DECIDED))
    html = Components(ROOT, plan).draw("om-planen", "om-planen.html")
    assert 'href="endringer.html#utgave-1-1"' in html
    assert 'href="endringer.html#kommunen"' in html
    assert "Lek har fått nye oppgaver." in html


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2026-12-10", ("2026-12-10", "2026-12-10")),
        ("Vedtatt 3. Mars 2027", ("2027-03-03", "2027-03-03")),
        ("desember 2026", ("2026-12-01", "2026-12-31")),
        ("høsten 2026", ("2026-08-01", "2026-12-31")),
        ("hausten 2026", ("2026-08-01", "2026-12-31")),
        ("skoleåret 2027–28", ("2027-01-01", "2027-12-31")),
        ("demonstrasjon", ("", "")),
    ],
)
def test_the_date_of_an_edition_is_read_as_people_write_it(
    text: str, span: tuple[str, str]
) -> None:
    assert span_of(text) == span
