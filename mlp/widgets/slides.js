import {set} from '../look/dom.js';
import {predict} from './predict.js';

// Slides: one handle, and a picture made beforehand for each of its places
export function render({model, el}) {
  const {slides, says, shows, at, asked} = model.get('state');
  const [view, read, form] = ['.view', '.read', 'form'].map(q => el.querySelector(q));
  const inputs = [...form.querySelectorAll('input')];
  const out = form.querySelector('output');
  const go = () => {
    const k = inputs.length > 1 ? inputs.findIndex(i => i.checked) : +inputs[0].value;
    view.innerHTML = slides[k];
    read.innerHTML = says[k];
    if (!out) return;
    out.textContent = shows[k];
    inputs[0].setAttribute('aria-valuetext', `${shows[k]}, ${read.textContent}`);
    inputs[0].style.setProperty('--t', slides.length > 1 ? k / (slides.length - 1) : 0);
  };
  form.addEventListener('input', go);
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(go));
  if (!out) set(read, {'aria-live': 'polite'});
  set(form, {'data-at': at});
  const see = () => {
    inputs.forEach((input, k) => {
      input.checked = k === asked.slide;
    });
    go();
  };
  if (asked) predict(model, el, {...asked, is: 'it is', see});
}
