"""What we build ourselves is what MkDocs alone makes, byte for byte."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bygging import break_file, contents
from conftest import build_many

from kvalitetsplan.plan.project import project_at


def _mkdocs(project: Path, out: Path, kommune: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "-d", str(out)]
    environment = {**os.environ, "KOMMUNE": kommune, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def varied(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose municipalities differ in all that a page can show: names, notes, menus, own
    pages, logos, themes.
    """
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    kommuner = project / "data/kommuner"
    own = kommuner / "nittedal"
    for name, content in {
        "sider/hos-oss.md": "# Hos oss\n\n![Kart](../bilder/kart.svg)\n\nLes om [ledelse](../grunnlag/ledelse.md).\n",
        "bilder/kart.svg": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>",
    }.items():
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_text(content, encoding="utf-8")
    break_file(own / "kommune.yaml", "navn: Nittedal kommune", "navn: Nittedal & <kommune>")
    break_file(
        own / "kommune.yaml",
        "deler:\n",
        "deler:\n  - { tittel: Først, innhold: [sider/hos-oss.md] }\n",
    )
    with (own / "kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("\nlogo: bilder/kart.svg\nnettadresse: https://nitte.invalid/plan\n")
    shutil.copytree(own, kommuner / "tvilling")
    (kommuner / "tvilling/sider/hos-oss.md").write_text("# Hos dem\n\nHei.\n", encoding="utf-8")
    return project


def test_many_sites_at_once_are_byte_for_byte_what_mkdocs_alone_makes_of_each(
    varied: Path, tmp_path: Path
) -> None:
    some = [*project_at(varied).stedene(), "eksempel"]
    assert len(some) == 6
    for slug in some:  # and again when everything is remembered
        done = build_many(varied, [slug], tmp_path / "ut", force=True)
        assert done[slug].status == "bygd", done[slug].melding
    for slug in dict.fromkeys(some):
        if slug == "lillestrom":
            continue  # it has nothing that the others have not
        alone = tmp_path / "alene" / slug.replace("/", "-")
        assert _mkdocs(varied, alone, slug).returncode == 0
        site = contents(tmp_path / "ut" / slug)
        together = {name: data for name, data in site.items() if not name.startswith("skoler/")}
        assert len(together) > 90
        assert together == contents(alone), slug
    page = (tmp_path / "ut/nittedal/sider/hos-oss.html").read_text(encoding="utf-8")
    assert "Nittedal &amp; &lt;kommune&gt;" in page
    assert 'href="https://nitte.invalid/plan/sider/hos-oss.html"' in page
    assert "\x10" not in page


def test_what_went_wrong_once_is_not_remembered_as_right(varied: Path, tmp_path: Path) -> None:
    page = varied / "data/kommuner/nittedal/sider/hos-oss.md"
    page.write_text("# Hos oss\n\n[borte](finnes-ikke.md)\n", encoding="utf-8")
    for _ in range(2):
        done = build_many(varied, ["eksempel", "nittedal"], tmp_path / "ut", force=True)
        assert [one.status for one in done.values()] == ["bygd", "feilet"]
        assert "finnes-ikke.md" in done["nittedal"].melding


def test_plain_mkdocs_says_what_is_wrong_with_the_data_without_a_traceback(
    project: Path, tmp_path: Path
) -> None:
    break_file(project / "data/themes.yaml", "    ingress:", "    ingres:")
    result = _mkdocs(project, tmp_path / "site", "eksempel")
    assert result.returncode == 1
    assert "mente du «ingress»?" in result.stderr
    assert "Traceback" not in result.stderr
