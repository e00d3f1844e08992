"""Addresses on the web, checked as what they are: somewhere to go, somewhere to write, or where a
plan is published.
"""

import re
import unicodedata
from collections.abc import Callable
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from kvalitetsplan.reading.values import Says, wrong

_LABEL = re.compile(r"[^\W_]([^\W_]|-)*", re.UNICODE)
_UNSAFE = re.compile(r"[\s<>\x22'`{}|\\^]")
_NO_CODE = re.compile(r"%(?:(?P<control>[01][0-9A-Fa-f]|7[Ff])|(?![0-9A-Fa-f]{2}).{0,2})")
"""A per cent sign that begins no character, or one that nobody can see."""
_PATH = re.compile(r"(?:[A-Za-z0-9._~/-]|%[0-9A-Fa-f]{2})*")
_BARE = re.compile(r"www\.[\w.-]+(?:/|$)", re.IGNORECASE)
_BEGINS = "begynner med https:// eller http://"
_MAIL = re.compile(r"[A-Za-z0-9_.+-]+@(?P<host>[^@?]+\.[^@.?]+)")


def why_no_link(text: str) -> str:
    """Say why a text is no address that a link can lead to: https or http, a host, and no password;
    "" if it is one.
    """
    try:
        url = urlsplit(text)
        host, port = url.hostname or "", url.port
    except ValueError:
        return "er ikke en gyldig adresse; kopier hele adressen fra nettleseren på nytt"
    if url.scheme not in ("http", "https"):
        hint = f"; skriv «https://{text}»" if _BARE.match(text) else ""
        return f"må være en hel adresse som {_BEGINS}{hint}"
    if _UNSAFE.search(text) or not text.isprintable():
        return "har et tegn som ikke kan stå i en adresse; kopier adressen fra nettleseren på nytt"
    if hit := _NO_CODE.search(text):
        remedy = "ta det bort" if hit["control"] else "er det et prosenttegn, skriv «%25»"
        return f"har «{hit[0]}», som ikke kan stå i en adresse; {remedy}"
    if "@" in url.netloc:
        return "har et brukernavn eller passord i seg; ta bort alt fra // til og med @"
    if host in ("http", "https"):
        return "begynner to ganger; behold én «https://»"
    if not _is_host(host) or port == 0:
        return "mangler et gyldig navn på nettstedet, som «www.kommunen.no»"
    return ""


_WRITTEN = re.compile(r"\](?P<apart>\s*)\((?P<to>(?:https?://|mailto:)[^\s()<>\[\]\"]+)")
_MEANT = re.compile(
    r"\[[^\[\]]+\]\s*\((?P<to>"
    r"(?P<way>\.{0,2}/[^\s()]*|[^\s():]+\.(?:md|html|pdf)(?:#[^\s()]*)?|#[^\s()]+)"
    r"|www\.[^\s()]+|[^\s()@:]+@[^\s()@]+|(?:tel|sms|ftp|file|https?|mailto):[^\s()]*)\)",
    re.IGNORECASE,
)


def sound(text: str) -> str:
    """Return a text whose links lead somewhere; each is written as `[ord](adresse)`."""
    if "[" not in text:
        return text
    for hit in _WRITTEN.finditer(text):
        kind, _, rest = hit["to"].partition(":")
        if hit["apart"]:
            raise wrong(f"ta bort mellomrommet mellom ] og («{hit['to']}»), så blir det en lenke")
        if reason := why_no_letter(rest) if kind == "mailto" else why_no_link(hit["to"]):
            raise wrong(f"lenken «{hit['to']}» {reason}")
    for hit in _MEANT.finditer(text):
        if not _WRITTEN.search(hit[0]):
            raise wrong(f"lenken «{hit['to']}» {_why_only_words(hit)}")
    return text


def _why_only_words(hit: re.Match[str]) -> str:
    reason = why_no_link_or_mail(hit["to"]) or "må begynne med små bokstaver, som «https://»"
    return f"{reason}; til planens egne sider kan bare egne sider lenke" if hit["way"] else reason


def why_no_mail(text: str) -> str:
    """Say why a text is no e-mail address; "" if it is one."""
    hit = _MAIL.fullmatch(text)
    return (
        "" if hit and _is_host(hit["host"]) else "må være en e-postadresse, som «post@kommunen.no»"
    )


def why_no_letter(text: str) -> str:
    """Say why what follows `mailto:` does not begin a letter to one person; "" if it does. Its
    subject and its words may follow.
    """
    address, _, more = text.partition("?")
    if reason := why_no_mail(unquote(address)):
        return reason
    others = {name for name, _ in parse_qsl(more) if name.lower() not in ("subject", "body")}
    if not others:
        return ""
    return f"har «{min(others)}» etter adressen; der kan det bare stå «subject» og «body»"


def why_no_link_or_mail(text: str) -> str:
    """Say why a text is neither an address that a link can lead to, nor `mailto:` and an e-mail
    address; "" if it is one.
    """
    kind, colon, rest = text.partition(":")
    if kind == "mailto" and colon:
        return why_no_letter(rest)
    if kind.lower() == "mailto" and colon:
        return f"begynner med store bokstaver; skriv «mailto:{rest}»"
    if not why_no_mail(text):
        return f"er en e-postadresse; skriv «mailto:{text}»"
    reason = why_no_link(text)
    return reason.replace(_BEGINS, f"{_BEGINS} eller mailto:")


