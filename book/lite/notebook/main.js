// The JupyterLab extension of the browser notebook. lite.py puts these modules into one script, the
// container that module federation asks for, without a bundler.
import {dress} from './dressing.js';
import {handIn} from './handing.js';
import {leadLinks} from './links.js';
import {startOver, tellOfNewerText} from './newer.js';
import {keepSaved} from './saving.js';
import {watchTheStart} from './starting.js';

function button(panel, {ToolbarButton}, name, options) {
  const made = new ToolbarButton(options);
  made.addClass(`course-${name}`);
  panel.toolbar.addItem(name, made);
}

// On a narrow screen JupyterLab puts the last of these into a menu; the styles set their order.
function furnish(app, kernels, shared, panel, context) {
  button(panel, shared, 'hand-in', {
    label: 'Download to hand in',
    tooltip: 'Save, and download this notebook as the file that you hand in',
    onClick: () => handIn(context),
  });
  keepSaved(panel, context, shared.NotebookActions, shared.Widget);
  button(panel, shared, 'start-over', {
    label: 'Start this exercise over',
    tooltip: 'Put the exercise that you are in back to its beginning',
    onClick: () => startOver(panel, context),
  });
  leadLinks(panel);
  dress(panel, context);
  watchTheStart(context, kernels);
  context.ready.then(() => tellOfNewerText(app, context));
}

const plugin = shared => ({
  id: 'course-notebook:plugin',
  autoStart: true,
  requires: [shared.IKernelClient],
  activate: (app, kernels) =>
    app.docRegistry.addWidgetExtension('Notebook', {
      createNew: (panel, context) => furnish(app, kernels, shared, panel, context),
    }),
});

async function sharedParts(scope) {
  const parts = [
    '@jupyterlab/ui-components',
    '@jupyterlab/notebook',
    '@lumino/widgets',
    '@jupyterlite/services',
  ];
  const [ui, notebook, widgets, services] = await Promise.all(
    parts.map(async name => (await Object.values(scope[name])[0].get())()),
  );
  return {
    ToolbarButton: ui.ToolbarButton,
    NotebookActions: notebook.NotebookActions,
    Widget: widgets.Widget,
    IKernelClient: services.IKernelClient,
  };
}

let scope = null;
globalThis._JUPYTERLAB ??= {};
globalThis._JUPYTERLAB['course-notebook'] = {
  init: given => {
    scope = given;
  },
  get: async () => {
    const shared = await sharedParts(scope);
    return () => ({__esModule: true, default: plugin(shared)});
  },
};
