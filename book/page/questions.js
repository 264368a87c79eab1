// The questions in the text take a guess before their answer is read. It is kept in this browser,
// and shown beside the answer; nothing is graded, and Escape skips. A row is made of its template
// when the reader comes near, or goes through the page by Tab.
import {keepGuess, recallGuess, skippedByEscape} from '../../mlp/widgets/guesses.js';
import {isNumber, noNumber, numberIn, readings} from '../../mlp/widgets/typed.js';
import {_, make} from './site.js';

/** The sentence that puts a guess beside the truth. */
export function sentence({kind, truth, tolerance}, guess) {
  if (kind === 'text') return _('You said: ‘{guess}’', {guess});
  if (kind === 'choice') {
    if (!truth) return _('You said: {guess}.', {guess});
    return guess === truth
      ? _('You said: {guess}. So it is.', {guess})
      : _('You said: {guess}. It is: {truth}.', {guess, truth});
  }
  const near = readings(guess).some(number => Math.abs(number - numberIn(truth)) <= tolerance);
  return near
    ? _('You said {guess}, and it is {truth}.', {guess, truth})
    : _('You said {guess} – it is {truth}.', {guess, truth});
}

/** The answer to a question: a fold, or cells that wait; null where it is neither. */
const answerOf = ({nextElementSibling: next}) => ({
  details: next?.matches('details') ? next : null,
  waits: next?.matches('.waits') ? next : null,
});

function ask(form) {
  const {question, kind} = form.dataset;
  const {details, waits} = answerOf(form);
  const said = form.querySelector('[role=status]');
  const asked = [...form.children].filter(child => child !== said);
  const field = form.querySelector('input');
  let end = () => {};

  const show = kept => {
    end();
    const words = kept.skipped ? '' : sentence(form.dataset, kept.guess);
    const undo = make(
      'button',
      {type: 'button', class: 'again', click: again},
      kept.skipped ? _('Guess') : _('Guess again'),
    );
    form.classList.toggle('kept', !kept.skipped);
    form.classList.add('done');
    form.replaceChildren(said, undo);
    said.textContent = words;
    if (!waits) return;
    said.append(make('span', {class: 'hide'}, ` ${_('What comes next is shown now.')}`));
    waits.removeAttribute('hidden');
  };
  const keep = kept => {
    const held = form.contains(document.activeElement);
    keepGuess(question, kept);
    show(kept);
    if (held) (details?.querySelector('summary') || form.querySelector('button')).focus();
    if (details) details.open = true;
  };
  const wait = () => {
    end = skippedByEscape(form, () => keep({skipped: true}));
  };
  const again = () => {
    keepGuess(question, null);
    form.classList.remove('kept', 'done');
    said.textContent = '';
    form.replaceChildren(...asked, said);
    if (details) details.open = false;
    waits?.setAttribute('hidden', 'until-found');
    wait();
    form.querySelector('input, button').focus();
  };

  form.addEventListener('submit', event => {
    event.preventDefault();
    const guess = field.value.trim();
    if (guess && (kind !== 'number' || isNumber(guess))) return keep({guess});
    said.textContent = kind === 'number' ? noNumber() : _('Write a word or two.');
    return field.focus();
  });
  form.addEventListener('click', ({target}) => {
    const choice = target.closest('button[type=button][value]');
    if (choice) keep(choice.value ? {guess: choice.value} : {skipped: true});
  });
  // opened without a guess, by a click or by a search in the page
  const opened = () => form.classList.contains('done') || keep({skipped: true});
  details?.addEventListener('toggle', () => details.open && opened());
  waits?.addEventListener('beforematch', opened);
  const before = recallGuess(question);
  if (before) return show(before);
  wait();
  if (details?.open || (waits && !waits.hidden)) opened(); // found before its row was there
}

function rowOf(template) {
  const form = template.content.firstElementChild;
  template.replaceWith(form);
  ask(form);
}

const templates = new Set(globalThis.document?.querySelectorAll('template.guess'));
if (templates.size) {
  const turn = template => templates.delete(template) && rowOf(template);
  const near = new IntersectionObserver(
    entries => entries.forEach(({isIntersecting, target}) => isIntersecting && turn(target)),
    {rootMargin: '100% 0px'},
  );
  templates.forEach(template => near.observe(template));
  const turnAll = () => templates.forEach(turn);
  document.addEventListener('keydown', ({key}) => key === 'Tab' && turnAll(), {capture: true});
  addEventListener('beforeprint', turnAll); // a guess that was kept is on paper too
}
