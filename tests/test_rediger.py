"""`kvalitetsplan rediger`: what is typed is in the file, and what others have written stands."""

import random
from pathlib import Path
from typing import Any

import pytest
from conftest import build_site
from foresla import add_pair, change, remove
from nettleser import violations
from playwright.sync_api import Page, expect
from redigering import FOLDER, STEP, Running

from kvalitetsplan.editing.session import Redigering
from kvalitetsplan.editing.tailoring import Refused
from kvalitetsplan.plan.addresses import addressed, find, list_at
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.problems import PlanError

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def test_what_is_done_in_the_browser_is_in_the_file_and_on_the_page(
    page: Page, running: Running, tmp_path: Path
) -> None:
    before = running.file.read_text(encoding="utf-8")
    page.goto(f"{running.top}tema/relasjon.html")
    expect(page.locator(".kp-forslag")).to_be_visible()
    change(page, "relasjon/viser-vaerematen kjennetegn", 'Vi sier "takk": alltid. # Ja')
    expect(page.locator("#viser-vaerematen")).to_contain_text('Vi sier "takk": alltid. # Ja')
    add_pair(page, "Vi ringer hjem når noe gikk bra.", "Elevene forteller hjemme om skoledagen.")
    expect(page.locator(".kp-par", has_text="Vi ringer hjem")).to_be_in_viewport()
    page.locator("details.kp-brett summary", has_text="Hva er en god relasjon").click()
    remove(page, "relasjon/god-relasjon-hos-oss tekst", "Vi snakker om noe annet.")
    expect(page.locator("#god-relasjon-hos-oss")).to_have_count(0)
    page.get_by_role("button", name="Ordne temaene").click()
    page.get_by_role("button", name="Flytt opp: Mobbing og krenkelser").click()
    page.get_by_role("button", name="Behold rekkefølgen").click()
    expect(page.locator(".kp-forslag__dialog")).to_have_count(0)
    assert violations(page) == []

    written = running.file.read_text(encoding="utf-8")
    assert [line for line in before.splitlines() if line not in written] == []
    plan = load_plan(project_at(running.project), "eksempel")
    assert plan.punkt("relasjon/viser-vaerematen").label == 'Vi sier "takk": alltid. # Ja'
    assert plan.tema("relasjon").par[-1].kjennetegn == "Vi ringer hjem når noe gikk bra."
    assert "relasjon/god-relasjon-hos-oss" not in plan.by_address
    html = (build_site(running.project, plan, tmp_path) / "tema/relasjon.html").read_text("utf-8")
    assert "Vi ringer hjem når noe gikk bra." in html

    for _ in range(4):
        page.get_by_role("button", name="Angre").click()
        page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button", name="Angre")).to_be_disabled()
    assert running.file.read_text(encoding="utf-8") == before


def test_a_list_in_a_list_is_refused_where_it_is_written_and_stays_there(
    page: Page, running: Running
) -> None:
    before = running.file.read_text(encoding="utf-8")
    page.goto(f"{running.top}tema/relasjon.html")
    page.locator("[data-endrer='relasjon/viser-vaerematen kjennetegn']").click()
    form = page.locator(".kp-forslag__skjema")
    for pasted, said in (("- a\n  - b", "har en liste inne"), ("a\tb\nc\td", "har en tabell")):
        form.locator("textarea").first.fill(pasted)
        form.get_by_role("button", name="Behold endringen").click()
        expect(form.locator(".kp-forslag__feil").first).to_contain_text(said)
        expect(form.locator("textarea").first).to_have_value(pasted)
    assert running.file.read_text(encoding="utf-8") == before


@pytest.fixture
def editing(project: Path) -> Redigering:
    return Redigering(project_at(project), Sted("eksempel"))


def _field(redigering: Redigering, address: str, name: str) -> Any:
    return getattr(load_plan(redigering.project, redigering.sted).punkt(address), name)


def test_what_stands_in_the_file_is_changed_where_it_stands(editing: Redigering) -> None:
    shared = load_grunnplan(editing.project.data)
    file = editing.project.kommuner / "eksempel/tilpasning.yaml"
    size = file.read_text("utf-8").count("\n")
    own = "relasjon/eksempel-frokostvert"
    for step in (
        {"op": "erstatt", "id": "relasjon/hilser-ved-navn", "felt": "kjennetegn", "til": "Hei."},
        {"op": "erstatt", "id": own, "felt": "tittel", "til": "Vert"},
        {"op": "erstatt", "id": "parametre/pu-tid", "felt": "standard", "til": "møtetid"},
    ):
        editing.take(step, shared)
    assert file.read_text("utf-8").count("\n") == size + 2  # the edition it is written against
    assert _field(editing, "relasjon/hilser-ved-navn", "kjennetegn") == "Hei."
    assert _field(editing, own, "tittel") == "Vert"
    assert _field(editing, "parametre/pu-tid", "standard") == "møtetid"
    editing.take({"op": "fjern", "id": own, "begrunnelse": "x"}, shared)
    assert own not in load_plan(editing.project, editing.sted).by_address
    assert "fjern" not in file.read_text("utf-8")


