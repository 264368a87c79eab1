// A page opened as a file: the browser starts no Python there, so the links to it say what to do.
const {_} = window.course;
const note = document.createElement('p');
note.className = 'from-disk';
note.setAttribute('role', 'status');
note.innerHTML = _(
  'The notebook in the browser needs the page to come from a server. In the folder of the ' +
    'course, type <code>make serve</code>, then open <code>http://localhost:8000</code>. ' +
    'All else on these pages works as it is.',
);
function say(event) {
  event.preventDefault();
  (event.currentTarget.closest('.tools, p, li') || event.currentTarget).after(note);
}
if (location.protocol === 'file:')
  for (const link of document.querySelectorAll('a[href*="/lite/"], a[href^="lite/"]'))
    link.addEventListener('click', say);
