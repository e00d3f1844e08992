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
_REF = rb"\s*(?P<number>\d+)\s+\d+\s+R\b"
_OPENED = re.compile(rb"/(?:OpenAction|AA)(?:" + _REF + rb"|\s*(?P<said><<))")
_THEN = re.compile(rb"/(?:Next|O|C|PO|PC|PV|PI|WC|WS|DS|WP|DP|E|X|D|U|Fo|Bl)" + _REF)
"""What else is done, after it or when something happens, where that stands elsewhere."""
_ELSEWHERE = re.compile(rb"/S\s*/URI\b")
_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_PACKED = re.compile(rb"/(?:ObjStm|First)\b")
"""What a pack has in front of it; no other stream says where the first of it is."""
_ASIDE = re.compile(rb"\((?:[^()\\]|\\.)*\)|%[^\r\n]*", re.DOTALL)
"""Words for people, which may say anything."""
_MOST_IN_WORDS = 10
"""How many brackets in brackets words may have."""
_MOST_OPENED = 1000
"""How many times a PDF may say that something is done by itself."""
_ALONE = re.compile(rb"(?<!\d)(\d+)\s+\d+\s+obj\b")
_PAIRS = re.compile(rb"\s*(?:\d+\s+\d+\s+)+")
"""What packed objects begin with: the number of each, and where it stands among them."""
_MOST = 20_000_000
"""How many bytes all that is packed in one may become."""

_MOST_STREAMS = 20_000
"""How many streams there may be in one: in two megabytes there are not that many."""

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
    return _OPENS if _opens(parts) else ""


def _plainly(pdf: bytes) -> bytes:
    """Return a PDF with each sign of its names as it is read: `#61` is an a."""
    return re.sub(rb"#([0-9a-fA-F]{2})", lambda hit: bytes.fromhex(hit[1].decode()), pdf)


def _unpacked(data: bytes) -> list[bytes] | None:
    """Return the objects that are packed, a text for each pack; None if one cannot be opened.

    Anything that can be unpacked and begins as a pack, is one: what is said of it may mislead.
    """
    found: list[bytes] = []
    left, view = _MOST, memoryview(data)
    before = 0
    for count, hit in enumerate(_STREAM.finditer(data)):
        if count > _MOST_STREAMS:
            return None
        head, before = _head(data[before : hit.start()]), hit.end()
        try:
            begins = zlib.decompressobj().decompress(view[hit.end() :], 64)
        except zlib.error:
            begins = b""
        if not _PAIRS.match(begins):
            if _PACKED.search(head):
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


def _head(between: bytes) -> bytes:
    """Return what is said of a stream, of what stands between it and the one before."""
    return re.split(rb"(?<![/\w])endobj\b", _without_words(between))[-1]


def _without_words(pdf: bytes) -> bytes:
    """Return it without words for people; they may have brackets in brackets."""
    for _ in range(_MOST_IN_WORDS):
        pdf, count = _ASIDE.subn(b"", pdf)
        if not count:
            break
    return pdf


def _opens(parts: list[bytes]) -> bool:
    """Tell whether a PDF says that somewhere else is opened with it, or with a page of it."""
    objects = _objects(parts)
    hits = [(part, hit) for part in parts for hit in _OPENED.finditer(part)]
    if len(hits) > _MOST_OPENED:
        return True
    said = [_dictionary(part, hit.start("said")) for part, hit in hits if hit["said"]]
    numbers = [hit["number"] for _, hit in hits if hit["number"]]
    seen: set[bytes] = set()
    while said or numbers:
        new = set(numbers) - seen
        seen |= new
        said += [_dictionary(*where) for one in new for where in objects.get(one, ())]
        if any(_ELSEWHERE.search(one) for one in said):
            return True
        numbers = [hit["number"] for one in said for hit in _THEN.finditer(one)]
        numbers, said = [one for one in numbers if one not in seen], []
    return False


def _objects(parts: list[bytes]) -> dict[bytes, list[tuple[bytes, int]]]:
    """Return where each object begins by its number, alone or in a pack: the part, and how far in
    it.
    """
    found: dict[bytes, list[tuple[bytes, int]]] = {}
    for hit in _ALONE.finditer(parts[0]):
        found.setdefault(hit[1], []).append((parts[0], hit.end()))
    for pack in parts[1:]:
        begins = _PAIRS.match(pack)
        numbers = begins[0].split() if begins else []
        for number, place in zip(numbers[::2], numbers[1::2], strict=False):
            start = (begins.end() if begins else 0) + int(place)
            found.setdefault(number, []).append((pack, start))
    return found


def _dictionary(part: bytes, start: int) -> bytes:
    """Return the dictionary that begins there, without its words; "" if there is none."""
    plain = _without_words(part[start : start + 4000])
    deep = 0
    for hit in re.finditer(rb"\s*(<<|>>)|\S", plain):
        deep += {b"<<": 1, b">>": -1}.get(hit[1] or b"", 0)
        if deep <= 0:
            return plain[: hit.end()] if hit[1] else b""
    return plain
