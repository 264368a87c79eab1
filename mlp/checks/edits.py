"""One edit at a time of a function's syntax tree: what `mlp.checks.pointing` tries."""

import ast
import copy
from collections.abc import Iterator

SWAPS = {  # of operators
    ast.Add: (ast.Sub, ast.Mult), ast.Sub: (ast.Add,), ast.Mult: (ast.Div, ast.MatMult, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv), ast.MatMult: (ast.Mult,), ast.FloorDiv: (ast.Div,),
    ast.Gt: (ast.Lt, ast.GtE), ast.Lt: (ast.Gt, ast.LtE), ast.GtE: (ast.Gt,), ast.LtE: (ast.Lt,),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.And: (ast.Or,), ast.Or: (ast.And,),
    ast.Pow: (ast.Mult,),
}  # fmt: skip
OTHERS = {  # of functions and methods
    "sum": ("mean",), "mean": ("sum",), "max": ("min", "argmax", "maximum"),
    "min": ("max", "minimum"), "maximum": ("minimum",), "minimum": ("maximum",),
    "argmax": ("max", "argmin"), "argmin": ("argmax",), "sigmoid": ("sigmoid_prime",),
    "sigmoid_prime": ("sigmoid",), "zeros": ("ones",), "ones": ("zeros",), "sin": ("cos",),
    "arcsin": ("arccos",), "tanh": ("sigmoid",), "floor": ("round",), "append": ("extend",),
    "squeeze": ("copy",), "median": ("mean",), "abs": ("square",), "square": ("abs",),
}  # fmt: skip


def edits(tree: ast.Module, around: set[str]) -> Iterator[tuple[int, ast.Module]]:
    """Yield the line and the tree after each edit; the tree is the same one, put back later.

    Parameters
    ----------
    tree : ast.Module
        A single function.
    around : set of str
        The names that its module knows.
    """
    function = tree.body[0]
    names = local_names(function)
    wraps = [name for name in ("sigmoid", "sigmoid_prime") if name in around]
    for place in list(places(function)):
        parent, _, _, node = place
        yield from replaced(tree, place, _replacements(node, parent, names, wraps, "mlp" in around))
    yield from _of_blocks(function, tree)


def replaced(tree: ast.Module, place, new_ones) -> Iterator[tuple[int, ast.Module]]:
    """Yield the line and the tree with each of the new nodes in one place, then put it back."""
    parent, field, index, node = place
    for new in new_ones:
        new = ast.copy_location(copy.copy(new), node)  # it may be a node of the tree itself
        ast.fix_missing_locations(new)
        _put(parent, field, index, new)
        yield node.lineno, tree
        _put(parent, field, index, node)


