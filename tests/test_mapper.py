"""A municipality's folder: files do not vanish, what is green builds, and no one gets in."""

import os
import re
import shutil
import unicodedata
import urllib.request
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
from click.testing import CliRunner
from conftest import DEMO, ROOT, build_site, copy_project, serving
from playwright.sync_api import Browser

from kvalitetsplan.build.watching import Visning, serve
from kvalitetsplan.cli import main
from kvalitetsplan.plan.checks import FRAME
from kvalitetsplan.plan.folder import files_of
from kvalitetsplan.plan.load import load_all, load_plan
from kvalitetsplan.plan.own_pages import read_page, with_words
from kvalitetsplan.plan.pictures import check_pictures
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.sted import Sted, why_no_name
from kvalitetsplan.plan.svg import clean_svg
from kvalitetsplan.reading.problems import Alvor, PlanError
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.own_links import check_own_links
from kvalitetsplan.site.policy import POLICY

SAKER = Path(__file__).parent / "saker"
JPG = b"\xff\xd8\xff\xe0\0\x10JFIF\xff\xc0\0\x0b\x08\0\1\0\1\1\1\x11\0\xff\xd9"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\0\0\0\1\0\0\0\1"
    + bytes(9)
    + b"\x00\x00\x00\x00IEND\xaeB`\x82"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small plan's data folder, that a test may break."""
    return Path(shutil.copytree(SAKER / "plan/data", tmp_path / "data"))


def _put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _messages(data: Path) -> list[str]:
    with pytest.raises(PlanError) as error:
        load_all(project_at(data.parent))
    return [str(problem) for problem in error.value.problems]


def test_a_place_knows_its_folder_and_its_municipality() -> None:
    school = Sted("fjordvik/skoler/asen")
    assert (school.kommune, school.id, school.er_skole) == ("fjordvik", "asen", True)
    assert school == Sted.of("fjordvik", "asen")
    assert not Sted.of("fjordvik").er_skole


@pytest.mark.parametrize(
    "name",
    ["Ås", unicodedata.normalize("NFD", "Ås"), "a.b", "a b", "-a", "a-", "A", "CON", "lpt1", "alle",
     "x" * 61, "a#b", "æøå", "a/b", "..", ""],
)  # fmt: skip
def test_a_folder_whose_name_would_not_do_everywhere_gets_another(name: str) -> None:
    assert why_no_name(name)


def test_nothing_outside_the_folder_is_read_whatever_a_link_says(small: Path) -> None:
    secret = _put(small.parent / "hemmelig.txt", "sider: [hemmelig]")
    folder = small / "kommuner/prove"
    (folder / "sider").mkdir()
    (folder / "tilpasning.yaml").symlink_to(secret)
    (folder / "sider/ut.md").symlink_to(secret)
    (folder / "bilder").symlink_to(small.parent)
    said = "dette er en lenke til noe utenfor mappa; legg selve fila her"
    assert _messages(small) == [
        f"data/kommuner/prove/{name}:1:1  {said}"
        for name in ("bilder", "sider/ut.md", "tilpasning.yaml")
    ]
    assert {path for path in files_of(folder).values() if path} == {folder / "kommune.yaml"}


def test_a_link_inside_the_folder_is_followed_and_counts(small: Path) -> None:
    folder = small / "kommuner/prove"
    _put(folder / "sider/om-oss.md", "# Om oss\n")
    (folder / "sider/ogsa.md").symlink_to("om-oss.md")
    assert (
        load_plan(project_at(small.parent), "prove").egne_sider["sider/ogsa.md"].title == "Om oss"
    )
    assert files_of(folder)["sider/ogsa.md"] == folder / "sider/ogsa.md"


def test_a_municipality_that_is_a_link_is_none(small: Path) -> None:
    (small / "kommuner/annen").symlink_to("prove")
    assert _messages(small) == [
        "data/kommuner/annen:1:1  mappa er en lenke til et annet sted; legg selve mappa her"
    ]


def test_what_is_no_ordinary_file_is_never_opened(small: Path) -> None:
    os.mkfifo(small / "kommuner/prove/tilpasning.yaml")
    (small / "kommuner/prove/synonymer.yaml").symlink_to("borte.yaml")
    assert _messages(small) == [
        "data/kommuner/prove/synonymer.yaml:1:1  lenken leder til noe som ikke finnes; legg selve fila her",
        "data/kommuner/prove/tilpasning.yaml:1:1  dette er ikke en vanlig fil; slett den",
    ]


