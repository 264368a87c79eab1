// The questions in the text take a guess before their answer is read. It is kept in this browser,
// and shown beside the answer; nothing is graded, and Escape skips.
import {keepGuess, recallGuess, skippedByEscape} from '../../mlp/widgets/guesses.js';
import {make} from './site.js';

/**
 * The number that a reader wrote: 13,002 or 13 002, −0.5, .5, 0,5, 1/4, 12 % (which is 12); words
 * before and after it are left out, as in 'about 8 times'. NaN if there is none, or more than one.
 */
export function numberIn(text) {
  const plain = text
    .replace(/[−–]/g, '-')
    .match(/^[^\d.,/+-]*(.*?)[^\d/]*$/s)[1]
    .replace(/(\d)\s(?=\d{3}(?!\d))/g, '$1')
    .replace(/^([-+])\s+/, '$1')
    .replace(
      /^([-+]?[1-9]\d{0,2})((?:,\d{3})+)(?!\d|,)/,
      (_, first, rest) => first + rest.replace(/,/g, ''),
    )
    .replace(/^([-+]?\d*),(\d+)$/, '$1.$2');
  const [over, under, ...more] = plain.split('/').map(part => (part.trim() ? +part : NaN));
  if (more.length) return NaN;
  return under === undefined ? over : over / under;
}

/** The sentence that puts a guess beside the truth. */
export function sentence({kind, truth, tolerance}, guess) {
  if (kind === 'text') return `You said: ‘${guess}’`;
  if (kind === 'choice') {
    if (!truth) return `You said: ${guess}.`;
    return guess === truth
      ? `You said: ${guess}. So it is.`
      : `You said: ${guess}. It is: ${truth}.`;
  }
  const said = numberIn(guess);
  const meant = guess.includes('%') ? [said, said / 100] : [said]; // 12 % is 0.12 too
  const near = meant.some(number => Math.abs(number - numberIn(truth)) <= tolerance);
  return near ? `You said ${guess}, and it is ${truth}.` : `You said ${guess} – it is ${truth}.`;
}

function ask(form) {
  const {question, kind} = form.dataset;
  const details = form.nextElementSibling?.matches('details') ? form.nextElementSibling : null;
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
      kept.skipped ? 'Guess' : 'Guess again',
    );
    form.classList.toggle('kept', !kept.skipped);
    form.classList.add('done');
    form.replaceChildren(said, undo);
    said.textContent = words;
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
    wait();
    form.querySelector('input, button').focus();
  };

  form.addEventListener('submit', event => {
    event.preventDefault();
    const guess = field.value.trim();
    if (guess && (kind !== 'number' || Number.isFinite(numberIn(guess)))) return keep({guess});
    said.textContent =
      kind === 'number' ? 'A number, please, such as 0.5.' : 'Write a word or two.';
    return field.focus();
  });
  form.addEventListener('click', ({target}) => {
    const choice = target.closest('button[type=button][value]');
    if (choice) keep(choice.value ? {guess: choice.value} : {skipped: true});
  });
  // opened without a guess, by a click or by a search in the page
  details?.addEventListener('toggle', () => {
    if (details.open && !form.classList.contains('done')) keep({skipped: true});
  });
  const before = recallGuess(question);
  if (before) show(before);
  else wait();
}

if (typeof document !== 'undefined') document.querySelectorAll('form.guess').forEach(ask);
