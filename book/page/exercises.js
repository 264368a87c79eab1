// The exercises of a page come to life: an editor, its buttons, what the check says. EXERCISES is
// written in when the site is built, as in progress.js.
/* global EXERCISES */
import {beginning, makeEditor, put} from './editor.js';
import {offerHunt} from './hunt.js';
import {show as showOutputs} from './outputs.js';
import {Runner} from './runner.js';
import {BOXES, _, keep, labelOf, make, recall} from './site.js';
import {Work, hearOthers} from './work.js';

const SOON = 300; // ms after the last key: then what was typed goes into the notebook
const FROM_DISK = _(
  'This page is opened from disk, where a browser runs no Python. To work in the page, open the ' +
    'course over http: its address on the web, or “make serve” in its folder and then ' +
    'http://localhost:8000. Or open the chapter’s notebook in Jupyter.',
);

const DID_NOT_START = _(
  'Python did not start: perhaps you are offline, or your network blocks where it is loaded from. ' +
    'What you wrote is kept, and “Download to hand in” works without Python. Press Run to try again.',
);
const BROKE_DOWN = _(
  'Python in this page came to a sudden end while it ran this: by more memory than a page gets (2 ' +
    'to 4 GB), by calls deeper than it can stand, or by a call that ends it. What you wrote is kept; Run ' +
    'starts a new Python.',
);
const NOT_KEPT = _(
  'This browser keeps nothing of what you write: its storage is full, or closed as in some private ' +
    'windows. Run works; press “Download to hand in” before you leave the page.',
);

const works = new Map();
const workOf = path => {
  if (!works.has(path)) works.set(path, new Work(path));
  return works.get(path);
};
const runner = new Runner();
const exercises = new Map();

/** The notebooks of the chapters before this one, as a cell beside them finds them: {path: text}. */
async function earlierThan(page) {
  const pages = EXERCISES.map(chapter => chapter.page);
  const before = pages.slice(0, pages.indexOf(page));
  const texts = before.map(async path => [
    path.replace(/^chapters/, '..'),
    JSON.stringify(await workOf(path).notebook()),
  ]);
  return Object.fromEntries(await Promise.all(texts));
}

/** What has become of an exercise, for the rings beside it: kept in this browser alone. */
function record(name, verdict) {
  const right = recall('right') || {};
  if (verdict === 'right') right[name] ??= new Date().toISOString();
  else delete right[name];
  keep('right', right);
  globalThis.courseProgress?.().then(() => dispatchEvent(new Event('course-progress')));
}

class Exercise {
  constructor(box) {
    this.box = box;
    this.name = box.dataset.exercise || box.dataset.yours;
    const path = box.dataset.notebook;
    this.work = workOf(path);
    this.verdict = box.querySelector('.verdict');
    this.pending = null;
  }

  button(action) {
    return this.box.querySelector(`[data-action=${action}]`);
  }

  say(words, verdict = 'none', slug = '') {
    if (this.verdict.textContent !== words) this.verdict.textContent = words; // else it is read twice
    this.verdict.dataset.verdict = verdict;
    this.verdict.dataset.slug = slug;
  }

  /** Put the editor in the place of the stub. */
  live() {
    return (this.made ??= this.work.answer(this.name).then(source => {
      const cell = this.box.querySelector('.cell_input');
      const help = make('p', {class: 'keys', id: `keys-${this.name}`});
      help.textContent = _('Shift + Enter runs. Tab indents; Esc, then Tab leaves the editor.');
      this.view = makeEditor(cell, source, {
        label: labelOf(this.box),
        describedBy: help.id,
        change: text => this.type(text),
        run: () => this.run(),
      });
      cell.querySelector('.highlight').parentElement.remove();
      cell.append(help);
      this.box.classList.add('live');
    }));
  }

  type(source) {
    if (this.showing) return;
    if (!this.work.type(this.name, source)) this.say(NOT_KEPT);
    clearTimeout(this.pending);
    this.pending = setTimeout(() => this.save(), SOON);
  }

  async save() {
    clearTimeout(this.pending);
    this.pending = null;
    await this.work.save().catch(error => {
      console.warn(`not kept: ${error.message}`);
      this.say(NOT_KEPT);
    });
  }

  /** Show the answer as it is kept, if it changed elsewhere. */
  async refresh() {
    const source = await this.work.answer(this.name);
    this.showing = true;
    put(this.view, source);
    this.showing = false;
  }

  async run() {
    if (this.box.dataset.running) {
      this.again = this.verdict.dataset.slug !== ''; // its verdict is there, only the line is not
      return;
    }
    this.started();
    await this.save();
    const result = await this.result().catch(error => ({failed: error.message}));
    this.ended();
    if (this.again) return this.run();
    if (result.failed) return this.failed(result);
    this.say(result.words || _('It ran, on your own answers.'), result.verdict, result.slug);
    showOutputs(this.box, result.outputs);
    if (this.box.dataset.exercise && result.verdict !== 'none') record(this.name, result.verdict);
    if (this.box.dataset.exercise && result.verdict === 'right') offerHunt(this, runner);
  }

