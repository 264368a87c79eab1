#! wrong not-attempted: nothing written yet
def image_to_activations(image):
    raise NotImplementedError()

#! wrong not-scaled: leaves the numbers 0 to 255
def image_to_activations(image):
    return image.flatten()

#! wrong not-scaled: as floats
def image_to_activations(image):
    return np.array([float(p) for row in image for p in row])

#! wrong divided-by-256: divides by 256
def image_to_activations(image):
    return image.reshape(-1) / 256

#! wrong divided-by-maximum: divides by the brightest pixel of this image
def image_to_activations(image):
    return (image / image.max()).flatten()

#! wrong divided-by-maximum: stretches the darkest to 0 and the brightest to 1
def image_to_activations(image):
    image = image.astype(float)
    return ((image - image.min()) / (image.max() - image.min())).ravel()

#! wrong columns-first: column by column
def image_to_activations(image):
    return image.T.flatten() / 255

#! wrong columns-first: in Fortran order
def image_to_activations(image):
    return image.flatten(order="F") / 255

#! wrong columns-first: loops the wrong way round
def image_to_activations(image):
    h, w = image.shape
    return [image[i, j] / 255 for j in range(w) for i in range(h)]

#! wrong wrong-shape: does not flatten
def image_to_activations(image):
    return image / 255

#! wrong wrong-shape: a column of one number per row
def image_to_activations(image):
    return image.reshape(-1, 1) / 255

#! wrong wrong-shape: a row of a matrix
def image_to_activations(image):
    return image.reshape(1, -1) / 255

#! wrong wrong-shape: one mean for each row
def image_to_activations(image):
    return image.mean(axis=1) / 255

#! wrong inverted: 0 is white
def image_to_activations(image):
    return 1 - image.ravel() / 255

#! wrong inverted: subtracts from 255
def image_to_activations(image):
    return (255 - image.ravel()) / 255

#! wrong hard-coded-size: only for 28 by 28 pixels
def image_to_activations(image):
    return image.reshape(784) / 255

#! wrong hard-coded-size: loops of 28
def image_to_activations(image):
    a = np.zeros(784)
    for i in range(28):
        for j in range(28):
            a[28 * i + j] = image[i, j] / 255
    return a

#! wrong hard-coded-size: rows of 28
def image_to_activations(image):
    h, w = image.shape
    a = np.zeros(h * w)
    for i in range(h):
        for j in range(w):
            a[28 * i + j] = image[i, j] / 255
    return a

#! wrong mutates-input: divides in the caller's array
def image_to_activations(image):
    a = image.ravel() / 255
    image[:] = 0
    return a

#! wrong thresholded: black or white
def image_to_activations(image):
    return (image.ravel() > 127).astype(float)

#! wrong integer-division: two slashes
def image_to_activations(image):
    return image.ravel() // 255

#! wrong raises: works in place on the ints
def image_to_activations(image):
    image /= 255
    return image.ravel()

#! wrong prints-not-returns: prints
def image_to_activations(image):
    print(image.ravel() / 255)

#! wrong only-first-row: return inside the loop
def image_to_activations(image):
    for row in image:
        return row / 255

#! wrong -: divides by 100
def image_to_activations(image):
    return image.ravel() / 100

#! wrong calls-the-reference: calls the reference in mlp
def image_to_activations(image):
    return mlp.image_to_activations(image)

#! right: flatten
def image_to_activations(image):
    return image.flatten() / 255

#! right: reshape and multiply
def image_to_activations(image):
    return image.reshape(-1) * (1 / 255.0)

#! right: two loops
def image_to_activations(image):
    activations = []
    for row in image:
        for pixel in row:
            activations.append(pixel / 255)
    return activations

#! right: index loops
def image_to_activations(image):
    h, w = image.shape
    a = np.zeros(h * w)
    for i in range(h):
        for j in range(w):
            a[i * w + j] = image[i, j] / 255
    return a

#! right: rows joined
def image_to_activations(image):
    return np.concatenate([row / 255 for row in image])

#! right: a tuple, from the flat iterator
def image_to_activations(image):
    return tuple(float(p) / 255 for p in image.flat)

#! right: in place on a float copy
def image_to_activations(image):
    a = image.astype(float)
    a /= 255
    return a.ravel()

#! right: float32
def image_to_activations(image):
    return (image.ravel() / 255).astype(np.float32)
