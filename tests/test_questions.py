"""The questions in the text: what a guess of each is, and that the truth beside it is computed."""

import json
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from browsing import visiting
from chapter_source import chapter

import mlp
from mlp import figures

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "book" / "_ext"))
import course_guesses  # noqa: E402

_DECLARED = re.compile(
    r'(?:^(?P<ask>\*\*.*)\n\n)?^<details data-guess="(?P<how>[^"]*)">\n'
    r"<summary>(?P<summary>.*)</summary>\n\n(?P<answer>.*)",
    re.MULTILINE,
)
#: A question that the next cells answer.
_OPEN = re.compile(
    r"^(?P<ask>\*\*[^\n]*)\n\n<!-- guess: (?P<how>[^\n]*) -->\n"
    r"(?P<answer>(?:(?!<!-- guess).)*?)\n<!-- answered -->",
    re.MULTILINE | re.DOTALL,
)
#: A row of the page: its data, and the words of its options.
_ROW = re.compile(r'<form class="guess"[^>]*?data-question="\w+"(?P<data>[^>]*)>')


def the_two():
    return mlp.load_mnist(sample=True).test_images[mlp.THE_TWO] / 255


def what_tilts():
    x = np.arange(3.0)
    tilted = np.ptp(mlp.line(x, 2.0, 1.0) - mlp.line(x, 1.0, 1.0)) > 0
    lifted = np.ptp(mlp.line(x, 1.0, 2.0) - mlp.line(x, 1.0, 1.0)) > 0
    return {(True, False): "the weight tilts it", (True, True): "both do both"}[tilted, lifted]


def what_halving_does():
    """The border is where z = 0, beside it z is smaller and the activation nearer to one half."""
    w, b = np.array([6.0, -4.0]), -1.0
    on_it, beside = np.array([0.5, 0.5]), np.array([0.6, 0.5])
    still = w @ on_it + b == 0 and w / 2 @ on_it + b / 2 == 0
    grey = mlp.sigmoid(w / 2 @ beside + b / 2) < mlp.sigmoid(w @ beside + b)
    return {(True, True): "it blurs, where it is"}[bool(still), bool(grey)]


def what_four_hidden_layers_do():
    """Train as the chapter's try_sizes does, and compare two hidden layers with four."""
    digits, read = mlp.load_mnist(sample=True), []
    for hidden in (16, 16), (16, 16, 16, 16):
        rng = np.random.default_rng(0)
        _, weights, biases = mlp.initialise((784, *hidden, 10), rng=rng)
        net = mlp.sgd(digits.train_images, digits.train_labels, weights, biases, epochs=20,
                      batch_size=10, learning_rate=0.5, rng=rng)  # fmt: skip
        read.append(mlp.accuracy(digits.test_images, digits.test_labels, *net))
    return "fewer" if read[1] < read[0] - 0.05 else "about as many"


def weights_of_the_sum():
    """The weights of the neuron that the question is about, from the sum below it."""
    terms = re.search(r"&= (2 .*0\.5) \\\\", chapter(1).prose)[1]
    return [int(w) for w in re.findall(r"\(?(-?\d)\)? \\cdot", terms)]


def work_of_differences(times):
    """Count the connections walked, for so many times the weights: two runs for each weight."""
    weights = 1000 * times
    return 2 * weights * weights


def of_our_2(layer):
    net = mlp.load_trained()
    return mlp.all_activations(the_two(), net.weights, net.biases)[layer]


def untrained():
    return mlp.initialise(mlp.TRAINED_SIZES, rng=np.random.default_rng(910))


def easiest_output():
    net = untrained()
    a = mlp.all_activations(the_two(), net.weights, net.biases)[-1]
    return int(np.argmax(a * (1 - a)))


