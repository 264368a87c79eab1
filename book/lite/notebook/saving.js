// Work is safe: saved when a cell is run, two seconds after a change, and when the page is left.

const SOON = 2000;

const clock = () => new Date().toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'});

/** Save a notebook by itself, and say in its toolbar when that was. */
export function keepSaved(panel, context, NotebookActions, Widget) {
  const note = new Widget();
  note.addClass('course-saved');
  note.node.setAttribute('role', 'status');
  panel.toolbar.addItem('saved', note);
  let timer = null;
  let saving = false;
  let again = false;
  // One save after the other: to JupyterLab, one that begins meanwhile finds a file that changed.
  const save = async () => {
    clearTimeout(timer);
    timer = null;
    if (context.isDisposed || !context.model.dirty) return;
    again = saving;
    if (saving) return;
    saving = true;
    try {
      await context.save();
    } catch (error) {
      console.warn('not saved', error);
    } finally {
      saving = false;
    }
    if (again) save();
  };
  const later = () => {
    if (!context.isReady) return;
    note.node.textContent = 'Not saved yet';
    timer ??= setTimeout(save, SOON);
  };
  context.model.contentChanged.connect(later);
  context.saveState.connect((_, state) => {
    if (state === 'completed') note.node.textContent = `Saved ${clock()}`;
    if (state === 'failed') note.node.innerHTML = '<b>Not saved: download it</b>';
  });
  for (const signal of [NotebookActions.executionScheduled, NotebookActions.executed])
    signal.connect((_, run) => run.notebook === panel.content && save());
  document.addEventListener('visibilitychange', () => document.hidden && save());
  globalThis.addEventListener('pagehide', save);
}
