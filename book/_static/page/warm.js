// The warm-up of a chapter: other questions and numbers at each visit, of those that the page holds.
const warm = document.querySelector('[data-warm-up]');
const {says, asked} = JSON.parse(warm?.querySelector('script').textContent || '{}');

const {_} = window.course;

const shuffled = list =>
  list
    .map(each => [Math.random(), each])
    .sort(([one], [other]) => one - other)
    .map(([, each]) => each);

/** Put a question in the place of the one that is there. */
function ask(number, [call, wanted, given, right, choices]) {
  const answers = [...warm.querySelectorAll(`details[name$="-${number}"]`)];
  const codes = answers[0].previousElementSibling.querySelectorAll('code');
  [call, wanted, given].forEach((text, i) => (codes[i].textContent = text));
  choices.forEach(([which, value], i) => {
    const [done, sentence] = says[which];
    const verdict = document.createElement('b');
    verdict.textContent = i === right ? _('Right') : _('Not quite');
    answers[i].open = false;
    answers[i].className = i === right ? 'right' : 'wrong';
    answers[i].querySelector('summary').textContent = `${done}.`;
    answers[i]
      .querySelector('p')
      .replaceChildren(verdict, '. ', _('That gives {value}:', {value}), ` ${sentence}`);
  });
}

/** Ask about as many exercises as there are questions, each with one of its sets of numbers. */
function askOthers() {
  const number = warm.querySelectorAll('details').length / asked[0][0][4].length;
  shuffled(asked)
    .slice(0, number)
    .forEach((each, i) => ask(i + 1, shuffled(each)[0]));
}

if (warm) {
  askOthers();
  warm.insertAdjacentHTML(
    'beforeend',
    `<div class="do"><button type="button" data-action="numbers">${_('New numbers')}</button>` +
      '<span class="hide" role="status"></span></div>',
  );
  let times = 0;
  warm.querySelector('button').addEventListener('click', () => {
    askOthers();
    times += 1;
    warm.querySelector('[role=status]').textContent = _('Five other questions ({times}).', {times});
  });
}