def why_no_site(text: str) -> str:
    """Say why a plan cannot be published at an address; "" if it can.

    What stands in it is put in front of the address of every page, so it must be that of a folder.
    """
    if reason := why_no_link(text):
        return reason
    url = urlsplit(text)
    top = f"{url.scheme}://{url.netloc}"
    folder = url.path
    if re.search(r"\.(x?html?|aspx?|php|jsp)$", folder, re.IGNORECASE):
        folder = folder.rpartition("/")[0]
    folder = re.sub(r"/+", "/", f"{folder}/")
    if "?" in text or "#" in text or folder not in (url.path, f"{url.path}/"):
        hint = f" – mente du «{top}{folder}»?" if _is_path(folder) else ""
        return f"er adressen til én side, ikke til mappa planen ligger i{hint}"
    if {".", ".."} & set(unquote(folder).split("/")):
        return "har «.» eller «..» mellom skråstrekene; skriv adressen slik den står i nettleseren"
    if not _is_path(folder):
        return "kan bare ha bokstavene a–z, tall, punktum, bindestrek, _ og ~ etter navnet på nettstedet"
    return ""


_INSIDE = re.compile(
    r"/(?:-|tree|blob|raw|src|edit|new|commits?|branches|tags|releases|issues|pulls?|wiki|settings|actions)(?:/|$)"
)
"""Where an address goes on into an archive, to a page of it."""


def why_no_archive(text: str) -> str:
    """Say why a text is not the address of an archive, as GitHub and others have it; "" if it is.

    What stands in it is put in front of the address where a new file is proposed.
    """
    if reason := why_no_link(text):
        return reason
    url = urlsplit(text)
    path = url.path
    owner = re.match(r"/[^/]+/[^/]+", path)
    inside = _INSIDE.search(path, owner.end()) if owner else None
    path = path[: inside.start()] if inside else path
    path = path.rstrip("/").removesuffix(".git")
    if path.count("/") < _OWNER_AND_NAME:
        return "mangler eieren eller navnet på arkivet, som «https://github.com/kommunen/kvalitetsplan»"
    right = f"{url.scheme}://{url.netloc}{path}"
    if text in (right, f"{right}/"):
        return ""
    return f"er adressen til noe i arkivet, ikke til arkivet selv; skriv «{right}»"


_OWNER_AND_NAME = 2


def _is_path(path: str) -> bool:
    return _PATH.fullmatch(path) is not None and not {".", ".."} & set(path.split("/"))


def _is_host(host: str) -> bool:
    """Tell whether a name can be a host's; letters of other alphabets are fine, but none that
    browsers make others of, as of «①».
    """
    if ":" in host:
        return _is_ip(host)
    if unicodedata.normalize("NFKC", host) != host:
        return False
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return all(
        _LABEL.fullmatch(one) and one[-1] != "-" for one in host.removesuffix(".").split(".")
    )


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _checked(why_not: Callable[[str], str]) -> AfterValidator:
    """Return what refuses the texts that `why_not` has something against."""

    def check(text: str) -> str:
        if reason := why_not(text):
            raise PydanticCustomError("adresse", "{reason}", {"reason": reason})
        return text

    return AfterValidator(check)


def _schema(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern})


_ONE = Says("må være én adresse")
# What of it an editor can see, in a pattern that JavaScript understands too.
_SAFE = r"[^\s<>\x22'`{}|\\^/?#]"
_SCHEME = r"[Hh][Tt][Tt][Pp][Ss]?://(?!https?:)"
_CODE = r"%(?!0|1|7[Ff])[0-9A-Fa-f]{2}"
_LINK = rf"{_SCHEME}{_SAFE}+([/?#]([^\s<>\x22'`{{}}|\\^%]|{_CODE})*)?"
_MAIL_TO = r"[A-Za-z0-9_.+-]+@[^@\s?]+\.[^@.\s?]+"
_PART = r"([Ss]ubject|SUBJECT|[Bb]ody|BODY)=[^&]*"
_LETTER = rf"\?{_PART}(&{_PART})*"
_FOLDER = rf"(/(?!(\.|%2[Ee]){{1,2}}(/|$))([A-Za-z0-9._~-]|{_CODE})*)*"
Adresse = Annotated[str, _checked(why_no_link), _schema(f"^{_LINK}$"), _ONE]
"""Somewhere to go."""
AdresseEllerEpost = Annotated[
    str, _checked(why_no_link_or_mail), _schema(f"^({_LINK}|mailto:{_MAIL_TO}({_LETTER})?)$"), _ONE
]
"""Somewhere to go, or somewhere to write."""
Epost = Annotated[str, _checked(why_no_mail), _schema(f"^{_MAIL_TO}$"), _ONE]
"""Somewhere to write."""
Arkivadresse = Annotated[str, _checked(why_no_archive), _schema(f"^{_LINK}$"), _ONE]
"""An archive of files with their history, as GitHub and others have it."""
Nettadresse = Annotated[str, _checked(why_no_site), _schema(f"^{_SCHEME}{_SAFE}+{_FOLDER}$"), _ONE]
"""Where a plan is published."""
