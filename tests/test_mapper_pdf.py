"""PDFs in a municipality's folder: nothing in them runs or hides."""

import zlib
from pathlib import Path

import pytest
from egne_filer import put

from kvalitetsplan.plan.pictures import check_pictures
from kvalitetsplan.reading.problems import Alvor


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
    found = check_pictures({"a.pdf": put(tmp_path / "a.pdf", pdf)}, "x")
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
    pdf = put(tmp_path / "a.pdf", b"%PDF-1.5\n" + body + b"\n%%EOF")
    found = [one.message for one in check_pictures({"a.pdf": pdf}, "x") if one.alvor == Alvor.FEIL]
    assert [one[: len(said)] for one in found] == ([said] if said else [])
