"""The plan as files: for the council, for those who work in Word, for calendars and programs.

files                   every kind, and how each is made
pdf                     the whole plan, set by WeasyPrint
word, word_plan, word_pages, word_appendices, word_parts    the whole plan in Word
skjema                  the empty forms and checklists in Word
ark, word_styles, word_lists, word_picture, word_xml, runs      what all Word documents have
kalender, plandata, feed, tabeller      the year, the plan as data, what is new, tables
"""
