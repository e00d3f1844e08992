"""Kvalitetsplan: from YAML to a plan, and from a plan to a site.

The modules in the order the data flows:

    problems    what can be wrong, and how it is said
    source      a YAML file becomes text with positions
    model       text becomes frozen values: Tema, Par, Virkning …
    validation  text that does not fit becomes problems in Norwegian
    addresses   where things stand in a plan, and what points to what
    layers      a municipality's changes are laid over the shared plan, and a school's over the municipality's
    checks      what a type alone cannot say
    plan        all of it together as one value, and the questions one asks of it
    register    every municipality there is, by name and number
    differences what changed from one version of the shared plan to another
    releases    what each edition changed, in a file of its own
    load        from the data folder to plans
    versions    a version of the shared plan, from a folder or from git
    edit        a YAML file is changed where it is concerned, and nowhere else
    following   references that follow what has moved or got another id
    update      what a newer plan below asks a municipality or a school to decide
    ask         the questions in a terminal, or the answers from a file
    language    is it plain and right: LIX, spelling, words we do not use
    pages       which pages a plan has, and their order in the menu
    news        what readers are told is new in the shared plan
    sessions    sessions for staff time: their pages and addresses
    memory      what was made for one plan is used for the next, where it would come out the same
    asking      the plan as the templates see it: every look is a question, so that it can be remembered
    stamps      the name and what else is one municipality's alone is put on when a page is finished
    components  a page's HTML, drawn by the templates in overrides/components
    text        a text in YAML becomes safe HTML
    glossary    words explained where they are first used on a page
    search      what can be found in a plan, and where
    wheel       the school year as a wheel
    untouched   what a component has drawn passes through Markdown untouched
    colour      colours that can be read
    schema      JSON Schema for the data files
    linkcheck   every link in a finished site leads somewhere
    shortcuts   through MkDocs, for many sites: the one place that reaches into its insides
    build       from plan to published folder, never half
    sharing     equal files of many sites lie on the disk once
    portal      the front page over many sites
    writing     write in files that people also write in, so that nothing is lost
    start       a folder for a municipality or a school that has none
    tailoring   one change, written into a layer's tilpasning.yaml
    prompts     questions in the terminal
    batch       many sites at once, and only those that have changed
    executors   where they are built: here, in several processes, on a cluster
    commands    what each command does
    cli         the command line itself

Nothing before `pages` knows that MkDocs exists.
"""
