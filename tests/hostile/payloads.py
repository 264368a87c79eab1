"""Texts, outputs, metadata and names that run as script where a page trusts them.

Each calls `ran(NAME)`, a function that the test gives every page, or asks `evil.invalid` for
something; a page that is safe does neither.
"""

# ruff: noqa: E501 -- payloads in single strings

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
CALL = "<img src=x onerror=\"ran('{0}')\">"


def img(name):
    return CALL.format(name)


MARKDOWN = {
    "script": "<script>ran('script')</script>",
    "image": img("image"),
    "image in capitals, without quotes": "<IMG/SRC=x/ONERROR=ran('capitals')>",
    "image over two lines": "<img src=x\nonerror=\"ran('lines')\">",
    "vector graphics": "<svg onload=\"ran('svg')\"><script>ran('svg script')</script></svg>",
    "frame": "<iframe srcdoc=\"<script>parent.ran('frame')</script>\"></iframe>",
    "frame with a scheme": "<iframe src=\"javascript:parent.ran('frame url')\"></iframe>",
    "details": "<details open ontoggle=\"ran('details')\"><summary>x</summary></details>",
    "focus": "<input autofocus onfocus=\"ran('focus')\">",
    "video": "<video><source onerror=\"ran('video')\"></video>",
    "object": "<object data=\"javascript:ran('object')\"></object><embed src='http://evil.invalid/e'>",
    "style": "<style>@import url(http://evil.invalid/a.css)</style>",
    "styled": '<span style="background:url(http://evil.invalid/b)">x</span>',
    "refresh": '<meta http-equiv="refresh" content="0;url=http://evil.invalid/r">',
    "base": '<base href="http://evil.invalid/">',
    "link element": '<link rel="stylesheet" href="http://evil.invalid/l.css">',
    "form": "<form action=\"javascript:ran('form')\"><button autofocus>x</button></form>",
    "comment": "<!--><img src=x onerror=\"ran('comment')\">-->",
    "doubled": "<<img src=x onerror=\"ran('doubled')\">script>",
    "attribute": "<b title=\"><img src=x onerror=ran('attribute')>\">x</b>",
    "backtick in an attribute": "` <b title=\"` <img src=x onerror=ran('backtick')>\">x</b>",
    "after an open fence": "~~~\n\n```\n~~~\n" + img("fence") + "\n```",
    "in a fence": "```html\n" + img("in fence") + "\n```",
    "diagram": "```mermaid\ngraph TD\n" + img("mermaid") + "\n```",
    "table": "| a | b |\n|---|---|\n| " + img("table") + " | 2 |",
    "heading": "# " + img("heading"),
    "heading with an id": "# x\" onmouseover=\"ran('heading id')",
    "list": "* one\n  * " + img("list"),
    "quotation": "> " + img("quotation"),
    "maths": "$" + img("maths") + "$ and $$\\text{" + img("display maths") + "}$$",
    "environment": "\\begin{x}" + img("environment") + "\\end{x}",
    "link": "[x](javascript:ran('link'))",
    "link in angles": "[x](<javascript:ran('angles')>)",
    "link with a tab": "[x](<java\tscript:ran('tab')>)",
    "link with entities": "[x](&#106;avascript&colon;ran('entities'))",
    "link by reference": "[x][r]\n\n[r]: javascript:ran('reference')",
    "link by reference, in a quotation": "[x][q]\n\n> [q]:\n> javascript:ran('quoted')",
    "link in brackets": "<javascript:ran('autolink')>",
    "link of HTML": "<a href=\"javascript:ran('a')\">x</a>",
    "link of data": "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "link to formgrader": "[x](/formgrader/manage_students/%22;ran(%22formgrader%22);%22)",
    "link to formgrader elsewhere": "http://localhost:8888/formgrader/manage_students/%22;ran(1);%22",
    "picture with a handler": "![x\" onerror=\"ran('alt')](x.png)",
    "picture elsewhere": "![x](http://evil.invalid/p.png)",
    "picture elsewhere by reference": "![x][p]\n\n[p]: http://evil.invalid/q.png",
    "picture elsewhere of HTML": '<img src="http://evil.invalid/i.png">',
    "TeX link": "$\\href{javascript:ran('tex')}{x}$",
    "TeX link with an entity": "$&#92;href{javascript:ran('tex entity')}{x}$",
    "TeX token": "$\\mmlToken{mtext}[href=\"javascript:ran('token')\"]{x}$",
    "TeX style": "$\\style{background:url(http://evil.invalid/s)}{x}$",
    "MathML": "<math href=\"javascript:ran('math')\"><mtext>x</mtext></math>",
    "end of the page": "</div></div></body></html>" + img("end"),
}
ATTACHMENTS = {
    "page.html": {"text/html": "PHNjcmlwdD5yYW4oJ2F0dGFjaGVkJyk8L3NjcmlwdD4="},
    'a"onerror="ran(\'attachment\')".png': {"image/png": PIXEL},
    "b.png": {"image/png": "x\" onerror=\"ran('attached data')"},
    "c.png": {"image/png\" onerror=\"ran('attached type')": PIXEL},
}
ATTACHED = "\n".join(f"![x](<attachment:{name}>)" for name in ATTACHMENTS)
MISSING = "![none](attachment:none.png)"
RAW = img("raw")
METADATA = {
    "tags": ["x\" onclick=\"ran('tag')", img("tag")],
    "raw_mimetype": "text/html",
    "magics_language": img("language"),
    "nbgrader": {
        "grade": True,
        "grade_id": img("grade_id"),
        "solution": True,
        "comment": img("comment"),
        "points": img("points"),
        "locked": False,
        "schema_version": 3,
        "task": False,
    },
}
NOTEBOOK_METADATA = {
    "title": "</title>" + img("title"),
    "language_info": {"name": img("language name"), "pygments_lexer": img("lexer")},
    "widgets": {
        "application/vnd.jupyter.widget-state+json": {
            "state": {"x": "</script><script>ran('widgets')</script>"}
        }
    },
}
OUTPUTS = {
    "HTML": f"display(HTML({img('html')!r} + \"<script>ran('html script')</script>\"))",
    "HTML with a frame": 'display(HTML("<iframe srcdoc=\\"<script>parent.ran(\'f\')</script>\\">"))',
    "HTML with a link": 'display(HTML("<a href=\\"javascript:ran(\'hl\')\\">x</a>"))',
    "HTML that asks": "display(HTML(\"<img src='http://evil.invalid/o.png'>\"))",
    "JavaScript": "display(Javascript(\"ran('javascript')\"))",
    "SVG": "display(SVG(\"<svg xmlns='http://www.w3.org/2000/svg' onload=\\\"ran('svg output')\\\"><script>ran('svg output script')</script></svg>\"))",
    "Markdown": f"display(Markdown({img('markdown output')!r}))",
    "LaTeX": f"display(Latex({img('latex output')!r}))",
    "repr": f"class R:\n    def _repr_html_(self):\n        return {img('repr')!r}\nR()",
    "picture that is none": f"display({{'image/png': 'x\" onerror=\"ran(1)', 'text/plain': {img('plain')!r}}}, raw=True)",
    "picture with a size": f"display({{'image/png': '{PIXEL}'}}, raw=True, metadata={{'image/png': {{'width': '\"><img src=x onerror=ran(2)>'}}}})",
    "widget": "display({'application/vnd.jupyter.widget-view+json': {'model_id': '</script><script>ran(3)</script>'}}, raw=True)",
    "type": f"display({{{img('type')!r}: 'x', 'application/json': {{'x': {img('json')!r}}}}}, raw=True)",
    "printed": f"print({img('printed')!r})",
    "stderr": f"import sys\nprint({img('stderr')!r}, file=sys.stderr)",
    "error": f"raise type({img('ename')!r}, (Exception,), {{}})({img('evalue')!r})",
}
HONEST = """# A heading

**Bold**, *italic*, `code < 3`, $a<b$, H<sub>2</sub>O, line<br>break, <b>bold</b>,
[a page](https://example.org/a_(b)?c=1&d=%20) and <https://example.org>.

| a | b |
|---|---|
| 1 | $\\frac{1}{2}$ |

```python
for k in range(3):
    print(k < 2)
```

<details><summary>More</summary>

hidden

</details>

![a picture](attachment:picture.png)
"""
NAMES = (
    '"+ran(1)+"',
    "<img src=x onerror=ran(2)>",
    "x'\"><script>ran(3)<",
    "back\\slash",
    "a&#92;b",
)
