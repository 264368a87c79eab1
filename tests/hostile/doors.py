"""Honest accidents on the way to the grader: how files are packed, and what notebooks rely on."""

# ruff: noqa: E501 -- students' cells in single strings

import io
import tarfile
import zipfile

from grading_course import as_bytes, notebook

from hostile import FULL, Case
from hostile.accidents import RIGHT, honest
from hostile.files import folder
from hostile.honest import solved


def packed(name, pack, score=FULL, review=False):
    """Return a case, all solved, whose folder holds what `pack` makes of the notebook's bytes."""

    def change(path):
        book = path / "neurons.ipynb"
        data = book.read_bytes()
        book.unlink()
        pack(path, data)

    return folder(name, change, score, review)


def _zip(*names, inner=None):
    def pack(path, data):
        with zipfile.ZipFile(path / "ch1.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.writestr(name, data)
            archive.writestr("__MACOSX/ch1/._neurons.ipynb", b"\0")
            if inner:
                archive.writestr(*inner)

    return pack


def _tar(mode, ending):
    def pack(path, data):
        with tarfile.open(path / f"ch1{ending}", mode) as archive:
            info = tarfile.TarInfo("ch1/neurons.ipynb")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))

    return pack


def _into(name):
    def pack(path, data):
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)

    return pack


def _bomb(path, data):
    with zipfile.ZipFile(path / "ch1.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ch1/neurons.ipynb", bytes(200 << 20))


def _tar_bomb(path, data):
    with tarfile.open(path / "ch1.tar.gz", "w:gz") as archive:
        for name in ("ch1/zeros.bin", "ch1/neurons.ipynb"):
            info = tarfile.TarInfo(name)
            info.size = 300 << 20
            archive.addfile(info, io.BytesIO(bytes(300 << 20)))


def beside(name, place, *, blank_first):
    """Return a case: the answered notebook and a blank one in one folder, one under this name."""

    def change(path):
        book = path / "neurons.ipynb"
        (path / place).parent.mkdir(exist_ok=True)
        blank = as_bytes({**BLANK[0]})
        if blank_first:
            (path / place).write_bytes(book.read_bytes())
            book.write_bytes(blank)
        else:
            (path / place).write_bytes(blank)

    def build(bundle):
        BLANK[:] = [notebook(bundle, solved=False)]
        return as_bytes(notebook(bundle))

    return Case(f"folder: {name}", FULL, build, change)


BLANK: list[dict] = []
POOL = (
    "from multiprocessing import Pool\nimport math\n"
    "def one(x):\n    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0\n"
    "def sigmoid(z):\n    with Pool(2) as pool:\n"
    "        return np.reshape(pool.map(one, np.ravel(z).astype(float).tolist()), np.shape(z))\n"
)


def _renamed(path, data):
    _zip("neurons.ipynb")(path, data)
    (path / "ch1.zip").rename(path / "neurons.ipynb")


def _cut_off(path, data):
    _zip("neurons.ipynb")(path, data)
    whole = (path / "ch1.zip").read_bytes()
    (path / "ch1.zip").write_bytes(whole[: len(whole) // 2])


CASES = [
    packed("a folder in the folder", _into("ch1/neurons.ipynb")),
    packed("a folder in a folder in the folder", _into("ch1/ch1/neurons.ipynb")),
    packed("an archive of the folder", _zip("ch1/neurons.ipynb")),
    packed("an archive of the notebook", _zip("neurons.ipynb")),
    packed("an archive called .ipynb", _renamed),
    packed("a tar archive", _tar("w", ".tar")),
    packed("a tar.gz archive", _tar("w:gz", ".tar.gz")),
    packed("a tar.xz archive", _tar("w:xz", ".tar.xz")),
    packed("a second ending, .txt", _into("neurons.ipynb.txt")),
    packed("a second ending, .json", _into("neurons.ipynb.json")),
    packed("the ending twice", _into("neurons.ipynb.ipynb")),
    packed("capital letters", _into("Neurons.IPYNB")),
    packed("an archive that is a bomb", _bomb, 0.0, review=True),
    packed("a tar archive that is a bomb", _tar_bomb, 0.0, review=True),
    packed("an archive that is cut off", _cut_off, 0.0, review=True),
    packed("an archive of a kind that is not read", _into("ch1.rar"), 0.0, review=True),
    beside("answers in a copy beside the blank original", "neurons (1).ipynb", blank_first=True),
    beside("answers in a copy in a folder", "mine/neurons.ipynb", blank_first=True),
    beside("a blank copy beside the answers", "neurons-Copy1.ipynb", blank_first=False),
    honest("%timeit in the answer's cell", "%timeit -n 10 np.exp(0.5)\n" + RIGHT),
    honest("%time with a statement that defines", "%time k = 700\n" + RIGHT.replace("700", "k")),
    honest(
        "!ls in the answer's cell",
        "files = !ls\nassert len(files) >= 0\nfor f in files: print(f)\n" + RIGHT,
    ),
    honest("a shell line with a variable", "name = 'x'\n!echo {name}\n" + RIGHT),
    solved(
        "%%writefile and import",
        {"sigmoid": "from helpers import squash as sigmoid"},
        added=[
            (
                "sigmoid",
                "%%writefile helpers.py\nimport numpy as np\ndef squash(z):\n    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n",
            )
        ],
    ),
    solved(
        "%%writefile and %run",
        {"sigmoid": "%run helpers.py\nsigmoid = squash"},
        added=[
            (
                "sigmoid",
                "%%writefile helpers.py\nimport numpy as np\ndef squash(z):\n    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n",
            )
        ],
    ),
    solved(
        "a helper in a later answer's cell",
        {
            "sigmoid": "def sigmoid(z):\n    return squash(z)",
            "relu": "def squash(z):\n    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n"
            "def relu(z):\n    return np.maximum(0, z)",
        },
    ),
    honest("a pool of processes", POOL),
    honest(
        "a package that is usual",
        "from scipy.special import expit as sigmoid\nimport pandas, tqdm\n",
    ),
    honest("joblib-like threads", "from multiprocessing.pool import ThreadPool\n" + RIGHT),
    solved(
        "mlp compared, then the name used again",
        {
            "line": "same = mlp.line(2.0, 3.0, 1.0)\nline = lambda x, slope, intercept: slope * x + intercept\nassert line(2.0, 3.0, 1.0) == same"
        },
    ),
    solved(
        "a later function of mlp at the top",
        added=[("line", "mlp.predict(np.ones((2, 3)), [np.ones((2, 3))], [np.zeros(2)])")],
    ),
    solved(
        "an assertion about mlp above the answer",
        {"relu": "assert mlp.relu(-1.0) == 0.0\ndef relu(z):\n    return np.maximum(0, z)"},
    ),
    solved(
        "figures and numbers of later chapters",
        added=[("line", "mlp.cost(np.ones((2, 3)), np.zeros((2, 3)))\nmlp.sigmoid_prime(0.0)")],
    ),
    Case(
        "honest: one endless answer",
        FULL - 1.0,
        lambda bundle: as_bytes(
            notebook(
                bundle, answers={"line": "def line(x, slope, intercept):\n    while True: pass"}
            )
        ),
        review=None,
    ),
    Case(
        "honest: a package that the grader lacks",
        FULL - 2.0,
        lambda bundle: as_bytes(
            notebook(
                bundle,
                answers={
                    "sigmoid": "import torch\ndef sigmoid(z):\n    return torch.sigmoid(torch.tensor(z)).numpy()"
                },
            )
        ),
        review=True,
    ),
]
