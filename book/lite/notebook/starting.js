// Tells the reader of a notebook that Python is starting, that it could not, or that another tab has
// the notebook open.
import {keep, key} from '../../../mlp/widgets/kept.js';
import {box} from './saying.js';

const HELP = '../../book/exercises.html';
const SLOW = 60000;

const own = `<a href="${HELP}" target="_blank">do the exercises on your own machine</a>`;

const kept = `What you wrote is kept in this browser, and <b>Download to hand in</b> works without
Python.`;

function failed(reason) {
  const settings = JSON.parse(document.getElementById('jupyter-config-data').textContent);
  const kernel = settings.litePluginSettings['@jupyterlite/pyodide-kernel-extension:kernel'];
  const {host} = new URL(kernel.loadPyodideOptions.pyodideURL, location.href);
  console.warn(`Python did not start: ${reason}`);
  return `<b>Python did not start.</b> It is loaded from ${host}: perhaps you are offline, or your
  network blocks that address. ${kept} Reload the page to try again, or ${own}.`;
}

// A run before there is a kernel is lost, or asks for a second one: let all wait for the first.
function shareTheStart(session) {
  const start = session.startKernel.bind(session);
  let starting = null;
  Object.defineProperty(session, 'hasNoKernel', {get: () => !session.session?.kernel});
  session.startKernel = () => {
    starting ??= (session.hasNoKernel ? start() : Promise.resolve(false)).finally(() => {
      starting = null;
    });
    return starting;
  };
}

// Holds a lock of the notebook's name as long as the tab is open; without it another has it.
function openElsewhere(path) {
  if (!navigator.locks) return Promise.resolve(false);
  return new Promise(tell => {
    navigator.locks.request(key(`open ${path}`), {ifAvailable: true}, lock => {
      tell(!lock);
      return lock ? new Promise(() => {}) : null;
    });
  });
}

/** Say how Python's start goes, and whether another tab has the notebook open. */
export function watchTheStart(context, kernels) {
  const session = context.sessionContext;
  const {say, hide} = box();
  let over = false;
  shareTheStart(session);
  const tell = html => {
    over = true;
    say(html);
  };
  kernels.changed.connect((_, {newValue: kernel}) =>
    kernel?.ready.catch(reason => kernel.isDisposed || tell(failed(reason))),
  );
  const starting = setTimeout(() => {
    if (!over)
      say(
        `Python is starting in your browser. That takes 10 to 20 seconds, the first time
    longer. Cells that you run now wait for it.`,
        {},
      );
  }, 700);
  const slow = setTimeout(() => {
    if (!over)
      say(`Python is still starting: a slow connection, or a busy machine. ${kept} If nothing
    happens, reload the page, or ${own}.`);
  }, SLOW);
  const seen = (_, status) => {
    if (status !== 'idle' && status !== 'busy') return;
    session.statusChanged.disconnect(seen);
    [starting, slow].forEach(clearTimeout);
    if (over) return;
    hide();
    dispatchEvent(new Event('python-started'));
    keep('notebook-loaded', true); // its page need not ask before it loads again
  };
  session.statusChanged.connect(seen);
  context.ready.then(async () => {
    if (await openElsewhere(context.path))
      tell(`<b>This notebook is open in another tab.</b>
    What you save here replaces what you save there: close one of the two.`);
  });
}
