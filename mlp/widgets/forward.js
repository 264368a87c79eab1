// The forward pass in JavaScript, equal to mlp.feedforward: see tests/test_widgets_numbers.py
export const unpack = ({sizes, theta}) => {
  const bytes = Uint8Array.from(atob(theta), c => c.charCodeAt(0));
  const all = new Float32Array(bytes.buffer);
  let at = 0;
  return sizes.slice(1).map((n, l) => {
    const W = all.subarray(at, (at += n * sizes[l]));
    const b = all.subarray(at, (at += n));
    return {n, W, b};
  });
};
// all activations [a0 … aL] of one image of values 0…1
export const activations = (layers, image) =>
  layers.reduce(
    (found, {n, W, b}) => {
      const a = found[found.length - 1];
      const next = new Float64Array(n);
      for (let j = 0; j < n; j++) {
        let z = b[j];
        for (let k = 0, row = j * a.length; k < a.length; k++) z += W[row + k] * a[k];
        next[j] = 0.5 * Math.tanh(0.5 * z) + 0.5;
      }
      return [...found, next];
    },
    [Float64Array.from(image)],
  );
