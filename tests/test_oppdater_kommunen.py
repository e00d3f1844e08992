"""What a newer shared plan asks of the municipality's own file and pages."""

import shutil
from pathlib import Path

import pytest
from oppdatering import TILPASNING, answer_file, oppdater
from tilfeldig import as_yaml

from kvalitetsplan.editions.choices import ASIDE, FOLG, SLETT


def test_a_chosen_theme_that_has_moved_is_told_where_it_is_now(fork: Path) -> None:
    (fork / TILPASNING).unlink()
    themes, kommune = (
        fork / "data" / "themes.yaml",
        fork / "data" / "kommuner" / "prove" / "kommune.yaml",
    )
    themes.write_text(
        themes.read_text(encoding="utf-8").replace("flyttet:", "flyttet:\n  stille: ro"),
        encoding="utf-8",
    )
    kommune.write_text(kommune.read_text(encoding="utf-8") + "temaer: [stille]\n", encoding="utf-8")
    result = oppdater(fork)
    assert result.exit_code == 2
    assert "temaer stille" in result.output
    assert "Temaet «stille» er flyttet til «ro»." in result.output
    assert oppdater(fork, typed="følg\n").exit_code == 0
    assert kommune.read_text(encoding="utf-8").endswith("temaer: [ro]\n")


PARTS = """\
temaer: [lek, stille]
deler:
  - { tittel: Ro hos oss, innhold: [stille] }
  - { tittel: Leken, innhold: [lek, gammel] }
  - { tittel: Det vi sluttet med, innhold: [gammel] }
"""


def test_the_parts_of_a_plan_follow_what_has_moved_and_keep_their_words(fork: Path) -> None:
    (fork / TILPASNING).unlink()
    themes, kommune = fork / "data/themes.yaml", fork / "data/kommuner/prove/kommune.yaml"
    gone = "flyttet:\n  stille: ro"
    text = themes.read_text(encoding="utf-8").replace("flyttet:", gone)
    text = text.replace("utgått:", "utgått:\n  gammel: Det er en del av lek.")
    themes.write_text(text, encoding="utf-8")
    start = kommune.read_text(encoding="utf-8")
    kommune.write_text(start + PARTS, encoding="utf-8")
    answers = {
        "temaer stille": FOLG,
        "deler 1 stille": FOLG,
        "deler 2 gammel": SLETT,
        "deler 3 gammel": ASIDE,
    }
    result = oppdater(fork, "--svar", answer_file(fork, as_yaml(answers)))
    assert result.exit_code == 0, result.output
    assert kommune.read_text(encoding="utf-8") == start + (
        "temaer: [lek, ro]\n"
        "deler:\n"
        "  - { tittel: Ro hos oss, innhold: [ro] }\n"
        "  - { tittel: Leken, innhold: [lek] }\n"
        "# Lagt til side fra «deler»:\n"
        "# - { tittel: Det vi sluttet med, innhold: [gammel] }\n"
    )


def test_links_on_own_pages_to_what_has_gone_without_a_word_are_told_too(
    fork: Path, tmp_path: Path
) -> None:
    (fork / TILPASNING).unlink()
    before = shutil.copytree(fork / "data", tmp_path / "før" / "data")
    themes = fork / "data/themes.yaml"
    text = themes.read_text(encoding="utf-8")
    example = "    eksempler:\n      - id: to-minutter\n        tekst: Om to minutter rydder vi.\n        par: [varsler]\n"
    assert example in text
    themes.write_text(text.replace(example, ""), encoding="utf-8")
    page = fork / "data/kommuner/prove/sider/om-oss.md"
    page.parent.mkdir()
    page.write_text("# Om oss\n\nSe [ro](../tema/ro.md#to-minutter).\n", encoding="utf-8")
    result = oppdater(fork, "--fra", str(before.parent))
    assert result.exit_code == 2
    assert (
        "  data/kommuner/prove/sider/om-oss.md:3:9  lenken «../tema/ro.md#to-minutter» er til noe "
        "som ikke er i planen lenger; ta bort lenken, eller lenk til noe annet\n"
    ) in result.output


@pytest.mark.parametrize(
    ("written", "answer", "left"),
    [
        ("temaer: [gammel]\n", SLETT, ""),
        ("deler:\n  - { tittel: Før, innhold: [gammel] }\n", SLETT, ""),
        (
            "deler:\n  - { tittel: Før, innhold: [gammel] }\n",
            ASIDE,
            "# Lagt til side fra «deler»:\n# deler:\n#   - { tittel: Før, innhold: [gammel] }\n",
        ),
    ],
)
def test_a_list_whose_last_theme_is_gone_goes_with_it(
    fork: Path, written: str, answer: str, left: str
) -> None:
    (fork / TILPASNING).unlink()
    themes, kommune = fork / "data/themes.yaml", fork / "data/kommuner/prove/kommune.yaml"
    text = themes.read_text(encoding="utf-8")
    gone = text.replace("utgått:", "utgått:\n  gammel: Det er en del av lek.")
    themes.write_text(gone, encoding="utf-8")
    start = kommune.read_text(encoding="utf-8")
    kommune.write_text(start + written, encoding="utf-8")
    name = "temaer gammel" if written.startswith("temaer") else "deler 1 gammel"
    result = oppdater(fork, "--svar", answer_file(fork, as_yaml({name: answer})))
    assert result.exit_code == 0, result.output
    assert kommune.read_text(encoding="utf-8") == start + left


@pytest.mark.parametrize("options", [(), ("--tørr",)])
def test_links_on_own_pages_to_what_has_moved_or_gone_are_told_with_their_line(
    fork: Path, options: tuple[str, ...]
) -> None:
    (fork / TILPASNING).unlink()
    page = fork / "data/kommuner/prove/sider/om-oss.md"
    page.parent.mkdir()
    page.write_text(
        "# Om oss\n\nSe [ro](../tema/ro.md#gammelt-par).\n\n"
        "Se [det](../tema/ro.md#borte) og [lek](../tema/lek.md).\n",
        encoding="utf-8",
    )
    result = oppdater(fork, *options)
    assert result.exit_code == 2
    file = "data/kommuner/prove/sider/om-oss.md"
    assert result.output.splitlines()[:3] == [
        "På egne sider er det lenker dere må rette:",
        f"  {file}:3:9  lenken «../tema/ro.md#gammelt-par» er til noe som er flyttet; det heter «ro/venter» nå",
        f"  {file}:5:10  lenken «../tema/ro.md#borte» er til noe som er tatt ut: Det sto to ganger.",
    ]
