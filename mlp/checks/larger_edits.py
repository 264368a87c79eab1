"""Edits a little larger than those of `mlp.checks.edits`: tried only where none of those will do.

An expression of the function's own is put in another place, two parts of one line change alike, or
a whole line returns, takes or names something else.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from itertools import permutations

from mlp.checks.edits import OTHERS, local_names, places, replaced

SMALL = 12  # nodes of an expression that is put in another place
RESULTS = ast.Return | ast.Assign | ast.AugAssign | ast.Tuple


def larger_edits(tree: ast.Module) -> Iterator[tuple[int, ast.Module]]:
    """Yield the line and the tree after each edit; the tree is the same one, put back later.

    Parameters
    ----------
    tree : ast.Module
        A single function.
    """
    function = tree.body[0]
    yield from _of_arguments(function, tree)
    own = _Own(function)
    for place in list(places(function)):
        parent, _, _, node = place
        if isinstance(node, ast.stmt):
            new_ones = _statements(node, own)
        elif isinstance(getattr(node, "ctx", None), ast.Store):
            new_ones = _targets(node, parent, own)
        elif isinstance(node, ast.expr) and _may_change(node, parent):
            new_ones = _expressions(node, parent, own)
        else:
            continue
        yield from replaced(tree, place, new_ones)


class _Own:
    """What a function has of its own to put in other places."""

    def __init__(self, function: ast.FunctionDef):
        self.names = local_names(function)
        self.arguments = [argument.arg for argument in function.args.args]
        function = copy.deepcopy(function)  # no node of the tree comes to be inside itself
        nodes = [node for node in ast.walk(function) if isinstance(node, ast.expr)]
        loaded = [node for node in nodes if not isinstance(getattr(node, "ctx", None), ast.Store)]
        read = {node.id for node in loaded if isinstance(node, ast.Name)}
        self.unused = [name for name in self.arguments if name not in read]
        self.made = [name for name in self.names if name not in self.arguments]
        called = {node.func.id for node in nodes if isinstance(node, ast.Call)
                  and isinstance(node.func, ast.Name)}  # fmt: skip
        self.primes = sorted(n for n in {*called, *self.unused} if n.endswith("prime"))
        pairs = [
            (node.value, node.slice)
            for node in nodes
            if isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name)
            and not isinstance(node.slice, ast.Slice)
        ]
        bases = _unique([value for value, _ in pairs])
        indices = [index for _, index in pairs]
        beside = [
            ast.BinOp(index, op(), ast.Constant(1))
            for index in indices
            if isinstance(index, ast.Name)
            for op in (ast.Sub, ast.Add)
        ]
        indices = _unique([*indices, *beside])[:6]
        self.items = [
            ast.Subscript(ast.Name(base.id, ast.Load()), index, ast.Load())
            for base in bases
            for index in indices
        ]
        self.calls = _unique([n for n in loaded if isinstance(n, ast.Call) and _size(n) <= SMALL])


def _unique(nodes) -> list:
    return list({ast.dump(node): node for node in nodes}.values())


def _size(node) -> int:
    return sum(1 for each in ast.walk(node) if not isinstance(each, ast.expr_context))


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _may_change(node, parent) -> bool:
    called = isinstance(parent, ast.Call) and node is parent.func
    return not called and not isinstance(parent, ast.Attribute | ast.keyword)


# The arguments of the function itself


def _of_arguments(function, tree) -> Iterator[tuple[int, ast.Module]]:
    old = function.args.args
    for k in range(len(old) - 1):
        function.args.args = [*old[:k], old[k + 1], old[k], *old[k + 2 :]]
        yield function.lineno, tree
        function.args.args = old


# An expression


def _expressions(node, parent, own: _Own) -> Iterator[ast.AST]:
    if isinstance(node, ast.Subscript | ast.Call | ast.Constant):
        yield from (_name(name) for name in own.names)
        yield from own.items
    if isinstance(node, ast.Constant):
        yield from (ast.Call(_name("len"), [_name(name)], []) for name in own.arguments)
    if isinstance(node, ast.Call):
        yield from own.calls
        yield from _shuffled(own)
    if isinstance(node, ast.Name):
        yield from own.items
        yield from own.calls
    if isinstance(node, ast.BinOp):
        yield from _of_unused_functions(node, own)
    if isinstance(node, ast.Tuple | ast.Call):
        yield from _alike(node, own)
    if isinstance(node, ast.Tuple):
        yield from _tuples(node, own)
    if isinstance(parent, RESULTS) and not isinstance(node, ast.Tuple):
        yield from _products(node, own)
        yield from _reduced(node)


def _shuffled(own: _Own) -> Iterator[ast.AST]:
    if "rng" in own.arguments:
        shuffle = ast.Attribute(_name("rng"), "permutation", ast.Load())
        yield from (ast.Call(shuffle, [_name(n)], []) for n in own.arguments if n != "rng")


def _of_unused_functions(node: ast.BinOp, own: _Own) -> Iterator[ast.AST]:
    """Yield f(a, b) for a - b, and for 2 * (a - b), where the argument f is not used."""
    inner = node.right if isinstance(node.right, ast.BinOp) else node
    for name in own.unused:
        yield ast.Call(_name(name), [inner.left, inner.right], [])
        if isinstance(node.left, ast.BinOp):  # 2 * (a - b) * c
            call = ast.Call(_name(name), [node.left.left, node.left.right], [])
            yield ast.BinOp(call, node.op, node.right)
            if isinstance(node.left.right, ast.BinOp):
                call = ast.Call(_name(name), [node.left.right.left, node.left.right.right], [])
                yield ast.BinOp(call, node.op, node.right)


def _products(node, own: _Own) -> Iterator[ast.AST]:
    """Yield the result of a line times a derivative, or a matrix times it."""
    for prime in own.primes:
        for item in own.items:
            yield ast.BinOp(node, ast.Mult(), ast.Call(_name(prime), [item], []))
    left = node.left if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) else node
    for item in own.items:
        if item.value.id not in own.arguments:
            continue
        turned = ast.Attribute(item, "T", ast.Load())
        for product in (ast.BinOp(turned, ast.MatMult(), left),
                        ast.BinOp(left, ast.MatMult(), item)):  # fmt: skip
            yield product if left is node else ast.BinOp(product, ast.Mult(), node.right)


def _reduced(node) -> Iterator[ast.AST]:
    """Yield the sum and the mean along an axis, of the node or of what is divided in it."""
    for method in ("mean", "sum"):
        for axis in (0, 1):
            keyword = ast.keyword("axis", ast.Constant(axis))
            yield ast.Call(ast.Attribute(node, method, ast.Load()), [], [keyword])
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
                total = ast.Call(ast.Attribute(node.left, method, ast.Load()), [], [keyword])
                yield ast.BinOp(total, ast.Div(), node.right)
                yield ast.Call(ast.Attribute(node.left, method, ast.Load()), [], [keyword])


# Two parts of one line, changed alike


def _alike(node, own: _Own) -> Iterator[ast.AST]:
    parts = node.elts if isinstance(node, ast.Tuple) else node.args
    if len(parts) < 2:
        return
    for change in _changes(own):
        for chosen in _chosen(len(parts)):
            new = [change(part) if k in chosen else part for k, part in enumerate(parts)]
            if all(part is not None for part in new):
                if isinstance(node, ast.Tuple):
                    yield ast.Tuple(new, ast.Load())
                else:
                    yield ast.Call(node.func, new, node.keywords)


def _chosen(count: int) -> list[tuple[int, ...]]:
    """Return which parts change together: all, or two that are neighbours."""
    pairs = [(k, k + 1) for k in range(count - 1)]
    return pairs if count == 2 else [tuple(range(count)), *pairs]


def _changes(own: _Own) -> list[Callable]:
    def divided(name):
        return lambda e: ast.BinOp(e, ast.Div(), ast.Call(_name("len"), [_name(name)], []))

    def item(name):
        return lambda e: ast.Subscript(e, _name(name), ast.Load())

    def times(name):
        return lambda e: ast.BinOp(_name(name), ast.Mult(), e)

    changes = [_negative, _doubled, _bare, _other_function, _mean_of]
    changes += [divided(name) for name in own.arguments] + [item(name) for name in own.names]
    changes += [times(name) for name in own.arguments]
    return changes + [_in_comprehension(change) for change in changes]


def _negative(node):
    return ast.UnaryOp(ast.USub(), node)


def _doubled(node):
    return ast.BinOp(ast.Constant(2), ast.Mult(), node)


def _mean_of(node):
    mean = ast.Attribute(_name("np"), "mean", ast.Load())
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):  # 2 * e * x
        left = node.left
        if isinstance(left, ast.BinOp) and isinstance(left.left, ast.Constant):
            inside = ast.BinOp(left.right, ast.Mult(), node.right)
            return ast.BinOp(left.left, ast.Mult(), ast.Call(mean, [inside], []))
    return ast.Call(mean, [node], [])


def _bare(node):
    """Return what a part is made from: without its sign, its brackets or the call around it."""
    if isinstance(node, ast.UnaryOp):
        return node.operand
    if isinstance(node, ast.Subscript):
        return node.value
    if isinstance(node, ast.Call) and node.args:
        return node.args[0]
    return node.left if isinstance(node, ast.BinOp) else None


def _other_function(node):
    """Return a part with mean for sum, or the like, in its first call."""
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and each.attr in OTHERS:
            return _with(node, each, ast.Attribute(each.value, OTHERS[each.attr][0], ast.Load()))
    return None


def _with(root, old, new):
    """Return a copy of an expression with one node in it replaced."""
    if root is old:
        return new
    fields = {}
    for field, value in ast.iter_fields(root):
        if isinstance(value, list):
            fields[field] = [_with(v, old, new) if isinstance(v, ast.AST) else v for v in value]
        else:
            fields[field] = _with(value, old, new) if isinstance(value, ast.AST) else value
    return type(root)(**fields)


def _in_comprehension(change: Callable) -> Callable:
    """Return the change of the items of a list comprehension."""

    def of(node):
        if not isinstance(node, ast.ListComp):
            return None
        new = change(node.elt)
        return None if new is None else ast.ListComp(new, node.generators)

    return of


# Tuples, whole lines, and the names of results


def _tuples(node: ast.Tuple, own: _Own) -> Iterator[ast.AST]:
    for name in own.names:
        for k in range(len(node.elts) + 1):
            yield ast.Tuple([*node.elts[:k], _name(name), *node.elts[k:]], ast.Load())
    for order in permutations(node.elts):
        yield ast.Tuple(list(order), ast.Load())


def _statements(node: ast.stmt, own: _Own) -> Iterator[ast.AST]:
    if isinstance(node, ast.Assign):
        yield ast.Return(node.value)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and node.value.args:
        args = node.value.args
        yield ast.Return(args[0] if len(args) == 1 else ast.Tuple(args, ast.Load()))
    if isinstance(node, ast.Return):
        yield from (ast.Return(_name(name)) for name in own.names)
        for pair in permutations(own.made[:8], 2):
            yield ast.Return(ast.Tuple([_name(name) for name in pair], ast.Load()))
        if node.value is not None:
            for name in own.made:
                yield ast.Return(ast.Tuple([node.value, _name(name)], ast.Load()))
                yield ast.Return(ast.Tuple([_name(name), node.value], ast.Load()))


def _targets(node, parent, own: _Own) -> Iterator[ast.AST]:
    if isinstance(node, ast.Name):
        yield from (ast.Name(name, ast.Store()) for name in own.names if name != node.id)
        if isinstance(parent, ast.Assign):
            for pair in permutations(own.names[:8], 2):
                yield ast.Tuple([ast.Name(name, ast.Store()) for name in pair], ast.Store())
    if isinstance(node, ast.Tuple):
        for k in range(len(node.elts) - 1):
            elts = [*node.elts[:k], node.elts[k + 1], node.elts[k], *node.elts[k + 2 :]]
            yield ast.Tuple(elts, ast.Store())
