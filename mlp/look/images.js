// Pictures made of pixels, as in images.py: digits in grey, weights in orange and blue.
import {svg} from './dom.js';
import {px} from './numbers.js';
import {greyPng} from './png.js';
import {rectangle} from './svg.js';

let masks = 0;

/** The bytes of base64 text. */
export const unpacked = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));

/** A picture of pixels in a frame; `show(values, width)` draws greys from 0 to 1. */
export const greyMap = (parent, x, y, size, {frame = true, smooth = false} = {}) => {
  const place = {x: px(x), y: px(y), width: px(size), height: px(size)};
  const look = {preserveAspectRatio: 'none', class: smooth ? 'smooth' : null};
  const node = svg('image', {...place, ...look}, parent);
  if (frame) rectangle(parent, x, y, size, size, {class: 'frame'});
  const show = (values, width) => node.setAttribute('href', greyPng(values, width));
  return {node, show};
};

/**
 * A map of signed numbers: blue above 0, orange below, the page where they are 0. Its pixels are
 * two masks, through which a blue and an orange square are seen.
 * @returns {{show: (values: number[], width: number, largest: number) => void}}
 */
export const weightMap = (parent, x, y, size) => {
  const place = {x: px(x), y: px(y), width: px(size), height: px(size)};
  const images = ['pos', 'neg'].map(name => {
    const id = `mask-${masks++}`;
    const mask = svg('mask', {id, style: 'mask-type:luminance'}, parent);
    const image = svg('image', {...place, preserveAspectRatio: 'none'}, mask);
    svg('rect', {...place, fill: `var(--${name})`, mask: `url(#${id})`}, parent);
    return image;
  });
  rectangle(parent, x, y, size, size, {class: 'frame'});
  const show = (values, width, largest) => {
    const shares = Array.from(values, v => v / (largest || 1));
    images[0].setAttribute('href', greyPng(shares, width));
    images[1].setAttribute(
      'href',
      greyPng(
        shares.map(v => -v),
        width,
      ),
    );
  };
  return {show};
};
