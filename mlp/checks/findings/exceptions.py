"""Exceptions in a beginner's words: what Python means, and what to try."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mlp.checks.errors import StudentRaised


@dataclass(frozen=True)
class Words:
    """What to say of an exception: in place of Python's message (if `message`), and below it."""

    advice: str
    message: str = ""
    slug: str = "raises"


SHAPES = "the last size of the left one must be the first of the right one"
INDEX = (
    "{what} is no whole number here, so it cannot be an index. `for l in weights` hands out the "
    "matrices themselves; whole numbers come from `for l in range(len(weights))`."
)
LISTS = (
    "A list cannot be {done} like an array: take its items one by one, "
    "`[… for W in weights]`, or make an array of it with np.array."
)
SCALARS = (
    "A whole array is used where a single number is needed: functions of NumPy (np.exp, np.where "
    "…) take each entry, those of math, float and a plain if take only one number."
)

# (exception, pattern of its message, what to say; {1} is what the pattern's first group found)
TABLE: Sequence[tuple[str, str, Words]] = [
    ("ValueError", r"matmul.*size (\d+) is different from (\d+)",
     Words(f"In a matrix product {SHAPES}: here they are {{2}} and {{1}}. Is one of the two to be "
           "transposed, or are they the wrong way round?", "the shapes do not fit in a product @")),
    ("ValueError", r"shapes (\(.*?\)) and (\(.*?\)) not aligned",
     Words(f"In a product {SHAPES}: here the shapes are {{1}} and {{2}}.",
           "the shapes do not fit in a product")),
    ("ValueError", r"matmul.*does not have enough dimensions",
     Words("@ multiplies arrays, and one of the two is a single number here: for numbers write *.",
           "@ got a single number")),
    ("ValueError", r"operands could not be broadcast together with shapes (\(.*?\)) ?(\(.*?\))",
     Words("Entry by entry, two arrays need the same shape (or a size of 1 where they differ): "
           "here the shapes are {1} and {2}.", "the shapes do not fit entry by entry")),
    ("ValueError", r"non-broadcastable output operand",
     Words("The result has another shape than the array on the left, so it cannot be added in "
           "place. Write a = a + b instead of a += b, or look at the shapes.",
           "the result does not fit into the array on the left")),
    ("ValueError", r"inhomogeneous shape|setting an array element with a sequence",
     Words("The parts have unlike shapes, so they make no rectangular array. Keep them in a list.",
           "an array cannot be made of parts of unlike shapes")),
    ("ValueError", r"truth value of an array", Words(SCALARS, slug="scalars-only")),
    ("TypeError", r"only (length-1|size-1|0-dimensional) arrays", Words(SCALARS,
                                                                        slug="scalars-only")),
    ("TypeError", r"only integer scalar arrays can be converted to a scalar index",
     Words("A whole array is used where one whole number is needed: as an index, or in range(). "
           "`for l in weights` hands out the matrices themselves; whole numbers come from "
           "`for l in range(len(weights))`.", "an array is used as an index")),
    ("TypeError", r"list indices must be integers or slices, not ([\w.]+)",
     Words(INDEX.replace("{what}", "What is in the square brackets (a {1})"))),
    ("IndexError", r"only integers, slices|arrays used as indices must be of integer",
     Words(INDEX.replace("{what}", "What is in the square brackets"))),
    ("IndexError", r"too many indices",
     Words("There are more indices than the array has dimensions: is it a vector, not a matrix?")),
    ("IndexError", r"out of (range|bounds)",
     Words("There is no such place: counting starts at 0 and ends one before the length. Where "
           "does your loop end?")),
    ("TypeError", r"can't multiply sequence by non-int|operand type\(s\) for ([-+*/]|\*\*).*'list'",
     Words(LISTS.replace("{done}", "multiplied, added or subtracted"))),
    ("TypeError", r"bad operand type for unary -: 'list'", Words(LISTS.replace("{done}",
                                                                               "negated"))),
    ("AttributeError", r"'list' object has no attribute '(shape|T|sum|mean|ravel|reshape|copy)'",
     Words("It is a list, not an array: .{1} belongs to arrays. Take its items one by one.")),
    ("AttributeError", r"'(?:numpy\.)?ndarray' object has no attribute 'append'",
     Words("An array cannot grow. Collect the parts in a list, [], and append to that.")),
    ("TypeError", r"NoneType", Words("One of the values is None there: a function without return, "
                                     "or one that changes things in place, gives back None.")),
    ("AttributeError", r"'NoneType'", Words("It is None there: a function without return, or one "
                                            "that changes things in place, gives back None.")),
    ("TypeError", r"'(\w+)' object is not callable",
     Words("Round brackets after a name call it as a function, but it is a value of type {1}. Is a "
           "* missing, or is a function's name used for something else?")),
    ("TypeError", r"'(\w+)' object is not subscriptable",
     Words("Square brackets look into a list or array, but it is a value of type {1}.")),
    ("TypeError", r"'(\w+)' object is not iterable|cannot unpack non-iterable (\w+)",
     Words("It is one single value, and is to be gone through or taken apart like a list.")),
    ("ValueError", r"(not enough|too many) values to unpack",
     Words("The number of names on the left of = (or between for and in) is not the number of "
           "parts on the right. Is zip or enumerate missing?")),
    ("UFuncTypeError|UFuncOutputCastingError|_UFuncOutputCastingError", r"",
     Words("An array of ints has no room for digits after the point, so nothing with a decimal "
           "point can be added to it in place. Begin with a float copy, or write a = a + b.")),
    ("UnboundLocalError|NameError", r"(?:local|free) variable '(\w+)'",
     Words("{1} is used before it has been given a value. Give it one before the loop or if.")),
    ("NameError", r"name '(np|mlp)'", Words("Run the first code cell of the notebook: it imports "
                                            "{1}.")),
    ("NameError", r"", Words("Is the name spelt as where it was made? Has that cell been run?")),
    ("ZeroDivisionError", r"", Words("Something is divided by 0 there.", slug="division-by-zero")),
    ("RecursionError", r"", Words("The function calls itself without an end. Which case is to stop "
                                  "it?", "the function calls itself too often")),
    ("KeyError", r"", Words("The dictionary has no such key.")),
    ("MemoryError", r"", Words("The array is far too large. What shape should it have?")),
    ("ValueError", r"read-only", Words("This array may only be read. Work on a copy: a.copy().")),
    ("OverflowError", r"", Words("A number has become too large for a float: np.exp gives inf "
                                 "there, math.exp stops.", slug="raises")),
    ("AssertionError", r"", Words("Your own assert is not satisfied there.")),
]  # fmt: skip
DEFAULT = Words(
    "Look at the line above: what does each part hold there? Print it just before; what your "
    "function prints is shown here."
)


def explain(error: StudentRaised, exercise: str, signature: str) -> Words:
    """Return what to say of an exception of the student's.

    Parameters
    ----------
    error : StudentRaised
        What was raised.
    exercise, signature : str
        The exercise, and how the task writes its function: "neuron(a, w, b)".

    Examples
    --------
    >>> explain(StudentRaised("IndexError", "list index out of range"), "line", "line(x)").slug
    'raises'
    """
    if error.type_name == "TypeError" and re.search(r"positional argument", error.message):
        if error.message.startswith(f"{exercise}()"):
            return Words(f"The task asks for a function {signature}, with these arguments.")
        return Words("A function is called with too few or too many arguments there.")
    for kinds, pattern, words in TABLE:
        if error.type_name in kinds.split("|") and (found := re.search(pattern, error.message)):
            advice = words.advice
            for k, group in enumerate(found.groups(), start=1):
                advice = advice.replace(f"{{{k}}}", group or "")
            return Words(advice, words.message, words.slug)
    return DEFAULT
