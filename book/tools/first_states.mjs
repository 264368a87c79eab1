// Draws the first state of every interactive figure into built pages, for readers without
// JavaScript, for print, and so that nothing moves as a figure wakes.
//
//     node book/tools/first_states.mjs _build/html/_static/widgets PAGE.html …
import {readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseHTML} from 'linkedom';

const FIGURE =
  /<figure (?:id="[\w-]+" )?class="widget" data-widget="(\w+)" data-name="(\w+)">\s*<div class="widget-body"><\/div>[\s\S]*?<script type="application\/json">([\s\S]*?)<\/script>/g;
const EMPTY = '<div class="widget-body"></div>';

// what a browser has and this document lacks
class Nothing {
  observe() {}
  disconnect() {}
}
const surroundings = document => {
  const waiting = [];
  return {
    document,
    waiting,
    ResizeObserver: Nothing,
    IntersectionObserver: Nothing,
    matchMedia: () => ({matches: true}),
    setTimeout: work => waiting.push(work),
    clearTimeout: () => waiting.splice(0),
  };
};

// the properties of inputs that figures read: here they are the attributes
const reflectInputs = ({prototype}) => {
  for (const name of ['value', 'min', 'max'])
    Object.defineProperty(prototype, name, {
      configurable: true,
      get() {
        return this.getAttribute(name);
      },
      set(text) {
        this.setAttribute(name, text);
      },
    });
  Object.defineProperty(prototype, 'checked', {
    configurable: true,
    get() {
      return this.hasAttribute('checked');
    },
    set(on) {
      this.toggleAttribute('checked', on);
    },
  });
};

const [folder, ...pages] = process.argv.slice(2);
const names = readdirSync(folder).filter(name => name.endsWith('.js') && name !== 'host.js');
const scripts = ['host.js', ...names].map(name => readFileSync(join(folder, name), 'utf8'));

const firstState = (module, name, state) => {
  const {document, HTMLInputElement} = parseHTML('<html><body><div></div></body></html>');
  reflectInputs(HTMLInputElement);
  const {waiting, ...given} = surroundings(document);
  const run = new Function(...Object.keys(given), `${scripts.join('\n')}\nreturn figures;`);
  const figures = run(...Object.values(given));
  const el = document.querySelector('div');
  const model = {get: () => state, on() {}, off() {}, send() {}};
  figures.use(`widgets/${module}`).render({model, el});
  while (waiting.length) waiting.shift()();
  return el.innerHTML
    .replace(/name="choice-\d+-\w+"/g, `name="first-${name}"`)
    .replace(/\bmask-(?=\d)/g, `mask-${name}-`); // each figure counts its masks from 0
};

for (const page of pages) {
  const text = readFileSync(page, 'utf8');
  const filled = text.replace(FIGURE, (whole, module, name, json) =>
    whole.replace(EMPTY, () => {
      const drawn = firstState(module, name, JSON.parse(json));
      return `<div class="widget-body">${drawn}</div>`;
    }),
  );
  if (filled !== text) writeFileSync(page, filled);
}
