// The worker of a page: starts Python once, then runs one answer after the other.
import {engineOf} from './engine.js';
import cells from './course_cells.py';
import coming from './course_data.py';
import runs from './course_engine.py';
import hunting from './course_hunts.py';
import lazy from './course_lazy.py';
import outputs from './course_outputs.py';
import world from './course_world.py';

const tell = (kind, facts) => self.postMessage({kind, ...facts});

/**
 * Count what is loaded from now on, and report it.
 * @returns {Promise} is rejected if anything does not load. Where that is its WebAssembly, Pyodide
 *   itself would wait forever.
 */
function countBytes() {
  const fetched = self.fetch.bind(self);
  let bytes = 0;
  let lost;
  self.fetch = async (...request) => {
    const answer = await fetched(...request).catch(error => {
      lost(error);
      throw error;
    });
    if (!answer.ok) lost(new Error(`${answer.status} ${answer.url}`));
    if (!answer.body) return answer;
    const counter = new TransformStream({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        tell('loading', {bytes});
        controller.enqueue(chunk);
      },
    });
    answer.body.pipeTo(counter.writable).catch(lost);
    const {status, statusText, headers} = answer;
    return new Response(counter.readable, {status, statusText, headers});
  };
  return new Promise((_, reject) => {
    lost = reject;
  });
}

/** Get a file while Python waits for it: there is no other way out of the middle of a cell. */
function got(url) {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} ${url}`);
  return new Uint8Array(request.response);
}

async function start({pyodideUrl, wheelUrl, dataUrl}) {
  const lost = countBytes();
  lost.catch(() => {}); // it is waited for below, and so is the wheel
  const wheel = self.fetch(wheelUrl).then(answer => answer.arrayBuffer());
  wheel.catch(() => {});
  self.importScripts(pyodideUrl);
  const indexURL = pyodideUrl.replace(/[^/]*$/, '');
  const pyodide = await Promise.race([self.loadPyodide({indexURL, packages: ['numpy']}), lost]);
  const modules = {
    course_cells: cells,
    course_data: coming,
    course_engine: runs,
    course_hunts: hunting,
    course_lazy: lazy,
    course_outputs: outputs,
    course_world: world,
  };
  return engineOf(pyodide, await Promise.race([wheel, lost]), modules, name =>
    got(dataUrl.replace('NAME', name)),
  );
}

let engine = null;
self.addEventListener('message', async ({data}) => {
  try {
    engine ??= start(data.start);
    const {run, hint, hunts} = await engine;
    tell('ready', {});
    const stage = (what, about) => tell('stage', {what, about});
    if (data.hint) tell('result', {result: {words: hint(data.hint)}});
    else if (data.sealed)
      tell('result', {result: hunts(data.notebook, data.name, data.sealed, {stage})});
    else if (data.name) {
      const first = result => tell('first', {result});
      tell('result', {
        result: await run(data.notebook, data.name, {stage, first, beside: data.beside}),
      });
    }
  } catch (error) {
    tell('failed', {reason: String(error.message || error)});
  }
});
