// The browser notebook's Python. Its kernel imports `loadPyodide` from the address that its settings
// name; here that is this file, which starts Pyodide with all that a chapter needs, at once. By
// itself the kernel installs one package after the other, a completer of 1.5 MB among them, which it
// leaves alone if `packages` names them.

/**
 * Start Python for the kernel.
 * @param {object} options what jupyter-lite.json says in `loadPyodideOptions`, and what the kernel adds
 * @param {string} options.pyodideURL of Pyodide's own module
 * @param {string[]} options.load packages of Pyodide's, and wheels of this site, to load
 * @returns {Promise<object>} a Pyodide whose kernel has been imported
 */
export async function loadPyodide({pyodideURL, load, ...options}) {
  const pyodide = await import(pyodideURL);
  const here = name => (name.endsWith('.whl') ? new URL(name, import.meta.url).href : name);
  const started = await pyodide.loadPyodide({
    ...options,
    indexURL: new URL('.', pyodideURL).href,
    packages: load.map(here),
  });
  // without the completer that was left out, IPython completes names by looking at the objects
  await started.runPythonAsync(`
import pyodide_kernel
pyodide_kernel.ipython_shell.Completer.use_jedi = False
`);
  return started;
}
