"""What each command says and asks, in the file with its name. Norwegian, because their users are.

What several share: `group` and `norwegian` (the command line itself), `common`, `prompts`,
`questions`, `editions`, `built`, `approved`, `unexpected`.
"""