@pytest.mark.parametrize("seed", [1])
@pytest.mark.parametrize("sted", ["eksempel", "nittedal"])
def test_many_steps_are_in_the_plan_and_every_one_can_be_undone(
    project: Path, sted: str, seed: int
) -> None:
    editing, chance = Redigering(project_at(project), Sted(sted)), random.Random(seed)
    shared = load_grunnplan(editing.project.data)
    file = editing.project.folder(sted) / "tilpasning.yaml"
    states, taken = [file.read_bytes()], 0
    while taken < 6:
        plan = load_plan(editing.project, sted).grunnplan
        step = _by_chance(plan, chance)
        try:
            editing.take(step, shared)
        except (Refused, PlanError):
            assert file.read_bytes() == states[-1]
            continue
        taken += 1
        states.append(file.read_bytes())
        _holds(load_plan(editing.project, sted).grunnplan, step)
    while len(states) > 1:
        assert file.read_bytes() == states.pop()
        if editing.undoable:
            editing.undo()
    assert file.read_bytes() == states[0]


def _by_chance(plan: Grunnplan, chance: random.Random) -> dict[str, Any]:
    items = [(address, item) for address, item in addressed(plan).items() if not item.LOCKED]
    address, item = chance.choice(items)
    found = find(plan, address)
    assert found
    ids = [one.id for one in list_at(plan, found[0]) or ()]
    chance.shuffle(ids)
    felt = chance.choice(
        [name for name in ("tekst", "tittel", "kjennetegn", "id") if hasattr(item, name)]
    )
    tema = chance.choice(plan.temaer)
    new = {"id": f"ny-{chance.randrange(10**6)}", "tekst": "Et eksempel.", "par": [tema.par[0].id]}
    return chance.choice(
        [
            {"op": "erstatt", "id": address, "felt": felt, "til": f"Nytt {chance.random()}: # «a»"},
            {"op": "fjern", "id": address, "begrunnelse": "Fordi: vi vil. # ja"},
            {"op": "rekkefølge", "liste": found[0], "id": ids},
            {"op": "legg_til", "liste": f"{tema.id}/eksempler", "nytt": new, "plassering": "først"},
        ]
    )


def _holds(plan: Grunnplan, step: dict[str, Any]) -> None:
    match step["op"]:
        case "erstatt":
            found = find(plan, step["id"])
            assert found
            assert getattr(found[1], step["felt"]) == step["til"]
        case "fjern":
            assert find(plan, step["id"]) is None
        case "rekkefølge":
            assert [one.id for one in list_at(plan, step["liste"]) or ()] == step["id"]
        case "legg_til":
            first = next(one.id for one in list_at(plan, step["liste"]) or ())
            assert first == step["nytt"]["id"]


def test_a_file_that_somebody_else_has_changed_is_not_undone(editing: Redigering) -> None:
    editing.take(STEP, load_grunnplan(editing.project.data))
    file = editing.project.kommuner / "eksempel/tilpasning.yaml"
    file.write_text(file.read_text("utf-8") + "# vår\n", encoding="utf-8")
    with pytest.raises(Refused, match="endret av noe annet"):
        editing.undo()
    assert file.read_text("utf-8").endswith("# vår\n")


@pytest.mark.parametrize(
    "name", ["../../kommune.md", "a/b.md", ".skjult.md", "Rutiner.md", "x.yaml", ""]
)
def test_a_page_stands_in_its_folder_alone(editing: Redigering, name: str) -> None:
    with pytest.raises(Refused, match="navnet på fila"):
        editing.save_page(name, "# Side", "", load_grunnplan(editing.project.data))


def test_a_page_with_a_script_is_refused_and_not_written(editing: Redigering) -> None:
    with pytest.raises(PlanError):
        editing.save_page(
            "rutiner.md", "# Side\n\n<script>1</script>", "", load_grunnplan(editing.project.data)
        )
    assert not (editing.project.kommuner / "eksempel/sider").exists()
    editing.save_page(
        "rutiner.md", "# Rutiner\n\nSlik gjør vi.", "", load_grunnplan(editing.project.data)
    )
    assert "sider/rutiner.md" in load_plan(editing.project, "eksempel").sider
    editing.undo()
    assert load_plan(editing.project, "eksempel").sider == ()


