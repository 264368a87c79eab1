"""The student's side: run the cells, call the functions.

This runs in the sandbox. A parent process gets everything ready (NumPy, mlp, the chapter's own
cells) and forks a child for each submission. The child runs the student's cells and then calls
their functions when the process of the tests asks for it. It holds no test, no solution and no
reference of an exercise, so it has nothing to hide from the student's code, and nothing that it
says is believed but the values that the functions return.
"""

import builtins
import importlib
import os
import random
import signal
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FunctionType

import numpy as np

import mlp
from mlp.checks import calling
from mlp.grading.processes import isolate, seccomp, wire
from mlp.grading.processes.cells import ChapterCells, run_cell

FORK, KILL = b"F", b"K"  # what the parent is told, a fork with a socket and a user id
USER = struct.Struct("<I")
ANSWER = 32 << 20  # bytes of the arrays that a function may return

_link: "Link | None" = None
_process = 0  # the one that may use it: a process that a cell starts may not


class Proxy:
    """A function of the test process, to be called from here."""

    def __init__(self, link: "Link", handle: wire.Handle) -> None:
        self._link, self._handle = link, handle
        self.__name__ = handle.name

    def __call__(self, *args):
        """Call it over there."""
        return self._link.request(b"back", (self._handle.number, args))


class Link:
    """The conversation with the test process: answer its requests, send it ours."""

    def __init__(
        self, channel: wire.Channel, namespace: dict, chapter: ChapterCells | None
    ) -> None:
        self.channel, self.namespace, self.chapter = channel, namespace, chapter
        self.functions: list = []
        self.raised: dict[int, BaseException] = {}

    def serve(self) -> None:
        """Answer requests until the other side has gone."""
        while True:
            self._answer(self.channel.receive())

    def request(self, kind: bytes, value):
        """Ask the test process for something; answer what it asks meanwhile."""
        self.channel.send(wire.encode(kind, value, self._export))
        while True:
            frame = self.channel.receive()
            if frame.kind == b"done":
                return wire.decode(frame, self._proxy)
            if frame.kind == b"fail":
                self._raise(*wire.decode(frame, self._proxy))
            self._answer(frame)

    def _raise(self, type_name, message, token):
        if type_name == "NotAvailable":
            raise wire.NotAvailable(message)
        error = getattr(builtins, type_name, None)
        if not (isinstance(error, type) and issubclass(error, Exception)):
            error = RuntimeError
        try:
            raised = error(message)
        except TypeError:
            raised = RuntimeError(message)
        self.raised[token] = raised
        raise raised

    def _answer(self, frame):
        before = bytes(frame.payload) if frame.kind == b"call" else b""
        value = wire.decode(frame, self._proxy)
        try:
            if frame.kind == b"call":
                reply = self._call(*value)
                after = wire.encode(b"call", value, _echo)
                changed = (after.head, after.payload) != (frame.head, before)
                reply = (*reply, value[2] if changed else None)
            elif frame.kind == b"cell":
                reply = run_cell(self.namespace, *value)
            elif frame.kind == b"play":
                reply = self.chapter.replay(*value)
            elif frame.kind == b"srcs":
                reply = _take_sources(value)
            elif frame.kind == b"bind":
                reply = [self._bind(name) for name in value]
            else:
                raise wire.WireError(f"unknown request {frame.kind!r}")
            answer = wire.encode(b"done", reply, self._export)
            if frame.kind == b"call" and len(answer.payload) > ANSWER + len(before):
                raise MemoryError(f"the answer holds {len(answer.payload) / 1e6:.0f} MB of numbers")
            self.channel.send(answer)
        except calling.TimeLimit:
            self._fail("TimeLimit")
        except calling.ReferenceCalled as error:
            self._fail("ReferenceCalled", error.name)
        except calling.StudentRaised as error:
            context = error.__context__
            token = next((k for k, known in self.raised.items() if known is context), -1)
            self._fail(error.type_name, error.message, error.line, error.function, token)
        except wire.WireError:
            raise
        except (Exception, KeyboardInterrupt) as error:
            self._fail(type(error).__name__, str(error))

    def _fail(self, name, message="", line="", function="", token=-1):
        value = (name, message, line, function, token)
        self.channel.send(wire.encode(b"fail", value, self._export))

    def _call(self, number, seconds, args):
        student = calling.Student(self.functions[number], "", seconds * 3)
        with _processor_time(seconds):
            result = student(*args)
        return result, isinstance(result, calling.Yielded), student.printed

    def _bind(self, name):
        """Say what a name is bound to: nothing, a function (its number), or another value."""
        if name not in self.namespace:
            return "missing", None, False
        value = self.namespace[name]
        if not callable(value):
            return "value", value, False
        known = [k for k, function in enumerate(self.functions) if function is value]
        number = known[0] if known else len(self.functions)
        if not known:
            self.functions.append(value)
        return "function", number, calling.Student(value, "").is_blank

    def _export(self, function):
        if isinstance(function, Proxy):
            return wire.Handle(~function._handle.number, function.__name__)
        name = getattr(function, "__name__", "function")
        public = getattr(mlp, str(name), None)
        if function in (public, getattr(public, "__wrapped__", public)):
            return wire.Handle(None, name)
        self.functions.append(function)
        return wire.Handle(len(self.functions) - 1, str(name)[:100])

    def _proxy(self, handle):
        return self.functions[~handle.number] if handle.number < 0 else Proxy(self, handle)