def test_a_file_name_that_is_no_text_is_said_in_one_line(small: Path) -> None:
    _put(Path(os.fsdecode(os.fsencode(small) + b"/kommuner/prove/sider/m\xe5l\n.md")), "# A\n")
    (message,) = _messages(small)
    assert message.endswith("navnet har tegn som ikke kan vises; gi fila et nytt navn")
    assert "\n" not in message
    message.encode()


def test_a_name_written_on_a_mac_is_the_same_name(small: Path) -> None:
    sider = small / "kommuner/prove/sider"
    _put(sider / unicodedata.normalize("NFD", "mål.md"), "# Mål\n")
    assert load_plan(project_at(small.parent), "prove").sider == ("sider/mål.md",)
    _put(sider / "mål.md", "# Mål igjen\n")
    assert "skrevet på hver sin måte" in _messages(small)[0]


def test_a_deleted_file_that_others_refer_to_is_told_where_they_do(small: Path) -> None:
    file = small / "kommuner/prove/kommune.yaml"
    _put(
        file,
        file.read_text("utf-8")
        + "logo: bilder/logo.svg\ndeler: [{tittel: A, innhold: [sider/om.md]}]\n",
    )
    assert len(_messages(small)) == 2


def test_two_schools_of_one_municipality_have_two_names(small: Path) -> None:
    for id in ("asen", "berg"):
        _put(small / f"kommuner/prove/skoler/{id}/skole.yaml", "navn: Åsen skole\n")
    assert _messages(small) == [
        "data/kommuner/prove/skoler/berg/skole.yaml:1:7  navn  «Åsen skole» står i "
        "data/kommuner/prove/skoler/asen/skole.yaml også; hver må ha sitt eget navn"
    ]


