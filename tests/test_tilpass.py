"""Changing one thing: the right lines are written, all other bytes stay, and nothing is left
half.
"""

import errno
import os
import re
import shutil
from pathlib import Path
from unicodedata import normalize

import pytest
from click.testing import CliRunner, Result
from conftest import crash_at_rename
from hypothesis import given, settings
from hypothesis import strategies as st
from tilfeldig import is_meant

from kvalitetsplan.cli import main
from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editing.writing import write_checked
from kvalitetsplan.editing.yamlfile import edited
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import Project, project_at
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.values import tidy

SMALL = Path(__file__).parent / "saker" / "plan" / "data"
ENTRY = {"id": "ro/venter", "begrunnelse": "Vi gjør noe annet: vi synger. # sant"}
ODD_FILES = {
    "an empty file": "",
    "only comments": "# bare en merknad\n\n# og en til",
    "no final newline": "fjern:\n  - id: lek # vår\n    begrunnelse: 'Nei'",
    "CRLF": """\
# vår
fjern:
  - id: lek
    begrunnelse: >-
      En lang
      tekst

# sist
sett:
  pu-tid: økt
""".replace("\n", "\r\n"),
    "comments between items": """\
fjern:
  # først
  - id: lek

    begrunnelse: æøå
  # så

  - {id: b,   begrunnelse: c}
  # til slutt

# om ord
sett: {pu-tid:  økt}
""",
    "items that are not indented": """\
fjern:
- id: lek
  begrunnelse: >-
   # er tekst

   og mer
# om ord
sett:
  pu-tid: økt
""",
    "a text that looks like a comment": """\
fjern:
  - id: lek
    begrunnelse: |
      en
      # er tekst


sett:
  pu-tid: økt
""",
    "everything indented": "  # hei\n  fjern:\n      - id: lek\n        begrunnelse: x\n  sett:\n    pu-tid: økt\n",
    "the key is missing": "sett:\n  pu-tid: 'økt'   # vårt ord\n",
    "a document mark": "---\nfjern:\n  - id: lek\n    begrunnelse: x\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with the small plan of the cases."""
    shutil.copytree(SMALL, tmp_path / "data")
    return tmp_path


def _tilpass(root: Path, *arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(
        main, ["--rot", str(root), "tilpass", "prove", *arguments], input=answers
    )


def _file(root: Path) -> Path:
    return root / "data/kommuner/prove/tilpasning.yaml"


@pytest.mark.parametrize("text", ODD_FILES.values(), ids=ODD_FILES)
def test_a_new_entry_leaves_every_other_byte_of_the_file_as_it_was(text: str) -> None:
    after = edited(text, [Edit(("fjern",), [ENTRY], append=True)], "fil")
    start = next(
        (at for at, pair in enumerate(zip(text, after, strict=False)) if pair[0] != pair[1]),
        len(text),
    )
    assert after.endswith(text[start:])
    old, new = parse(text.encode(), "fil", may_be_empty=True), parse(after.encode(), "fil")
    assert new == {**old, "fjern": [*old.get("fjern", ()), ENTRY]}
    assert ("\r\n" in after) == ("\r\n" in text)
    assert "\r" not in after.replace("\r\n", "")


def test_a_comment_above_the_next_key_stays_with_it() -> None:
    after = edited(
        ODD_FILES["comments between items"], [Edit(("fjern",), [ENTRY], append=True)], "fil"
    )
    assert (
        after.index("# til slutt")
        < after.index("id: ro/venter")
        < after.index("# om ord")
        < after.index("sett:")
    )


IN_BRACKETS = {
    "fjern: [{ id: lek, begrunnelse: x }]\n": "fjern: [{ id: lek, begrunnelse: x }, +]\n",
    "fjern: [{ id: lek, begrunnelse: x }, ] # vår\n": (
        "fjern: [{ id: lek, begrunnelse: x }, +, ] # vår\n"
    ),
    "fjern:\n  []\n": "fjern:\n  [+]\n",
    "fjern:\n  [{ id: lek, # vår\n    begrunnelse: x }\n  ]\nsett: {}\n": (
        "fjern:\n  [{ id: lek, # vår\n    begrunnelse: x }, +\n  ]\nsett: {}\n"
    ),
    "{ fjern: [] }\n": "{ fjern: [+] }\n",
    "{ sett: { pu-tid: økt } }\n": "{ sett: { pu-tid: økt }, fjern: [+] }\n",
    "{}": "{fjern: [+]}",
}


@pytest.mark.parametrize("text", IN_BRACKETS)
def test_a_list_in_brackets_takes_more_between_its_brackets(text: str) -> None:
    after = edited(text, [Edit(("fjern",), [ENTRY], append=True)], "fil")
    entry = f'{{ id: ro/venter, begrunnelse: "{ENTRY["begrunnelse"]}" }}'
    assert after == IN_BRACKETS[text].replace("+", entry)


@pytest.mark.parametrize("text", ["fjern: x\n", "fjern: |\n  x\n"])
def test_more_in_a_list_that_is_none_is_refused_and_not_guessed_at(text: str) -> None:
    with pytest.raises(PlanError, match="trygt sted"):
        edited(text, [Edit(("fjern",), [ENTRY], append=True)], "fil")


@pytest.mark.parametrize(
    "text", ["a: b\nfjern: [] # vår\nc: {}\n", "fjern:  [ ]\r\nc: d", "  fjern: []"]
)
def test_an_empty_list_loses_its_brackets_and_nothing_else(text: str) -> None:
    after = edited(text, [Edit(("fjern",), [ENTRY], append=True)], "fil")
    old, new = parse(text.encode(), "fil"), parse(after.encode(), "fil")
    assert new == {**old, "fjern": [ENTRY]}
    assert all(line.replace(" []", "").replace("  [ ]", "") in after for line in text.splitlines())


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "),
    min_size=1,
    max_size=300,
).filter(is_meant)


@given(words, words)
@settings(max_examples=200, deadline=None)
def test_whatever_is_written_is_read_back_as_it_was_meant(fra: str, til: str) -> None:
    texts = {"fra": tidy(f"x {fra}\n\n{til}"), "til": tidy(f"{til} x")}
    entry = {"id": "a/b", **{key: normalize("NFC", one) for key, one in texts.items()}}
    try:
        after = edited(
            "# vår\nerstatt:\n  - id: c\n", [Edit(("erstatt",), [entry], append=True)], "fil"
        )
    except PlanError:
        return  # a sign that no file may have, or that changes when it is read: refused, and nothing is written
    assert parse(after.encode(), "fil")["erstatt"][1] == entry


def test_a_replacement_gets_today_s_text_filled_in(root: Path) -> None:
    result = _tilpass(root, "ro/venter", "--til", "Vi venter til det er stille.")
    assert result.exit_code == 0, result.output
    assert _file(root).read_text(encoding="utf-8") == (
        "erstatt:\n  - id: ro/venter\n    felt: kjennetegn\n    fra: Vi venter på stillhet.\n"
        "    til: Vi venter til det er stille.\n\nskrevet_mot: '1.0'\n"
    )
    item = load_plan(project_at(root), "prove").by_address["ro/venter"]
    assert item.label == "Vi venter til det er stille."


def test_without_options_today_s_text_is_shown_and_the_new_one_asked_for(root: Path) -> None:
    result = _tilpass(root, "ro/snakk", answers="\nNår er det stille?\n")
    assert "tekst i dag:\n  Når er det ro hos oss? Ta det i {pu-tid}.\n" in result.output
    assert "til: Når er det stille?" in _file(root).read_text(encoding="utf-8")


def test_a_letter_that_is_written_as_two_signs_becomes_one(root: Path) -> None:
    assert _tilpass(root, "ro/venter", "--til", "Vi ga\u030ar.").exit_code == 0
    assert "til: Vi går." in _file(root).read_text(encoding="utf-8")


def test_a_list_is_replaced_text_by_text(root: Path) -> None:
    assert (
        _tilpass(root, "ro/snakk", "--felt", "spørsmål", "--til", "En?", "--til", "To?").exit_code
        == 0
    )
    assert _tilpass(root, "ro", "--felt", "relaterte", "--til", "lek").exit_code == 0
    plan = load_plan(project_at(root), "prove")
    assert plan.by_address["ro/snakk"].sporsmal == ("En?", "To?")  # type: ignore[attr-defined]


def test_an_item_without_a_sentence_of_its_own_is_asked_about_by_field(root: Path) -> None:
    result = _tilpass(root, "ro", answers="tit\nStillhet\n")
    assert "Hvilket felt? tittel, ingress, kort" in result.output
    assert load_plan(project_at(root), "prove").tema("ro").tittel == "Stillhet"


def test_an_item_is_removed_with_a_reason_that_is_asked_for(root: Path) -> None:
    assert _tilpass(root, "ro/to-minutter", "--fjern", answers="Vi rydder ikke.\n").exit_code == 0
    assert load_plan(project_at(root), "prove").endringer[0].begrunnelse == "Vi rydder ikke."


def test_a_new_item_is_asked_for_field_by_field_and_put_where_it_is_wanted(root: Path) -> None:
    answers = "prove-vindu\nVi ser ut av vinduet.\nventer, varsler\n"
    result = _tilpass(
        root, "ro/eksempler", "--legg-til", "--plassering", "før:to-minutter", answers=answers
    )
    assert "Begynn med «prove-»." in result.output
    tema = load_plan(project_at(root), "prove").tema("ro")
    assert [one.id for one in tema.eksempler] == ["prove-vindu", "to-minutter"]
    assert tema.eksempler[0].par == ("venter", "varsler")


def test_a_new_item_can_be_given_without_questions(root: Path) -> None:
    result = _tilpass(root, "begreper", "--nytt", "id=prove-ro", "--nytt", "bokmål=ro", "--nytt", "nynorsk=ro",
                      "--nytt", "forklaring=Det er stille: a=b.")  # fmt: skip
    assert result.exit_code == 0, result.output
    assert (
        load_plan(project_at(root), "prove").grunnplan.begreper[-1].forklaring
        == "Det er stille: a=b."
    )


def test_a_list_gets_another_order(root: Path) -> None:
    assert _tilpass(root, "temaer", "--rekkefølge", "lek").exit_code == 0
    assert [tema.id for tema in load_plan(project_at(root), "prove").temaer] == ["lek", "ro"]


def test_a_word_of_one_s_own_is_set_and_not_replaced(root: Path) -> None:
    assert _tilpass(root, "parametre/pu-tid", answers="fellestid\n").exit_code == 0
    assert (
        _file(root).read_text(encoding="utf-8")
        == "sett:\n  pu-tid: fellestid\n\nskrevet_mot: '1.0'\n"
    )
    again = _tilpass(root, "parametre/pu-tid", "--til", "økt")
    assert (
        "«pu-tid» er alt satt i data/kommuner/prove/tilpasning.yaml:2:11; endre det der"
        in again.output
    )


@pytest.mark.parametrize(
    "text", ["sett:\n  a: b # vår\n\n# sist\n", "sett:\n  a: >-\n    b\nfjern: []\n", "# vår"]
)
def test_a_new_word_leaves_every_other_byte_as_it_was(text: str) -> None:
    after = edited(text, [Edit(("sett",), {"pu-tid": "økt: 1"}, append=True)], "fil")
    assert parse(after.encode(), "fil")["sett"] == {
        **({"a": "b"} if "a:" in text else {}),
        "pu-tid": "økt: 1",
    }
    assert re.sub("(\n\nsett:)?\n *pu-tid: .*", "", after.rstrip("\n")) == text.rstrip("\n")


def test_changes_are_added_to_each_other(root: Path) -> None:
    for arguments in (
        ("ro/venter", "--til", "A."),
        ("lek/er-med", "--til", "B."),
        ("temaer", "--rekkefølge", "lek"),
    ):
        assert _tilpass(root, *arguments).exit_code == 0
    assert [one.adresse for one in load_plan(project_at(root), "prove").endringer] == [
        "ro/venter",
        "lek/er-med",
        "temaer",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ro/ventr", "--til", "x"], "ukjent punkt «ro/ventr» – mente du «ro/venter»?"),
        (["ro/gammelt-par", "--til", "x"], "«ro/gammelt-par» er flyttet; skriv «ro/venter»"),
        (["ro/borte", "--til", "x"], "er tatt ut: Det sto to ganger."),
        (
            ["paragrafer/oppl-12-2", "--til", "x"],
            "er låst, fordi det gjengir loven; legg til noe eget i stedet",
        ),
        (
            ["paragrafer/oppl-12-2", "--fjern"],
            "er låst, fordi det gjengir loven; legg til noe eget i stedet",
        ),
        (
            ["ro/venter", "--felt", "kjennetgn", "--til", "x"],
            "ukjent felt «kjennetgn» – mente du «kjennetegn»?",
        ),
        (["ro/venter", "--felt", "id", "--til", "x"], "id kan ikke endres"),
        (
            ["ro/venter", "--felt", "hvem", "--til", "alle"],
            "ro/venter.hvem: ukjent rolle «alle»; bruk «ansatte»",
        ),
        (
            ["ro/venter", "--til", "x", "--til", "y"],
            "«kjennetegn» er én tekst; skriv «--til» én gang",
        ),
        (
            ["ro/snakk", "--felt", "mål", "--til", "x"],
            "må være tekst, ikke en liste eller flere felt",
        ),
        (["ro/venter", "--til", "x", "--fjern"], "én ting om gangen"),
        (
            ["ro/eksempler", "--til", "x"],
            "«ro/eksempler» er en liste, ikke et punkt; bruk --legg-til",
        ),
        (
            ["ro/eksemler", "--rekkefølge", "x"],
            "ukjent liste «ro/eksemler» – mente du «ro/eksempler»?",
        ),
        (
            ["temaer", "--rekkefølge", "lekk"],
            "rekkefølge.id: ukjent id «lekk» i «temaer» – mente du «lek»?",
        ),
        (["maler", "--legg-til"], "«felter» har flere deler; skriv punktet i tilpasning.yaml"),
        (["ro/eksempler", "--plassering", "midt"], "skriv først, sist, før:id eller etter:id"),
        (["ro/eksempler", "--nytt", "tekst"], "skriv --nytt felt=tekst"),
        (["ro/eksempler", "--nytt", "tekstt=x"], "ukjent felt «tekstt» – mente du «tekst»?"),
        (["ro/to-minutter", "--fjern", "--begrunnelse", " "], "begrunnelse: er tom"),
        (
            ["ro/to-minutter", "--fjern", "--begrunnelse", "\udce5"],
            "teksten har tegn som ikke er UTF-8",
        ),
        (
            ["ro/venter", "--felt", "kjennetegn", "--til", "Vi \udce5 hilser"],
            "teksten har tegn som ikke er UTF-8",
        ),
        (
            ["ro/venter", "--felt", "kjennetegn", "--til", "Vi\x07hilser"],
            "teksten har et usynlig tegn (U+0007); slett det",
        ),
        (
            ["ro/venter", "--felt", "kjennetegn", "--til", "Vi:\n- ser\n  - hører"],
            "teksten har en liste inne i en liste",
        ),
        (["ro/eksempler", "--rekkefølge", "a\udce5"], "teksten har tegn som ikke er UTF-8"),
        (
            ["ro/horer", "--fjern", "--begrunnelse", "x"],
            "ingenting er skrevet, for slik blir planen feil",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_remedy_and_nothing_is_written(
    root: Path, arguments: list[str], message: str
) -> None:
    _file(root).write_text("# vår\n", encoding="utf-8")
    answers = "prove-x\nx\nventer\n" if "--nytt" in arguments or "--plassering" in arguments else ""
    result = _tilpass(root, *arguments, answers=answers)
    assert result.exit_code == 1
    assert message in result.output
    assert "Traceback" not in result.output
    assert _file(root).read_text(encoding="utf-8") == "# vår\n"
    assert sorted(path.name for path in _file(root).parent.iterdir()) == [
        "kommune.yaml",
        "tilpasning.yaml",
    ]


def test_what_is_said_already_is_pointed_to(root: Path) -> None:
    _tilpass(root, "ro/venter", "--til", "Vårt.")
    result = _tilpass(root, "ro/venter", "--til", "Noe nytt.")
    assert (
        "står alt under «erstatt» i data/kommuner/prove/tilpasning.yaml:2:5; endre det der"
        in result.output
    )


@pytest.mark.parametrize("address", ["ro/venter", "parametre/pu-tid"])
def test_what_is_said_already_is_not_asked_for(root: Path, address: str) -> None:
    _tilpass(root, address, "--til", "Vårt.")
    result = _tilpass(root, address, answers="Noe nytt.\n")
    assert result.exit_code == 1
    assert "endre det der" in result.output
    assert not {"i dag", "Ny tekst", "Ordet deres"} & set(result.output.split(":"))


def test_an_own_item_is_changed_where_it_is_written(root: Path) -> None:
    _tilpass(
        root, "ro/eksempler", "--nytt", "id=prove-x", "--nytt", "tekst=x", "--nytt", "par=venter"
    )
    result = _tilpass(root, "ro/prove-x", "--til", "y")
    assert (
        "har dere lagt til selv, i data/kommuner/prove/tilpasning.yaml:4:7; endre det der"
        in result.output
    )


def test_a_file_that_was_wrong_before_is_mended_first(root: Path) -> None:
    _file(root).write_text("fjren: []\n", encoding="utf-8")
    result = _tilpass(root, "ro/venter", "--til", "x")
    assert result.exit_code == 1
    assert "tilpasning.yaml:1:1  fjren  ukjent nøkkel «fjren» – mente du «fjern»?" in result.output


def _in(folder: Path) -> Project:
    """A project whose one municipality, `prove`, has this folder."""
    return Project(folder, Path(), folder, "prove")


def test_what_a_check_refuses_is_never_in_the_municipality_s_folder(tmp_path: Path) -> None:
    old, new = tmp_path / "gammel.yaml", tmp_path / "ny" / "mappe" / "fil.yaml"
    old.write_bytes(b"a: b\r\n")

    def crash(copy: Project) -> None:
        assert (copy.folder("prove") / "ny/mappe/fil.yaml").read_text() == "c: d\n"
        assert (copy.folder("prove") / "gammel.yaml").read_text() == "x: y\n"
        assert copy.told(copy.folder("prove") / "gammel.yaml") == "gammel.yaml"
        assert old.read_bytes() == b"a: b\r\n"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_checked(_in(tmp_path), "prove", {old: b"x: y\n", new: b"c: d\n"}, crash)
    assert old.read_bytes() == b"a: b\r\n"
    assert [path.name for path in tmp_path.iterdir()] == ["gammel.yaml"]


@pytest.mark.parametrize("new", ["ny.yaml", "ny/mappe/fil.yaml"])
@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_a_disk_that_is_full_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, fails: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "gammel.yaml"
    old.write_bytes(b"a: b\r\n")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, fails, full)
    for files in ({old: b"x: y\n", tmp_path / new: b"c: d\n"}, {tmp_path / new: b"c: d\n"}):
        with pytest.raises(OSError, match="No space left"):
            write_checked(_in(tmp_path), "prove", files, lambda _: None)
    assert old.read_bytes() == b"a: b\r\n"
    assert [path.name for path in tmp_path.iterdir()] == ["gammel.yaml"]


def test_a_new_folder_is_there_with_all_its_files_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "data/kommuner/ny"
    project = Project(tmp_path, Path(), folder.parent)
    files = {folder / name: name.encode() for name in ("a.yaml", "bilder/b.svg")}
    with crash_at_rename(1):
        write_checked(project, "ny", files, lambda _: None)
    assert list(tmp_path.iterdir()) == []
    write_checked(project, "ny", files, lambda _: None)
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == files


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('a: "x" # m', 'a: "å: #1" # m'),
        ("a: x # m", 'a: "å: #1" # m'),
        ("a: x", 'a: "å: #1"'),
        ("a: x  ", 'a: "å: #1"  '),
    ],
)
def test_one_value_is_written_in_the_way_the_old_one_was(line: str, expected: str) -> None:
    assert (
        edited(f"# m\n{line}\nb: c\n", [Edit(("a",), "å: #1")], "fil") == f"# m\n{expected}\nb: c\n"
    )


