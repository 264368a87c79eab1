// A JupyterLab extension without a bundler, as hand-in is. It tells the reader of a notebook that
// Python is starting, that it could not, or that another tab has the notebook open.
(() => {
  const HELP = '../../book/exercises.html';
  const SLOW = 60000;

  function bar() {
    const box = document.createElement('div');
    box.className = 'course-says';
    const line = document.createElement('p');
    line.setAttribute('role', 'status');
    box.append(line);
    const hide = () => {
      box.hidden = true;
    };
    const say = (html, {stays = true} = {}) => {
      line.innerHTML = html;
      box.hidden = false;
      if (stays) {
        const close = document.createElement('button');
        close.type = 'button';
        close.textContent = 'Close';
        close.onclick = hide;
        line.append(' ', close);
      }
    };
    hide();
    document.body.append(box);
    return {say, hide};
  }

  const own = `<a href="${HELP}" target="_blank">do the exercises on your own machine</a>`;

  const kept = `What you wrote is kept in this browser, and <b>Download to hand in</b> works without
  Python.`;

  function failed(reason) {
    const settings = JSON.parse(document.getElementById('jupyter-config-data').textContent);
    const kernel = settings.litePluginSettings['@jupyterlite/pyodide-kernel-extension:kernel'];
    const {host} = new URL(kernel.pyodideUrl, location.href);
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
      navigator.locks.request(`course ${path}`, {ifAvailable: true}, lock => {
        tell(!lock);
        return lock ? new Promise(() => {}) : null;
      });
    });
  }

  function watch(panel, context) {
    const session = context.sessionContext;
    const {say, hide} = bar();
    let over = false;
    shareTheStart(session);
    const tell = html => {
      over = true;
      say(html);
    };
    globalThis.addEventListener('python-failed', event => tell(failed(event.detail)));
    const starting = setTimeout(() => {
      if (!over)
        say(
          `Python is starting in your browser. That takes 10 to 20 seconds, the first time
      longer. Cells that you run now wait for it.`,
          {stays: false},
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
      if (!over) hide();
    };
    session.statusChanged.connect(seen);
    context.ready.then(async () => {
      if (await openElsewhere(context.path))
        tell(`<b>This notebook is open in another tab.</b>
      What you save here replaces what you save there: close one of the two.`);
    });
  }

  const plugin = {
    id: 'course-starting:plugin',
    autoStart: true,
    activate: app =>
      app.docRegistry.addWidgetExtension('Notebook', {
        createNew: (panel, context) => {
          watch(panel, context);
        },
      }),
  };

  const style = document.createElement('style');
  style.textContent = `.course-says { position: fixed; left: 50%; bottom: 16px; translate: -50%;
  width: min(620px, calc(100vw - 32px)); box-sizing: border-box; z-index: 100;
  border: 1px solid var(--jp-border-color1); border-radius: 6px; padding: 10px 16px;
  background: var(--jp-layout-color1); color: var(--jp-ui-font-color0);
  font: 15px/1.5 var(--jp-ui-font-family); box-shadow: 0 2px 10px rgb(0 0 0 / 20%) }
.course-says[hidden] { display: none }
.course-says p { margin: 0 }
.course-says a { color: var(--jp-content-link-color); text-decoration: underline }
.course-says button { font: inherit; margin-left: 6px }`;
  document.head.append(style);

  globalThis._JUPYTERLAB = globalThis._JUPYTERLAB || {};
  globalThis._JUPYTERLAB['course-starting'] = {
    init: () => {},
    get: async () => () => ({__esModule: true, default: plugin}),
  };
})();