def test_each_shipped_folder_holds_only_what_is_known() -> None:
    project = DEMO
    assert [project.mappe(one).problems for one in project.kommunene()] == [()] * 3


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.png", PNG, ""),
        ("a.png", PNG[:30], "slutten av fila mangler; lagre bildet på nytt"),
        ("a.png", JPG, "fila er ikke det navnet sier (png): den er en jpg; gi den endelsen .jpg"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", ""),
        ("a.pdf", b"%PDF-1.7\n%%EOF", ""),
        ("a.pdf", b"%PDF-1.7\n1 0 obj<</S/JavaScript/JS(x)>>\n%%EOF", "PDF-en kjører noe når den åpnes; lagre den på nytt uten skript"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj<</S%x\n/J#61vaScript>>\n%%EOF", "PDF-en kjører noe når den åpnes; lagre den på nytt uten skript"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj<</S/SubmitForm>>\n%%EOF", "PDF-en kjører noe når den åpnes; lagre den på nytt uten skript"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj<</Lang (nb) /JSON /JavaScript>>\n%%EOF", ""),
        ("a.pdf", b"%PDF-1.7\n1 0 obj<</S/GoToR/F(//x)>>\n%%EOF", "PDF-en åpner en annen fil; lagre den på nytt uten slike lenker"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj<</EmbeddedFiles 1 0 R>>\n%%EOF", "PDF-en har andre filer i seg; lagre den på nytt uten vedlegg"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj<</Type/ObjStm/First 4/Filter/LZWDecode>>stream\nx\nendstream\n%%EOF", "PDF-en er pakket slik at innholdet ikke kan kontrolleres; skriv den ut som PDF på nytt"),
        ("a.pdf", b"MZ", "fila er ikke det navnet sier (pdf): lagre bildet på nytt"),
        ("a.jpg", b"<html>", "fila er ikke det navnet sier (jpg): lagre bildet på nytt"),
        ("a.jpg", JPG, ""),
        ("a.jpg", b"\xff\xd8\xff<html>\xff\xd9", "fila er ikke det navnet sier (jpg): lagre bildet på nytt"),
        ("a.jpg", b"\xff\xd8\xff\xe0<html>\xff\xd9", "fila er ikke det navnet sier (jpg): lagre bildet på nytt"),
        ("a.png", PNG.replace(b"\1", b"\0"), "fila er ikke det navnet sier (png): lagre bildet på nytt"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBP", "fila er ikke det navnet sier (webp): lagre bildet på nytt"),
        ("a.png", PNG + bytes(2_000_000) + PNG[-12:], "fila er på 2,0 MB; gjør den mindre enn 2 MB, helst under 300 kB"),
        ("a.png", PNG + bytes(400_000) + PNG[-12:], "fila er på 400 kB og blir treg på telefon; gjør den mindre, helst under 300 kB"),
    ],
)  # fmt: skip
def test_a_picture_is_what_its_name_says(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    found = check_pictures({name: _put(tmp_path / name, content)}, "data/kommuner/x")
    assert [one.message for one in found] == ([message] if message else [])


def _packed(*objects: bytes, stream: bytes = b"stream", begins: bytes = b"") -> bytes:
    """A PDF that opens with its object 1, and has these packed from number 1 on."""
    places = [sum(len(one) + 1 for one in objects[:place]) for place in range(len(objects))]
    pairs = b" ".join(b"%d %d" % (number, at) for number, at in enumerate(places, 1))
    head = begins + pairs + b" "
    pack = zlib.compress(head + b" ".join(objects))
    return (
        b"%%PDF-1.5\n1 0 obj<</OpenAction 1 0 R>>endobj\n9 0 obj<</Type/Obj#53tm/Fi#72st %d/N 9"
        b"/F#69lter[/FlateDecode]>>%s\r\n%s\nendstream endobj\n%%%%EOF" % (len(head), stream, pack)
    )


_SCRIPT = b"<< /S /JavaScript /JS (x) >>"
_SITE = b"<< /S /URI /URI (https://oslo.no) >>"


@pytest.mark.parametrize(
    ("pdf", "said"),
    [
        (_packed(b"<< /S /GoTo /D [3 0 R /Fit] >>", _SITE), ""),
        (_packed(_SITE, b"<< >>"), "PDF-en åpner et nettsted av seg selv"),
        (_packed(b"<< >>", _SCRIPT), "PDF-en kjører noe når den åpnes"),
        (_packed(b"<< >>", _SCRIPT, stream=b"%x\nstream \t "), "PDF-en kjører noe når den åpnes"),
        (_packed(b"<< >>", _SCRIPT, begins=b"%x\n"), "PDF-en er pakket"),
        (_packed(b"<< >>", b"(/JavaScript <</S /JavaScript>> (\\)))"), ""),
    ],
    ids=["plass", "nettsted", "skript", "mellomrom", "kommentar", "ord"],
)  # fmt: skip
def test_what_is_packed_in_a_pdf_is_looked_at_too(tmp_path: Path, pdf: bytes, said: str) -> None:
    found = check_pictures({"a.pdf": _put(tmp_path / "a.pdf", pdf)}, "x")
    assert [one.message[: len(said)] for one in found] == ([said] if said else [])


_HIDDEN = zlib.compress(b"".join(b"\0%c" % one for one in b"6 0 << /S /JavaScript /JS (x) >>"))
"""A pack where each sign has another in front of it, as /Predictor has it."""
_OPENS = b"8 0 obj<</S/URI/URI(https://oslo.no)>>endobj"
_RUNS, _WEB = "PDF-en kjører noe", "PDF-en åpner et nettsted"
_FILES, _LOCKED = "PDF-en har andre filer i seg", "PDF-en er pakket"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"1 0 obj<</Type/ObjStm/First 8/X(endobj)>>stream\n" + _HIDDEN + b"\nendstream endobj", _LOCKED),
        (b"1 0 obj<</N 1/First 4/X(%s)>>stream\n" % (b"(x)" * 3000) + _HIDDEN, _LOCKED),
        (b"1 0 obj<</First 4/N 1/Filter/ASCIIHexDecode>>stream\n" + b"6 0 <</S/Launch>>".hex().encode(), _LOCKED),
        (b"1 0 obj<</First 4/N 1>>stream\n6 0 <</S/Launch>>\nendstream", _RUNS),
        (b"1 0 obj<</First 4/N 1>>stream\n6 0 <<>>\nendstream trailer<</Encrypt 2 0 R>>", _LOCKED),
        (b"1 0 obj<</First 2 0 R>>endobj 2 0 obj<</Length 1>>stream\nx\nendstream endobj", ""),
        (b"1 0 obj<</AA<</O 8 0 R>>>>endobj " + _OPENS, _WEB),
        (b"1 0 obj<</OpenAction%x\n<</S/GoTo/Next[7 0 R 8 0 R]>>>>endobj " + _OPENS, _WEB),
        (b"1 0 obj<</OpenAction 2 0 R>>endobj 2 0 obj<</S/GoTo/Next 8 0 R>>endobj " + _OPENS, _WEB),
        (b"1 0 obj<</OpenAction 2 0 R>>endobj 2 %x\n0 obj 8 0 R endobj " + _OPENS, _WEB),
        (b"1 0 obj<</OpenAction<</S 2 0 R/URI(//x)>>>>endobj 2 0 obj/URI endobj", _WEB),
        (b"1 0 obj<</OpenAction[2 0 R/Fit]>>endobj 2 0 obj<</Annots 8 0 R>>endobj " + _OPENS, ""),
        (b"trailer<</Root<</OpenAction<</S/URI>>>>>>", _WEB),
        (b"1 0 obj<</S 2 0 R>>endobj 2 0 obj/JavaScript endobj", _RUNS),
        (b"1 0 obj<</Title(x 2 0 obj<</S/JavaScript>>)>>endobj", _RUNS),
        (b"1 0 obj<</X[>>/S/JavaScript", _LOCKED),
        (b"1 0 obj<</X[x/S/JavaScript", _RUNS),
        (b"1 0 obj<</X/S/JavaScript/JS(x)", _RUNS),
        (b"1 0 obj<</Type/Filespec/E#46<</F 3 0 R>>>>endobj", _FILES),
        (b"1 0 obj<</Subtype/FileAttachment/FS 3 0 R>>endobj", _FILES),
        (b"1 0 obj<</Title(Om /JavaScript, /GoToR \\(og (/S /Launch) og /EmbeddedFiles)>>endobj %/XFA", ""),
        (b"4 0 obj<<>>stream\nBT (S /S /JavaScript i objekt 4, /OpenAction) Tj ET\nendstream endobj", ""),
        (b"1 0 obj" + b"[" * 100_000 + b"<</S/Launch", _RUNS),
        (b"1 0 obj(" * 9_000, _LOCKED),
        (b"1 0 obj\n" * 50_000, _LOCKED),
        (b"1 0 obj" + b"<</OpenAction %d 0 R>>" % 1 * 80_000, ""),
        (b"".join(b"%d 0 obj<</AA %d 0 R>>\n" % (one, one + 1) for one in range(5_000)), ""),
    ],
)  # fmt: skip
def test_what_a_pdf_hides_is_looked_for_and_takes_no_time(
    tmp_path: Path, body: bytes, said: str
) -> None:
    pdf = _put(tmp_path / "a.pdf", b"%PDF-1.5\n" + body + b"\n%%EOF")
    found = [one.message for one in check_pictures({"a.pdf": pdf}, "x") if one.alvor == Alvor.FEIL]
    assert [one[: len(said)] for one in found] == ([said] if said else [])


