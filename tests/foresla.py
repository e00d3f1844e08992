"""«Foreslå en endring» as a reader uses it: turned on, filled in, saved, and laid in the plan."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import build_site, copy_project
from playwright.sync_api import Page, expect
from tjener import serving

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at

FOLDER = "data/kommuner/eksempel"
THEME = "tema/relasjon.html"


@pytest.fixture(scope="session")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's site, built alone, with an archive to propose to."""
    folder = tmp_path_factory.mktemp("forslag")
    project = copy_project(folder / "prosjekt")
    with (project / FOLDER / "kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("forslag: { arkiv: https://github.com/eksempel/plan }\n")
    return build_site(project, load_plan(project_at(project), "eksempel"), folder / "ut")


@pytest.fixture(scope="session")
def proposed_at(proposed: Path) -> Iterator[str]:
    with serving(proposed) as top:
        yield top


def turn_on(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Foreslå en endring").click()
    expect(page.locator(".kp-forslag")).to_be_visible()


def change(page: Page, name: str, text: str) -> None:
    page.locator(f"[data-endrer='{name}']").click()
    page.locator(".kp-forslag__skjema textarea").first.fill(text)
    page.get_by_role("button", name="Behold endringen").click()
    expect(page.locator(".kp-forslag__skjema")).to_have_count(0)


def saved(page: Page, folder: Path, who: str = "Kari") -> Path:
    page.get_by_role("button", name="Lagre eller send").click()
    page.get_by_label("Hvem forslaget kommer fra").fill(who)
    with page.expect_download() as download:
        page.get_by_role("button", name="Lagre fila").click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    page.get_by_role("button", name="Lukk").click()
    return target


def laid_in(project: Path, file: Path) -> Path:
    target = project / FOLDER / "tilpasning" / file.name
    target.parent.mkdir(exist_ok=True)
    shutil.copy(file, target)
    return project / "data"


def add_pair(page: Page, practice: str, effect: str) -> None:
    page.get_by_role("button", name="kjennetegn", exact=True).click()
    form = page.locator(".kp-forslag__skjema")
    form.get_by_label("Kjennetegn *", exact=True).fill(practice)
    form.get_by_label("Hvem", exact=True).select_option("ansatte")
    form.get_by_label("Eller skriv en ny virkning").fill(effect)
    form.get_by_label("Grunnlag", exact=True).select_option("vedtatt")
    form.get_by_role("button", name="Behold endringen").click()
    expect(form).to_have_count(0)


def remove(page: Page, name: str, why: str) -> None:
    page.locator(f"[data-endrer='{name}']").click()
    page.get_by_role("button", name="Ta bort punktet").click()
    page.get_by_label("Hvorfor skal det bort?").fill(why)
    page.get_by_role("button", name="Ta bort", exact=True).click()
    expect(page.locator(".kp-forslag__dialog")).to_have_count(0)


SESSION = "okt/relasjon-10.html"
