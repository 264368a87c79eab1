// Brings figures to life on a page: each one's files are loaded as the reader comes near.

const NEAR = '600px'; // how far below the window a figure wakes

const pageModel = (figure, guess) => {
  const state = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
  return {
    get: key => ({state, guess})[key],
    on() {},
    off() {},
    send() {},
    save_changes() {},
  };
};

/** Draw a figure of a page from its state; `guess` is the name that a guess is kept under. */
export const startFigure = (figure, module, guess) => {
  module.render({model: pageModel(figure, guess), el: figure.querySelector('.widget-body')});
  figure.classList.add('live');
};

const folder = document.currentScript?.src.replace(/[^/]*$/, '');
const loading = {};
// A classic script, not a module: those may not be loaded by a page that is opened as a file.
const load = file =>
  (loading[file] ||= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${folder}${file}.js`;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  }));

/** Wake every figure of the page in its time. `needs`: {module: names of its files}. */
export const hostPage = needs => {
  const wake = async figure => {
    const module = figure.dataset.widget;
    await Promise.all(needs[module].map(load));
    startFigure(figure, figures.use(`widgets/${module}`), figure.dataset.name);
  };
  const near = new IntersectionObserver(
    entries =>
      entries
        .filter(entry => entry.isIntersecting)
        .forEach(({target}) => {
          near.unobserve(target);
          wake(target);
        }),
    {rootMargin: `${NEAR} 0px`},
  );
  document.querySelectorAll('figure[data-widget]').forEach(figure => near.observe(figure));
  // a figure that comes later, from an answer that was run on the page
  document.addEventListener('figure-comes', ({target}) => wake(target));
};
