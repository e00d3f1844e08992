"""Links on own pages to what has moved or gone: told of by `oppdater` and by `valider`, wherever on
the site it stood.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kvalitetsplan.cli import main
from kvalitetsplan.plan.model import Grunnplan, item_types
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site import sessions
from kvalitetsplan.site.kinds import KINDS
from kvalitetsplan.site.outdated import why_outdated
from kvalitetsplan.site.pages import url

OUT = {
    "hendelser/skrive-ned": "../arshjul.md#skrive-ned",
    "månedstemaer/hygge": "../arshjul.md#manedstema-hygge",
    "situasjoner/spytter": "../situasjon/spytter.html",
    "programmer/gammelt": "../tiltak.md#program-gammelt",
    "trapper/bekymring/steg-ni": "../trapper.md#bekymring.steg-ni",
    "semestre/femte": "../utviklingslop.md#femte",
    "økter/lang": "../okt/lang.html",
    "relasjon/vinker": "../tema/relasjon.md#vinker",
    "hoflighet": "../tema/hoflighet.md",
}
OWN = """\
legg_til:
  - liste: hendelser
    nytt: { id: eksempel-skrive-ned, tittel: Vi skriver under, måneder: [8], hvem: [kontaktlaerer], tekst: Alle. }
"""


def test_every_place_something_is_shown_is_known_by_its_address(plans: dict[str, Plan]) -> None:
    plan = plans["eksempel"]
    shown = [one for one, item in plan.by_address.items() if type(item) in KINDS]
    places = {one: url(plan, one) for one in shown}
    places |= {f"økter/{one.id}!": sessions.page(one) for one in plan.grunnplan.okter}
    empty = plan.grunnplan.model_copy(update=dict.fromkeys(item_types(Grunnplan), ()))
    assert len(places) > 500
    for address, place in places.items():
        gone = empty.model_copy(update={"utgatt": {address.rstrip("!"): "Ikke lenger."}})
        assert "Ikke lenger." in why_outdated(gone, plan.sted, *place.partition("#")[::2]), place


def _run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--rot", str(project), *arguments])


def _taken_out(project: Path, *addresses: str) -> None:
    themes = project / "data/themes.yaml"
    gone = "".join(f"  {address}: Ikke lenger.\n" for address in addresses)
    text = themes.read_text(encoding="utf-8")
    assert "utgått: {}\n" in text
    themes.write_text(text.replace("utgått: {}\n", f"utgått:\n{gone}", 1), encoding="utf-8")


def _page(project: Path, *links: str) -> None:
    page = project / "data/kommuner/eksempel/sider/om.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("# Om\n\n" + "".join(f"[x]({link})\n" for link in links), encoding="utf-8")


@pytest.mark.parametrize("command", [("oppdater", "eksempel"), ("valider",)], ids=" ".join)
def test_links_to_what_is_gone_are_told_with_why(project: Path, command: tuple[str, ...]) -> None:
    _taken_out(project, *OUT)
    _page(project, *OUT.values())
    lines = [one.partition("lenken ")[2] for one in _run(project, *command).output.splitlines()]
    # The page of a theme says itself what is gone from it: such a link leads there.
    told = [one for one in OUT if command != ("valider",) or not one.startswith("relasjon/")]
    assert [one for one in lines if one] == [
        f"«{OUT[one]}» er til {'noe' if '/' in one else f'temaet «{one}»,'} som er tatt ut: "
        "Ikke lenger."
        for one in told
    ]


def test_a_link_to_what_is_kept_as_ones_own_is_told_where_that_is(project: Path) -> None:
    _taken_out(project, "hendelser/skrive-ned")
    layer = project / "data/kommuner/eksempel/tilpasning/aret.yaml"
    layer.parent.mkdir()
    layer.write_text(OWN, encoding="utf-8")
    _page(project, "../arshjul.md#skrive-ned")
    for command in (("oppdater", "eksempel"), ("valider",)):
        assert (
            "lenken «../arshjul.md#skrive-ned» er til noe som er tatt ut: Ikke lenger; "
            "deres eget heter «hendelser/eksempel-skrive-ned», så lenk dit"
        ) in _run(project, *command).output
    _page(project, "../arshjul.md#eksempel-skrive-ned")
    result = _run(project, "valider")
    assert result.exit_code == 0, result.output
