"""The parts of a municipality's own, and the pages that are chapters of the plan, in Word."""

from kvalitetsplan.exports.runs import Avsnitt, Bilde, Run, Tabell, blocks
from kvalitetsplan.exports.word_parts import Writer
from kvalitetsplan.site.chapters import Kapittel
from kvalitetsplan.site.whole_plan import written


def part(writer: Writer, kapittel: Kapittel) -> None:
    """Write what a part is about, and who answers for it."""
    if delen := kapittel.delen:
        writer.prose(delen.ingress)
        if who := delen.ansvarlig:
            told = ", ".join(filter(None, (who.rolle, who.epost, who.telefon)))
            writer.labelled((writer.tekst["del"]["ansvarlig"], told))


def page(writer: Writer, kapittel: Kapittel) -> None:
    """Write what stands on a page: headings, lists, tables, pictures."""
    for one in blocks(written(writer.components, kapittel)):
        match one:
            case Avsnitt():
                # A chapter's heading is h2 on a page, and level 1 here.
                level = min(max(one.overskrift - 1, 0), 4)
                writer.ark.paragraph(one._replace(overskrift=level))
            case Tabell():
                _table(writer, one)
            case Bilde():
                writer.picture(one.adresse, one.alt)


def _table(writer: Writer, table: Tabell) -> None:
    if table.rader:
        head, *rows = table.rader
        words = [[run for one in cell for run in (Run(" "), *one.runs)][1:] for cell in head]
        writer.ark.table(words, [17 / len(head)] * len(head), rows, whole=False)
