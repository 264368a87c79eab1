"""Every picture of the book, one function each.

A figure function takes arrays, draws them and returns a `Picture`: SVG in the course's colours
with its text alternative. So ``figures.neuron(a, w)`` as the last line of a cell shows the picture
and nothing else, in a notebook as on the page, in light and dark.

Adding a figure
---------------
1. Write a function with the annotation ``-> Picture`` in a module named for its idea, and import
   it below. Give every argument a default (the book's own example), so that it can be called
   bare: then ``tests/test_figures.py`` tests it without being told.
2. Diagrams: marks from `mlp.look.svg` (`disc`, `edge`, `line`, `arrow`, `label`, `polyline`,
   `rectangle`, `group`) and `mlp.look.images` (`digit`, `weight_map`) inside one `drawing`::

       def one_neuron_alone(a: float = 0.5) -> Picture:
           mark = drawing(60, 60, disc(30, 30, a, r=20, text=plain(a)))
           return Picture((mark,), alt=f"A neuron whose activation is {plain(a)}.")

   They need no Matplotlib, so they start fast in the browser. Curves go in a `mlp.look.axes.Axes`.
3. Plots: ``figure, ax = plots.panel(…)``, draw with the colours ``tokens.BOTH["pos"]`` …, then
   ``Picture((plots.to_svg(figure),), alt=…)``. Import Matplotlib inside functions only.
4. Sizes are CSS pixels. The text is 680 wide, a telephone 350. Labels are 13 px (11 at least),
   and a drawing shrinks when its place is narrower: so draw up to 350 wide, or several parts that
   wrap (``Picture((one, two, three), …)``, 209 wide each), or give a second layout for narrow
   places (``narrow=(…,)``).
5. `alt` says what the picture shows, with its numbers, computed from the same arrays. `caption`
   is optional: a first sentence that claims something (bold), then how to read it.
6. Colours have meanings (`tokens.colour`): ``pos`` and ``neg`` signs, ``want`` the desired output,
   ``cost`` the error, ``mark`` (behind words) and ``spot`` (a line, a disc) what the sentence
   speaks of, ``ink``/``ink2``/``ring`` the rest;
   `tokens.grey(a)` is an activation. Signed numbers are written by `tokens.signed`.
"""

from mlp.examples import bars, edge_weights
from mlp.figures.angles import batch_angles
from mlp.figures.answers import answer, cost_of_one_digit
from mlp.figures.batches import batches_compared
from mlp.figures.bending import network_map, step_and_sigmoid, two_neurons_bend
from mlp.figures.cnn_lstm import edge_filter, filter_weights, memory, shifted
from mlp.figures.counting import mistakes_and_cost
from mlp.figures.curves import activation_functions, relu, sigmoid, tanh, threshold
from mlp.figures.derivatives import analytic_against_numerical, gradient_column
from mlp.figures.downhill import central_difference, cost_along, cost_history, descent, three_rates
from mlp.figures.edges import dependency_tree, several_paths, three_slopes
from mlp.figures.examples import pulls_table
from mlp.figures.experiments import learning_curves, relu_or_sigmoid
from mlp.figures.forming import weights_forming
from mlp.figures.graphs import computational_graph, two_layer_tree
from mlp.figures.hidden_neuron import weights_times_pixels
from mlp.figures.hierarchy import hoped_for, loops_and_strokes, small_edges
from mlp.figures.importance import importance
from mlp.figures.landscape import cost_surface, descent_map, downhill_arrows
from mlp.figures.learned import what_lights_up
from mlp.figures.line_fit import leaning_ones, lines_learning
from mlp.figures.links import backward_sweep, chain, last_link, last_two
from mlp.figures.neurons import edge_neuron, line_as_network, neuron
from mlp.figures.paths import paths_and_sweep
from mlp.figures.picture import Picture
from mlp.figures.pixels import digit_as_column, digits, output_neurons
from mlp.figures.pulls import (
    brightness_matters,
    output_pulls,
    pulls_added,
    pulls_back,
)
from mlp.figures.residuals import residuals
from mlp.figures.three_handles import three_handles
from mlp.figures.training import three_runs
from mlp.figures.weight_maps import first_layer

__all__ = [
    "Picture",
    "activation_functions",
    "analytic_against_numerical",
    "answer",
    "backward_sweep",
    "bars",
    "batch_angles",
    "batches_compared",
    "brightness_matters",
    "central_difference",
    "chain",
    "computational_graph",
    "cost_along",
    "cost_history",
    "cost_of_one_digit",
    "cost_surface",
    "dependency_tree",
    "descent",
    "descent_map",
    "digit_as_column",
    "digits",
    "downhill_arrows",
    "edge_filter",
    "edge_neuron",
    "edge_weights",
    "filter_weights",
    "first_layer",
    "gradient_column",
    "hoped_for",
    "importance",
    "last_link",
    "last_two",
    "leaning_ones",
    "learning_curves",
    "line_as_network",
    "lines_learning",
    "loops_and_strokes",
    "memory",
    "mistakes_and_cost",
    "network_map",
    "neuron",
    "output_neurons",
    "output_pulls",
    "paths_and_sweep",
    "pulls_added",
    "pulls_back",
    "pulls_table",
    "relu",
    "relu_or_sigmoid",
    "residuals",
    "several_paths",
    "shifted",
    "sigmoid",
    "small_edges",
    "step_and_sigmoid",
    "tanh",
    "three_handles",
    "three_rates",
    "three_runs",
    "three_slopes",
    "threshold",
    "two_layer_tree",
    "two_neurons_bend",
    "weights_forming",
    "weights_times_pixels",
    "what_lights_up",
]