def _bomb(kind: str, last: str) -> str:
    """Parts that each use the one below ten times."""
    layers = (f"<g id='a{at}'>" + f"<use {kind}='#a{at + 1}'/>" * 10 + "</g>" for at in range(8))
    return f"<defs>{''.join(layers)}<g id='a8'>{last}</g></defs><use href='#a0'/>"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (_bomb("href", "<path d='M0 0'/>"), "nettleseren stopper"),
        (_bomb("xlink:href", "<use href='#a0'/>"), "bruker seg selv"),
        ("<g id='a'><use href='#a'/></g>", "bruker seg selv"),
        ("<mask id='m'><g mask='url(#m)'/></mask>", "bruker seg selv"),
        ("<path id='a' d='M0 0'/>" + "<use href='#a' fill='url(#b)'/>" * 500 + "<pattern id='b'/>", ""),
    ],
    ids=["bombe", "bombe i ring", "ring", "maske", "mange"],
)  # fmt: skip
def test_a_drawing_that_would_never_be_done_is_refused(inside: str, said: str) -> None:
    if not said:
        assert clean_svg(SVG.format(inside).encode(), "a.svg")
        return
    with pytest.raises(PlanError, match=said):
        clean_svg(SVG.format(inside).encode(), "a.svg")


_FILTER = "<filter id='f'><feFlood/><feOffset dy='4'/><feGaussianBlur stdDeviation='{}'/></filter>"
_SHADED = "<circle r='20' filter='url(#f)'/>"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<filter><feTurbulence numOctaves='1000000'/></filter>", "numOctaves. er høyst 20"),
        (_FILTER.format("1e9"), "stdDeviation. er høyst 2000"),
        ("<filter><feMorphology radius='1 9999'/></filter>", "radius. er høyst"),
        ("<filter><feConvolveMatrix order='100'/></filter>", "order. er høyst 15"),
        (_FILTER.format(2) + _SHADED * 1000, "lagre den som"),
        (_FILTER.format(2) + _SHADED * 200, ""),
        ("<filter><feTurbulence baseFrequency='.05' numOctaves='5'/></filter>", ""),
    ],
)
def test_a_drawing_with_filters_no_browser_gets_done_with_is_refused_and_no_other(
    inside: str, said: str
) -> None:
    drawing = SVG.format(inside).encode()
    if not said:
        assert clean_svg(drawing, "a.svg")
        return
    with pytest.raises(PlanError, match=said):
        clean_svg(drawing, "a.svg")


