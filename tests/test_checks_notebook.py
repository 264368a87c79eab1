"""What a student sees in a notebook, through a real kernel: no check shows its insides."""

import re
import subprocess
import sys
import time

import pytest
from jupyter_client.manager import start_new_kernel

INSIDES = re.compile(r"Traceback|mlp/checks|mlp\.checks\.|site-packages|\.py\b")


@pytest.fixture(scope="module")
def kernel():
    manager, client = start_new_kernel()
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(kernel, code, interrupt_after=None):
    """Return what a cell shows, and what the kernel calls the error in it."""
    manager, client = kernel
    shown, name = [], ""
    request = client.execute(code)
    if interrupt_after is not None:
        while client.get_iopub_msg(timeout=20)["content"].get("execution_state") != "busy":
            continue
        time.sleep(interrupt_after)
        manager.interrupt_kernel()
    while True:
        message = client.get_iopub_msg(timeout=30)
        content = message["content"]
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "error":
            name = content["ename"]
            shown += content["traceback"]
        elif message["msg_type"] == "stream":
            shown.append(content["text"])
        elif content.get("execution_state") == "idle":
            return "\n".join(shown), name


def test_check_before_its_exercise_says_which_cell_to_run(kernel):
    run(kernel, "from mlp import checks")
    for call in ("checks.neuron(neuron)", "checks.train( train , at_least=0.75)"):
        shown, name = run(kernel, call)
        assert name == "Mistake"
        assert "there is no function" in shown
        assert "Run the cell in which you write" in shown
        assert shown.endswith("[not-run]")
        assert not INSIDES.search(shown)


def test_cell_that_fails_so_counts_as_an_error(kernel):
    """Nothing after it runs, and nbgrader gives no points for it."""
    run(kernel, "from mlp import checks")
    _, client = kernel
    client.execute("checks.relu(relu)")
    assert client.get_shell_msg(timeout=20)["content"]["status"] in ("ok", "error")
    while (reply := client.get_shell_msg(timeout=20))["content"]["status"] != "error":
        continue
    assert reply["content"]["ename"] == "NameError"


@pytest.mark.parametrize("code", ["neuron", "nothing_of_the_kind", "print(checks.neuron, layer)"])
def test_other_missing_names_look_as_usual(kernel, code):
    run(kernel, "from mlp import checks")
    shown, name = run(kernel, code)
    assert name == "NameError"
    assert "Traceback" in shown
    assert "is not defined" in shown


LOOPS = {
    "in Python": "while True: pass",
    "in C": "return sum(__import__('itertools').count())",
    "that catches everything": "while True:\n        try: pass\n        except Exception: pass",
}


@pytest.mark.parametrize("loop", LOOPS.values(), ids=list(LOOPS))
def test_interrupt_shows_one_line(kernel, loop):
    run(kernel, f"from mlp import checks\ndef line(x, slope, intercept):\n    {loop}")
    shown, _ = run(kernel, "checks.line(line)", interrupt_after=1.0)
    assert shown.strip() == "line: the check was stopped before it was done."


def test_kernel_of_the_browser_shows_it_too():
    """Its shell keeps what is to be shown, in the place where IPython would print it."""
    program = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "class Interpreter(InteractiveShell):\n"
        "    def _showtraceback(self, kind, error, lines):\n"
        "        print('kept', kind.__name__, lines[0])\n"
        "shell = Interpreter.instance()\n"
        "shell.run_cell('from mlp import checks')\n"
        "shell.run_cell('checks.layer(layer)')\n"
        "shell.run_cell('layer')\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    kept = re.findall(r"kept (\w+) (.*)", run.stdout)
    assert kept[0] == ("Mistake", "Not yet: there is no function layer so far.")
    assert kept[1][0] == "NameError"


def test_message_points_at_the_line_of_the_cell(kernel):
    run(
        kernel,
        "from mlp import checks, sigmoid\n\ndef layer(a, W, b):\n    z = W @ a - b\n"
        "    return sigmoid(z)",
    )
    shown, _ = run(kernel, "checks.layer(layer, rng=1)")
    assert "Look at line 4: z = W @ a - b" in shown
    assert not INSIDES.search(shown)
