"""Columns, tables and cut words on the pages of a PDF are read as they were set."""

from collections import Counter

import pytest
from innlest import set_at

from kvalitetsplan.imports.pdfbands import whole_tables
from kvalitetsplan.imports.pdfcolumns import newspaper
from kvalitetsplan.imports.pdfgrid import Grid, is_within
from kvalitetsplan.imports.pdfrows import rows
from kvalitetsplan.imports.pdftable import open_tables, table_rows
from kvalitetsplan.imports.pdfwords import paragraphs

LEFT = ["Vi begynner hver dag med", "å si hei.", "GOD PRAKSIS", "• Vi venter til alle er", "stille.", "• Vi er ute i friminuttet."]  # fmt: skip
RIGHT = ["• Vi går sist ut av rommet", "sammen.", "DETTE SER VI", "• Elevene hører på den som", "snakker.", "• Elevene rydder etter seg."]  # fmt: skip


@pytest.mark.parametrize("shift", [0, 7])
def test_columns_are_read_one_after_the_other_also_where_their_lines_are_not_level(
    shift: int,
) -> None:
    words = [
        *(word for n, text in enumerate(LEFT) for word in set_at(50, 100 + 15 * n, text)),
        *(word for n, text in enumerate(RIGHT) for word in set_at(320, 100 + shift + 15 * n, text)),
    ]
    (part,) = newspaper(rows(words), 12)
    assert [[row.text for row in column] for column in part.columns] == [LEFT, RIGHT]


def test_shaded_rows_and_those_between_and_around_them_are_one_table() -> None:
    words = [
        word
        for n, (left, right) in enumerate(
            [("GOD PRAKSIS", "DETTE SER VI"), ("Vi ler.", "Elevene ler."), ("Vi ser.", "Elevene ser."),
             ("Vi hører.", "Elevene hører."), ("Vi går.", "Elevene går.")]
        )
        for word in (*set_at(50, 100 + 20 * n, left), *set_at(320, 100 + 20 * n, right))
    ]  # fmt: skip
    shaded = [
        Grid((45, top, 560, top + 20), (((45, top, 315, top + 20), (315, top, 560, top + 20)),))
        for top in (116, 156)
    ]
    (table,) = whole_tables(shaded, words)
    assert len(table.rows) == 5
    assert all(is_within(word, table.box) for word in words)
    beside = [Grid((45, 300, 560, 320), (((45, 300, 200, 320), (200, 300, 560, 320)),))]
    assert len(whole_tables([*shaded, *beside], words)) == 2


def test_lists_beside_each_other_are_one_row_and_level_ones_are_rows() -> None:
    heads = [*set_at(50, 100, "GOD PRAKSIS"), *set_at(320, 100, "DETTE SER VI")]
    left, right = ["• Vi venter", "litt.", "• Vi ler."], ["• Elevene", "• hører.", "• rydder."]
    words = [
        *heads,
        *(word for n, text in enumerate(left) for word in set_at(50, 120 + 15 * n, text)),
        *(word for n, text in enumerate(right) for word in set_at(320, 127 + 15 * n, text)),
    ]
    (part,) = open_tables(rows(words), 12, ())
    assert [[row.text for row in one[0]] for one in table_rows(part)] == [["GOD PRAKSIS"], left]
    level = [*heads, *set_at(50, 120, "• Vi ler."), *set_at(320, 120, "• Elevene ler.")]
    level += [*set_at(50, 150, "• Vi ser."), *set_at(320, 150, "• Elevene ser.")]
    (part,) = open_tables(rows(level), 12, ())
    assert len(table_rows(part)) == 3


def test_a_word_or_an_address_that_a_narrow_cell_has_cut_is_made_whole() -> None:
    cut = [
        *set_at(50, 100, "Sosialpedagog"),
        *set_at(50, 115, "iske tjenester"),
        *set_at(50, 130, "post@fjellvik"),
        *set_at(50, 145, "en.example"),
    ]
    right = 50 + 6 * len("Sosialpedagog") + 2
    known = Counter(one.text.lower() for one in cut)
    (line,) = paragraphs(rows(cut), "side 1", right, known)
    assert line.text.split() == ["Sosialpedagogiske", "tjenester", "post@fjellviken.example"]
    own = [*set_at(50, 100, "post@barnevern-"), *set_at(50, 115, "solvang.example")]
    (line,) = paragraphs(rows(own), "side 1", 50 + 6 * 15 + 2, Counter())
    assert line.text == "post@barnevern-solvang.example"
    whole = [*set_at(50, 100, "Kontaktlærer"), *set_at(50, 115, "møter foreldrene")]
    (line,) = paragraphs(rows(whole), "side 1", right, Counter({"kontaktlærer": 3, "møter": 1}))
    assert line.text == "Kontaktlærer møter foreldrene"
