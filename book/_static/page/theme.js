// The colour theme: as the system has it, light, or dark.
const root = document.documentElement;
const button = document.getElementById('theme');
const NEXT = {auto: 'light', light: 'dark', dark: 'auto'};
const {_} = window.course;
const SAY = {
  auto: [_('Auto'), _('colour theme: automatic')],
  light: [_('Light'), _('colour theme: light')],
  dark: [_('Dark'), _('colour theme: dark')],
};
function showTheme() {
  const [word, name] = SAY[root.dataset.theme] || SAY.auto;
  button.lastElementChild.textContent = word;
  button.setAttribute('aria-label', `${word}, ${name}`);
}
button.addEventListener('click', () => {
  root.dataset.theme = NEXT[root.dataset.theme] || 'light';
  window.courseKept.keep('theme', root.dataset.theme);
  showTheme();
});
showTheme();
button.hidden = false;
