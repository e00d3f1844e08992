"""Kvalitetsplan: from YAML to a plan, and from a plan to a site.

The rooms, from the ground up. A room knows those above it here, never those below:

    reading/    a file becomes text with positions, text becomes values, what does not fit
                becomes problems
    plan/       the shared plan with its layers as one value: the model (one file for each kind),
                addresses, layers, checks, the register, the schema, the language
    editing/    changes written into YAML that people also write in
    editions/   what differs between editions, and what that asks of a layer
    site/       which pages there are, what they show, what can be searched for
    imports/    a plan in Word, a spreadsheet or a PDF becomes a layer and own pages
    exports/    the plan as files: Word, PDF, forms, calendar, JSON, feed, tables
    build/      from plan to published folder, never half; one site or many
    serving/    one plan edited in the browser, on one's own machine
    commands/   what each command says and asks
    cli         puts the commands together

Each room's own `__init__` says what it is for. `editing` and `editions` do not know `site`,
`exports` and `build`; nothing below `build` knows that MkDocs exists.
"""