def test_a_heavy_picture_is_told_of_and_stops_nothing(small: Path) -> None:
    _put(small / "kommuner/prove/bilder/a.png", PNG + bytes(400_000) + PNG[-12:])
    assert [one.place for one in load_all(project_at(small.parent))[0].varsler] == [""]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        "<foreignObject/>",
        "<a href='#x'/>",
        "<animate attributeName='href' to='javascript:x'/>",
        "<set attributeName='onload' to='x'/>",
        "<g onload='x'/>",
        "<g OnLoad='x'/>",
        "<use href='https://x.no/a.svg#b'/>",
        "<use xlink:href='data:image/svg+xml;base64,AA'/>",
        "<image href='//x.no/a.png'/>",
        "<image href='data:image/svg+xml;base64,AA'/>",
        "<style>@import 'https://x.no/a.css';</style>",
        "<style>@media print{}@import/**/'a.css';</style>",
        "<style>@media print{.a{fill:url(a.svg)}}</style>",
        "<style>@font-face{font-family:a;src:url(a.woff)}</style>",
        "<style>@media-x 'a.css';</style>",
        "<style>.a{fill:url(https://x.no/#a)}</style>",
        "<style>.a{fill:u\\72l(https://x.no)}</style>",
        "<style>.a{fill:ur<![CDATA[l(//x.no)]]>}</style>",
        "<g style='background:url(//x.no)'/>",
        "<g fill='url(//x.no#a)'/>",
        "<style>svg{background:image-set('https://x.no/a.png' 1x)}</style>",
        "<g style='background:-webkit-image-set(&quot;//x.no/a.png&quot; 1x)'/>",
        "<style>.a{background:cross-fade(url(#a), image('a.png'))}</style>",
        "<style>.a{background:noe-nytt('https://x.no/a.png')}</style>",
        "<text aria-label='13097248022'>Navn</text>",
        "<text>130972<tspan>48022</tspan></text>",
        "<handler/>",
        "<g>" * 200 + "</g>" * 200,
        "<g>",
    ],
)
def test_a_drawing_that_could_do_something_is_refused(inside: str) -> None:
    with pytest.raises(PlanError):
        clean_svg(SVG.format(inside).encode(), "a.svg")


@pytest.mark.parametrize(
    "style",
    ["@media (prefers-color-scheme: dark){.a{fill:#fff}}", "@MEDIA print{.a{fill:url(#b)}}",
     "@supports (fill: red){.a{fill:red}}", '@charset "utf-8";'],
)  # fmt: skip
def test_a_drawing_may_be_another_on_paper_and_in_the_dark(style: str) -> None:
    assert style.encode() in clean_svg(SVG.format(f"<style>{style}</style>").encode(), "a.svg")


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"),
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/passwd">%a;]>' + SVG.format(""),
        '<?xml version="1.0" encoding="utf-7"?>' + SVG.format(""),
        "<svg/>",
        "<html xmlns='http://www.w3.org/1999/xhtml'><script>x</script></html>",
        "",
    ],
)
def test_a_drawing_with_words_of_its_own_is_refused(text: str) -> None:
    with pytest.raises(PlanError):
        clean_svg(text.encode(), "a.svg")


