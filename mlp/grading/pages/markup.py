r"""Make a student's text harmless, whatever program shows it.

Markdown has as many readings as there are programs that read it, so nothing here depends on what
is code and what is not. Three things alone make a browser do something, and each is looked for
everywhere in the text: the beginning of a tag, the target of a link or picture, and the commands
of MathJax that write attributes. What is not on a list of good ones is broken by a space, which a
reader hardly sees: `<script` becomes `< script`, `](javascript:` becomes `] (javascript:`.
"""

import html
import re
from collections.abc import Container
from urllib.parse import unquote

import nh3

INLINE = "b big code del em font i ins kbd mark s small span strong sub sup tt u"
BLOCKS = "blockquote center details h1 h2 h3 h4 h5 h6 li ol p pre summary ul"
ALONE = {"br", "hr", "img"}  # tags without an end
IN_TEXT = {*INLINE.split(), *BLOCKS.split(), *ALONE}
TABLES = "a caption col colgroup dd div dl dt table tbody td tfoot th thead tr"
IN_HTML = IN_TEXT | set(TABLES.split())
ATTRIBUTES = {
    "a": {"href", "title"},
    "details": {"open"},
    "font": {"color"},
    "img": {"alt", "height", "src", "title", "width"},
    "span": {"style"},
    "table": {"border"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
STYLES = {"color", "background-color", "font-style", "font-weight", "text-decoration"}
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+")
DRAWING = re.compile(r"data:image/svg\+xml;base64,[A-Za-z0-9+/=]+")  # as a picture it runs nothing

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_INNER_TAB = re.compile(r"(?<=\S)\t(?=\S)")  # a browser skips tabs in the target of a link
_ENTITY = re.compile(r"&#?[A-Za-z0-9]+;?")
_VALUE = r"""(?:"[^"<>`\\]*"|'[^'<>`\\]*'|[^\s"'<>`=\\/]+)"""
_TAG = re.compile(
    rf"<(?:(?P<end>/)(?P<ended>[A-Za-z][A-Za-z0-9]*)\s*"
    rf"|(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s+[A-Za-z-]+(?:\s*=\s*{_VALUE})?)*\s*/?"
    rf"|(?P<url>(?:https?://|mailto:)[^\s<>\"'`\\]+))>"
    rf"|<(?=[A-Za-z/!?])"
)
_ANCHOR = re.compile(rf"<a\s+href\s*=\s*(?P<url>{_VALUE})\s*>(?P<text>[^<>\[\]]*)</a\s*>", re.I)
_REMOTE = re.compile(r'<img [^>]*src="(?P<url>https?:[^"]*)"[^>]*>')
_ALT = re.compile(r' alt="([^"\[\]]*)"')
_IMAGE = re.compile(r"!\[[^\[\]]*\]\(\s*(?P<url>[^\s()<>]+)(?:\s+\"[^\"<>\\]*\")?\s*\)|!+(?=\[)")
_TARGET = re.compile(r"\]\((?=\s*<?(?P<url>[^\s<>]*))")
_DEFINITION = re.compile(r"\]:(?=[\s>]*<?(?P<url>[^\s<>]*))")
_WEB = re.compile(r"(?P<scheme>https?):(?=(?P<rest>//[^\s<>)\]]*))", re.I)
_SCRIPT = re.compile(r"((?:java|vb|live)script)(?=[\n\\]*(?::|&))", re.I)
_ATTACHED = re.compile(r"attachment:(?=(?P<name>[^\s()<>\"']*))", re.I)
_MERMAID = re.compile(r"(`{3,}|~{3,})([ \t]*)(?=mermaid)", re.I)
_COMMAND = re.compile(
    r"\\(?=(?:href|url|style|class|cssId|data|html[A-Za-z]*|mmlToken|require|csname|bbox\s*\["
    r"|unicode\s*\[)(?![A-Za-z]))"
)
_NOT_IN_URL = re.compile(r"[\"<>\\`\x00-\x1f]")


def clean_text(text: str, pictures: Container[str] = ()) -> str:
    r"""Return Markdown, or TeX, in which nothing runs and that makes no program fetch anything.

    Parameters
    ----------
    text : str
        What a student wrote.
    pictures : container of str, optional
        The names of the pictures attached to the cell.

    Examples
    --------
    >>> clean_text("**Bold**, $a<b$, `f(x)`, <sub>2</sub> and [a page](https://example.org)")
    '**Bold**, $a< b$, `f(x)`, <sub>2</sub> and [a page](https://example.org)'
    >>> clean_text("<img src=x onerror=alert(1)> [x](javascript:alert(1)) $\\href{x}{y}$")
    '<img> [x] (javascript :alert(1)) $\\ href{x}{y}$'
    """
    text = _INNER_TAB.sub(" ", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = _ENTITY.sub(_plain, text)
    text = _ANCHOR.sub(_as_link, text)
    text = _clean_tags(text)
    text = _REMOTE.sub(_as_link, text)
    text = _IMAGE.sub(lambda match: _image(match, pictures), text)
    text = _ATTACHED.sub(lambda match: _attached(match, pictures), text)
    text = _TARGET.sub(lambda match: _broken(match, "] ("), text)
    text = _DEFINITION.sub(lambda match: _broken(match, "] :"), text)
    text = _WEB.sub(_web, text)
    return _clean_commands(_SCRIPT.sub(r"\1 ", _MERMAID.sub(r"\1\2text ", text)))


def clean_html(text: str) -> str:
    """Return HTML in which nothing runs and that makes no browser fetch anything.

    Examples
    --------
    >>> clean_html("<table><tr><td onclick='x()'>1</td></tr></table><script>x()</script>")
    '<table><tbody><tr><td>1</td></tr></tbody></table>'
    """
    cleaned = nh3.clean(
        text,
        tags=IN_HTML,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "data"},
        filter_style_properties=STYLES,
        link_rel="noopener noreferrer",
    )
    return _clean_commands(cleaned)


def is_safe_link(url: str) -> bool:
    """Say whether a link may be followed: to the web, to a mailbox, or within the page.

    A link into formgrader is none: some of its pages write the address into a script.

    Examples
    --------
    >>> [is_safe_link(url) for url in ("https://example.org/a?b=1", "#top", "/hub", "data:,x")]
    [True, True, False, False]
    """
    bare = unquote(unquote(html.unescape(url)))
    if _NOT_IN_URL.search(bare) or "formgrader" in bare.lower():
        return False
    return bare.startswith("#") or bool(re.match(r"(?:https?://\w|mailto:\w)", bare, re.I))


def _plain(match):
    """Write out what needs no entity: a letter, a colon or a backslash could hide in one."""
    meant = html.unescape(match[0])
    if meant == match[0] or not meant.isascii():
        return match[0]
    return html.escape(" " if meant.isspace() else _CONTROL.sub("", meant))


def _clean_tags(text):
    open_tags: list[str] = []

    def clean(match):
        ended, name, url = match["ended"], match["name"], match["url"]
        if url:
            return match[0] if is_safe_link(url) else f"< {url}>"
        if ended:
            return _end(ended.lower(), open_tags)
        if name and name.lower() in IN_TEXT:
            return _begin(match[0], name.lower(), open_tags)
        if name and name.lower() == "div":
            return ""
        return f"< {match[0][1:]}"

    text = _TAG.sub(clean, text)
    ends = "".join(f"</{name}>" for name in reversed(open_tags))
    return f"{text}\n\n{ends}" if ends else text


def _begin(tag, name, open_tags):
    cleaned = nh3.clean(
        tag.rstrip("/>") + ">" if name not in ALONE else tag,
        tags={name},
        attributes={name: ATTRIBUTES.get(name, set())},
        attribute_filter=_attribute_of_text,
        url_schemes={"http", "https", "data", "attachment"},
        filter_style_properties=STYLES,
    )
    cleaned = cleaned.removesuffix(f"</{name}>")
    if not cleaned.startswith(f"<{name}") or cleaned.count("<") != 1:
        return f"< {tag[1:]}"
    if name not in ALONE:
        open_tags.append(name)
    return cleaned


def _end(name, open_tags):
    if name in open_tags:
        del open_tags[len(open_tags) - 1 - open_tags[::-1].index(name)]
        return f"</{name}>"
    return "" if name == "div" else f"< /{name}>"


def _attribute(tag, name, value):
    if name == "src":
        return value if PICTURE.fullmatch(value) or DRAWING.fullmatch(value) else None
    if name == "href":
        return value if is_safe_link(value) else None
    return value if re.fullmatch(r"[^<>`\\\[\]$*]*", value) else None


def _attribute_of_text(tag, name, value):
    if name != "src":
        return _attribute(tag, name, value)
    good = PICTURE.fullmatch(value) or value.startswith("attachment:") or is_safe_link(value)
    return value if good else None


def _as_link(match):
    """Write a link, or a picture elsewhere, as a link of Markdown: nothing is fetched unasked."""
    url = match["url"].strip("\"'")
    if not is_safe_link(url):
        return match[0]
    if "text" in match.re.groupindex:
        return f"[{match['text']}]({url})"
    alt = _ALT.search(match[0])
    return f"[{alt[1] if alt and alt[1] else 'picture'}]({url})"


def _image(match, pictures):
    """Keep a picture that the cell itself holds; make a link of any other."""
    url = match["url"]
    if url is None:
        return ""
    if PICTURE.fullmatch(url) or _is_attached(url, pictures):
        return match[0]
    return match[0][1:]


def _is_attached(url, pictures):
    return url.startswith("attachment:") and url.removeprefix("attachment:") in pictures


def _attached(match, pictures):
    """Break what refers to a picture that is not there: nbconvert gives up over it."""
    return match[0] if match["name"] in pictures else "attachment "


def _broken(match, broken):
    url = match["url"].removesuffix(")") if broken == "] (" else match["url"]
    url = url.partition(")")[0] if broken == "] (" else url
    if PICTURE.fullmatch(url) or url.startswith("attachment:") or is_safe_link(url):
        return match[0]
    if broken == "] :" and not re.search(r"[:/\\]", url):  # x[0]: y
        return match[0]
    return broken


def _web(match):
    return match[0] if is_safe_link(match["scheme"] + ":" + match["rest"]) else f"{match[0]} "


def _clean_commands(text):
    return _COMMAND.sub(r"\\ ", text)
