"""A Word file with everything that hides words: boxes, controls, tracked changes, tables in
tables.
"""

import io

import docx
from docx.oxml import parse_xml
from PIL import Image

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_BOX = "<w:txbxContent><w:p><w:r><w:t>Tekst i boks.</w:t></w:r></w:p></w:txbxContent>"
HIDDEN = (
    f"<w:sdt {_NS}><w:sdtContent><w:p><w:r><w:t>I en kontroll.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    f"<w:p {_NS}><w:ins w:id='1'><w:r><w:t>Satt inn.</w:t></w:r></w:ins>"
    "<w:del w:id='2'><w:r><w:delText>Strøket.</w:delText></w:r></w:del></w:p>",
    f"<w:p {_NS}><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{_BOX}"
    f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{_BOX}</v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    f"<w:p {_NS}><w:r><w:t>Lære</w:t><w:softHyphen/><w:t>rens\u00adord</w:t><w:tab/><w:t>og</w:t>"
    "<w:noBreakHyphen/><w:t>strek</w:t></w:r></w:p>",
)
SEEN = (
    "I en kontroll.",
    "Satt inn.",
    "Tekst i boks.",
    "Lærerensord og-strek",
    "Se [planen vår](https://www.kommunen.no/plan?a=1&b=2)",
    "Inni en tabell.",
    "Elevene rydder.",
    "Øverst på siden",
    "Nederst i en tabell",
)
"""What must be read, each text once."""


def odd_docx() -> bytes:
    """Return the file."""
    word = docx.Document()
    word.add_heading("Ro i timen", 1)
    for xml in HIDDEN:
        word.element.body.insert(len(word.element.body) - 1, parse_xml(xml))
    link = word.part.relate_to("https://www.kommunen.no/plan?a=1&b=2", _HYPERLINK, is_external=True)
    words = f'<w:hyperlink {_NS} r:id="{link}"><w:r><w:t>planen vår</w:t></w:r></w:hyperlink>'
    word.add_paragraph("Se ")._p.append(parse_xml(words))
    _table(word)
    for form in ("PNG", "BMP"):
        picture = io.BytesIO()
        Image.effect_noise((300, 200), 60).convert("RGB").save(picture, form)
        word.add_picture(picture)
    word.sections[0].header.paragraphs[0].text = "Øverst på siden"
    foot = word.sections[0].footer.add_table(1, 1, word.sections[0].page_width)
    foot.cell(0, 0).text = "Nederst i en tabell"
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _table(word: docx.document.Document) -> None:
    table = word.add_table(4, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "ROLIG START"
    heads = ("Kjennetegn på god praksis", "Praksisen sannsynliggjør", "Eksempel")
    for column, text in enumerate(heads):
        table.cell(1, column).text = text
    table.cell(2, 0).merge(table.cell(3, 0)).text = "Vi venter."
    table.cell(2, 1).text, table.cell(3, 1).text = "Elevene hører.", "Elevene rydder."
    table.cell(2, 2).add_table(1, 1).cell(0, 0).text = "Inni en tabell."
