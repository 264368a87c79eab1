// A guess before the first move: what the reader thinks will happen, kept beside what does happen.
import {html, set} from '../look/dom.js';
import {clamp, plain} from '../look/numbers.js';
import {button} from './handles.js';
import {keepGuess, recallGuess, skippedByEscape} from './guesses.js';
import {isNumber, noNumber, readings} from './typed.js';

// what moves a figure: an event, and what it happens to
const MOVES = {input: '*', click: '.btn[type=button]', pointerdown: '.pad, .drag:not(.guess)'};

// no type=number, which takes neither 1,5 nor −3; a telephone's keys for decimals lack a minus
const numberField = ({label, value, min, max}) =>
  html('input', {
    type: 'text',
    inputmode: min < 0 ? 'text' : 'decimal',
    autocomplete: 'off',
    role: 'spinbutton',
    'aria-label': label,
    'aria-valuemin': min,
    'aria-valuemax': max,
    value,
  });

const optionsOf = (options, keep) =>
  options.map(([key, words]) => {
    const option = button('', {html: `${words}`});
    option.addEventListener('click', () => keep(key));
    return option;
  });

// a number, typed as people write them; `mark` draws it as it is typed, `say` what is wrong with it
const fieldOf = ({label, unit = '', value = '', min, max, step}, {keep, mark, say}) => {
  const field = numberField({label, value, min, max});
  const done = button('That is my guess');
  const written = x => plain(x, `${step}`.split('.')[1]?.length ?? 0);
  const read = () => {
    const meant = readings(field.value);
    return unit === '%' ? meant[0] : meant.at(-1);
  };
  const number = () => {
    const given = read();
    return given >= min && given <= max ? given : null; // nothing too where it is none
  };
  const moved = () => {
    const given = number();
    set(field, {'aria-valuenow': given, 'aria-invalid': null});
    say('');
    mark(given);
  };
  const end = () => {
    const guess = number();
    if (guess !== null) return keep(guess);
    say(isNumber(field.value) ? `From ${written(min)} to ${written(max)}, please.` : noNumber());
    set(field, {'aria-invalid': 'true'});
    return field.focus();
  };
  const nudge = by => {
    field.value = written(clamp((number() ?? clamp(0, min, max)) + by * step, min, max));
    moved();
  };
  field.addEventListener('input', moved);
  field.addEventListener('keydown', event => {
    if (event.key === 'Enter') end();
    const by = {ArrowUp: 1, ArrowDown: -1}[event.key];
    if (!by) return;
    event.preventDefault();
    nudge(by);
  });
  done.addEventListener('click', end);
  const begin = () => {
    field.value = value;
    moved();
  };
  return {field, begin, moved, nodes: [html('label', {}, field, unit), done]};
};

const worded = ({options, range}, guess) =>
  range ? range.show(guess) : options.find(([key]) => key === guess)?.[1];

const compared = (step, guess) =>
  `You said <b>${worded(step, guess)}</b> – ${step.is} <b>${worded(step, step.truth)}</b>.`;

// the question, the ways to answer it, and Skip
const questionOf = ({ask, options, range, mark}, {keep, skip, say}) => {
  const scale = range && fieldOf(range, {keep, mark, say});
  const skipped = button('Skip', {class: 'btn again', title: 'Escape skips it too'});
  skipped.addEventListener('click', skip);
  const ways = scale ? scale.nodes : optionsOf(options, keep);
  return {scale, nodes: [html('p', {html: ask}), html('div', {}, ...ways, skipped)]};
};

// where it is asked, and where the guess is shown then: `open` and `close` change the one to the other
const boxOf = (step, {keep, skip, again}) => {
  const said = html('span', {class: 'guessed', role: 'status', 'aria-live': 'polite'});
  const node = html('div', {
    class: 'predict',
    role: 'group',
    'aria-label': 'Your guess',
    tabindex: -1,
  });
  const say = words => {
    said.textContent = words;
  };
  const {scale, nodes} = questionOf(step, {keep, skip, say});
  let end = () => {};
  return {
    node,
    scale,
    open() {
      said.innerHTML = '';
      node.style.minHeight = '';
      node.replaceChildren(...nodes, said);
      scale?.begin();
      end = skippedByEscape(node.closest('figure') || node, skip, {anywhere: true});
    },
    close(words, {keepHeight = true} = {}) {
      end();
      const held = node.contains(document.activeElement);
      const more = button(words ? 'Guess again' : 'Guess first', {class: 'btn again'});
      more.addEventListener('click', again);
      node.style.minHeight = keepHeight ? `${node.offsetHeight}px` : '';
      node.replaceChildren(said, more);
      said.innerHTML = words;
      if (held) node.focus({preventScroll: true});
    },
  };
};

/**
 * Ask for a guess at the top of a figure of a page; in a notebook nothing is asked.
 * @param {object} model the figure's; only that of a page has a `guess`, the name to keep it under
 * @param {Element} el the figure's body, drawn already
 * @param {object} given
 * @param {string} given.ask HTML of the question
 * @param {[string|number, string][]} [given.options] key and HTML of each; one is the truth
 * @param {object} [given.range] of a number instead: label, min, max, step; unit, value; `show`
 * @param {string|number} given.truth what does happen: a key, or a number of the range's unit
 * @param {string} given.is what the truth follows: 'it ends at'
 * @param {(guess: number|null) => void} [given.mark] draws the guess into the picture
 * @param {(guess: string|number) => void} [given.see] sets the figure so that the truth is seen
 * @returns {{set(value: number): void}} puts a number in, as by a drag in the picture
 */
export const predict = (model, el, given) => {
  el.querySelector('.predict')?.remove(); // drawn when the book was built
  const name = model.get('guess');
  if (!name) return {set() {}};
  const step = {mark() {}, see() {}, ...given};
  let asking = true;
  const close = (words, how) => {
    asking = false;
    if (!words) step.mark(null);
    box.close(words, how);
  };
  const show = (guess, how) => {
    step.mark(guess);
    close(compared(step, guess), how);
  };
  const keep = guess => {
    keepGuess(name, {guess});
    show(guess);
    step.see(guess);
  };
  const skip = () => {
    keepGuess(name, {skipped: true});
    close('');
  };
  const open = () => {
    asking = true;
    box.open();
  };
  const again = () => {
    keepGuess(name, null);
    open();
    box.node.querySelector('button, input').focus();
  };
  const box = boxOf(step, {keep, skip, again});
  // a reader who moves the figure first has seen: for this time, nothing is asked any more
  const seen = ({target, type}) => {
    if (asking && !box.node.contains(target) && target.closest(MOVES[type])) close('');
  };
  Object.keys(MOVES).forEach(type => el.addEventListener(type, seen, true));
  el.addEventListener('reset', () => {
    if (!asking && !recallGuess(name)) open(); // the first state asks
  });
  el.prepend(box.node);
  box.open();
  const before = recallGuess(name);
  const kept = before && !before.skipped && worded(step, before.guess) !== undefined;
  if (kept) show(before.guess, {keepHeight: false});
  else if (before) close('', {keepHeight: false});
  return {
    set(value) {
      if (!asking || !box.scale) return;
      box.scale.field.value = value.toFixed(2);
      box.scale.moved();
    },
  };
};