def _take_sources(sources):
    """Take the functions of mlp that the test process sends: `[(module, source)]`.

    The functions that are there get the new code, so every reference to one of them has it too.
    """
    for module, source in sources:
        name = f"mlp/{module}".removesuffix("/__init__").replace("/", ".")
        there = vars(importlib.import_module(name))
        full = dict(there)
        exec(compile(source, there["__file__"], "exec"), full)
        for name, mine in there.items():
            own = isinstance(mine, FunctionType) and mine.__module__ == there["__name__"]
            if own and isinstance(full[name], FunctionType):
                mine.__code__ = full[name].__code__


def _echo(function):
    return function._handle if isinstance(function, Proxy) else None


@contextmanager
def _processor_time(seconds: float) -> Iterator[None]:
    """End a call that has used so many seconds of processor time, however busy the machine is."""

    def ring(number, frame):
        raise calling.CallTimeout

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    except calling.CallTimeout:
        raise calling.TimeLimit from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def ask_reference(name: str, args: tuple, kwargs: dict):
    """Have a function of mlp that is missing here computed by the process of the tests."""
    here = threading.current_thread() is threading.main_thread() and os.getpid() == _process
    if _link is None or not here:
        raise wire.NotAvailable(
            f"mlp.{name} can be called by the notebook's first thread alone here"
        )
    result, drawn = _link.request(b"ask ", (name, args, list(kwargs.items())))
    given = [*args, *kwargs.values()]
    own = (each for each in given if isinstance(each, np.random.Generator))
    for mine, theirs in zip(own, drawn, strict=True):
        wire.write_back(mine, theirs)  # random numbers were drawn over there
    if isinstance(result, mlp.Parameters):  # whose weights and biases are views of its theta
        sizes = (result.weights[0].shape[1], *map(len, result.biases))
        return mlp.Parameters(result.theta, *mlp.views.__wrapped__(result.theta, sizes))
    return result


def main() -> None:
    """Get ready, then fork a child for each submission."""
    control = socket.socket(fileno=int(sys.argv[1]))
    sandboxed = sys.argv[2] == "sandboxed"
    isolate.die_with_parent()
    channel = wire.Channel(control)
    sources, limits = wire.decode(channel.receive(), lambda handle: None)
    limits = isolate.Limits(*limits)
    _devnull()
    _warm_up()
    chapter = ChapterCells()
    _connect(channel, chapter)
    if sandboxed and (trouble := _rehearse(limits)):
        return _link._fail("OSError", f"a submission cannot be shut off here: {trouble}")
    failures = [chapter.add(key, source) for key, source in sources]
    channel.send(wire.encode(b"done", [each for each in failures if each], lambda f: None))
    child = 0
    while True:
        control.settimeout(None)
        message, sockets, _, _ = socket.recv_fds(control, 1 + USER.size, 1)
        if child:
            (os.kill if sandboxed else os.killpg)(child, signal.SIGKILL)
            os.waitpid(child, 0)
            child = 0
        if not message:
            return
        if message[:1] == FORK:
            child = isolate.fork(sandboxed=sandboxed)
            if child == 0:
                control.close()
                user = USER.unpack(message[1:])[0] if sandboxed else None
                _submission(sockets[0], chapter, limits, user)
            os.close(sockets[0])
        control.sendall(b"k")


def _rehearse(limits):
    """Shut a child off before any code of a student's is here; return what went wrong, or ''."""
    seccomp.program()  # made once, for all children
    ours, theirs = os.pipe()
    child = isolate.fork(sandboxed=True)
    if child == 0:
        try:
            isolate.shut_off(limits, isolate.NOBODY)
        except Exception as error:
            os.write(theirs, str(error).encode()[:1000])
        finally:
            os._exit(0)
    os.close(theirs)
    with open(ours, "rb") as pipe:  # noqa: PTH123
        trouble = pipe.read()
    os.waitpid(child, 0)
    return trouble.decode("utf-8", "replace")


def _submission(number, chapter, limits, user):
    """Serve one submission: the life of a child."""
    try:
        os.setsid()  # a signal to its group reaches nobody else
        if user is None:
            isolate.die_with_parent()
            isolate.be_ended_first()
            isolate.set_limits(limits._replace(processes=4096))
        else:
            isolate.shut_off(limits, user)
        random.seed(0)  # the same submission, the same grade
        np.random.seed(0)
        chapter.forget()
        _connect(wire.Channel(socket.socket(fileno=number)), chapter).serve()
    except wire.WireError:
        pass
    finally:
        os._exit(0)


def _connect(channel, chapter):
    global _link, _process
    _process = os.getpid()
    _link = Link(channel, chapter.namespace, chapter)
    return _link


def _devnull():
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)


def _warm_up():
    """Import what most submissions import."""
    for name in ("matplotlib.pyplot", "matplotlib.backends.backend_agg"):
        try:
            importlib.import_module(name)
        except ImportError:
            return
