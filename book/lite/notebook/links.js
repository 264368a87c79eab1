// Links of a notebook that lead to files of the course lead to the site's pages here.

const UP = '../..';

/** Where a link of a notebook leads on the site; null where it is not for us. */
export function onSite(path, text) {
  const page = /(?:^|\/)book\/(\w+)\.(?:md|html)$/.exec(path);
  if (page) return `${UP}/book/${page[1]}.html`;
  if (/(?:^|\/)mlp\/[\w/]+\.py$/.test(path)) return `${UP}/book/api.html#${text.trim()}`;
  const chapter = /(?:^|\/)(chapters\/ch\d\/\w+\.ipynb)$/.exec(path);
  return chapter && `index.html?path=${chapter[1]}`;
}

function lead(link) {
  const known = JSON.parse(link.dataset.commandlinkerArgs ?? '{}').path;
  const aim = known && onSite(known, link.textContent);
  if (!aim) return;
  delete link.dataset.commandlinkerArgs;
  delete link.dataset.commandlinkerCommand;
  link.dataset.course = aim;
}

/** Lead the links of a notebook to the site, whenever one is drawn. */
export function leadLinks(panel) {
  const look = () => {
    for (const link of panel.node.querySelectorAll('a[data-commandlinker-args]')) lead(link);
    for (const link of panel.node.querySelectorAll('a[data-course]'))
      if (link.getAttribute('href') !== link.dataset.course) {
        link.setAttribute('href', link.dataset.course);
        link.target = '_blank';
      }
  };
  const attributeFilter = ['href', 'data-commandlinker-args'];
  new MutationObserver(look).observe(panel.node, {childList: true, subtree: true, attributeFilter});
  look();
}
