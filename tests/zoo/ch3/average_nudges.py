#! wrong not-attempted: nothing written yet
def average_nudges(nudges):
    raise NotImplementedError()

#! wrong sum-not-mean: the sum over the examples
def average_nudges(nudges):
    return [sum(arrays) for arrays in zip(*nudges)]

#! wrong mean-over-wrong-axis: the mean of each example's arrays
def average_nudges(nudges):
    return [np.mean([np.mean(array) for array in example]) for example in nudges]

#! wrong mean-over-wrong-axis: the mean of each array of each example
def average_nudges(nudges):
    return [[np.mean(array) for array in example] for example in nudges]

#! wrong mean-over-wrong-axis: the mean along the wrong axis
def average_nudges(nudges):
    return [np.mean(arrays, axis=1) for arrays in zip(*nudges)]

#! wrong divided-by-wrong-count: divides by the number of arrays
def average_nudges(nudges):
    return [sum(arrays) / len(nudges[0]) for arrays in zip(*nudges)]

#! wrong mean-of-all-entries: one number for each array
def average_nudges(nudges):
    return [np.mean(arrays) for arrays in zip(*nudges)]

#! wrong only-first-example: the first example only
def average_nudges(nudges):
    return nudges[0]

#! wrong mutates-input: adds into the arrays of the first example
def average_nudges(nudges):
    total = nudges[0]
    for example in nudges[1:]:
        for i in range(len(total)):
            total[i] += example[i]
    return [array / len(nudges) for array in total]

#! wrong off-by-one: leaves out the last example
def average_nudges(nudges):
    total = [np.zeros(array.shape) for array in nudges[0]]
    for k in range(len(nudges) - 1):
        for i in range(len(total)):
            total[i] = total[i] + nudges[k][i]
    return [array / len(nudges) for array in total]

#! wrong running-mean-wrong: halves at each example
def average_nudges(nudges):
    mean = nudges[0]
    for example in nudges[1:]:
        mean = [(m + e) / 2 for m, e in zip(mean, example)]
    return mean

#! wrong running-mean-wrong: divides inside the loop
def average_nudges(nudges):
    mean = [np.zeros(array.shape) for array in nudges[0]]
    for example in nudges:
        mean = [(m + e) / len(nudges) for m, e in zip(mean, example)]
    return mean

#! wrong calls-the-reference: calls the reference in mlp
def average_nudges(nudges):
    return mlp.average_nudges(nudges)

#! wrong mean-of-all-entries: the mean of everything
def average_nudges(nudges):
    return [np.full(arrays[0].shape, np.mean(arrays)) for arrays in zip(*nudges)]

#! wrong only-last-example: overwrites
def average_nudges(nudges):
    for example in nudges:
        mean = [array for array in example]
    return mean

#! wrong median-not-mean: the median
def average_nudges(nudges):
    return [np.median(arrays, axis=0) for arrays in zip(*nudges)]

#! wrong divided-by-wrong-count: n − 1
def average_nudges(nudges):
    return [sum(arrays) / max(len(nudges) - 1, 1) for arrays in zip(*nudges)]

#! wrong -: an array of all, which needs equal shapes
def average_nudges(nudges):
    return np.array(nudges).mean(axis=0)

#! wrong mean-left-out: the arrays side by side
def average_nudges(nudges):
    return [np.array(arrays) for arrays in zip(*nudges)]

#! wrong off-by-one: forgets the last place
def average_nudges(nudges):
    return [np.mean([e[i] for e in nudges], axis=0) for i in range(len(nudges[0]) - 1)]

#! wrong int-dtype-kept: keeps the type
def average_nudges(nudges):
    total = [np.zeros_like(array) for array in nudges[0]]
    for i in range(len(total)):
        total[i][...] = np.mean([example[i] for example in nudges], axis=0)
    return total

#! wrong hard-coded-size: two arrays an example
def average_nudges(nudges):
    first = np.mean([example[0] for example in nudges], axis=0)
    second = np.mean([example[1] for example in nudges], axis=0)
    return [first, second]

#! right: a mean for each place
def average_nudges(nudges):
    return [np.mean(arrays, axis=0) for arrays in zip(*nudges)]

#! right: sums divided at the end
def average_nudges(nudges):
    total = [np.zeros(array.shape) for array in nudges[0]]
    for example in nudges:
        for i, array in enumerate(example):
            total[i] += array
    return [array / len(nudges) for array in total]

#! right: in place on copies
def average_nudges(nudges):
    total = [array.copy() for array in nudges[0]]
    for example in nudges[1:]:
        for i in range(len(total)):
            total[i] += example[i]
    return tuple(array / len(nudges) for array in total)

#! right: a right running mean
def average_nudges(nudges):
    mean = [array * 1.0 for array in nudges[0]]
    for k, example in enumerate(nudges[1:], start=2):
        mean = [m + (array - m) / k for m, array in zip(mean, example)]
    return mean

#! right: weights of 1/n and index loops
def average_nudges(nudges):
    n = len(nudges)
    answer = []
    for i in range(len(nudges[0])):
        answer.append(sum(nudges[k][i] * (1 / n) for k in range(n)))
    return answer

#! right: stacks and adds up
def average_nudges(nudges):
    return [np.stack(arrays).sum(axis=0) / len(arrays) for arrays in zip(*nudges)]

#! right: recursion
def average_nudges(nudges):
    def total(examples):
        if len(examples) == 1:
            return examples[0]
        return [a + b for a, b in zip(examples[0], total(examples[1:]))]
    return [array / len(nudges) for array in total(nudges)]
