"""The visual language of the course: each rule once, in Python and, beside it, in JavaScript.

=============== ================================================================================
`tokens`        palette, fonts and sizes (``tokens.json``), and the CSS that declares them
`colours`       the colour of a token, of an activation, of a sign
`numbers`       how a number is written: a true minus, a sign where it means something, no −0
`edges`         how wide a connection is drawn, and from where to where
`svg`, `axes`   the marks of a drawing; where numbers are in it
`png`, `images` pictures made of pixels: digits, maps of weights
`plots`         Matplotlib in the same language
=============== ================================================================================

``numbers.js``, ``colours.js``, ``edges.js`` and ``svg.js`` follow the same rules for the figures
that move; ``tests/test_look.py`` holds both halves to one table of cases.
"""
