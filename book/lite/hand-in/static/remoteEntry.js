// A JupyterLab extension small enough to need no bundler: the container that module federation
// asks for, written by hand. It puts 'Download to hand in' into every notebook's toolbar.
(() => {
  const PLUGIN = 'course-hand-in:plugin';
  // The browser's own kernel has another name than the one that the notebook is graded with.
  const KERNEL = {name: 'python3', display_name: 'Python 3 (ipykernel)', language: 'python'};

  function download(name, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], {type: 'application/x-ipynb+json'}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function plugin(ToolbarButton) {
    const createNew = (panel, context) => {
      const button = new ToolbarButton({
        label: 'Download to hand in',
        tooltip: 'Save, and download this notebook as the file that you hand in',
        onClick: async () => {
          await context.save();
          const notebook = context.model.toJSON();
          notebook.metadata.kernelspec = KERNEL;
          download(context.path.split('/').pop(), JSON.stringify(notebook, null, 1) + '\n');
        },
      });
      button.addClass('course-hand-in');
      panel.toolbar.addItem('hand-in', button);
      return button;
    };
    return {
      id: PLUGIN,
      autoStart: true,
      activate: app => app.docRegistry.addWidgetExtension('Notebook', {createNew}),
    };
  }

  const style = document.createElement('style');
  style.textContent = `.course-hand-in { order: 99 }
.course-hand-in .jp-ToolbarButtonComponent { border: 1px solid currentcolor; border-radius: 4px; padding: 0 10px }
.course-hand-in .jp-ToolbarButtonComponent-label { font-weight: 600 }`;
  document.head.append(style);

  let shared;
  globalThis._JUPYTERLAB = globalThis._JUPYTERLAB || {};
  globalThis._JUPYTERLAB['course-hand-in'] = {
    init: scope => {
      shared = scope;
    },
    get: async () => {
      const versions = Object.values(shared['@jupyterlab/ui-components']);
      const {ToolbarButton} = (await versions[0].get())();
      return () => ({__esModule: true, default: plugin(ToolbarButton)});
    },
  };
})();
