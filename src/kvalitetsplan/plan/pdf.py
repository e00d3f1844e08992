"""What a PDF may not have in it: what runs, sends, opens or brings along something else.

Newer ones pack their objects. Those are unpacked here and read as the rest is; one that is packed
so that we cannot see into it, is refused.
"""

import re
import zlib

_RUNS = re.compile(
    rb"/(?:JavaScript|Launch|SubmitForm|ImportData|XFA)\b|/JS\s*(?:[(<]|\d+\s+\d+\s+R\b)"
)
_LEADS = re.compile(rb"/GoTo[RE]\b")
_BRINGS = re.compile(rb"/EmbeddedFiles?\b")
_OPENED = re.compile(
    rb"/OpenAction\s*(?:(?P<number>\d+)\s+\d+\s+R\b|(?P<said><<.{0,400}))", re.DOTALL
)
_ELSEWHERE = re.compile(rb"/S\s*/URI\b")
_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_PACKED = re.compile(rb"/ObjStm\b")
_PAIRS = re.compile(rb"\s*(?:\d+\s+\d+\s+)+")
"""What packed objects begin with: the number of each, and where it stands among them."""
_MOST = 50_000_000
"""How many bytes all that is packed in one may become."""

_SAID = (
    (_RUNS, "PDF-en kjører noe når den åpnes; lagre den på nytt uten skript"),
    (_LEADS, "PDF-en åpner en annen fil; lagre den på nytt uten slike lenker"),
    (_BRINGS, "PDF-en har andre filer i seg; lagre den på nytt uten vedlegg"),
)
_OPENS = "PDF-en åpner et nettsted av seg selv; lagre den på nytt uten det"
_CLOSED = "PDF-en er pakket slik at innholdet ikke kan kontrolleres; skriv den ut som PDF på nytt"


def why_no_pdf(data: bytes) -> str:
    """Return what is wrong with what a PDF has in it; "" if nothing is."""
    packs = _unpacked(data)
    if packs is None:
        return _CLOSED
    parts = [_plainly(one) for one in (data, *packs)]
    for pattern, message in _SAID:
        if any(pattern.search(one) for one in parts):
            return message
    return _OPENS if any(_opens(one, parts) for one in parts) else ""


def _plainly(pdf: bytes) -> bytes:
    """Return a PDF with each sign of its names as it is read: `#61` is an a."""
    return re.sub(rb"#([0-9a-fA-F]{2})", lambda hit: bytes.fromhex(hit[1].decode()), pdf)


def _unpacked(data: bytes) -> list[bytes] | None:
    """Return the objects that are packed, a text for each pack; None if one cannot be opened.

    Anything that can be unpacked and begins as a pack, is one: what is said of it may mislead.
    """
    found: list[bytes] = []
    left, view = _MOST, memoryview(data)
    for hit in _STREAM.finditer(data):
        head = data[max(data.rfind(b"endobj", 0, hit.start()), hit.start() - 4096, 0) : hit.start()]
        try:
            begins = zlib.decompressobj().decompress(view[hit.end() :], 64)
        except zlib.error:
            begins = b""
        if not _PAIRS.match(begins):
            if _PACKED.search(_plainly(head)):
                return None
            continue
        unpacker = zlib.decompressobj()
        try:
            found.append(unpacker.decompress(view[hit.end() :], left))
        except zlib.error:
            return None
        left -= len(found[-1])
        if left <= 0:
            return None
    return found


def _opens(part: bytes, parts: list[bytes]) -> bool:
    """Tell whether a part says that somewhere else is opened with the PDF."""
    for hit in _OPENED.finditer(part):
        said = [hit["said"]] if hit["said"] else _objects(parts, hit["number"])
        if any(_ELSEWHERE.search(one) for one in said):
            return True
    return False


def _objects(parts: list[bytes], number: bytes) -> list[bytes]:
    """Return what an object says: where it stands for itself, and in the packs that have it."""
    alone = re.compile(rb"(?<!\d)" + number + rb"\s+\d+\s+obj\b(.{0,400}?)(?:endobj|$)", re.DOTALL)
    found = [hit[1] for hit in alone.finditer(parts[0])]
    for pack in parts[1:]:
        begins = _PAIRS.match(pack)
        numbers = begins[0].split() if begins else []
        places = dict(zip(numbers[::2], map(int, numbers[1::2]), strict=False))
        if begins and number in places:
            start = places[number]
            end = min((one for one in places.values() if one > start), default=len(pack))
            found.append(pack[begins.end() + start : begins.end() + end])
    return found