def multiplications_for_one_more_layer():
    """Count those of a chain's sweep, by numbers that count."""
    count = 0

    class Counted(float):
        def __mul__(self, other):
            nonlocal count
            count += 1
            return Counted(float(self) * float(other))

    delta, w, sigma_prime, a = map(Counted, (0.1, 0.2, 0.3, 0.4))
    _ = ((delta * w) * sigma_prime) * a
    return count


def fixed_steps_settle():
    w, seen = 1.0, []
    for _ in range(100):
        w -= 0.3 * np.sign(w)
        seen.append(round(w, 6))
    return len(set(seen[-10:])) == 1


def knob_falls_to_the_left():
    digits, net = mlp.load_mnist(sample=True), untrained()
    X, Y = digits.train_images[:500] / 255, mlp.one_hot(digits.train_labels[:500])
    nabla_W, _ = mlp.backprop_batch(X, Y, net.weights, net.biases)
    return nabla_W[-1][0, 2] > 0


def saved_by_smaller_images():
    whole, smaller = (mlp.count_parameters((n, 16, 16, 10)) for n in (784, 196))
    return whole - smaller > whole - mlp.count_parameters((784, 16, 10))


def rim_learns():
    digits, net = mlp.load_mnist(sample=True), untrained()
    X, Y = digits.train_images / 255, mlp.one_hot(digits.train_labels)
    nabla_W, _ = mlp.backprop_batch(X, Y, net.weights, net.biases)
    return bool(np.any(nabla_W[0][:, X.max(axis=0) == 0]))


def mistakes_may_rise():
    """Ten that were just right are just wrong, a hundred that were badly wrong are less so."""
    Y = mlp.one_hot(np.zeros(110, int), 2)
    before = np.array([[0.6, 0.5]] * 10 + [[0.0, 1.0]] * 100)
    after = np.array([[0.5, 0.6]] * 10 + [[0.4, 0.6]] * 100)
    mistakes = [np.sum(np.argmax(a, axis=1) != 0) for a in (before, after)]
    return mlp.cost(after, Y) < mlp.cost(before, Y) and mistakes[1] > mistakes[0]


def share_without_a_hidden_layer():
    digits, rng = mlp.load_mnist(sample=True), np.random.default_rng(0)
    _, weights, biases = mlp.initialise((784, 10), rng=rng)
    net = mlp.sgd(digits.train_images, digits.train_labels, weights, biases, epochs=20,
                  batch_size=10, learning_rate=0.5, rng=rng)  # fmt: skip
    share = mlp.accuracy(digits.test_images, digits.test_labels, *net)
    return {0: "nothing", 1: "half", 2: "most"}[round(2 * share)]


def what_lights_the_stroke_neuron():
    band = np.maximum(figures.edge_weights(), 0)
    images = figures.bars(12), figures.bars(16), figures.bars(4, height=20)
    lit = tuple(bool(np.sum(band * image) - 10 > 0) for image in images)
    return {(True, False, True): "the first and the wall"}[lit]


