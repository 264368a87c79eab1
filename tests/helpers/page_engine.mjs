// Runs answers on the page's engine in Node.js. Arguments: the folder of Pyodide, the wheel of mlp,
// the folder of the engine. Each line of the input is {name, notebook, seed}; each of the output a result, or
// the first of two: {kind, result}.
import {readFileSync, readdirSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {pathToFileURL} from 'node:url';
import {compileFunction, constants} from 'node:vm';

const [folder, wheel, page] = process.argv.slice(2);
const {loadPyodide} = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const {engineOf} = await import(pathToFileURL(`${page}/engine.js`));
const quiet = () => {};
// Pyodide would import this file, a CommonJS one, which Node.js takes for a module where the nearest
// package.json says so: this repository's does. Pyodide doesn't import what is there.
const asm = `${folder}/pyodide.asm.js`;
compileFunction(readFileSync(asm, 'utf-8'), ['require', '__filename', '__dirname'], {
  filename: asm,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
})(createRequire(asm), asm, folder);
const pyodide = await loadPyodide({indexURL: `${folder}/`, packages: ['numpy'], stdout: quiet});
const ours = readdirSync(page).filter(file => /^course_.*\.py$/.test(file));
const modules = Object.fromEntries(
  ours.map(file => [file.slice(0, -3), readFileSync(`${page}/${file}`, 'utf-8')]),
);
const data = name => new Uint8Array(readFileSync(join(dirname(wheel), 'data', name)));
const {run, hunts} = await engineOf(
  pyodide,
  new Uint8Array(readFileSync(wheel)).buffer,
  modules,
  data,
);
for await (const line of createInterface({input: process.stdin})) {
  const {name, notebook, seed, seconds, sealed} = JSON.parse(line);
  pyodide.runPython(`from mlp.checks import calling; calling.CHECK_SECONDS = ${Number(seconds)}`);
  const say = (kind, result) => process.stdout.write(`${JSON.stringify({kind, result})}\n`);
  const first = result => say('first', result);
  if (sealed) say('result', hunts(JSON.stringify(notebook), name, sealed, {stage: quiet}));
  else say('result', await run(JSON.stringify(notebook), name, {stage: quiet, first, seed}));
}
