// The welcome page's figure: the network reads a digit, layer by layer; the book's, or one's own.
import {choice} from './handles.js';
import {ownState} from './own.js';
import {reader} from './read.js';

const choiceOf = () =>
  choice({
    legend: 'Whose 13,002 numbers?',
    value: 'yours',
    options: [
      ['yours', 'yours'],
      ['book', 'the book’s'],
    ],
  });

export function render({model, el}) {
  const book = model.get('state');
  const own = model.get('guess') ? ownState(book) : null; // on a page alone
  const whose = own && choiceOf();
  let end = () => {};
  const draw = () => {
    end();
    const state = whose?.value === 'yours' ? own : book;
    const {view, says, show, form} = reader({get: () => state}, {width: 1000});
    el.replaceChildren(view.box, form(says), ...(whose ? [whose.row] : []));
    view.start();
    show();
    end = view.end;
  };
  whose?.row.addEventListener('input', () => {
    draw();
    whose.inputs.find(input => input.checked).focus();
  });
  draw();
  return () => end();
}