def test_a_page_that_somebody_else_has_written_in_meanwhile_is_not_written_over(
    editing: Redigering,
) -> None:
    shared = load_grunnplan(editing.project.data)
    editing.save_page("rutiner.md", "# Rutiner\r\n\r\nSlik.", "", shared)
    path = editing.project.kommuner / "eksempel/sider/rutiner.md"
    began = editing.pages()["rutiner.md"]
    assert began == "# Rutiner\n\nSlik.\n"
    path.write_text(f"{began}\nRektors avsnitt.\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"rutiner\.md er endret av noe annet siden du åpnet den"):
        editing.save_page("rutiner.md", "# Rutiner\n\nVårt.", began, shared)
    with pytest.raises(Refused, match=r"det er en side som heter rutiner\.md fra før"):
        editing.save_page("rutiner.md", "# Ny\n", "", shared)
    assert "Rektors avsnitt." in path.read_text("utf-8")
    editing.save_page("rutiner.md", "# Rutiner\n\nVårt.", editing.pages()["rutiner.md"], shared)
    assert path.read_text("utf-8") == "# Rutiner\n\nVårt.\n"


def test_a_sign_that_cannot_be_seen_is_told_of_and_makes_no_new_line(editing: Redigering) -> None:
    with pytest.raises(PlanError, match=r"usynlig|U\+2028"):
        editing.save_page("a.md", "# A\n\nEn\u2028to.", "", load_grunnplan(editing.project.data))


@pytest.mark.parametrize(
    ("adresse", "felt"),
    [("relasjon/hilser-ved-navn", "kjennetegn"), ("parametre/pu-tid", "standard")],
)
def test_a_field_that_somebody_else_has_changed_meanwhile_is_not_written_over(
    editing: Redigering, adresse: str, felt: str
) -> None:
    shared = load_grunnplan(editing.project.data)
    step = {"op": "erstatt", "id": adresse, "felt": felt, "fra": _field(editing, adresse, felt)}
    editing.take({**step, "til": "møtet"}, shared)
    with pytest.raises(Refused, match=rf"{adresse}\.{felt} er endret av noe annet siden"):
        editing.take({**step, "til": "fellestida"}, shared)
    assert _field(editing, adresse, felt) == "møtet"
    editing.take({**step, "fra": "møtet", "til": "fellestida"}, shared)
    assert _field(editing, adresse, felt) == "fellestida"


def test_a_picture_gets_a_good_name_and_is_what_it_says(editing: Redigering) -> None:
    shared = load_grunnplan(editing.project.data)
    assert (
        editing.save_picture("C:\\Bilder\\Vår SKOLE.PNG", PIXEL, shared) == "bilder/var-skole.png"
    )
    assert editing.save_picture("vår skole.png", PIXEL, shared) == "bilder/var-skole.png"
    with pytest.raises(PlanError, match="fila er ikke det navnet sier"):
        editing.save_picture("kart.png", b"GIF89a", shared)
    with pytest.raises(PlanError):
        editing.save_picture("tegning.svg", b"<svg><script>1</script>", shared)
    with pytest.raises(Refused, match="et bilde er svg, png, jpg eller webp"):
        editing.save_picture("virus.exe", PIXEL, shared)
    assert [one.name for one in (editing.project.kommuner / "eksempel/bilder").iterdir()] == [
        "var-skole.png"
    ]


def test_pages_have_a_preview_and_pictures_are_dropped_in(
    page: Page, running: Running, tmp_path: Path
) -> None:
    page.goto(f"{running.top}index.html")
    page.get_by_role("button", name="Egne sider").click()
    page.get_by_role("button", name="Ny side").click()
    page.get_by_label("Navnet på fila").fill("rutiner.md")
    page.get_by_label("Siden, med").fill("# Rutiner\n\nVi **ringer** hjem i {pu-tid}.")
    page.get_by_role("button", name="Se hvordan den blir").click()
    expect(page.locator(".kp-forslag__forhandsvisning strong")).to_have_text("ringer")
    expect(page.locator(".kp-forslag__forhandsvisning")).to_contain_text("i fellestid.")
    assert violations(page) == []
    page.get_by_role("button", name="Lagre siden").click()
    page.wait_for_url("**/sider/rutiner.html")
    expect(page.locator("h1")).to_have_text("Rutiner")
    page.get_by_role("button", name="Bilder").click()
    (tmp_path / "Kart.png").write_bytes(PIXEL)
    page.get_by_label("Velg et bilde").set_input_files(tmp_path / "Kart.png")
    expect(page.locator(".kp-forslag__slipp [data-del=sagt]")).to_have_text(
        "Bildet er lagret som bilder/kart.png."
    )
    assert (running.project / FOLDER / "bilder/kart.png").read_bytes() == PIXEL
