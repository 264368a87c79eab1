// The page's Python: a worker that is started at the first run, and ended where nothing else helps.
import {SITE, VERSION, _} from './site.js';

const KERNEL = '@jupyterlite/pyodide-kernel-extension:kernel';
const SEARCH = 5000; // ms that the search for a line may take

/** Where Python and the course's package are: the browser notebook's settings name them. */
async function addresses() {
  const at = `${SITE}lite/jupyter-lite.json`;
  const answer = await fetch(at);
  if (!answer.ok) throw new Error(`${answer.status} ${at}`);
  const kernel = (await answer.json())['jupyter-config-data'].litePluginSettings[KERNEL];
  const {pyodideURL, load} = kernel.loadPyodideOptions;
  const wheel = load.find(name => /\/neural_networks_in_numpy-[^/]*\.whl$/.test(name));
  return {
    pyodideUrl: new URL('pyodide.js', new URL(pyodideURL, `${SITE}lite/`)).href,
    wheelUrl: `${SITE}lite/page/${wheel.split('/').pop()}${VERSION}`,
    dataUrl: `${SITE}lite/page/data/NAME${VERSION}`,
  };
}

/** Runs answers, one at a time. */
export class Runner {
  constructor() {
    this.worker = null;
    this.ready = false;
    this.waiting = null; // for the run that is under way: {resolve, say, name}
  }

  get busy() {
    return this.waiting !== null;
  }

  /** Make a worker, which starts no Python before it is given something to do. */
  prepare() {
    if (this.worker) return;
    const worker = new Worker(`${SITE}_static/page/worker.js${VERSION}`);
    this.worker = worker;
    this.ready = false;
    // what one that was ended still says is not about the next
    const hear = what => worker === this.worker && this.hear(what);
    worker.onmessage = ({data}) => hear(data);
    worker.onerror = event => hear({kind: 'failed', reason: event.message});
    this.locate().catch(() => {}); // said when there is something to do
    this.post = task =>
      this.locate().then(
        start => worker.postMessage({...task, start}),
        error => hear({kind: 'failed', reason: error.message}),
      );
  }

  /** Ask where its Python is: once, and again after a failure. */
  locate() {
    this.where ??= addresses().catch(error => {
      this.where = null;
      throw error;
    });
    return this.where;
  }

  /**
   * Run an answer and its tests.
   * @param {object} notebook the chapter with the student's answers
   * @param {string} name of the exercise
   * @param {function(string, string, string)} say is called with what is going on, and with a wrong
   *   answer's words, verdict and slug while its line to look at is searched
   * @param {object} [beside] notebooks beside this one, by their paths from it
   * @returns {Promise<object>} {verdict, slug, words, outputs}
   */
  run(notebook, name, say, beside = {}) {
    return this.ask({name, notebook: JSON.stringify(notebook), beside}, say);
  }

  /** Get the next hint of an exercise: {words}. */
  hint(name, say) {
    return this.ask({hint: name}, say);
  }

  /** Open the bug hunts of an exercise, a file's text, with its right answer: {hunts}. */
  hunts(notebook, name, sealed, say) {
    return this.ask({name, sealed, notebook: JSON.stringify(notebook)}, say);
  }

  ask(task, say) {
    if (this.busy) this.stop();
    return new Promise(resolve => {
      this.waiting = {resolve, say, name: task.name};
      this.prepare();
      this.post(task);
      say(this.ready ? _('Running …') : _('Python is starting in this page …'));
    });
  }

  hear({kind, ...facts}) {
    if (kind === 'ready') this.ready = true;
    if (kind === 'failed') this.fail(facts.reason); // also when nobody waits: the next run starts again
    if (!this.waiting) return;
    const {say, name} = this.waiting;
    if (kind === 'loading' && !this.ready)
      say(_('Python is on its way: {size} MB so far', {size: (facts.bytes / 1e6).toFixed(1)}));
    if (kind === 'ready') say(_('Running …'));
    if (kind === 'stage') this.stage(facts, say, name);
    if (kind === 'first') this.search(facts.result, say);
    if (kind === 'result') this.end(facts.result);
  }

  stage({what, about}, say, name) {
    clearTimeout(this.clock);
    if (what === 'package') say(_('Loading {package} …', {package: about}));
    if (what === 'before') {
      say(_('Running the cells that it needs …'));
      this.clock = setTimeout(() => this.stop(tooSlow(_('a cell before it'), about)), 1e3 * about);
    } else if (what === 'answer') {
      say(_('Running …'));
      this.clock = setTimeout(() => this.stop(tooSlow(name, about)), 1e3 * about);
    }
  }

  /** A wrong answer's verdict is there: wait a while for the line to look at. */
  search(result, say) {
    clearTimeout(this.clock);
    say(result.words, result.verdict, result.slug);
    this.clock = setTimeout(() => this.stop(result), SEARCH);
  }

  end(result) {
    clearTimeout(this.clock);
    const {resolve} = this.waiting || {};
    this.waiting = null;
    resolve?.(result);
  }

  fail(reason) {
    const ran = this.ready;
    this.worker?.terminate();
    this.worker = null;
    this.ready = false;
    this.end({verdict: 'none', slug: '', words: '', outputs: [], failed: reason, ran});
  }

  /** End what is under way: nothing else ends a loop in C. A new Python starts at once. */
  stop(result = {verdict: 'none', slug: '', words: _('Stopped.'), outputs: []}) {
    const started = this.ready;
    this.worker?.terminate();
    this.worker = null;
    this.end(result);
    if (!started) return;
    this.prepare();
    this.post({});
  }
}

function tooSlow(what, seconds) {
  return {
    verdict: 'wrong',
    slug: 'too-slow',
    words: [
      _('Not yet: {what} did not come to an end in {seconds} seconds.', {what, seconds}),
      `${_('Is there a loop whose condition stays true forever?')}  [too-slow]`,
    ].join('\n'),
    outputs: [],
  };
}
