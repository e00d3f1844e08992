"""The shared plan with its layers as one value, and everything that can be asked of it or wrong
with it.

model/          the plan's nouns, one file for each kind
checks/         what a type alone cannot say is wrong, one file for each sort of rule

load            from files to plans: `load_plan`, `load_all`
grunnplan       the shared plan: `load_grunnplan`
own_files       what the files of one municipality or school say
project, sted, folder, file_names       where files lie, and what they may be called
own_pages, own_markdown, on_the_page, allowed_html, lost_words, lost_lines, run_together,
other_marks             a page somebody has written, made safe
pictures, svg, svg_uses, pdf, pdf_objects   a picture is what its name says, and does no more than
                        show
register                the municipalities there are
releases                the editions there have been
authorship              who wrote a layer's file, and when
schema, skeleton        what a field may hold, for an editor, and an item to begin from
docs, shared_files      the shared pages, and what else may stand in `data/`

layers, continued, joined, copied, reasons      one layer laid over what is below
unchosen, long_ways     what a layer changes that nobody sees, or cannot be packed
led_on                  where a municipality's page leads when a school has taken that out
addresses, fields, fieldvalues          where an item stands, and what its fields may hold

plan            the plan: what the layers have done, over
innhold         what stands in it, and the questions one asks of that, over
eier            whose it is
effects, responsibilities, law          what leads to what, who does what, what the law says

nynorsk, nynorsk_files, in_form, malform        the other form of Norwegian
language, spelling      is it plain, is it spelt right
words, years, colour, once      words and addresses, years that can be meant, colours that can be
                        read, what is worked out only once
"""
