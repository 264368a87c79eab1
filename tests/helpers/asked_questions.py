"""The questions of the chapters' text as their source has them, and as the page asks them."""

import re

from chapter_source import chapter

DECLARED = re.compile(
    r'(?:^(?P<ask>\*\*.*)\n\n)?^<details data-guess="(?P<how>[^"]*)">\n'
    r"<summary>(?P<summary>.*)</summary>\n\n(?P<answer>.*)",
    re.MULTILINE,
)
#: A question that the next cells answer.
OPEN = re.compile(
    r"^(?P<ask>\*\*[^\n]*)\n\n<!-- guess: (?P<how>[^\n]*) -->\n"
    r"(?P<answer>(?:(?!<!-- guess).)*?)\n<!-- answered -->",
    re.MULTILINE | re.DOTALL,
)
#: A row of the page: its data, and the words of its options.
ROW = re.compile(r'<form class="guess"[^>]*?data-question="\w+"(?P<data>[^>]*)>')


def declared():
    for number in range(1, 5):
        yield from DECLARED.finditer(chapter(number).prose)
        yield from OPEN.finditer(chapter(number).prose)


def words_of(match):
    return f"{match['ask'] or ''} {match.groupdict().get('summary', '')}".strip()


def page(match):
    """The question as the page has it: paragraphs, and its bold words."""
    ask = re.sub(r"\*\*(.*?)\*\*", r"<strong>\1</strong>", match["ask"] or "")
    answer = re.sub(r"\*\*(.*?)\*\*", r"<strong>\1</strong>", match["answer"])
    if match.re is OPEN:
        return f"<p>{ask}</p>\n<!-- guess: {match['how']} -->\n{answer}\n<!-- answered -->\n"
    return (
        (f"<p>{ask}</p>\n" if ask else "")
        + f'<details data-guess="{match["how"]}">\n<summary>{match["summary"]}</summary>\n'
        + f"<p>{answer}</p>\n</details>"
    )


def data_of(html):
    return dict(re.findall(r'data-(\w+)="([^"]*)"', ROW.search(html)["data"]))
