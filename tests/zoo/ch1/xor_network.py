#! wrong not-attempted: nothing written yet
def xor_network():
    """Return (weights, biases) of a 2-2-1 network: one input, but not both."""
    raise NotImplementedError()

#! wrong bias-left-out or other-function: no biases at all
def xor_network():
    return [np.array([[20.0, 20], [-20, -20]]), np.array([[20.0, 20]])], [np.zeros(2), np.zeros(1)]

#! wrong other-function: OR
def xor_network():
    weights = [np.array([[20.0, 20.0], [20.0, 20.0]]), np.array([[20.0, 20.0]])]
    return weights, [np.array([-10.0, -10.0]), np.array([-10.0])]

#! wrong other-function: AND
def xor_network():
    weights = [np.array([[20.0, 20.0], [20.0, 20.0]]), np.array([[20.0, 20.0]])]
    return weights, [np.array([-30.0, -30.0]), np.array([-30.0])]

#! wrong other-function: NAND, the bias of the output too high
def xor_network():
    weights = [np.array([[20.0, 20.0], [-20.0, -20.0]]), np.array([[5.0, 20.0]])]
    return weights, [np.array([-10.0, 30.0]), np.array([-10.0])]

#! wrong other-function: NOR
def xor_network():
    weights = [np.array([[20.0, 20.0], [20.0, 20.0]]), np.array([[-20.0, -20.0]])]
    return weights, [np.array([-10.0, -10.0]), np.array([10.0])]

#! wrong sign-wrong: lights up when they are equal
def xor_network():
    weights = [np.array([[20.0, 20.0], [-20.0, -20.0]]), np.array([[-20.0, -20.0]])]
    return weights, [np.array([-10.0, 30.0]), np.array([30.0])]

#! wrong weights-too-small: half the size
def xor_network():
    weights = [np.array([[8.0, 8.0], [-8.0, -8.0]]), np.array([[4.0, 4.0]])]
    return weights, [np.array([-4.0, 12.0]), np.array([-6.0])]

#! wrong only-one-input: the second input has no weights
def xor_network():
    weights = [np.array([[20.0, 0.0], [20.0, 0.0]]), np.array([[20.0, 20.0]])]
    return weights, [np.array([-10.0, -10.0]), np.array([-20.0])]

#! wrong wrong-shape: the last matrix is a vector
def xor_network():
    weights = [np.array([[20.0, 20.0], [-20.0, -20.0]]), np.array([20.0, 20.0])]
    return weights, [np.array([-10.0, 30.0]), np.array([-30.0])]

#! wrong wrong-shape: the last bias is a number
def xor_network():
    weights = [np.array([[20.0, 20.0], [-20.0, -20.0]]), np.array([[20.0, 20.0]])]
    return weights, [np.array([-10.0, 30.0]), -30.0]

#! wrong weights-transposed or only-one-input: columns for the hidden neurons
def xor_network():
    weights = [np.array([[20.0, -20.0], [20.0, -20.0]]), np.array([[20.0, 20.0]])]
    return weights, [np.array([-10.0, 30.0]), np.array([-30.0])]

#! wrong other-function: never lights up
def xor_network():
    weights = [np.array([[20.0, 20.0], [-20.0, -20.0]]), np.array([[20.0, 20.0]])]
    return weights, [np.array([-10.0, 30.0]), np.array([-50.0])]

#! wrong returns-nothing: no return
def xor_network():
    weights = [np.array([[20.0, 20.0], [-20.0, -20.0]]), np.array([[20.0, 20.0]])]

#! wrong calls-the-reference: calls the reference in mlp
def xor_network():
    return mlp.xor_network()

#! right: OR and NAND
def xor_network():
    weights = [np.array([[20.0, 20.0], [-20.0, -20.0]]), np.array([[20.0, 20.0]])]
    return weights, [np.array([-10.0, 30.0]), np.array([-30.0])]

#! right: OR, but not AND
def xor_network():
    weights = [np.array([[10.0, 10.0], [10.0, 10.0]]), np.array([[20.0, -20.0]])]
    biases = [np.array([-5.0, -15.0]), np.array([-10.0])]
    return weights, biases

#! right: first but not second, or second but not first
def xor_network():
    return ([[[20, -20], [-20, 20]], [[20, 20]]], [[-10, -10], [-10]])

#! right: named tuples
import collections
Network = collections.namedtuple("Network", "weights biases")
def xor_network():
    return Network(
        [np.array([[20.0, 20.0], [-20.0, -20.0]]), np.array([[20.0, 20.0]])],
        [np.array([-10.0, 30.0]), np.array([-30.0])],
    )

#! right: huge numbers
def xor_network():
    weights = [1000 * np.array([[1.0, -1.0], [-1.0, 1.0]]), 1000 * np.array([[1.0, 1.0]])]
    return weights, [np.array([-500.0, -500.0]), np.array([-500.0])]

#! right: neither both nor none
def xor_network():
    weights = [np.array([[-12.0, -12.0], [12.0, 12.0]]), np.array([[-12.0, -12.0]])]
    return weights, [np.array([6.0, -18.0]), np.array([6.0])]