def _put(parent, field, index, node) -> None:
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def local_names(function: ast.FunctionDef) -> list[str]:
    """Return the names of a function's arguments and of what it assigns."""
    names = [argument.arg for argument in function.args.args]
    names += [
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    return list(dict.fromkeys(names))


def places(function: ast.FunctionDef):
    """Yield (parent, field, index, node) of all expressions and statements in the body."""
    stack = [(function, "body", k, node) for k, node in enumerate(function.body)]
    while stack:
        place = stack.pop(0)
        node = place[3]
        if hasattr(node, "lineno") and not isinstance(node, ast.keyword):
            yield place
        for field, value in ast.iter_fields(node):
            if isinstance(value, ast.AST) and not isinstance(value, ast.expr_context):
                stack.append((node, field, None, value))
            elif isinstance(value, list):
                stack += [(node, field, k, v) for k, v in enumerate(value)
                          if isinstance(v, ast.AST)]  # fmt: skip


def _replacements(node, parent, names, wraps, has_mlp) -> Iterator[ast.AST]:
    if isinstance(node, ast.AugAssign):
        yield from _of_aug_assign(node)
    if not isinstance(node, ast.expr) or isinstance(getattr(node, "ctx", None), ast.Store):
        return
    yield from _of_kind(node, names)
    if isinstance(parent, ast.Call) and node is parent.func:
        return
    if isinstance(parent, ast.Attribute):
        return
    yield from _wrapped(node, parent, names, wraps, has_mlp)


def _of_kind(node, names) -> Iterator[ast.AST]:
    if isinstance(node, ast.BinOp):
        yield from _of_binary(node)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for op in SWAPS.get(type(node.ops[0]), ()):
            yield ast.Compare(node.left, [op()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        for op in SWAPS.get(type(node.op), ()):
            yield ast.BoolOp(op(), node.values)
    elif isinstance(node, ast.Constant):
        yield from _of_constant(node)
    elif isinstance(node, ast.Name):
        yield from (ast.Name(name, ast.Load()) for name in names if name != node.id)
        yield from (ast.Name(name, ast.Load()) for name in OTHERS.get(node.id, ()))
    elif isinstance(node, ast.Attribute):
        if node.attr == "T":
            yield node.value
        yield from (ast.Attribute(node.value, a, ast.Load()) for a in OTHERS.get(node.attr, ()))
    elif isinstance(node, ast.Call):
        yield from _of_call(node)
    elif isinstance(node, ast.Subscript):
        yield node.value
        if isinstance(node.slice, ast.Slice):
            yield from _of_slice(node)
    elif isinstance(node, ast.Tuple | ast.List):
        for k in range(len(node.elts) - 1):
            items = list(node.elts)
            items[k], items[k + 1] = items[k + 1], items[k]
            yield type(node)(items, ast.Load())
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)


def _of_binary(node: ast.BinOp) -> Iterator[ast.AST]:
    for op in SWAPS.get(type(node.op), ()):
        yield ast.BinOp(node.left, op(), node.right)
    if not isinstance(node.op, ast.Add | ast.Mult):
        yield ast.BinOp(node.right, node.op, node.left)
    if isinstance(node.op, ast.MatMult):  # x.T @ y as y.T @ x, W @ X as X @ W.T
        bare = node.left.value if getattr(node.left, "attr", "") == "T" else node.left
        yield ast.BinOp(ast.Attribute(node.right, "T", ast.Load()), node.op, bare)
        yield ast.BinOp(node.right, node.op, ast.Attribute(node.left, "T", ast.Load()))
    yield node.left
    yield node.right
    # other brackets: (a op b) op c as a op (b op c), and the other way round
    if isinstance(node.left, ast.BinOp):
        inner = node.left
        yield ast.BinOp(inner.left, inner.op, ast.BinOp(inner.right, node.op, node.right))
    if isinstance(node.right, ast.BinOp):
        inner = node.right
        yield ast.BinOp(ast.BinOp(node.left, node.op, inner.left), inner.op, inner.right)
    if isinstance(node.right, ast.Call) and node.right.args:  # f(x) + b as f(x + b)
        call = node.right
        inside = ast.BinOp(node.left, node.op, call.args[0])
        yield ast.Call(call.func, [inside, *call.args[1:]], call.keywords)
    if isinstance(node.left, ast.Call) and node.left.args:
        call = node.left
        inside = ast.BinOp(call.args[0], node.op, node.right)
        yield ast.Call(call.func, [inside, *call.args[1:]], call.keywords)


def _of_constant(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        near = (value + 1, value - 1, 2 * value, value / 2, -value, 10 * value, value / 10)
        yield from (ast.Constant(new) for new in dict.fromkeys((*near, 0, 1, 2)) if new != value)


def _of_call(node: ast.Call) -> Iterator[ast.AST]:
    if node.args:
        yield node.args[0]
        for k in range(len(node.args)):
            yield ast.Call(node.func, node.args[:k] + node.args[k + 1 :], node.keywords)
        for k in range(len(node.args) - 1):
            args = list(node.args)
            args[k], args[k + 1] = args[k + 1], args[k]
            yield ast.Call(node.func, args, node.keywords)
        first = node.args[0]
        if isinstance(first, ast.BinOp):  # f(x + b) as f(x) + b
            call = ast.Call(node.func, [first.left, *node.args[1:]], node.keywords)
            yield ast.BinOp(call, first.op, first.right)
            call = ast.Call(node.func, [first.right, *node.args[1:]], node.keywords)
            yield ast.BinOp(first.left, first.op, call)
    elif isinstance(node.func, ast.Attribute):
        yield node.func.value  # x.sum() as x
    for k, keyword in enumerate(node.keywords):
        yield ast.Call(node.func, node.args, node.keywords[:k] + node.keywords[k + 1 :])
        if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant):
            for axis in (0, 1, -1):
                new = ast.keyword("axis", ast.Constant(axis))
                others = node.keywords[:k] + node.keywords[k + 1 :]
                yield ast.Call(node.func, node.args, [*others, new])
    if getattr(node.func, "attr", "") in ("sum", "mean", "max", "argmax") and not node.keywords:
        for axis in (0, 1):
            keyword = ast.keyword("axis", ast.Constant(axis))
            yield ast.Call(node.func, node.args, [keyword])


def _of_slice(node: ast.Subscript) -> Iterator[ast.AST]:
    cut = node.slice
    for lower, upper in ((None, cut.upper), (cut.lower, None)):
        if (lower, upper) != (cut.lower, cut.upper):
            yield ast.Subscript(node.value, ast.Slice(lower, upper, cut.step), ast.Load())


def _of_aug_assign(node: ast.AugAssign) -> Iterator[ast.AST]:
    for op in SWAPS.get(type(node.op), ()):
        yield ast.AugAssign(node.target, op(), node.value)
    yield ast.Assign([node.target], node.value)
    if isinstance(node.target, ast.Name):
        old = ast.Name(node.target.id, ast.Load())
        yield ast.Assign([node.target], ast.BinOp(old, node.op, node.value))


def _call(name: str, node, module: str = "") -> ast.Call:
    function = ast.Name(name, ast.Load())
    if module:
        function = ast.Attribute(ast.Name(module, ast.Load()), name, ast.Load())
    return ast.Call(function, [node], [])


COUNTING = ("range", "len", "zip", "enumerate", "reversed")


def _wrapped(node, parent, names, wraps, has_mlp) -> Iterator[ast.AST]:
    """Yield the expression with something around it."""
    if isinstance(node, ast.Constant | ast.Slice | ast.Tuple | ast.List | ast.Starred):
        return
    one, two = ast.Constant(1), ast.Constant(2)
    counts = isinstance(parent, ast.Subscript | ast.Slice) and parent.__dict__.get("value") != node
    if isinstance(parent, ast.Call) and getattr(parent.func, "id", "") in COUNTING:
        counts = True
    if counts or isinstance(node, ast.Name | ast.Call):
        yield ast.BinOp(node, ast.Add(), one)
        yield ast.BinOp(node, ast.Sub(), one)
        yield ast.Subscript(node, ast.Slice(None, None, ast.UnaryOp(ast.USub(), one)), ast.Load())
    if counts:
        yield _call("reversed", node)
        yield _call("len", node)
        return
    yield ast.UnaryOp(ast.USub(), node)
    yield ast.BinOp(one, ast.Sub(), node)
    yield ast.BinOp(two, ast.Mult(), node)
    yield ast.BinOp(node, ast.Div(), two)
    if isinstance(node, ast.Name | ast.Subscript | ast.Call):
        yield ast.Attribute(node, "T", ast.Load())
    yield from (_call(name, node) for name in wraps)
    yield from (_call(name, node, "np") for name in ("abs", "sum", "mean", "sqrt"))
    if isinstance(node, ast.Name):
        float_ = ast.Name("float", ast.Load())
        array = ast.Attribute(ast.Name("np", ast.Load()), "array", ast.Load())
        yield ast.Call(array, [node, float_], [])
    if has_mlp and not wraps:
        yield from (_call(name, node, "mlp") for name in ("sigmoid", "sigmoid_prime"))
    yield from _with_names(node, parent, names, wraps)


def _with_names(node, parent, names, wraps) -> Iterator[ast.AST]:
    """Yield the expression with another name added, multiplied or dividing."""
    inside = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    top = isinstance(parent, ast.Return | ast.Assign | ast.AugAssign | ast.Call | ast.Tuple)
    for name in names:
        if name in inside:
            continue
        other = ast.Name(name, ast.Load())
        if top or isinstance(parent, ast.BinOp | ast.ListComp | ast.GeneratorExp):
            for op in (ast.Add, ast.Mult):
                yield ast.BinOp(node, op(), other)
            yield ast.BinOp(node, ast.Div(), _call("len", other))
        if isinstance(node, ast.Name) and not isinstance(parent, ast.Subscript):
            yield ast.Subscript(node, other, ast.Load())
        if top:
            primes = [wrap for wrap in wraps if "prime" in wrap]
            yield from (ast.BinOp(node, ast.Mult(), _call(wrap, other)) for wrap in primes)
            last = ast.Subscript(other, ast.UnaryOp(ast.USub(), ast.Constant(1)), ast.Load())
            yield from (ast.BinOp(node, ast.Mult(), _call(wrap, last)) for wrap in primes)


def _of_blocks(function: ast.FunctionDef, tree: ast.Module) -> Iterator[tuple[int, ast.Module]]:
    """Yield the edits of whole statements: leave one out, move the last of a loop behind it."""
    for block, field in _blocks(function):
        body = getattr(block, field)
        for k, statement in enumerate(list(body)):
            if len(body) > 1 and not isinstance(statement, ast.FunctionDef):
                setattr(block, field, body[:k] + body[k + 1 :])
                yield statement.lineno, tree
                setattr(block, field, body)
            if isinstance(statement, ast.For | ast.While | ast.If) and len(statement.body) > 1:
                *inside, last = statement.body
                statement.body = inside
                setattr(block, field, [*body[: k + 1], last, *body[k + 1 :]])
                yield last.lineno, tree
                statement.body = [*inside, last]
                setattr(block, field, body)
            if isinstance(statement, ast.For | ast.While) and k + 1 < len(body):
                after = body[k + 1]
                statement.body.append(after)
                setattr(block, field, body[: k + 1] + body[k + 2 :])
                yield after.lineno, tree
                statement.body.pop()
                setattr(block, field, body)


def _blocks(function: ast.FunctionDef):
    for node in ast.walk(function):
        for field in ("body", "orelse"):
            if isinstance(getattr(node, field, None), list) and getattr(node, field):
                yield node, field