def test_what_a_drawing_program_leaves_behind_is_left_out() -> None:
    source = (
        '<?xml version="1.0"?><?xml-stylesheet href="https://x.no/a.css"?><!DOCTYPE svg PUBLIC "a" "https://x.no/b">'
        + SVG.format(
            "<metadata><x/></metadata><h:script xmlns:h='http://www.w3.org/1999/xhtml'>x</h:script>"
            "<defs><path id='a' d='M0 0' data-x='1' unknown='2'/></defs><use xlink:href='#a'/><text>a &amp; b</text>"
        )
    )
    clean = clean_svg(source.encode(), "a.svg").decode()
    assert clean.endswith(
        '<defs><path id="a" d="M0 0"></path></defs><use xlink:href="#a"></use><text>a &amp; b</text></svg>'
    )
    assert clean_svg(clean.encode(), "a.svg").decode() == clean


PAGE = """\
# Rutiner

[a](finnes-ikke.md) [b](../tema/mobbing.html) [c](../tema/relasjon.md#hilser-ved-nanv)
[d](../grunnlag/ledelse.md) [e](andre.md#mal) [f](#ogsa) ![g](../bilder/kort.svg)
[h](../tema/lek.md) [i](../handlingsplikten.md#meldinger) [j](../../oslo/index.md)
[k](../situasjon/kaster-ting.html) [l](../situasjon/finnes-ikke.html)

## Også
"""


