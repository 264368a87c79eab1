"""Record the training that the page of chapter 2 replays: once with each learning rate.

python book/tools/record_training.py
"""

import json

from mlp.widgets.training import RATES, RECORDING, training

if __name__ == "__main__":
    runs = [list(training(rate)) for rate in RATES]
    RECORDING.write_text(json.dumps(runs, separators=(",", ":")) + "\n", encoding="utf-8")
