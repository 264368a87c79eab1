"""Attacks by what crosses: values that NumPy takes as they are, and should not.

Each cell prints GOT if the process of the tests took its value. They need an exercise that draws
random numbers (`minibatches`), so they have a chapter of their own.
"""

STATE = """
rng = np.random.Generator(np.random.{kind}(1))
state = rng.bit_generator.state
{change}
rng.bit_generator.state = state
mlp.minibatches(50, 10, rng)
print("GOT")
"""
SENT = """
import sys
found = {{n.rpartition(".")[2]: m for n, m in sys.modules.items() if n.startswith("mlp.grading")}}
wire, encode = found["wire"], found["wire"].encode
def forged(*given):
    frame = encode(*given)
    if b'"MARK"' not in frame.head:
        return frame
    head = frame.head.replace(b'"MARK"', {value}).removesuffix(b"[]]") + {table} + b"]"
    return wire.Frame(frame.kind, head, {payload})
wire.encode = forged
try:
    found["student"].ask_reference("minibatches", ("MARK", 10, None), {{}})
except Exception as error:
    if type(error) is not wire.WireError:
        print("GOT")
"""


def state(kind: str, change: str) -> str:
    """Return a cell that uses a generator of this kind after its state was changed."""
    return STATE.format(kind=kind, change=change)


def sent(value: str, table: str = "[]", payload: str = "b''") -> str:
    """Return a cell that asks for mlp.minibatches of a value written by hand."""
    return SENT.format(value=value.encode(), table=table.encode(), payload=payload)


TAKEN = sent("1")  # all right as to form
CELLS = {
    # what the review found, and its neighbours: a state that NumPy sets without a look
    "a position before a buffer": state("Philox", "state['buffer_pos'] = -64"),
    "a position after a buffer": state("Philox", "state['buffer_pos'] = 64"),
    "a position before a key": state("MT19937", "state['state']['pos'] = -64"),
    "a position far from a key": state("MT19937", "state['state']['pos'] = 10_000"),
    "a generator that adds nothing": state("PCG64", "state['state'] = {'state': 0, 'inc': 0}"),
    "a generator that adds an even number": state("PCG64DXSM", "state['state']['inc'] = 2"),
    "a key of zeros": state("MT19937", "state['state']['key'] = np.zeros(624, np.uint32)"),
    # values by hand
    "a dict": sent('{"a":1}'),
    "a number of four thousand digits": sent("9" * 4000),
    "a number of many bits": sent('["i","0x' + "f" * 60_000 + '"]'),
    "bools that are neither": sent('["n",0]', '[["|b1",[16]]]', "bytes(range(16))"),
    "an empty array of a trillion rows": sent('["n",0]', '[["<f8",[1099511627776,0]]]'),
    "one array a thousand times": sent(
        '["l",[' + ",".join(['["n",0]'] * 1000) + "]]", '[["<f8",[2]]]', "bytes(16)"
    ),
    "an array by a number from the end": sent('["n",-1]', '[["<f8",[2]]]', "bytes(16)"),
    "an array of thirty axes": sent('["n",0]', f'[["|u1",{[1] * 30}]]', "bytes(16)"),
    "a function that was never exported": sent('["f",-70000,"x"]'),
    "a function by a fraction": sent('["f",0.5,"x"]'),
    "a complex number in words": sent('["c","1","2"]'),
    "a scalar that is an array": sent('["s",0]', '[["<f8",[1]]]', "bytes(16)"),
    "bytes that nothing uses": sent("1", "[]", "bytes(1 << 20)"),
    "an array that nothing uses": sent("1", '[["<f8",[2]]]', "bytes(16)"),
}
