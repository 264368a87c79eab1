// The colour theme: as the system has it, light, or dark.
const root = document.documentElement;
const button = document.getElementById('theme');
const NEXT = {auto: 'light', light: 'dark', dark: 'auto'};
const SAY = {auto: ['Auto', 'automatic'], light: ['Light', 'light'], dark: ['Dark', 'dark']};
function showTheme() {
  const [word, name] = SAY[root.dataset.theme] || SAY.auto;
  button.lastElementChild.textContent = word;
  button.setAttribute('aria-label', word + ', colour theme: ' + name);
}
button.addEventListener('click', () => {
  root.dataset.theme = NEXT[root.dataset.theme] || 'light';
  window.courseKept.keep('theme', root.dataset.theme);
  showTheme();
});
showTheme();
button.hidden = false;
