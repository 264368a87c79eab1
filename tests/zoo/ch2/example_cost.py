#! wrong not-attempted: nothing written yet
def example_cost(a, y):
    raise NotImplementedError()

#! wrong factor-half-added: one half in front
def example_cost(a, y):
    return 0.5 * np.sum((a - y) ** 2)

#! wrong mean-not-sum: the mean over the output neurons
def example_cost(a, y):
    return np.mean((a - y) ** 2)

#! wrong absolute-not-square: absolute values
def example_cost(a, y):
    return np.sum(np.abs(a - y))

#! wrong square-left-out: the sum of the differences
def example_cost(a, y):
    return np.sum(a - y)

#! wrong square-left-out: the other way round
def example_cost(a, y):
    return sum(y - a)

#! wrong square-of-sum: the square of the sum
def example_cost(a, y):
    return np.sum(a - y) ** 2

#! wrong sum-left-out: one number per neuron
def example_cost(a, y):
    return (a - y) ** 2

#! wrong root-taken: the length of the difference
def example_cost(a, y):
    return np.linalg.norm(a - y)

#! wrong root-taken: the root of the mean
def example_cost(a, y):
    return np.sqrt(np.mean((a - y) ** 2))

#! wrong calls-the-reference: calls the reference in mlp
def example_cost(a, y):
    return mlp.example_cost(a, y)

#! wrong sign-wrong: added
def example_cost(a, y):
    return np.sum((a + y) ** 2)

#! wrong sign-wrong: a negative cost
def example_cost(a, y):
    return -np.sum((a - y) ** 2)

#! wrong square-of-sum: squares without the bracket
def example_cost(a, y):
    return np.sum(a ** 2 - y ** 2)

#! wrong only-wanted-neuron: one neuron
def example_cost(a, y):
    j = np.argmax(y)
    return (a[j] - y[j]) ** 2

#! wrong maximum-of-all: the largest
def example_cost(a, y):
    return np.max((a - y) ** 2)

#! wrong wrong-shape: an array of one number
def example_cost(a, y):
    return np.sum((a - y) ** 2, keepdims=True)

#! wrong mutates-input: subtracts in place
def example_cost(a, y):
    a -= y
    return np.sum(a ** 2)

#! wrong -: leaves out the last neuron
def example_cost(a, y):
    return sum((a[j] - y[j]) ** 2 for j in range(len(a) - 1))

#! wrong -: cross entropy
def example_cost(a, y):
    return -np.sum(y * np.log(np.abs(a) + 1e-12))

#! wrong prints-not-returns: prints
def example_cost(a, y):
    print(np.sum((a - y) ** 2))

#! right: the formula
def example_cost(a, y):
    return np.sum((a - y) ** 2)

#! right: y - a
def example_cost(a, y):
    difference = y - a
    return float((difference * difference).sum())

#! right: a loop
def example_cost(a, y):
    total = 0.0
    for j in range(len(a)):
        total += (a[j] - y[j]) ** 2
    return total

#! right: a product
def example_cost(a, y):
    return (a - y) @ (a - y)

#! right: zip
def example_cost(a, y):
    return sum((aj - yj) ** 2 for aj, yj in zip(a, y))

#! right: the norm squared
def example_cost(a, y):
    return np.linalg.norm(a - y) ** 2

#! right: multiplied out
def example_cost(a, y):
    return np.sum(a * a) - 2 * np.sum(a * y) + np.sum(y * y)

#! right: in place on a copy, a 0-d array
def example_cost(a, y):
    d = a.copy()
    d -= y
    return np.array(np.square(d).sum())