def test_links_on_own_pages_are_followed_before_anything_is_built(project: Path) -> None:
    folder = project / "data/kommuner/eksempel"
    _put(folder / "sider/rutiner.md", PAGE)
    _put(folder / "sider/andre.md", "# Andre\n\n## Mål\n")
    _put(folder / "bilder/kart.svg", SVG.format(""))
    with (folder / "kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("temaer: [relasjon, mobbing]\n")
    result = CliRunner().invoke(main, ["--rot", str(project), "valider"])
    here = "data/kommuner/eksempel/sider/rutiner.md"
    assert result.exit_code == 1
    assert [line for line in result.output.splitlines() if here in line] == [
        f"{here}:3:5  lenken «finnes-ikke.md» leder til en side som ikke finnes",
        f"{here}:3:25  lenken «../tema/mobbing.html» leder til en side som ikke finnes – mente du «../tema/mobbing.md»?",
        f"{here}:3:51  lenken «../tema/relasjon.md#hilser-ved-nanv» leder til et sted på siden som ikke finnes – mente du «hilser-ved-navn»?",
        f"{here}:4:63  fila «bilder/kort.svg» finnes ikke i mappa – mente du «bilder/kart.svg»?",
        f"{here}:5:5  lenken «../tema/lek.md» leder til en side som ikke finnes",
        f"{here}:5:63  lenken «../../oslo/index.md» leder til en side som ikke finnes – mente du «../index.md»?",
        f"{here}:6:40  lenken «../situasjon/finnes-ikke.html» leder til en side som ikke finnes",
    ]


def test_a_theme_the_municipality_left_out_is_named(project: Path) -> None:
    _put(project / "data/kommuner/eksempel/sider/a.md", "# A\n\n[b](../tema/mobbing.md)\n")
    with (project / "data/kommuner/eksempel/kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("temaer: [relasjon]\n")
    plan = load_plan(project_at(project), "eksempel")
    with pytest.raises(
        PlanError, match="som ikke er med i planen; ta bort lenken, eller ta temaet"
    ):
        check_own_links(project, Components(project, plan))


def _school_without(project: Path, taken_out: str, link: str) -> Plan:
    """Return the plan of a school that has taken out what a page of its municipality leads to."""
    folder = project / "data/kommuner/eksempel"
    _put(
        folder / "sider/rutine.md",
        f"# Rutine\n\nSe [her]({link}), [der](../tema/relasjon.md#viser-vaerematen).\n",
    )
    _put(
        folder / "skoler/eksempelskolen/tilpasning.yaml",
        f"fjern:\n  - id: {taken_out}\n    begrunnelse: Vi gjør det annerledes.\n",
    )
    return load_plan(project_at(project), "eksempel/skoler/eksempelskolen")


TAKEN_OUT = (
    "data/kommuner/eksempel/skoler/eksempelskolen/tilpasning.yaml:2:5  "
    "fjern.{}  kommunens side sider/rutine.md viser til punktet, i "
    "data/kommuner/eksempel/sider/rutine.md:3:10"
)


def test_a_page_leads_to_the_theme_when_a_school_has_taken_out_what_stood_in_it(
    project: Path,
) -> None:
    link = "../tema/relasjon.md#hilser-ved-navn"
    plan = _school_without(project, "relasjon/hilser-ved-navn", link)
    check_own_links(project, Components(project, plan))
    page = plan.egne_sider["sider/rutine.md"].html
    assert 'href="../tema/relasjon.html"' in page
    assert 'href="../tema/relasjon.html#viser-vaerematen"' in page
    [warning] = plan.varsler
    assert str(warning).startswith(TAKEN_OUT.format("relasjon/hilser-ved-navn"))
    assert "lenken leder nå til temaet" in warning.message
    below = load_plan(project_at(project), "eksempel").egne_sider["sider/rutine.md"]
    assert 'href="../tema/relasjon.html#hilser-ved-navn"' in below.html


def test_what_a_school_takes_out_is_told_where_nothing_is_left_to_lead_to(project: Path) -> None:
    taken_out = "situasjoner/kaster-ting"
    plan = _school_without(project, taken_out, "../situasjon/kaster-ting.html")
    with pytest.raises(PlanError) as error:
        check_own_links(project, Components(project, plan))
    assert str(error.value) == (
        f"{TAKEN_OUT.format(taken_out)}; behold det, eller be kommunen om å ta bort lenken"
    )


def test_a_dead_link_on_an_own_page_is_told_beside_what_is_wrong_in_another_plan(
    project: Path,
) -> None:
    _put(project / "data/kommuner/eksempel/sider/a.md", "# A\n\n[b](finnes-ikke.md)\n")
    _put(project / "data/kommuner/nittedal/sider/b.md", "Uten overskrift.\n")
    told = CliRunner().invoke(main, ["--rot", str(project), "valider"]).output
    assert "eksempel/sider/a.md:3:5  lenken «finnes-ikke.md» leder til en side" in told
    assert "nittedal/sider/b.md:1:1  " in told


HARMLESS = """\
---
title: "Vår <svg onload=window.kom_inn=1> side"
description: "\\"><script>window.kom_inn=1</script>"
---
# Vår side {{ 7*7 }}

## Meny

## A" onfocus="window.kom_inn=1" x="

### Under

| a | b |
|---|--:|
| 1 | 2 |

```
# kode <script>window.kom_inn=1</script>
```

Se [relasjon](../tema/relasjon.md#hilser-ved-navn) og [målene](mål.md#tall). ![Kart](../bilder/kart.svg)
"""


@pytest.fixture(scope="session")
def with_own_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a municipality with pages of its own, and with an address."""
    folder = tmp_path_factory.mktemp("egne")
    project = copy_project(folder / "prosjekt")
    own = project / "data/kommuner/eksempel"
    _put(own / "sider/var-side.md", HARMLESS)
    _put(own / "sider" / unicodedata.normalize("NFD", "mål.md"), "# Mål\n\n## Tall\n")
    _put(own / "bilder/kart.svg", SVG.format("<metadata/><path d='M0 0'/>"))
    with (own / "kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("nettadresse: https://plan.invalid/plan\n")
    return build_site(project, load_plan(project_at(project), "eksempel"), folder / "ut")


def test_no_heading_takes_an_id_from_what_stands_around_the_page(with_own_pages: Path) -> None:
    html = (with_own_pages / "sider/var-side.html").read_text("utf-8")
    around = html.partition("<article")[0] + html.partition("</article>")[2]
    ids = {one for one in re.findall(r'\sid="([^"]+)"', around) if not one.startswith("kp-")}
    assert ids == set(FRAME)


def test_an_own_page_says_what_is_written_and_runs_nothing(with_own_pages: Path) -> None:
    html = (with_own_pages / "sider/var-side.html").read_text("utf-8")
    assert '<h1 id="var-side-7-7">' in html
    assert 'href="mål.html#tall"' in html
    assert "<code># kode &lt;script&gt;" in html
    for text in ("<svg onload", "<script>window"):
        assert not any(
            text in path.read_text("utf-8") for path in with_own_pages.glob("sider/*.html")
        )
    assert b"metadata" not in (with_own_pages / "bilder/kart.svg").read_bytes()


@pytest.mark.parametrize("how", ["http", "fil"])
def test_no_page_breaks_the_content_policy_that_stands_in_it(
    how: str, with_own_pages: Path, browser: Browser
) -> None:
    folders = {path.parent for path in with_own_pages.rglob("*.html")}
    some = [
        path.relative_to(with_own_pages).as_posix()
        for folder in folders
        for path in sorted(folder.glob("*.html"))[: None if folder == with_own_pages else 3]
    ]
    wrong: list[str] = []
    with serving(with_own_pages) as address:
        page = browser.new_page()
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective, e.blockedURI))"
        )
        page.on(
            "console", lambda one: wrong.append(one.text) if one.text.startswith("policy") else None
        )
        for name in some:
            page.goto(f"{address}/{name}" if how == "http" else f"file://{with_own_pages}/{name}")
            assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1, name
            assert page.evaluate("window.kom_inn") is None
            assert page.locator("[onfocus]").count() == 0
        page.close()
    assert wrong == []


def test_the_headers_we_tell_servers_to_send_are_those_the_pages_say() -> None:
    text = (ROOT / "docs/for-kommuner/publiser.md").read_text("utf-8")
    assert text.count(f"{POLICY}; frame-ancestors 'self'") == 3


@pytest.fixture
def shown(project: Path) -> Iterator[tuple[Visning, str, Path]]:
    """A municipality's site as `vis` shows it: what shows it, its address, and the project."""
    visning = Visning(project_at(project), Sted("eksempel"))
    yield visning, serve(visning, "127.0.0.1", 0, may_move=False), project
    visning.close()


def _get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_vis_shows_problems_in_the_browser_and_recovers(shown: tuple[Visning, str, Path]) -> None:
    visning, address, project = shown
    file = project / "data/kommuner/eksempel/kommune.yaml"
    good = file.read_text("utf-8")
    builds = visning.builds()
    next(builds)
    assert _get(address)[0] == 200
    file.write_text(good.replace("navn:", "nvan:", 1), encoding="utf-8")
    next(builds)
    status, html = _get(f"{address}kilder.html")
    assert status == 503
    assert "mente du «navn»?" in html
    file.write_text(good, encoding="utf-8")
    next(builds)
    assert _get(f"{address}kilder.html")[0] == 200
    assert _get(f"{address}borte.html")[0] == 404


def test_a_taken_port_is_told_of_or_the_next_is_taken(project: Path) -> None:
    visning = Visning(project_at(project), Sted("eksempel"))
    taken = int(serve(visning, "127.0.0.1", 0, may_move=False).rpartition(":")[2].strip("/"))
    assert serve(visning, "127.0.0.1", taken, may_move=True) != f"http://127.0.0.1:{taken}/"
    command = ["--rot", str(project), "vis", "eksempel", "--adresse", f"127.0.0.1:{taken}"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert (
        f"porten er opptatt av et annet program; skriv for eksempel --adresse 127.0.0.1:{taken + 1}"
        in result.output
    )
    visning.close()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2027. Et år for alle.", "<p>2027. Et år for alle.</p>"),
        ("## C# og F#", ">C# og F#</h2>"),
        ("Regn 2*3*4, a*b og c*d.", "<p>Regn 2*3*4, a*b og c*d.</p>"),
        ("Les *dette* og **dette**.", "<em>dette</em> og <strong>dette</strong>"),
        ("## Mer om {pu-tid}", ">Mer om {pu-tid}</h2>"),
        ("## Mer {#mer}", '<h2 id="mer">Mer</h2>'),
        ("## Ro ##", ">Ro</h2>"),
        ("| a | b |\n|---|---|\n| `x\\|y` | z |", "<td>z</td>"),
        ("[Rutinen] her.\n\n[Rutinen]: https://oslo.no", '<a href="https://oslo.no">Rutinen</a>'),
    ],
)
def test_what_is_written_on_a_page_stands_there(written: str, shown: str, tmp_path: Path) -> None:
    (path := tmp_path / "side.md").write_text(f"# Side\n\n{written}\n", encoding="utf-8")
    assert shown in read_page(path, "sider/side.md", "side.md").html


def test_an_own_page_has_the_municipality_s_words_but_in_code(tmp_path: Path) -> None:
    path = tmp_path / "side.md"
    path.write_text("# Vår {pu-tid}\n\nI {pu-tid} og {annet}, skrevet `{pu-tid}`.\n", "utf-8")
    page = with_words(
        read_page(path, "sider/side.md", "side.md"), lambda text: text.replace("{pu-tid}", "A&B")
    )
    assert page.title == "Vår A&B"
    assert "<p>I A&amp;B og {annet}, skrevet <code>{pu-tid}</code>.</p>" in page.html