@pytest.fixture
def large(project: Path) -> Path:
    """A project with all that is shipped, where a layer of the example stands in two files."""
    own = project / "data/kommuner/eksempel/tilpasning/aret.yaml"
    own.parent.mkdir()
    own.write_text(
        "fjern:\n  - { id: hendelser/skoleruta, begrunnelse: Den står et annet sted. }\n"
        "skrevet_mot: '1.0'\n",
        encoding="utf-8",
    )
    layer = project / "data/kommuner/eksempel/tilpasning.yaml"
    text = layer.read_text(encoding="utf-8")
    layer.write_text(re.sub(r"^skrevet_mot:.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    return project


def _tilpass_eksempel(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--rot", str(root), "tilpass", "eksempel", *arguments])


def test_numbers_are_written_as_numbers(large: Path) -> None:
    result = _tilpass_eksempel(
        large, "hendelser/skrive-under", "--felt", "måneder", "--til", "9, 10"
    )
    assert result.exit_code == 0, result.output
    assert "    fra: [8]\n    til: [9, 10]\n" in result.output
    # Another file of the layer says which edition it is written against.
    layer = (large / "data/kommuner/eksempel/tilpasning.yaml").read_text(encoding="utf-8")
    assert "skrevet_mot" not in layer


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("hendelser/skoleruta", "--fjern", "--begrunnelse", "x"),
            "står alt under «fjern» i data/kommuner/eksempel/tilpasning/aret.yaml:2:5; endre det der",
        ),
        (
            ("øktfaser/avtale", "--felt", "minutter", "--til", "5"),
            "«minutter» har flere deler; skriv endringen i tilpasning.yaml",
        ),
        (
            ("hendelser/skrive-under", "--felt", "måneder", "--til", "mai"),
            "må være et tall fra 1 til 12; skriv 5",
        ),
    ],
)
def test_what_stands_in_another_file_or_is_of_another_kind_is_refused(
    large: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = _tilpass_eksempel(large, *arguments)
    assert result.exit_code == 1
    assert message in result.output


def test_addresses_are_completed_while_typing(root: Path) -> None:
    environment = {
        "_MAIN_COMPLETE": "bash_complete",
        "COMP_WORDS": f"main --rot {root} tilpass prove ro/v",
        "COMP_CWORD": "5",
    }
    result = CliRunner().invoke(main, env=environment, prog_name="main")
    assert sorted(result.output.split()) == [
        "plain,ro/varsler",
        "plain,ro/venter",
        "plain,ro/virkninger",
    ]
