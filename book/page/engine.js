// Python in a page: Pyodide with NumPy, the course's `mlp` and course_engine.py. Runs in a worker, and in
// Node.js for the tests.

/**
 * Make a started Pyodide the engine of a page.
 * @param {object} pyodide with NumPy loaded
 * @param {ArrayBuffer} wheel of mlp
 * @param {object} modules {name: source} of the engine's Python
 * @returns {Promise<{run: function, hint: function}>} run(notebook, name, stage) runs an answer:
 *   from the notebook as JSON, the exercise and a function that is called with each stage, to what
 *   the run shows. hint(name) gives the next hint.
 */
export async function engineOf(pyodide, wheel, modules) {
  pyodide.unpackArchive(wheel, 'wheel');
  for (const [name, source] of Object.entries(modules))
    pyodide.FS.writeFile(`/home/pyodide/${name}.py`, source);
  pyodide.runPython('import os; os.environ["MLP_WIDGETS"] = "html"');
  const engine = pyodide.pyimport('course_engine');
  const hint = name => engine.hint(name);
  async function run(notebook, name, stage) {
    const asked = new Set();
    for (;;) {
      const result = JSON.parse(engine.run_text(notebook, name, stage));
      if (!result.missing || asked.has(result.missing)) return result;
      asked.add(result.missing); // what an import did not find may be a package of Pyodide's
      stage('package', result.missing);
      await pyodide.loadPackagesFromImports(`import ${result.missing}`).catch(() => {});
    }
  }
  return {run, hint};
}
