// The welcome page's figure: the network reads a digit, layer by layer.
import {reader} from './read.js';

export function render({model, el}) {
  const {view, says, show, form} = reader(model, {width: 1000});
  el.replaceChildren(view.box, form(says));
  view.start();
  show();
  return view.end;
}
