"""In the report: wrong answers whose mistake has no name, one of each kind."""

import ast
from html import escape

from mlp.grading.outcomes import Exercise, Group

GROUPS = 5  # of an exercise, the largest ones
LINES = 15  # of an answer


def unnamed(exercise: Exercise, names: bool) -> str:
    """Return the groups of unnamed wrong answers of an exercise as HTML, '' if there are none.

    Parameters
    ----------
    exercise : Exercise
    names : bool
        Say whose they are. Without names, an answer is shown without comments and docstrings, in
        which students write theirs.
    """
    groups = exercise.unnamed
    if not groups:
        return ""
    parts = [
        "<h3>Wrong in ways without a name</h3><p class=label>On the same inputs, those below one "
        "line did the same. One answer of each; <code>mlp name</code> gives it a name:</p>"
    ]
    parts += [_group(group, exercise, names) for group in groups[:GROUPS]]
    if len(groups) > GROUPS:
        parts.append(f"<p class=label>{len(groups) - GROUPS} smaller groups are left out.</p>")
    return "".join(parts)


def _group(group: Group, exercise: Exercise, names: bool) -> str:
    count = len(group.students)
    whose = f" ({escape(', '.join(group.students))})" if names else ""
    said = escape(f"{group.said[:300]}" or "nothing")
    text = exercise.shortest(group)
    text = text if names else without_words(text)
    lines = text.strip().splitlines()
    text = "\n".join(lines[:LINES] + ["…"] * (len(lines) > LINES))
    key = f" <code>{escape(group.key)}</code>"
    return f"<p><b>{count}</b>{whose}: {said}{key}</p>" + (
        f"<pre>{escape(text)}</pre>" if text else ""
    )


def without_words(source: str) -> str:
    r"""Return code without comments and strings that do nothing, '' if it is no Python.

    Examples
    --------
    >>> without_words("def f(x):\n    'By Ada.'\n    return x  # Ada")
    'def f(x):\n    return x'
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return ""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            kept = [each for each in body if not _is_text(each)]
            node.body = kept or [ast.Pass()]
    return ast.unparse(tree)


def _is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
