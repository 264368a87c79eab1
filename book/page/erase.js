// Erase what this browser keeps of the course: a dialog that asks what, and says what was erased.
import {PATH, SITE, _, key, make} from './site.js';

const LOOKS = ['theme', 'lines', 'place', 'notebook-loaded'].map(key);
const isOwn = name => name.startsWith(`${PATH} `);
const isTyped = name => name.startsWith(`${PATH} typed `);

function forget(isMeant) {
  for (const name of Object.keys(localStorage)) if (isMeant(name)) localStorage.removeItem(name);
  globalThis.courseKeptHere?.clear();
}

/** Delete a database; tabs that have it open let it go when they are asked. */
const deleted = name =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.deleteDatabase(name);
    asked.onsuccess = resolve;
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error(_('another tab has it open')));
  });

async function forgetAnswers() {
  forget(isTyped);
  const there = (await indexedDB.databases()).map(({name}) => name);
  await Promise.all(there.filter(name => name.includes(` ${PATH}lite/`)).map(deleted));
}

/** Forget the browser notebook's files, which it keeps for a visit without a network. */
async function forgetFiles() {
  if (!globalThis.caches) return; // no secure address: none were kept
  const workers = await navigator.serviceWorker.getRegistrations();
  for (const worker of workers) if (worker.scope.startsWith(SITE)) await worker.unregister();
  for (const name of await caches.keys()) {
    const [first] = await (await caches.open(name)).keys();
    if (!first || first.url.startsWith(SITE)) await caches.delete(name);
  }
}

const PARTS = {
  reached: {
    words: _(
      'What you have reached: exercises that are right, bug hunts, guesses, your own network',
    ),
    checked: true,
    erase: () => forget(name => isOwn(name) && !isTyped(name) && !LOOKS.includes(name)),
  },
  answers: {
    words: _(
      'Your answers, on the pages and in the browser notebooks of all chapters, with the list of ' +
        'files there',
    ),
    checked: false,
    erase: forgetAnswers,
  },
  rest: {
    words: _(
      'Where you left off, light or dark, folded lines, and the files that the browser notebook ' +
        'keeps for a visit without a network',
    ),
    checked: true,
    erase: async () => {
      forget(name => LOOKS.includes(name));
      await forgetFiles();
    },
  },
};

async function erase(dialog, form) {
  const meant = Object.keys(PARTS).filter(name => form.elements[name].checked);
  document.documentElement.dataset.erased = 'yes'; // place.js keeps nothing of this page any more
  const failed = [];
  for (const name of meant)
    await Promise.resolve()
      .then(PARTS[name].erase)
      .catch(error => failed.push(error.message));
  const close = make('button', {type: 'button', click: () => dialog.close()}, _('Close'));
  const kept = meant.includes('answers') ? '' : ` ${_('Your answers are still in this browser.')}`;
  const done = meant.length ? _('Erased.') + kept : _('Nothing was erased.');
  const words = failed.length
    ? _('Not all could be erased ({reasons}): close the other tabs of this course and try again.', {
        reasons: failed.join('; '),
      })
    : done;
  form.replaceChildren(make('p', {role: 'status'}, words), make('p', {class: 'do'}, close));
  close.focus();
  dialog.addEventListener('close', () => location.reload());
}

function ask() {
  const dialog = make('dialog', {class: 'erase', 'aria-labelledby': 'erase-title'});
  const boxes = Object.entries(PARTS).map(([name, {words, checked}]) => {
    const box = make('input', {type: 'checkbox', name, ...(checked ? {checked: ''} : {})});
    return make('label', {}, box, make('span', {}, words));
  });
  const form = make(
    'form',
    {
      submit: event => {
        event.preventDefault();
        erase(dialog, form);
      },
    },
    make('h2', {id: 'erase-title'}, _('Erase what this browser keeps')),
    ...boxes,
    make(
      'p',
      {},
      _(
        'It is nowhere else, so nothing brings it back. “Download to hand in”, below an exercise, ' +
          'saves the answers of a chapter first.',
      ),
    ),
    make(
      'p',
      {class: 'do'},
      make('button', {type: 'submit'}, _('Erase')),
      make('button', {type: 'button', click: () => dialog.close()}, _('Cancel')),
    ),
  );
  dialog.append(form);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

globalThis.courseErase = ask;
