// Give a student's notebook the newest text of its chapter, and keep what the student wrote: the
// same as mlp/merging.py, whose comments say how. A test compares the two.

const YOURS = 'Your version, from before the text was updated';

const clone = value => (value === undefined ? value : JSON.parse(JSON.stringify(value)));

/** CRC-32 of a text in UTF-8, as eight hexadecimal digits. */
export function checksum(text) {
  let sum = -1;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ((sum ^ -1) >>> 0).toString(16).padStart(8, '0');
}

const textOf = cell => (typeof cell.source === 'string' ? cell.source : cell.source.join(''));

/** What a cell is known by: its grade_id, or its id; '' if it has neither. */
export function nameOf(cell) {
  return cell.metadata?.nbgrader?.grade_id || cell.id || cell.metadata?.id || '';
}

/** Does the student write in this cell? */
export function isAnswer(cell) {
  return Boolean(cell.metadata?.nbgrader?.solution);
}

/** Which text of its chapter a notebook has; '' for one from before there were any. */
export function versionOf(notebook) {
  return notebook.metadata?.course?.version ?? '';
}

function withoutGrading(cell) {
  const kept = clone(cell);
  delete kept.metadata?.nbgrader;
  return kept;
}

function sortOut(cells, wanted, stamps) {
  const theirs = new Map();
  const own = new Map();
  let before = '';
  for (const cell of cells) {
    const name = nameOf(cell);
    if (wanted.has(name) && !theirs.has(name)) {
      theirs.set(name, cell);
      before = name;
    } else if (!wanted.has(name) && stamps[name] === checksum(textOf(cell))) {
      continue;
    } else if (textOf(cell).trim()) {
      own.set(before, [...(own.get(before) ?? []), withoutGrading(cell)]);
    }
  }
  return {theirs, own};
}

function copyOf(mine) {
  const note = mine.cell_type === 'code' ? `# ${YOURS}:\n` : `*${YOURS}:*\n\n`;
  return {...withoutGrading(mine), id: `${nameOf(mine)}-yours`, source: note + textOf(mine)};
}

function renewed(cell, mine, stamp) {
  const made = clone(cell);
  if (!mine) return [made];
  const [fresh, old] = [textOf(cell), textOf(mine)];
  const locked = cell.metadata?.nbgrader?.locked;
  const touched = stamp !== checksum(old);
  const keep = !locked && touched && (isAnswer(cell) || stamp === checksum(fresh));
  if (old === fresh || keep) {
    made.source = old;
    for (const part of ['outputs', 'execution_count'])
      if (part in cell && part in mine) made[part] = clone(mine[part]);
    return [made];
  }
  return touched && !locked ? [made, copyOf(mine)] : [made];
}

function withOwnIds(cells) {
  const taken = new Set();
  cells.forEach((cell, k) => {
    let known = cell.id || `own-${k}`;
    while (taken.has(known)) known += '-2';
    taken.add(known);
    cell.id = known;
  });
  return cells;
}

/** The new text of a notebook with the student's answers, changes and own cells. */
export function merge(mine, fresh) {
  const stamps = mine.metadata?.course?.cells ?? {};
  const {theirs, own} = sortOut(mine.cells, new Set(fresh.cells.map(nameOf)), stamps);
  const cells = [...(own.get('') ?? [])];
  for (const cell of fresh.cells) {
    const name = nameOf(cell);
    cells.push(...renewed(cell, theirs.get(name), stamps[name]), ...(own.get(name) ?? []));
  }
  const metadata = {...clone(mine.metadata ?? {}), course: clone(fresh.metadata.course)};
  return {...clone(fresh), metadata, cells: withOwnIds(cells)};
}
