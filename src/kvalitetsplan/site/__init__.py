"""Which pages there are, what they show, and what can be searched for.

pages, kinds            which pages, in which order, and where each kind of item is shown
components, drawings, markers, shells, fill     the plan drawn with the templates, into the shells
reuse/                  what is drawn alike for many is drawn once
text, glossary, signed, readable, news, status    what is said of an item, a change, an edition, a
                        decision
history                 what has happened to a plan, and since the decision
chapters, whole_plan    the whole plan in one piece: the page, the PDF and Word follow it
sessions, stasted, wheel        staff time, where a staff begins, and the year
search, contents        what can be found, and the headings of a page
interface, interface_shape, interface_nynorsk    its own words, in both forms of Norwegian
field_words, proposals  what forms tell people; editing in the browser
own_links, outdated     where the links on own pages lead, and which to what has moved or is gone
assets, compiled, policy        style sheets and scripts, templates kept, what a browser may do
macros                  what a page in `docs/` may ask for
portal                  the front page of many sites
"""