def share_of_the_mean_images():
    digits = mlp.load_mnist(sample=True)
    X, X_new = digits.train_images / 255, digits.test_images / 255
    means = np.array([X[digits.train_labels == d].mean(axis=0) for d in range(10)])
    nearest = ((X_new[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)
    share = np.mean(nearest == digits.test_labels)
    return min(
        (abs(share - near), words)
        for near, words in ((0.1, "about a tenth"), (0.5, "about half"), (0.8, "about four fifths"),
                            (1, "nearly all"))
    )[1]  # fmt: skip


def worst_h():
    steps = {0.1: "0.1", 1e-5: "10⁻⁵", 1e-14: "10⁻¹⁴"}
    return steps[max(steps, key=lambda h: abs(mlp.slope(lambda w: w**3, 2.0, h) - 12))]


@cache
def ten_epochs():
    """Train as chapter 3 does; return the networks after each epoch, the untrained one first."""
    digits, rng = mlp.load_mnist(sample=True), np.random.default_rng(0)
    X, Y = digits.train_images / 255, mlp.one_hot(digits.train_labels)
    networks = [(untrained().weights, untrained().biases)]
    for _ in range(10):
        networks.append(mlp.sgd_epoch(X, Y, *networks[-1], 50, 3.0, mlp.backprop_batch, rng))
    return networks, X, Y


def better_guide():
    networks, X, Y = ten_epochs()

    def off(network):
        rng = np.random.default_rng(0)
        batches = [..., *(rng.choice(5000, 50, replace=False) for _ in range(20))]
        gradients = (mlp.backprop_batch(X[b], Y[b], *network) for b in batches)
        whole, *parts = (nabla_W + nabla_b for nabla_W, nabla_b in gradients)
        return np.mean([mlp.angle_between(part, whole) for part in parts])

    return "at the start" if off(networks[0]) < off(networks[-1]) else "late"


def furthest_layer():
    (old, _), (new, _) = ten_epochs()[0][-2:]
    moved = [np.linalg.norm(b - a) / np.linalg.norm(a) for a, b in zip(old, new, strict=True)]
    return ["the first", "the second", "the last"][int(np.argmax(moved))]


def does_a_tall_network_learn():
    digits = mlp.load_mnist(sample=True)
    tall = mlp.initialise((784, *[16] * 8, 10), rng=np.random.default_rng(0), dtype=float)
    net = mlp.sgd(digits.train_images, digits.train_labels, tall.weights, tall.biases, epochs=5,
                  batch_size=10, learning_rate=3.0, rng=np.random.default_rng(0))  # fmt: skip
    share = mlp.accuracy(digits.train_images, digits.train_labels, *net)
    return "no" if share < 0.15 else "yes, but slowly" if share < 0.5 else "yes"


def collapses(f):
    """Two layers with this activation function are one matrix and one vector."""
    rng = np.random.default_rng(0)
    W, V = rng.normal(size=(3, 2)), rng.normal(size=(1, 3))

    def network(x):
        return V @ f(W @ x)

    x, y = rng.normal(size=(2, 2))
    return bool(np.allclose(network(x + y), network(x) + network(y)))


#: How each declared truth is computed, by words of its question.
TRUTHS = {
    "which knob tilts": what_tilts,
    "row 1, column 2": lambda: int(np.arange(784).reshape(28, 28)[1, 2]),
    "which is not worth touching": lambda: f"neuron {weights_of_the_sum().index(0)}",
    "sum is above −3": lambda: next(b for b in range(-9, 10) if -3 + b == 0),
    "What is $\\sigma(-2)$": lambda: mlp.sigmoid(-2.0),
    "You halve all three": what_halving_does,
    "Which one is darkest for our 2": lambda: int(np.argmin(of_our_2(1))),
    "What will four hidden layers do": what_four_hidden_layers_do,
    "Which would save more": lambda: (
        "smaller images" if saved_by_smaller_images() else "the second hidden layer"
    ),
    "do as an activation function": lambda: {(True, False): "only z²"}[
        collapses(lambda z: 3 * z), collapses(np.square)
    ],
    "still react to a nudge": lambda: {(False, True, False): "ReLU"}[
        tuple(f(5.0) > 0.01 for f in (mlp.sigmoid_prime, mlp.relu_prime, mlp.tanh_prime))
    ],
    "if all ten neurons say 0.5": lambda: mlp.example_cost(np.full(10, 0.5), np.eye(10)[2]),
    "reports an MSE of 0.09": lambda: 10 * 0.09,
    "Which way would you turn this knob": lambda: (
        "to the left" if knob_falls_to_the_left() else "to the right"
    ),
    "number of mistakes *rises*": lambda: "yes" if mistakes_may_rise() else "no",
    "A fixed step length": lambda: "it stops at 0" if fixed_steps_settle() else "it never stops",
    "ever change those weights": lambda: "yes, but slowly" if rim_learns() else "never",
    "hardest to move by its $z$": easiest_output,
    "hold 0.8 and 0.1": lambda: 0.8 / 0.1,
    "pulled with +0.3 and −0.2": lambda: "up" if 0.3 * 1 - 0.2 * 2 > 0 else "down",
    "Among 500 pictures": lambda: (50 * 0.9 - 450 * 0.1) / 500,
    "A weight of 2 has the derivative": lambda: 2 - 0.1 * -3,
    "Nudge by −0.01 instead": lambda: 2.99**2 - 3**2,
    "chain 1-1-1-1-1-1 have": lambda: mlp.count_parameters((1,) * 6),
    "What is the cost if the last neuron holds 0": lambda: mlp.example_cost(
        np.array([0.0]), np.array([1.0])
    ),
    "behind it is black": lambda: mlp.last_link(0.0, 0.7, 0.1, 1.0)[0],
    "first factor for the bias": lambda: str(round(mlp.slope(lambda b: 0.7 * 0.2 + b, 0.3))),
    "How many multiplications": multiplications_for_one_more_layer,
    "derivative +0.4, another −0.1": lambda: np.mean([0.4, -0.1]),
    "Which terms of the cost change": lambda: {1: "only its own"}[
        np.count_nonzero((np.eye(3)[0] * 0.1 + 0.5 - 1) ** 2 - (0.5 - 1) ** 2)
    ],
    "rates are 0.3, −0.2 and −0.1": lambda: (
        "nothing" if abs(0.3 - 0.2 - 0.1) < 1e-9 else "it raises it"
    ),
    "with no hidden layer at all": share_without_a_hidden_layer,
    "With the bias −10, for which": what_lights_the_stroke_neuron,
    "What share of 1,000 new digits": share_of_the_mean_images,
    "Which of the three is worst": worst_h,
    "a batch the better guide": better_guide,
    "weights move furthest": furthest_layer,
    "Will this network learn": does_a_tall_network_learn,
    "twice as many weights": lambda: work_of_differences(2) / work_of_differences(1),
}
OF_NONE = {"Write the local derivatives", "Two curves, from about 10 %"}


def declared():
    for number in range(1, 5):
        yield from _DECLARED.finditer(chapter(number).prose)
        yield from _OPEN.finditer(chapter(number).prose)


def words_of(match):
    return f"{match['ask'] or ''} {match.groupdict().get('summary', '')}".strip()


def page(match):
    """The question as the page has it: paragraphs, and its bold words."""
    ask = re.sub(r"\*\*(.*?)\*\*", r"<strong>\1</strong>", match["ask"] or "")
    answer = re.sub(r"\*\*(.*?)\*\*", r"<strong>\1</strong>", match["answer"])
    if match.re is _OPEN:
        return f"<p>{ask}</p>\n<!-- guess: {match['how']} -->\n{answer}\n<!-- answered -->\n"
    return (
        (f"<p>{ask}</p>\n" if ask else "")
        + f'<details data-guess="{match["how"]}">\n<summary>{match["summary"]}</summary>\n'
        + f"<p>{answer}</p>\n</details>"
    )


def data_of(html):
    return dict(re.findall(r'data-(\w+)="([^"]*)"', _ROW.search(html)["data"]))


@pytest.mark.parametrize("match", list(declared()), ids=lambda match: words_of(match)[:50])
def test_questions_truth_is_computed(match):
    words = words_of(match)
    data = data_of(course_guesses.ask_guesses(page(match)))
    found = [key for key in TRUTHS if key in words]
    if "truth" not in data:
        assert any(key in words for key in OF_NONE), "its answer says it in words"
        return
    assert len(found) == 1, f"say in TRUTHS how the truth of this is computed: {words}"
    truth = TRUTHS[found[0]]()
    if data["kind"] == "choice":
        assert truth == data["truth"]
        return
    shown = float(data["truth"].replace("−", "-").replace(",", ""))
    assert shown == pytest.approx(truth, abs=course_guesses.half_a_unit(data["truth"]))


def test_questions_of_the_table_are_asked():
    asked = [words_of(match) for match in declared()]
    assert [key for key in {*TRUTHS, *OF_NONE} if not any(key in words for words in asked)] == []


def test_questions_before_you_read_on_take_a_guess_unless_they_say_otherwise():
    plain = (
        "<p><strong>Before you read on.</strong> Why?</p>\n<details><summary>Look</summary>"
        "<p>So.</p></details>"
    )
    html = course_guesses.ask_guesses(plain)
    assert data_of(html) == {"kind": "text"}
    assert html.index("</p>") < html.index("<form") < html.index("<details>"), "it is between"
    for left in (
        "<p><strong>Try it.</strong></p>\n<details><summary>A hint</summary><p>H.</p></details>",
        '<details name="quiz-1-q1"><summary>2</summary><p>Right.</p></details>',
        "<p>Some words.</p><details><summary>Why?</summary><p>So.</p></details>",
    ):
        assert course_guesses.ask_guesses(left) == left


def test_questions_of_the_next_cells_take_a_guess_and_their_answer_waits():
    html = course_guesses.ask_guesses(
        "<p><strong>Predict first.</strong> Will it?</p>\n<!-- guess: yes | no* -->\n"
        "<p>No.</p>\n<!-- answered -->\n<p>So.</p>"
    )
    parts = ["Will it?", "<form", '<div class="waits">', "No.", "</div>", "So."]
    assert [html.index(part) for part in parts] == sorted(html.index(part) for part in parts)
    assert "<!--" not in html


def test_questions_that_the_fold_asks_are_read_before_the_row():
    html = course_guesses.ask_guesses(
        '<p>All are single numbers.</p>\n<details data-guess="number">\n'
        "<summary>How many parameters does the chain have?</summary>\n<p><strong>10</strong></p>"
        "</details>"
    )
    assert html.count("How many parameters") == 1
    assert html.index("How many parameters") < html.index("<form") < html.index("Answer</summary>")


@pytest.mark.parametrize("lead", course_guesses.LEADS)
def test_questions_whose_answer_does_not_wait_are_refused(lead):
    alone = f"<p><strong>{lead}.</strong> Will it?</p>\n"
    for rest in ("<p>No.</p>", '<div class="cell">No.</div>', "<p>Look:</p><details>No.</details>"):
        with pytest.raises(ValueError, match="Will it"):
            course_guesses.ask_guesses(alone + rest)


@pytest.mark.parametrize("comments", ["<!-- guess: a | b -->", "<!-- answered -->"])
def test_questions_of_the_next_cells_say_where_the_answer_ends(comments):
    with pytest.raises(ValueError, match="partner"):
        course_guesses.ask_guesses(f"<p>Will it?</p>\n{comments}\n<p>No.</p>")


@pytest.mark.parametrize("how", ["one option", "a* | b*", "a | ", "number"])
def test_questions_that_mean_nothing_are_refused(how):
    html = f'<details data-guess="{how}"><summary>What?</summary><p>No bold 5.</p></details>'
    with pytest.raises(ValueError, match=r"What\?"):
        course_guesses.ask_guesses(html)


def test_questions_numbers_are_read_as_people_write_them(tmp_path):
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    if not (shutil.which("node") and esbuild.exists()):
        pytest.skip("Node.js or esbuild is not installed")
    bundle, entry = tmp_path / "questions.mjs", tmp_path / "entry.js"
    parts = (ROOT / "book" / "page" / "questions.js", ROOT / "mlp" / "widgets" / "typed.js")
    entry.write_text("".join(f"export * from '{part}';\n" for part in parts))
    subprocess.run(
        [esbuild, entry, "--bundle", "--format=esm",
         f"--outfile={bundle}", "--log-level=error"], check=True,
    )  # fmt: skip
    texts = ["13,002", "13002", "−0.5", "0,5", "12 %", "1/4", " 7 ", "0,125", "1,234,567", "",
             "two", "1/2/3", "5/", "1.2.3", ".5", "-.5", "–0.06", "+3", "- 0.06", "13 002",
             "about 8 times", "8×", "neuron 30", "b = −3", "0.12.", "≈ 0.12", "between 2 and 3",
             "twenty-five", "5 neurons, 1 bias", "0,500",
             "3e-2", "1,5e-2", "−3E−2", "−.5", "1\u202f000", "12%"]  # fmt: skip
    program = (
        "globalThis.location = {href: 'http://x/'};"
        f"const {{numberIn, sentence}} = await import({json.dumps(bundle.as_uri())});"
        f"const found = {json.dumps(texts)}.map(text => String(numberIn(text)));"
        "const said = [['number', '13,002', 0.5, '3'], ['number', '0.12', 0.02, '0.13'],"
        " ['number', '0.12', 0.02, '12 %'], ['number', '12', 0.5, '12%'],"
        " ['choice', 'a', null, 'b'], ['choice', 'a', null, 'a'], ['text', null, null, 'c']]"
        ".map(([kind, truth, tolerance, guess]) => sentence({kind, truth, tolerance}, guess));"
        "console.log(JSON.stringify([found, said]))"
    )
    prelude = (
        "globalThis.document = {baseURI: 'http://x/', documentElement: {dataset: {}},"
        " querySelectorAll: () => []};"
        r"const fill = (text, fields) => text.replace(/\{(\w+)\}/g, (all, name) => fields[name]);"
        "globalThis.course = {_: fill};"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", prelude + program],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found, said = json.loads(done.stdout)
    assert found == ["13002", "13002", "-0.5", "0.5", "12", "0.25", "7", "0.125", "1234567",
                     "NaN", "NaN", "NaN", "NaN", "NaN", "0.5", "-0.5", "-0.06", "3", "-0.06",
                     "13002", "8", "8", "30", "-3", "0.12", "0.12", "NaN", "NaN", "NaN",
                     "0.5", "0.03", "0.015", "-0.03", "-0.5", "1000", "12"]  # fmt: skip
    assert said == ["You said 3 – it is 13,002.", "You said 0.13, and it is 0.12.",
                    "You said 12 %, and it is 0.12.", "You said 12%, and it is 12.",
                    "You said: b. It is: a.", "You said: a. So it is.",
                    "You said: ‘c’"]  # fmt: skip


CHAPTER = "chapters/ch1/neurons.html"


def asked(tab, words):
    """The row of a question, and its answer, by words before them."""
    place = tab.evaluate(
        """words => [...document.querySelectorAll('form.guess')].findIndex(form =>
          [form.previousElementSibling, form.nextElementSibling?.querySelector('summary')].some(
            beside => beside?.textContent.includes(words)))""",
        words,
    )
    assert place >= 0, words
    form = tab.locator("form.guess").nth(place)
    if form.is_visible():  # on paper, a question without a guess is not
        form.scroll_into_view_if_needed()
    return form, form.locator("xpath=following-sibling::details[1]")


def words(form):
    return form.locator("[role=status]").text_content()


def answers(tab):
    """What stands under each row of a guess: whether it can be read, and what it is."""
    return tab.evaluate(
        """() => [...document.querySelectorAll('form.guess')].map(form => {
          const answer = form.nextElementSibling;
          const folded = answer.matches('details') && !answer.open;
          const first = answer.querySelector(':scope > :not(summary, script)') || answer;
          const shown = first.checkVisibility({contentVisibilityAuto: false}) &&
            answer.getBoundingClientRect().height > 0;
          return [form.previousElementSibling?.textContent.slice(0, 60), folded ? false : shown];
        })"""
    )


@pytest.mark.parametrize("page", [*(f"chapters/ch{n}/{name}.html" for n, name in enumerate(
    ("neurons", "gradient_descent", "backprop_intuition", "backprop_calculus"), 1)),
    "book/other_kinds.html"])  # fmt: skip
def test_questions_show_no_answer_before_a_guess(served, browser, page):
    with visiting(browser, f"{served}/{page}") as visit:
        tab = visit.page
        leads = "|".join(course_guesses.LEADS)
        asked = tab.evaluate(
            """leads => [...document.querySelectorAll('main p > strong:first-child')]
              .filter(lead => new RegExp(`^(${leads})\\b`).test(lead.textContent))
              .map(lead => [lead.parentNode.textContent.slice(0, 60),
                lead.parentNode.nextElementSibling.matches('form.guess')])""",
            leads,
        )
        assert [words for words, guessed in asked if not guessed] == []
        assert [words for words, shown in answers(tab) if shown] == []
        for form in tab.locator("form.guess").all():
            form.evaluate("form => form.querySelector('button[value=\"\"]').click()")
        assert [words for words, shown in answers(tab) if not shown] == []
        tab.reload()
        waiting = "document.querySelectorAll('.waits[hidden]').length"
        assert tab.evaluate(waiting) == 0, "skipped is skipped"
        assert visit.problems == []


def test_questions_of_the_next_cells_show_their_answer_after_a_guess(served, browser):
    with visiting(browser, f"{served}/{CHAPTER}", width=390) as visit:
        tab = visit.page
        form, _ = asked(tab, "with no hidden layer at all")
        waits = form.locator("xpath=following-sibling::div[1]")
        assert "shown when you have guessed" in form.text_content()
        assert not waits.get_by_text("Surprised?").is_visible()
        form.get_by_role("button", name="half").click()
        assert waits.get_by_text("Surprised?").is_visible()
        assert words(form).startswith("You said: half. It is: most.")
        assert "shown now" in words(form), "and it is heard"
        tab.reload()
        assert waits.get_by_text("Surprised?").is_visible()
        form, _ = asked(tab, "with no hidden layer at all")
        form.get_by_role("button", name="Guess again").click()
        assert not waits.get_by_text("Surprised?").is_visible()
        tab.keyboard.press("Escape")
        assert waits.get_by_text("Surprised?").is_visible()
        assert visit.problems == []


def test_questions_of_the_next_cells_are_found_by_the_browser(served, browser):
    with visiting(browser, f"{served}/{CHAPTER}#:~:text=Surprised") as visit:
        tab = visit.page
        tab.get_by_text("Surprised?").wait_for()
        assert asked(tab, "with no hidden layer at all")[0].locator(".again").count() == 1
        assert tab.locator(".waits[hidden]").count() >= 1, "the others wait"


def test_questions_of_the_next_cells_wait_before_anything_is_drawn(served, browser):
    with visiting(browser, f"{served}/{CHAPTER}") as visit:
        tab = visit.page
        form, _ = asked(tab, "With the bias −10")
        form.get_by_role("button", name="all three").click()
        tab.route("**/course.js*", lambda route: None)  # it does not come, yet
        tab.goto(f"{served}/{CHAPTER}", wait_until="commit")
        tab.locator("#contents").wait_for()
        states = "[...document.querySelectorAll('.waits')].map(each => each.hidden)"
        assert tab.evaluate(states) == ["until-found", False]
        form = tab.locator("form.guess.done")
        assert form.count() == 1
        assert not form.get_by_role("button").first.is_visible()


def test_questions_of_the_next_cells_wait_for_nobody_who_cannot_guess(served, book, browser):
    with visiting(browser, (book / CHAPTER).as_uri(), java_script_enabled=False) as visit:
        assert visit.page.get_by_text("Surprised?").is_visible()
    with visiting(browser, f"{served}/{CHAPTER}") as visit:
        visit.page.emulate_media(media="print")
        assert visit.page.get_by_text("Surprised?").is_visible()
    with visiting(browser, f"{served}/{CHAPTER}") as visit:
        visit.page.route("**/course.js*", lambda route: route.abort())
        visit.page.goto(f"{served}/{CHAPTER}")
        visit.page.get_by_text("Surprised?").wait_for()


def is_open(details):
    return details.evaluate("details => details.open")


def test_questions_take_a_guess_and_keep_it_beside_the_answer(served, browser):
    with visiting(browser, f"{served}/{CHAPTER}") as visit:
        tab = visit.page
        form, details = asked(tab, "No computer needed")
        form.locator("input").fill("two")
        tab.keyboard.press("Enter")
        assert "number" in words(form)
        assert not is_open(details)
        form.locator("input").fill("3")
        tab.keyboard.press("Enter")
        assert is_open(details)
        assert words(form) == "You said 3 – it is 0.12."
        form, details = asked(tab, "You halve all three")
        form.get_by_role("button", name="it moves").click()
        assert is_open(details)
        assert words(form) == "You said: it moves. It is: it blurs, where it is."
        form, _ = asked(tab, "Try to write a better rule down")
        form.locator("input").fill("a bow <b>on</b> top")
        form.get_by_role("button", name="Keep it").click()
        assert words(form) == "You said: ‘a bow <b>on</b> top’"

        tab.reload()
        form, details = asked(tab, "No computer needed")
        assert words(form) == "You said 3 – it is 0.12."
        assert not is_open(details)
        tab.emulate_media(media="print")
        assert form.get_by_role("status").is_visible()
        assert not form.get_by_role("button").first.is_visible()
        assert not asked(tab, "Which shape will")[0].is_visible()
        tab.emulate_media(media="screen")
        form.get_by_role("button", name="Guess again").click()
        assert tab.evaluate("document.activeElement.tagName") == "INPUT"
        form.locator("input").fill("0.13")
        tab.keyboard.press("Enter")
        assert words(form) == "You said 0.13, and it is 0.12."
        assert visit.problems == []


def test_questions_are_skipped_by_escape_or_by_opening_the_answer(served, browser):
    with visiting(browser, f"{served}/{CHAPTER}", width=390, color_scheme="dark") as visit:
        tab = visit.page
        form, details = asked(tab, "No computer needed")
        tab.keyboard.press("Escape")
        assert not is_open(details), (
            "nobody is told an answer by an Escape meant for something else"
        )
        form.locator("input").focus()
        tab.keyboard.press("Escape")
        assert is_open(details)
        _, answer = asked(tab, "Which shape will")
        answer.locator("summary").click()
        assert is_open(answer)
        tab.reload()
        for sentence in ("No computer needed", "Which shape will"):
            form, details = asked(tab, sentence)
            assert form.locator("input").count() == 0, "it asks no more"
            assert words(form) == ""
            assert not is_open(details)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390
        assert visit.problems == []


def test_questions_are_answered_without_javascript_and_from_disk(book, browser):
    with visiting(browser, (book / CHAPTER).as_uri(), java_script_enabled=False) as visit:
        tab = visit.page
        assert tab.locator("form.guess").count() > 10
        assert not tab.locator("form.guess").first.is_visible()
        answer = tab.locator("form.guess + details").first
        answer.locator("summary").click()
        assert answer.locator("p").first.is_visible()
    with visiting(browser, (book / CHAPTER).as_uri()) as visit:
        form, _ = asked(visit.page, "You halve all three")
        form.get_by_role("button", name="it blurs").click()
        assert words(form) == "You said: it blurs, where it is. So it is."


def test_questions_every_declared_one_is_on_its_page(book):
    for number in range(1, 5):
        (html,) = (book / "chapters" / f"ch{number}").glob("*.html")
        text = html.read_text("utf-8")
        declared_here = len(list(_DECLARED.finditer(chapter(number).prose)))
        rows = [dict(re.findall(r'data-(\w+)="([^"]*)"', row)) for row in _ROW.findall(text)]
        assert sum(row["kind"] != "text" for row in rows) >= declared_here - 1
        assert len(rows) >= chapter(number).prose.count("**Before you read on.**")
        names = re.findall(r'data-question="(\w+)"', text)
        assert len(set(names)) == len(names)
