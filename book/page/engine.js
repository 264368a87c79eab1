// Python in a page: Pyodide with NumPy, the course's `mlp` and course_engine.py. Runs in a worker, and in
// Node.js for the tests.

const anySeed = () => Math.floor(Math.random() * 2 ** 31);
// a path from where Python works: ../ch1/neurons.ipynb
const write = (files, path, text) => {
  const whole = new URL(path, `file://${files.cwd()}/`).pathname; // mkdirTree knows no others
  files.mkdirTree(whole.replace(/[^/]*$/, ''));
  files.writeFile(whole, text);
};
/** What the wheel of the page leaves out of mlp/data: it comes when it is opened first. */
export const DATA = ['mnist-sample.npz', 'trained.npz'];
const LONG = 3000; // ms: an answer that takes longer is not run once more to find a line

/**
 * Make a started Pyodide the engine of a page.
 * @param {object} pyodide with NumPy loaded
 * @param {ArrayBuffer} wheel of mlp
 * @param {object} modules {name: source} of the engine's Python
 * @param {function(string): Uint8Array} data gives a file of DATA, or throws; it may not wait
 * @returns {Promise<{run: function, hint: function, hunts: function}>} run(notebook, name, {stage, first}) runs an
 *   answer, from the notebook as JSON and the exercise, to what the run shows. `stage` is called
 *   with each stage; `first` with a wrong answer's verdict, before the line to look at is searched,
 *   which may never end. `beside` are notebooks beside this one, {path: text}.
 *   hint(name) gives the next hint;
 *   hunts(notebook, name, file, {stage}) opens the bug hunts of an exercise.
 */
export async function engineOf(pyodide, wheel, modules, data) {
  pyodide.unpackArchive(wheel, 'wheel');
  for (const [name, source] of Object.entries(modules))
    pyodide.FS.writeFile(`/home/pyodide/${name}.py`, source);
  pyodide.runPython(
    'import os; os.environ.update(MLP_WIDGETS="html", MPLBACKEND="svg")', // no document to draw on
  );
  pyodide.pyimport('course_lazy').when_used('figures', 'widgets');
  const engine = pyodide.pyimport('course_engine');
  pyodide
    .pyimport('course_data')
    .come_when_opened(DATA, (name, path) => pyodide.FS.writeFile(path, data(name)));
  const hint = name => engine.hint(name);
  const hunts = (notebook, name, file, {stage}) =>
    JSON.parse(engine.hunts_text(notebook, name, file, stage));
  async function once(...asked) {
    const [, , stage] = asked;
    const packages = new Set();
    for (;;) {
      const result = JSON.parse(engine.run_text(...asked));
      if (!result.missing || packages.has(result.missing)) return result;
      stage('package', result.missing);
      packages.add(result.missing); // what an import did not find may be a package of Pyodide's
      await pyodide.loadPackagesFromImports(`import ${result.missing}`).catch(() => {});
    }
  }
  async function run(notebook, name, {stage, first, beside = {}, seed = anySeed()}) {
    const begun = Date.now();
    for (const [path, text] of Object.entries(beside)) write(pyodide.FS, `${path}.ipynb`, text);
    const result = await once(notebook, name, stage, seed, false);
    if (result.verdict !== 'wrong' || !result.slug || Date.now() - begun > LONG) return result;
    first(result);
    const pointed = await once(notebook, name, () => {}, seed, true);
    return pointed.slug === result.slug ? {...pointed, outputs: result.outputs} : result;
  }
  return {run, hint, hunts};
}
