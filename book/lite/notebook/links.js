// Links of a notebook that lead to files of the course lead to the site's pages here.

const UP = '../..';
const FILES = new URL('../files/', location.href).href; // where JupyterLite has a link to a file lead

/** Where a link of a notebook leads on the site; null where it is not for us. */
export function onSite(path, text) {
  const page = /(?:^|\/)book\/(\w+)\.(?:md|html)$/.exec(path);
  if (page) return `${UP}/book/${page[1]}.html`;
  if (/(?:^|\/)mlp\/[\w/]+\.py$/.test(path)) return `${UP}/book/api.html#${text.trim()}`;
  const chapter = /(?:^|\/)(chapters\/ch\d\/\w+\.ipynb)$/.exec(path);
  return chapter && `index.html?path=${chapter[1]}`;
}

function lead(link) {
  const path = link.href.startsWith(FILES) && new URL(link.href).pathname;
  const aim = path && onSite(decodeURIComponent(path), link.textContent);
  if (!aim) return;
  link.dataset.course = '';
  link.setAttribute('href', aim);
  link.target = '_blank';
}

/** Lead the links of a notebook to the site, whenever one is drawn. */
export function leadLinks(panel) {
  const look = () => panel.node.querySelectorAll('a[href]').forEach(lead);
  const attributeFilter = ['href'];
  new MutationObserver(look).observe(panel.node, {childList: true, subtree: true, attributeFilter});
  look();
  // before JupyterLite, which looks for the file and opens that
  const ours = event => event.target.closest('a[data-course]') && event.stopPropagation();
  panel.node.addEventListener('click', ours, {capture: true});
}
