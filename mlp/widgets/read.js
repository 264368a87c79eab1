import {html} from '../look/dom.js';
import {NAMES, choice, resetButton} from './kit.js';
import {plain} from '../look/numbers.js';
import {network, describe, table} from './net.js';

// The network reads a digit that is chosen: `hero` (large, few digits) and `pick_a_digit`
export const reader = (model, el, {numbers = false, wait = 420} = {}) => {
  const {digits, start, ...net} = model.get('state');
  const view = network(net, {wait});
  const says = html('output', {class: 'says', 'aria-live': 'polite'});
  const list = numbers ? table() : null;
  const tile = d => `<img src="${d.image}" alt="" width="28" height="28">`;
  const picks = choice({
    legend: 'Choose a digit to read',
    value: String(start || 0),
    options: digits.map((d, i) => [String(i), tile(d)]),
  });
  picks.inputs.forEach((input, i) =>
    input.setAttribute(
      'aria-label',
      `A handwritten ${NAMES[digits[i].y]}${digits[i].hard ? ', hard to read' : ''}`,
    ),
  );
  picks.row.classList.add('tiles');
  const show = pause => {
    const d = digits[+picks.value];
    const best = d.a[3].indexOf(Math.max(...d.a[3]));
    view.stop();
    view.dim();
    view.show(
      d.a,
      d.image,
      describe(`a handwritten ${NAMES[d.y]}`, d.a),
      () => {
        says.innerHTML =
          `It says <mark>${best}</mark>, at ${plain(d.a[3][best])}.` +
          (best === d.y ? '' : ` Its writer meant ${d.y}, which it gave ${plain(d.a[3][d.y])}.`);
        if (list) list.fill(d.a);
      },
      pause,
    );
  };
  const form = html(
    'form',
    {class: 'picks', autocomplete: 'off'},
    picks.row,
    ...(numbers ? [html('div', {class: 'answer'}, says, resetButton())] : [says]),
  );
  form.addEventListener('reset', () => setTimeout(() => show()));
  form.addEventListener('input', () => show());
  form.addEventListener('submit', event => event.preventDefault());
  el.replaceChildren(view.box, form, ...(list ? [list.node] : []));
  view.start();
  show();
  return view.end;
};
