// Brings figures to life on a page: each one's module is fetched as the reader comes near.
export const pageModel = figure => {
  const state = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
  return {
    get: key => (key === 'state' ? state : undefined),
    on() {},
    off() {},
    send() {},
    save_changes() {},
  };
};
export const startFigure = (figure, module) => {
  module.render({model: pageModel(figure), el: figure.querySelector('.widget-body')});
  figure.classList.add('live');
};
const wake = figure =>
  import(new URL(`${figure.dataset.widget}.js`, import.meta.url)).then(module =>
    startFigure(figure, module),
  );
const hostPage = () => {
  const near = new IntersectionObserver(
    entries =>
      entries.forEach(entry => {
        if (entry.isIntersecting) {
          near.unobserve(entry.target);
          wake(entry.target);
        }
      }),
    {rootMargin: '600px 0px'},
  );
  document.querySelectorAll('figure[data-widget]').forEach(figure => near.observe(figure));
};
if (new URL(import.meta.url).pathname.endsWith('/host.js')) hostPage();
