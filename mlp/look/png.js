// Grey pixels as an address that a picture carries in itself, byte for byte as in png.py.
import {clamp} from './numbers.js';

const TABLE = Array.from({length: 256}, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc32 = bytes => ~bytes.reduce((c, b) => TABLE[(c ^ b) & 255] ^ (c >>> 8), -1) >>> 0;
const adler32 = bytes => {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
};
const four = n => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const chunk = (kind, body) => {
  const named = [...[...kind].map(c => c.charCodeAt(0)), ...body];
  return [...four(body.length), ...named, ...four(crc32(named))];
};
// zlib's format with one stored block: nothing is deflated
const stored = data => {
  const [low, high] = [data.length & 255, data.length >> 8];
  return [0x78, 0x01, 1, low, high, ~low & 255, ~high & 255, ...data, ...four(adler32(data))];
};

/**
 * The address of a PNG.
 * @param {ArrayLike<number>} values row by row, from 0 black to 1 white
 * @param {number} width in pixels; fewer than 65,000 pixels in all
 */
export const greyPng = (values, width) => {
  const rows = [];
  for (let i = 0; i < values.length; i++) {
    if (i % width === 0) rows.push(0);
    rows.push(Math.floor(255 * clamp(values[i]) + 0.5));
  }
  const size = [...four(width), ...four(values.length / width), 8, 0, 0, 0, 0];
  const bytes = [
    ...[0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10],
    ...chunk('IHDR', size),
    ...chunk('IDAT', stored(rows)),
    ...chunk('IEND', []),
  ];
  return `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`;
};
