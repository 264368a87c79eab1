import {reader} from './read.js';

export function render({model, el}) {
  return reader(model, el, {numbers: true, wait: 250});
}
