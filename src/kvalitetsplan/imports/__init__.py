"""A plan that is written elsewhere, in Word, a spreadsheet or a PDF, becomes a layer and own pages.

opening, stopping       what kind of file, and what must not come along
word, wordtext, sheet, plaintext        lines, tables and pictures of each kind of file: `document`
pdf, pdfpage, pdfwords, pdfrows, pdfcolumns, pdfgrid, pdfbands, pdftable        and of a PDF
tidying, depths, outline, glance, under, themes, tables, columns  what stands under what
labels, roles, times, titles, measures, guessing       what a text says that it is
flow, putting, listing, recognise, pieces       what each piece of it is
norwegian, likeness, answers    is it the same as something we have, and what somebody has answered
entries, fitting, pages, saving, landing, report    the layer, pages, pictures, the count
whole                   all of it, from file to folder
"""
