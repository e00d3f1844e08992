"""What `kvalitetsplan tilpass` refuses, with the remedy, and writes nothing of."""

from pathlib import Path

import pytest
from tilpassing import layer_file, tilpass, tilpass_eksempel


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
    small_project: Path, arguments: list[str], message: str
) -> None:
    layer_file(small_project).write_text("# vår\n", encoding="utf-8")
    answers = "prove-x\nx\nventer\n" if "--nytt" in arguments or "--plassering" in arguments else ""
    result = tilpass(small_project, *arguments, answers=answers)
    assert result.exit_code == 1
    assert message in result.output
    assert "Traceback" not in result.output
    assert layer_file(small_project).read_text(encoding="utf-8") == "# vår\n"
    assert sorted(path.name for path in layer_file(small_project).parent.iterdir()) == [
        "kommune.yaml",
        "tilpasning.yaml",
    ]


def test_what_is_said_already_is_pointed_to(small_project: Path) -> None:
    tilpass(small_project, "ro/venter", "--til", "Vårt.")
    result = tilpass(small_project, "ro/venter", "--til", "Noe nytt.")
    assert (
        "står alt under «erstatt» i data/kommuner/prove/tilpasning.yaml:2:5; endre det der"
        in result.output
    )


@pytest.mark.parametrize("address", ["ro/venter", "parametre/pu-tid"])
def test_what_is_said_already_is_not_asked_for(small_project: Path, address: str) -> None:
    tilpass(small_project, address, "--til", "Vårt.")
    result = tilpass(small_project, address, answers="Noe nytt.\n")
    assert result.exit_code == 1
    assert "endre det der" in result.output
    assert not {"i dag", "Ny tekst", "Ordet deres"} & set(result.output.split(":"))


def test_a_file_that_was_wrong_before_is_mended_first(small_project: Path) -> None:
    layer_file(small_project).write_text("fjren: []\n", encoding="utf-8")
    result = tilpass(small_project, "ro/venter", "--til", "x")
    assert result.exit_code == 1
    assert "tilpasning.yaml:1:1  fjren  ukjent nøkkel «fjren» – mente du «fjern»?" in result.output


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
    large_project: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = tilpass_eksempel(large_project, *arguments)
    assert result.exit_code == 1
    assert message in result.output
