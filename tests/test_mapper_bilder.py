"""Pictures in a municipality's folder: they are what they say, and do nothing."""

from pathlib import Path

import pytest
from egne_filer import JPG, PNG, SVG, put

from kvalitetsplan.plan.load import load_all
from kvalitetsplan.plan.pictures import check_pictures
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.svg import clean_svg
from kvalitetsplan.reading.problems import PlanError


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
    found = check_pictures({name: put(tmp_path / name, content)}, "data/kommuner/x")
    assert [one.message for one in found] == ([message] if message else [])


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


def test_a_heavy_picture_is_told_of_and_stops_nothing(small_data: Path) -> None:
    put(small_data / "kommuner/prove/bilder/a.png", PNG + bytes(400_000) + PNG[-12:])
    assert [one.place for one in load_all(project_at(small_data.parent))[0].varsler] == [""]


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
