#! wrong not-attempted: nothing written yet
def one_hot(labels, n_classes=10):
    raise NotImplementedError()

#! wrong off-by-one: digit 1 in the first place
def one_hot(labels, n_classes=10):
    Y = np.zeros((len(labels), n_classes))
    for k, label in enumerate(labels):
        Y[k, label - 1] = 1
    return Y

#! wrong off-by-one: one place too far to the right
def one_hot(labels, n_classes=10):
    return np.eye(n_classes + 1)[np.asarray(labels) + 1]

#! wrong wrong-shape: one column for each example
def one_hot(labels, n_classes=10):
    Y = np.zeros((n_classes, len(labels)))
    for k, label in enumerate(labels):
        Y[label, k] = 1
    return Y

#! wrong argument-ignored: always ten classes
def one_hot(labels, n_classes=10):
    Y = np.zeros((len(labels), 10))
    Y[np.arange(len(labels)), labels] = 1
    return Y

#! wrong argument-ignored: takes the rows of a table of ten
def one_hot(labels, n_classes=10):
    return np.eye(10)[labels]

#! wrong hard-coded-size: as many classes as the largest label needs
def one_hot(labels, n_classes=10):
    return np.eye(np.max(labels) + 1)[labels]

#! wrong label-not-one: writes the digit instead of 1
def one_hot(labels, n_classes=10):
    Y = np.zeros((len(labels), n_classes))
    for k in range(len(labels)):
        Y[k, labels[k]] = labels[k]
    return Y

#! wrong every-row-filled or shared-row: sets the column for every example
def one_hot(labels, n_classes=10):
    Y = np.zeros((len(labels), n_classes))
    Y[:, labels] = 1
    return Y

#! wrong shared-row or every-row-filled: the same row object for every example
def one_hot(labels, n_classes=10):
    Y = [[0.0] * n_classes] * len(labels)
    for k, label in enumerate(labels):
        Y[k][label] = 1.0
    return Y

#! wrong every-row-filled or shared-row: the same row object, made an array at the end
def one_hot(labels, n_classes=10):
    row = np.zeros(n_classes)
    rows = []
    for label in labels:
        row[label] = 1
        rows.append(row)
    return np.array(rows)

#! wrong zeros-and-ones-swapped: 0 for the label
def one_hot(labels, n_classes=10):
    Y = np.ones((len(labels), n_classes))
    Y[np.arange(len(labels)), labels] = 0
    return Y

#! wrong calls-the-reference: calls the reference in mlp
def one_hot(labels, n_classes=10):
    return mlp.one_hot(labels, n_classes)

#! wrong batch-of-one: squeezed
def one_hot(labels, n_classes=10):
    return np.squeeze(np.eye(n_classes)[labels])

#! wrong only-last-label: the line stands outside the loop
def one_hot(labels, n_classes=10):
    Y = np.zeros((len(labels), n_classes))
    for k, label in enumerate(labels):
        pass
    Y[k, label] = 1
    return Y

#! wrong mutates-input: counts the labels down
def one_hot(labels, n_classes=10):
    Y = np.zeros((len(labels), n_classes))
    for j in range(n_classes):
        Y[labels == 0, j] = 1
        labels -= 1
    return Y

#! wrong argument-ignored: one argument
def one_hot(labels):
    return np.eye(10)[labels]

#! wrong off-by-one: counts the classes from 1
def one_hot(labels, n_classes=10):
    Y = np.zeros((len(labels), n_classes))
    for k in range(len(labels)):
        for j in range(n_classes):
            if labels[k] == j + 1:
                Y[k, j] = 1
    return Y

#! right: rows of the identity
def one_hot(labels, n_classes=10):
    return np.eye(n_classes)[labels]

#! right: zeros in a loop
def one_hot(labels, n_classes=10):
    Y = np.zeros((len(labels), n_classes))
    for k in range(len(labels)):
        Y[k, labels[k]] = 1
    return Y

#! right: pairs of indices
def one_hot(labels, n_classes=10):
    Y = np.zeros((len(labels), n_classes))
    Y[range(len(labels)), labels] = 1.0
    return Y

#! right: a comparison gives bools
def one_hot(labels, n_classes=10):
    return labels[:, None] == np.arange(n_classes)

#! right: ints in lists
def one_hot(labels, n_classes=10):
    return [[1 if j == label else 0 for j in range(n_classes)] for label in labels]

#! right: places in a flat array
def one_hot(labels, n_classes=10):
    n = len(labels)
    flat = np.zeros(n * n_classes)
    flat[np.arange(n) * n_classes + labels] = 1
    return flat.reshape(n, n_classes)

#! right: put_along_axis
def one_hot(labels, n_classes=10):
    Y = np.zeros((labels.size, n_classes))
    np.put_along_axis(Y, labels[:, np.newaxis], 1, axis=1)
    return Y
