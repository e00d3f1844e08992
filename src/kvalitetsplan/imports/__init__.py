"""A plan that is written elsewhere, in Word, a spreadsheet or a PDF, becomes a layer and own pages.

opening, stopping       what kind of file, and what must not come along
word, wordtext, wordhidden, wordlists, sheet, plaintext     lines, tables, pictures of each:
                        `document`
pdf, pdfpage, pdfwords, pdfrows, pdfcolumns, pdfgrid, pdfbands, pdftable        and of a PDF
tidying, numbering, depths, outline, glance, under, themes, tables, columns   what stands under what
duties, tasktables, ladders, measures   tables with one thing in each row
labels, roles, times, titles, sentences, guessing       what a text says that it is
flow, putting, listing, recognise, pieces       what each piece of it is
norwegian, likeness, shared, answers    is it the same as something we have; what is answered
entries, pairing, fitting, pages, parting, markdown, saving     the layer, pages, pictures
landing, counting, report       the files, whether every word is in them, what is said of it
whole                   all of it, from file to folder
"""
