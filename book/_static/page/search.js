// The search, on its own page and over any other: '/' opens it, Escape closes it.
const load = async () => {
  await Promise.all([window.course.load('minisearch'), window.course.load('search-texts')]);
  await window.course.load('search');
};
const page = document.getElementById('search-results');
const box = page && document.getElementById('q');
async function onPage() {
  box.value = new URLSearchParams(location.search).get('q') || '';
  box.focus();
  await load();
  window.courseSearch(box, page, document.getElementById('search-progress'));
  const keep = () => history.replaceState(history.state, '', '?q=' + encodeURIComponent(box.value));
  box.addEventListener('change', keep);
  box.form.addEventListener('submit', event => event.preventDefault());
}

const {_} = window.course;
let dialog = null;
function make() {
  dialog = document.createElement('dialog');
  dialog.className = 'search-box';
  const [title, hint] = [_('Search the book'), _('a word, a number, a symbol, a name')];
  dialog.setAttribute('aria-label', title);
  dialog.innerHTML =
    `<form method="dialog" role="search"><label for="quick">${title}</label><span>` +
    `<input type="search" id="quick" autocomplete="off" spellcheck="false"> ` +
    `<button class="btn">${_('Close')}</button></span>` +
    '</form><p aria-live="polite"></p><ul class="search"></ul>';
  document.body.append(dialog);
  const [input, count, list] = ['input', 'p', 'ul'].map(each => dialog.querySelector(each));
  input.placeholder = hint;
  input.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      input.blur(); // or the next key is typed where nobody sees it
      dialog.close(); // a first Escape would empty the input alone
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    list.querySelector('a')?.click();
  });
  list.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', event => event.target === dialog && dialog.close());
  load().then(() => window.courseSearch(input, list, count));
}
function openBox() {
  if (box) return box.focus();
  if (!dialog) make();
  dialog.showModal();
  return dialog.querySelector('input').select();
}
const typing = at => at.closest('input, textarea, select, [contenteditable], [role="textbox"]');
document.addEventListener('keydown', event => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key !== '/' || !plain || typing(event.target)) return;
  event.preventDefault();
  openBox();
});
for (const link of document.querySelectorAll('.top a[href*="search.html"]'))
  link.addEventListener('click', event => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    openBox();
  });
if (box) onPage();