  async result() {
    const notebook = await this.work.notebook();
    const earlier = this.box.dataset.yours ? await earlierThan(this.box.dataset.notebook) : {};
    return runner.run(notebook, this.name, (...told) => this.say(...told), earlier);
  }

  started() {
    this.box.dataset.running = 'yes';
    this.again = false;
    this.verdict.dataset.slug = '';
    const stop = {type: 'button', 'data-action': 'stop', click: () => runner.stop()};
    this.button('run').after(make('button', stop, _('Stop')));
  }

  ended() {
    delete this.box.dataset.running;
    const focused = document.activeElement === this.button('stop');
    this.button('stop')?.remove();
    if (focused) this.button('run').focus();
  }

  failed({failed, ran}) {
    console.warn(`Python in this page: ${failed}`);
    this.say(ran ? BROKE_DOWN : DID_NOT_START);
  }

  async hint() {
    if (this.box.dataset.running) return;
    this.started();
    const {words, failed} = await runner.hint(this.name, text => this.say(text));
    this.ended();
    if (failed) this.failed({failed});
    else this.say(words);
  }

  async reset() {
    const before = this.view.state.doc.toString();
    put(this.view, await this.work.stub(this.name));
    this.say(`${_('Back at the beginning.')} `);
    const undo = () => {
      put(this.view, before);
      this.say(_('Your answer is back.'));
      this.view.focus();
    };
    this.verdict.append(make('button', {type: 'button', click: undo}, _('Undo')));
  }

  async download() {
    await this.save();
    const {name, text} = await this.work.file();
    const href = URL.createObjectURL(new Blob([text], {type: 'application/x-ipynb+json'}));
    make('a', {href, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
    this.say(
      _('{name} is in your downloads: hand in that file. “Load your file” opens it elsewhere.', {
        name,
      }),
    );
  }

  async load(file) {
    const before = await this.work.notebook();
    let notebook;
    try {
      notebook = await this.work.read(await file.text());
    } catch (error) {
      this.say(error.message);
      return;
    }
    const kept = await this.take(notebook);
    const now = _('The answers of {name} are in this page now.', {name: file.name});
    this.say(`${now} ${kept ? '' : `${NOT_KEPT} `}`);
    const undo = async () => {
      await this.take(before);
      this.say(_('The answers that were here before are back.'));
    };
    this.verdict.append(make('button', {type: 'button', click: undo}, _('Undo')));
  }

  async take(notebook) {
    const kept = await this.work.replace(notebook).then(
      () => true,
      () => false,
    );
    await showKept(document.querySelectorAll(BOXES));
    return kept;
  }
}

const exerciseOf = box => {
  if (!exercises.has(box)) exercises.set(box, new Exercise(box));
  return exercises.get(box);
};

/** Show what is kept: an editor where something was written. */
async function showKept(boxes) {
  for (const box of boxes) {
    const exercise = exerciseOf(box);
    const {work, name} = exercise;
    if (exercise.view) await exercise.refresh();
    else if ((await work.answer(name)) !== (await work.stub(name))) await exercise.live();
    if (box.dataset.exercise && recall('right')?.[name]) offerHunt(exercise, runner);
  }
}

/** Do what the reader asked of an exercise: {at: click}, {typed: letters}, {action} or {file}. */
async function wake(box, {at, typed, action, file}) {
  const exercise = exerciseOf(box);
  if (location.protocol === 'file:') return exercise.say(FROM_DISK);
  if (file) return exercise.load(file);
  const first = !exercise.view;
  try {
    await exercise.live();
  } catch (error) {
    exercise.made = null;
    return exercise.failed({failed: error.message});
  }
  runner.prepare();
  if (action) return exercise[action]();
  if (!first) return null;
  const {view} = exercise;
  const place = at && view.posAtCoords({x: at.clientX, y: at.clientY});
  view.dispatch({selection: place ? {anchor: place} : beginning(view.state.doc.toString())});
  view.focus();
  if (typed?.length) view.dispatch(view.state.replaceSelection(typed.splice(0).join('')));
  return null;
}

// What was typed reaches the notebook before another page shows it, and comes back from there.
const unsaved = () => [...exercises.values()].filter(exercise => exercise.pending !== null);
document.addEventListener('visibilitychange', () => {
  if (document.hidden) unsaved().forEach(exercise => exercise.save());
  else showKept(exercises.keys());
});
hearOthers(path => {
  showKept([...document.querySelectorAll(BOXES)].filter(box => exerciseOf(box).work.path === path));
});
document.addEventListener('click', async event => {
  const link = event.target.closest?.('a[href*="lite/"]');
  if (!link || !unsaved().length || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  await Promise.all(unsaved().map(exercise => exercise.save()));
  location.href = link.href;
});

globalThis.courseExercises = {
  wake,
  show: boxes => location.protocol !== 'file:' && showKept(boxes),
};
