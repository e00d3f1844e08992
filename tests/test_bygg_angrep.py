"""What is written in YAML and on own pages is text on the site, and runs nowhere."""

import re
from pathlib import Path

import pytest
from bygging import BAD, break_file, build_one
from test_tekst import ATTACKS

from kvalitetsplan.build.links import check_site
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.problems import PlanError


def _attack(data: Path, file: str, field: str) -> None:
    """Write attacks in the first place of a file that has the field."""
    own = "kommuner" in file and field != "navn"  # a name with braces in it is refused
    attack = " ".join(
        [
            *(attack for attack in ATTACKS if own or "{" not in attack),
            *(["{{ 7 * 191 }}"] if own else []),
        ]
    )
    attack = f"Nittedal {attack}"[
        : 390 if field in ("tittel", "kort", "hvem", "navn") else 3000
    ].replace("'", "''")
    path = data / file
    text = path.read_text(encoding="utf-8")
    old = re.search(rf"\n( *){field}: (>-\n(\1  .*\n)+|.*\n)", text)
    assert old
    path.write_text(text.replace(old[0], f"\n{old[1]}{field}: '{attack}'\n", 1), encoding="utf-8")


@pytest.mark.parametrize(
    "attacked",
    [
        {
            "themes.yaml": ("tittel", "ingress", "kort"),
            "kilder.yaml": ("hvem",),
            "pu.yaml": ("instruks",),
        },
        {"kommuner/nittedal/kommune.yaml": ("merknad", "forord", "navn")},
    ],
    ids=["grunnplanen", "kommunen"],
)
def test_nothing_written_in_yaml_can_run(
    project: Path, tmp_path: Path, attacked: dict[str, tuple[str, ...]]
) -> None:
    for file, fields in attacked.items():
        for field in fields:
            _attack(project / "data", file, field)
    for page in build_one(project, tmp_path / "site", "nittedal").rglob("*.html"):
        html = page.read_text(encoding="utf-8").replace('href="javascript:void(0)"', "")
        assert not re.search(BAD, html, re.IGNORECASE), page.name


def test_template_code_in_a_text_is_refused(project: Path) -> None:
    break_file(
        project / "data/themes.yaml", "Det er vi voksne", "{{ 7 * 191 }} {% raw %} Det er vi voksne"
    )
    with pytest.raises(PlanError, match="ukjent parameter"):
        load_plan(project_at(project), "eksempel")


def test_a_municipality_s_own_page_is_text_and_not_template_code(
    project: Path, tmp_path: Path
) -> None:
    folder = project / "data/kommuner/eksempel/sider"
    folder.mkdir()
    side = folder / "om-oss.md"
    side.write_text("---\nrender_macros: true\n---\n# Om oss\n", encoding="utf-8")
    with pytest.raises(PlanError, match="ukjent nøkkel «render_macros»"):
        load_plan(project_at(project), "eksempel")
    side.write_text("# Om oss\n\nRegn: {{ 7 * 191 }}\n", encoding="utf-8")
    page = (build_one(project, tmp_path / "site") / "sider/om-oss.html").read_text(encoding="utf-8")
    assert "{{ 7 * 191 }}" in page
    assert "1337" not in page


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<style>p{}</style>",
        "<p style='color:red'>",
        "<p OnClick=x>",
        "<base href=x>",
        "<iframe srcdoc=x></iframe>",
        "<object data=//fremmed.invalid/x></object>",
        "<embed src=x>",
        "<meta HTTP-EQUIV=refresh content=0>",
        "<img srcset='//fremmed.invalid/a.png 1x'>",
        "<video poster=https://fremmed.invalid/a.png>",
        "<audio src=https://fremmed.invalid/a.mp3>",
        "<form action=https://fremmed.invalid/>",
        "<a href='https://[x'>x</a>",
        "<a href=' javascript:x()'>x</a>",
    ],
)
def test_the_link_check_sees_what_could_run_or_be_fetched(tmp_path: Path, html: str) -> None:
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    assert [problem.mark.line for problem in check_site(tmp_path)][:1] == [1]
