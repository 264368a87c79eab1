"""Questions about mistakes: on sheets for a class (`mlp quiz`), and at the start of a chapter."""

import html
import json
import re

import numpy as np
import pytest
from click.testing import CliRunner

from mlp import checks
from mlp.checks import comparing, questions
from mlp.checks.mistakes import Variant
from mlp.exercises import EXERCISES
from mlp.grading.quiz import quiz

ROSTER = "student_id,name\nada,Ada\nbob,Bob\nzoe,Zoë\n"


@pytest.mark.parametrize("chapter", ["ch2", "ch3", "ch4"])
def test_question_has_one_right_choice_among_four(chapter):
    for seed in range(6):
        for question in questions.draw(questions.before(chapter), np.random.default_rng(seed)):
            assert len(set(question.choices)) == 4
            given = [text.partition(": ")[0] for text in question.explained]
            assert len(set(given)) == 4
            assert given[question.right] == f"That gives {question.given}"
            assert question.given != question.wanted
            assert EXERCISES[question.exercise].chapter < chapter


def test_question_names_the_mistake_that_the_check_names():
    """A function with the mistake of the right choice gets that sentence from its check."""
    for seed in range(20):
        (question,) = questions.draw(["neuron"], np.random.default_rng(seed), 1)
        sentence = question.explained[question.right].partition(": ")[2]
        made = [
            known.function
            for known in checks.neuron.known
            if isinstance(known, Variant) and known.says == sentence
        ]
        assert made
        with pytest.raises(checks.Mistake) as caught:
            checks.neuron(lambda a, w, b, made=made[0]: made(a, w, b), rng=0)
        said = " ".join(str(caught.value).split())
        assert sentence in said or "same numbers" in said


def test_questions_are_the_same_for_the_same_seed_and_others_for_another():
    def drawn(seed):
        return questions.draw(questions.before("ch3"), np.random.default_rng(seed))

    assert drawn(1) == drawn(1) != drawn(2)


@pytest.mark.parametrize("chapter", ["ch1", "ch5", ""])
def test_chapter_without_one_before_has_no_warm_up(chapter):
    with pytest.raises(ValueError, match="expected one of ch2, ch3, ch4"):
        questions.before(chapter)


def test_quiz_writes_a_sheet_for_each_student_and_the_key(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    run = CliRunner().invoke(quiz, ["ch2", "--students", "roster.csv", "--json"])
    assert run.exit_code == 0, run.output
    assert json.loads(run.output)["students"] == ["ada", "bob", "zoe"]
    sheets = (tmp_path / "grading/quiz/ch2.html").read_text("utf-8")
    key = (tmp_path / "grading/quiz/ch2-key.html").read_text("utf-8")
    pages = re.findall(r"<section>.*?</section>", sheets, re.DOTALL)
    assert len(pages) == 3
    assert len(set(pages)) == 3
    assert all(page.count("Somebody’s function gave") == 5 for page in pages)
    rows = re.findall(r"<tr><th>(\w+)</th>((?:<td>[ABCD]</td>)+)</tr>", key)
    assert [name for name, _ in rows] == ["ada", "bob", "zoe"]
    drawn = questions.draw(questions.before("ch2"), _rng_of("ada"))
    assert re.findall(r"[ABCD](?=</td>)", rows[0][1]) == ["ABCD"[q.right] for q in drawn]
    assert all(html.escape(q.call) in pages[0] for q in drawn)
    again = CliRunner().invoke(quiz, ["ch2", "--students", "roster.csv"])
    assert again.exit_code == 0
    assert (tmp_path / "grading/quiz/ch2.html").read_text("utf-8") == sheets


def _rng_of(name):
    from mlp.grading.quiz import _rng

    return _rng(0, name)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ch1"], "expected one of ch2, ch3, ch4"),
        (["ch2", "--students", "nobody.csv"], "nobody.csv"),
        (["ch2", "--questions", "0"], "0 is not in the range"),
    ],
)
def test_quiz_says_what_is_wrong_and_writes_nothing(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(quiz, arguments)
    assert run.exit_code in (1, 2)
    assert said in run.output
    assert not (tmp_path / "grading").exists()


def test_value_of_every_choice_is_what_its_mistake_gives():
    """The numbers beside the choices come from the variants, on the very numbers of the call."""
    for name in ("line", "relu", "gradient_step"):
        (question,) = questions.draw([name], np.random.default_rng(3), 1)
        check = getattr(checks, name)
        call = {"np": np, name: lambda *args, **named: (*args, *named.values())}
        args = eval(re.sub(r"\[", "np.array([", question.call).replace("]", "])"), call)
        values = [
            known._value(args)
            for known in check.known
            if isinstance(known, Variant)
            and question.explained[question.right].endswith(known.says)
        ]
        given = np.array(json.loads(question.given), float)
        assert any(comparing.agree(value, given, 1e-2) for value in values if value is not None)
