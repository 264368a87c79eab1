#! wrong not-attempted: nothing written yet
def relative_error(analytic, numerical):
    raise NotImplementedError()

#! wrong mean-not-maximum: the mean over the entries
def relative_error(analytic, numerical):
    errors = []
    for a, n in zip(analytic, numerical):
        errors.extend(np.ravel(abs(a - n) / np.maximum(np.maximum(abs(a), abs(n)), 1e-8)))
    return np.mean(errors)

#! wrong mean-not-maximum: the mean of the largest
def relative_error(analytic, numerical):
    return np.mean([np.max(abs(a - n) / np.maximum(np.maximum(abs(a), abs(n)), 1e-8)) for a, n in zip(analytic, numerical)])

#! wrong sum-in-denominator: divides by the sum of the two sizes instead of the larger
def relative_error(analytic, numerical):
    return max(np.max(abs(a - n) / np.maximum(abs(a) + abs(n), 1e-8)) for a, n in zip(analytic, numerical))

#! wrong absolute-left-out: without absolute values above
def relative_error(analytic, numerical):
    return max(np.max((a - n) / np.maximum(np.maximum(abs(a), abs(n)), 1e-8)) for a, n in zip(analytic, numerical))

#! wrong absolute-left-out: without absolute values below
def relative_error(analytic, numerical):
    return max(np.max(abs(a - n) / np.maximum(np.maximum(a, n), 1e-8)) for a, n in zip(analytic, numerical))

#! wrong absolute-left-out: the other difference above
def relative_error(analytic, numerical):
    return max(np.max((n - a) / np.maximum(np.maximum(abs(a), abs(n)), 1e-8)) for a, n in zip(analytic, numerical))

#! wrong not-relative: the absolute error
def relative_error(analytic, numerical):
    return max(np.max(np.abs(a - n)) for a, n in zip(analytic, numerical))

#! wrong one-denominator: the largest entry below for all entries
def relative_error(analytic, numerical):
    a = np.concatenate([p.ravel() for p in analytic])
    n = np.concatenate([p.ravel() for p in numerical])
    return np.max(np.abs(a - n)) / max(np.max(np.abs(a)), np.max(np.abs(n)), 1e-8)

#! wrong one-denominator: for each array its largest entry
def relative_error(analytic, numerical):
    return max(
        np.max(np.abs(a - n)) / max(np.max(np.abs(a)), np.max(np.abs(n)), 1e-8)
        for a, n in zip(analytic, numerical)
    )

#! wrong one-denominator: only the numerical one
def relative_error(analytic, numerical):
    return max(np.max(abs(a - n) / np.maximum(abs(n), 1e-8)) for a, n in zip(analytic, numerical))

#! wrong other-function: the ratio of norms
def relative_error(analytic, numerical):
    a = np.concatenate([p.ravel() for p in analytic])
    n = np.concatenate([p.ravel() for p in numerical])
    return np.linalg.norm(a - n) / max(np.linalg.norm(a), np.linalg.norm(n), 1e-8)

#! wrong division-by-zero: no floor below, so zero is divided by zero
def relative_error(analytic, numerical):
    return max(np.max(abs(a - n) / np.maximum(abs(a), abs(n))) for a, n in zip(analytic, numerical))

#! wrong division-by-zero: leaves out what is 0/0
def relative_error(analytic, numerical):
    worst = 0.0
    for a, n in zip(analytic, numerical):
        for x, y in zip(a.ravel().tolist(), n.ravel().tolist()):
            if max(abs(x), abs(y)) > 0:
                worst = max(worst, abs(x - y) / max(abs(x), abs(y)))
    return worst

#! wrong division-by-zero: Python floats
def relative_error(analytic, numerical):
    worst = 0.0
    for a, n in zip(analytic, numerical):
        for x, y in zip(a.ravel().tolist(), n.ravel().tolist()):
            worst = max(worst, abs(x - y) / max(abs(x), abs(y)))
    return worst

#! wrong one-number-per-array: a list of errors
def relative_error(analytic, numerical):
    return [np.max(abs(a - n) / np.maximum(np.maximum(abs(a), abs(n)), 1e-8)) for a, n in zip(analytic, numerical)]

#! wrong calls-the-reference: calls the reference in mlp
def relative_error(analytic, numerical):
    return mlp.relative_error(analytic, numerical)

#! wrong early-return: the return stands inside the loop
def relative_error(analytic, numerical):
    worst = 0.0
    for a, n in zip(analytic, numerical):
        worst = max(worst, np.max(abs(a - n) / np.maximum(np.maximum(abs(a), abs(n)), 1e-8)))
        return worst

#! wrong only-last-array: overwrites
def relative_error(analytic, numerical):
    for a, n in zip(analytic, numerical):
        worst = np.max(abs(a - n) / np.maximum(np.maximum(abs(a), abs(n)), 1e-8))
    return worst

#! wrong floor-added: adds 1e-8
def relative_error(analytic, numerical):
    return max(np.max(abs(a - n) / (np.maximum(abs(a), abs(n)) + 1e-8)) for a, n in zip(analytic, numerical))

#! wrong sum-not-maximum: adds up
def relative_error(analytic, numerical):
    return sum(np.sum(abs(a - n) / np.maximum(np.maximum(abs(a), abs(n)), 1e-8)) for a, n in zip(analytic, numerical))

#! wrong minimum-not-maximum: the smaller size below
def relative_error(analytic, numerical):
    return max(np.max(abs(a - n) / np.maximum(np.minimum(abs(a), abs(n)), 1e-8)) for a, n in zip(analytic, numerical))

#! wrong mutates-input: the absolute values in place
def relative_error(analytic, numerical):
    worst = 0.0
    for a, n in zip(analytic, numerical):
        difference = np.abs(a - n)
        np.abs(a, out=a)
        np.abs(n, out=n)
        worst = max(worst, np.max(difference / np.maximum(np.maximum(a, n), 1e-8)))
    return worst

#! right: array by array
def relative_error(analytic, numerical):
    return max(np.max(np.abs(a - n) / np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-8)) for a, n in zip(analytic, numerical))

#! right: all entries in one long vector
def relative_error(analytic, numerical):
    a = np.concatenate([p.ravel() for p in analytic])
    n = np.concatenate([p.ravel() for p in numerical])
    size = np.max([np.abs(a), np.abs(n), np.full(len(a), 1e-8)], axis=0)
    return float(np.max(np.abs(a - n) / size))

#! right: entry by entry
def relative_error(analytic, numerical):
    worst = 0
    for a, n in zip(analytic, numerical):
        for i in np.ndindex(a.shape):
            error = abs(a[i] - n[i]) / max(abs(a[i]), abs(n[i]), 1e-8)
            if error > worst:
                worst = error
    return worst

#! right: sorted, the last
def relative_error(analytic, numerical):
    errors = []
    for l in range(len(analytic)):
        a, n = np.ravel(analytic[l]), np.ravel(numerical[l])
        size = np.where(np.abs(a) > np.abs(n), np.abs(a), np.abs(n))
        size = np.where(size < 1e-8, 1e-8, size)
        errors += list(np.abs(n - a) / size)
    return np.array(sorted(errors)[-1])

#! right: recursion over the lists
def relative_error(analytic, numerical):
    if len(analytic) == 0:
        return 0.0
    a, n = analytic[0], numerical[0]
    size = np.fmax(np.fmax(np.abs(a), np.abs(n)), 1e-8)
    return max((np.abs(a - n) / size).max(), relative_error(analytic[1:], numerical[1:]))
