"""Write anything in a text, and see that every word and number is read again."""

import re
from collections.abc import Iterator
from html import unescape
from random import Random

from herding import Omfang, Utfall
from kvalitetsplan.site.text import line, plain, prose, unlinked

PIECES = [
    *("<", ">", "&", "*", "**", "_", "`", "[", "]", "(", ")", "#", "!", "\\", "|", "~", "^", "$"),
    *(
        "'",
        '"',
        "+",
        "=",
        "-",
        ":",
        ";",
        ".",
        ",",
        "/",
        "%",
        "@",
        "?",
        "«",
        "»",
        "–",
        "•",
        "\u00a0",
    ),
    *(
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\n- ",
        "\n* ",
        "\n1. ",
        "\n2. ",
        "\n# ",
        "\n> ",
        "\n    ",
        "\t",
    ),
    *(
        "<b>",
        "</p>",
        "<!-- ",
        " -->",
        "&amp;",
        "&lt;",
        "```",
        "---",
        ":::",
        "![x]",
        "[a]: ",
        "{#x}",
    ),
    *("navn", "på", "eleven", "2027", "1.", "august", "snake_case", "æøå", "x<y", "5*3", "C:\\U"),
]


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Try texts of signs, words and marks, as paragraphs, as a line, in the search, in a link."""
    random = omfang.random("tegn")
    for number in range(omfang.number(long=50_000, short=800)):
        text = _text(random)
        yield Utfall(1, f"nr. {number}: {text!r}", _lost(text))


def _text(random: Random) -> str:
    text = "".join(random.choices(PIECES, k=random.randint(1, 25)))
    return text.replace("](", "] (")  # the address of a link is followed, not read


def _lost(text: str) -> str:
    """Return where a word is lost, or an empty string."""
    written = _words(text)
    if _words(plain(text)) != written:
        return "i søket"
    if _words(_read(line(text))) != written:
        return "på én linje"
    if _words(_read(unlinked(text))) != written:
        return "i en lenke"
    html = prose(text)  # the browser writes the numbers of a list
    return "i avsnitt" if "<ol>" not in html and _words(_read(html)) != written else ""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _read(html: str) -> str:
    return unescape(re.sub(r"</?(em|strong)>", "", re.sub(r"</?(p|ul|ol|li|br)>", " ", str(html))))
