// What the student has written in a chapter: one notebook, the browser notebook's own.
//
// It lies where JupyterLite keeps it, so that page and browser notebook hold the same answers. What
// was typed in the last moment lies in localStorage too, which a closing page can still reach. Where the
// browser keeps nothing, a private window's or a full one, it lasts as long as the page.
import localforage from 'localforage';
import {merge, nameOf} from '../lite/notebook/merging.js';
import {PATH, SITE, VERSION, _, keep, recall} from './site.js';

const NO_NOTEBOOK = _('This file is not a notebook: choose the .ipynb file that you downloaded.');
const FORMAT = {format: 'json', mimetype: 'application/json', type: 'notebook', writable: true};
// The browser's own kernel has another name than the one that the notebook is graded with.
const KERNEL = {name: 'python3', display_name: 'Python 3 (ipykernel)', language: 'python'};

const files = localforage.createInstance({
  name: `JupyterLite Storage - ${PATH}lite/`,
  description: 'Offline Storage for Notebooks and Files',
  storeName: 'files',
  version: 1,
});

const channel = new BroadcastChannel(`course ${PATH}`); // to the other tabs of this course

/** Call back with the path of a notebook that another tab has written. */
export const hearOthers = changed => (channel.onmessage = ({data}) => changed(data));

/** Do something while no other tab does the same. */
const alone = (path, task) =>
  navigator.locks ? navigator.locks.request(`course work ${PATH}${path}`, task) : task();

const marks = cell => cell.metadata.nbgrader || {};
const text = source => (Array.isArray(source) ? source.join('') : source);

/** The cell in which an exercise is answered, or which has this id. */
const answerCell = (notebook, name) =>
  notebook.cells.find(
    cell => (marks(cell).solution && marks(cell).grade_id === name) || cell.id === name,
  );

const isYours = cell => cell.metadata.tags?.includes('now-with-yours');
const isRun = cell => marks(cell).solution || marks(cell).grade || isYours(cell);

/** The names of all that can be edited on the page. */
const editable = notebook =>
  notebook.cells.filter(cell => marks(cell).solution || isYours(cell)).map(nameOf);

/** The names of the exercises that a notebook has. */
const exercisesOf = notebook =>
  notebook.cells.filter(cell => marks(cell).solution).map(cell => marks(cell).grade_id);

/** The work of one chapter. `path`: of its notebook in the site, without its ending. */
export class Work {
  constructor(path) {
    this.path = `${path}.ipynb`;
    this.released = `${SITE}_sources/${this.path}${VERSION}`;
    this.stubs = null;
    this.unkept = null; // what the browser would not keep
  }

  /** The notebook as it was given out, as JSON. */
  async fresh() {
    this.stubs ??= fetch(this.released).then(answer => {
      if (!answer.ok) throw new Error(`${answer.status} ${this.released}`);
      return answer.text();
    });
    this.stubs.catch(() => (this.stubs = null)); // offline: asked again the next time
    return JSON.parse(await this.stubs);
  }

  /** The notebook as it is now, what was typed last included. */
  async notebook() {
    const kept = await this.kept();
    const notebook = kept?.content?.cells
      ? await this.complete(structuredClone(kept.content))
      : await this.fresh();
    const saved = Date.parse(kept?.last_modified) || 0;
    for (const name of editable(notebook)) {
      const typed = recall(this.draft(name));
      if (typed && typed.at >= saved) answerCell(notebook, name).source = typed.source;
    }
    return notebook;
  }

  /** A kept notebook with all that the page runs: a cell may have been deleted, or be a newer text's. */
  async complete(notebook) {
    const fresh = await this.fresh().catch(() => null); // offline
    const there = new Set(notebook.cells.map(nameOf));
    const lacks = fresh?.cells.some(cell => isRun(cell) && !there.has(nameOf(cell)));
    return lacks ? merge(notebook, fresh) : notebook;
  }

  async kept() {
    return this.unkept ?? (await files.getItem(this.path).catch(() => null));
  }

  draft(name) {
    return `typed ${this.path} ${name}`;
  }

  /** The answer to an exercise as it is now. */
  async answer(name) {
    const cell = answerCell(await this.notebook(), name);
    return cell ? text(cell.source) : this.stub(name);
  }

  /** The notebook with another answer to one exercise in it; nothing of it is kept. */
  async trial(name, source) {
    const notebook = await this.notebook();
    answerCell(notebook, name).source = source;
    return notebook;
  }

  /** The stub of an exercise. */
  async stub(name) {
    return text(answerCell(await this.fresh(), name).source);
  }

  /** Keep what is being typed, at once. */
  type(name, source) {
    return keep(this.draft(name), {source, at: Date.now()});
  }

  /** Write what was typed into the notebook. */
  save() {
    return alone(this.path, async () => {
      const notebook = await this.notebook();
      await this.write(notebook);
      for (const name of editable(notebook)) {
        const typed = recall(this.draft(name));
        if (typed?.source === text(answerCell(notebook, name).source)) keep(this.draft(name), null);
      }
    });
  }

  /** Put a whole notebook in the place of the one that is kept. */
  replace(notebook) {
    return alone(this.path, async () => {
      editable(notebook).forEach(name => keep(this.draft(name), null));
      await this.write(notebook);
    });
  }

  async write(notebook) {
    const kept = await this.kept();
    const now = new Date().toISOString();
    const written = {
      name: this.path.split('/').pop(),
      path: this.path,
      created: now,
      ...kept,
      ...FORMAT,
      last_modified: now,
      size: JSON.stringify(notebook).length,
      content: notebook,
    };
    try {
      await files.setItem(this.path, written);
      this.unkept = null;
    } catch (error) {
      this.unkept = written;
      throw error;
    }
    channel.postMessage(this.path);
  }

  /** The file to hand in: its name and its text. */
  async file() {
    const notebook = await this.notebook();
    notebook.metadata.kernelspec = KERNEL;
    return {name: this.path.split('/').pop(), text: `${JSON.stringify(notebook, null, 1)}\n`};
  }

  /**
   * Read a file that was downloaded here or in the browser notebook.
   * @param {string} content of the file
   * @returns {Promise<object>} the notebook; an Error says in words why it is none of this chapter
   */
  async read(content) {
    let notebook;
    try {
      notebook = JSON.parse(content);
    } catch {
      throw new Error(NO_NOTEBOOK);
    }
    if (!Array.isArray(notebook?.cells) || notebook.nbformat !== 4) throw new Error(NO_NOTEBOOK);
    notebook.cells.forEach(cell => (cell.metadata ??= {}));
    const wanted = exercisesOf(await this.fresh());
    const there = new Set(exercisesOf(notebook));
    if (!wanted.some(name => there.has(name)))
      throw new Error(
        _('This notebook has no exercise of this chapter: it is not {name}.', {
          name: this.path.split('/').pop(),
        }),
      );
    const lacking = wanted.filter(name => !there.has(name));
    if (lacking.length)
      throw new Error(_('This notebook lacks its cell for {names}.', {names: lacking.join(', ')}));
    return notebook;
  }
}
