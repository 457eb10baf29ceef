"""Linking at scale, beside splink in the same run: `python -m benchmarks.linking_scale [--claims N] [--no-peer]`.

The same synthetic claims (`benchmarks/synthetic.py`) for both. Trucewatch scores with the points of `link/match.py`, as
it does for every case: nothing is trained on these rows. splink, on DuckDB with extensions neither installed nor
loaded by themselves, blocks on day and cell and on bucket of two days and cell, learns its weights from the rows, and
is given the best of several thresholds. Both may use two cores.
"""

from __future__ import annotations

import argparse
import resource
import time

import duckdb
import numpy as np
import pyarrow as pa
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from benchmarks.synthetic import DAY, Ints, Synthetic, make, pair_f1
from trucewatch.link.cluster import group_columns

CELL = 0.25
THRESHOLDS = (0.5, 0.9, 0.99, 0.999, 0.9999)


def ours(made: Synthetic) -> Ints:
    """The group of each claim, by Trucewatch."""
    return group_columns(made.columns)


def table_of(made: Synthetic) -> pa.Table:
    """The claims as splink takes them."""
    columns = made.columns
    day = columns.begin // DAY

    def known(values: Ints) -> pa.Array:
        return pa.array(values, mask=values < 0)

    return pa.table(
        {
            "unique_id": np.arange(len(columns)),
            "day": day,
            "bucket": day // 2,
            "cell": np.floor(columns.lat / CELL).astype(int) * 10_000 + np.floor(columns.lon / CELL).astype(int),
            "lat": columns.lat,
            "lon": columns.lon,
            "event": columns.event,
            "actor": known(columns.actors[:, 0]),
            "target": known(columns.targets[:, 0]),
            "killed": pa.array(columns.killed[:, 0], mask=np.isnan(columns.killed[:, 0])),
        }
    )


def peer(made: Synthetic) -> dict[float, Ints]:
    """The group of each claim, by splink, at each threshold."""
    connection = duckdb.connect(config={"threads": 2})
    for option in ("autoinstall_known_extensions", "autoload_known_extensions"):
        connection.execute(f"SET {option} = false")
    database = DuckDBAPI(connection=connection)
    blocking = [block_on("day", "cell"), block_on("bucket", "cell")]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compare.DistanceInKMAtThresholds("lat", "lon", [1, 5, 15]),
            compare.ExactMatch("day"),
            compare.ExactMatch("event"),
            compare.ExactMatch("actor").configure(term_frequency_adjustments=True),
            compare.ExactMatch("target").configure(term_frequency_adjustments=True),
            compare.ExactMatch("killed"),
        ],
        blocking_rules_to_generate_predictions=blocking,
        retain_matching_columns=False,
    )
    linker = Linker(database.register(table_of(made)), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("day", "cell", "event", "actor")], 0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("day", "cell"), block_on("cell", "actor", "target")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    found = {}
    for threshold in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold)
        rows = connection.execute(f"SELECT unique_id, cluster_id FROM {clusters.physical_name}").fetchnumpy()
        labels = np.empty(len(made.incident), dtype=np.int64)
        labels[rows["unique_id"]] = np.unique(rows["cluster_id"], return_inverse=True)[1]
        found[threshold] = labels
    return found


def tell(name: str, begun: float, spent: float, truth: Ints, labels: Ints) -> None:
    """Print time since then and how well the groups fit."""
    wall, processor = time.perf_counter() - begun, time.process_time() - spent
    precision, recall, f1 = pair_f1(truth, labels)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{name:22s} {wall:6.1f} s wall  {processor:6.1f} s processor  precision {precision:.3f}  recall {recall:.3f}  "
        f"F1 {f1:.3f}  peak memory of the process {memory:.1f} GB",
        flush=True,
    )


def main() -> None:
    """Make the claims, run both, and print time and quality."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=1_000_000)
    options.add_argument("--no-peer", action="store_true")
    given = options.parse_args()
    made = make(given.claims)
    print(f"{given.claims:,} claims on {len(np.unique(made.incident)):,} incidents", flush=True)
    begun, spent = time.perf_counter(), time.process_time()
    tell("trucewatch", begun, spent, made.incident, ours(made))
    if not given.no_peer:
        begun, spent = time.perf_counter(), time.process_time()
        found = peer(made)
        best = max(found, key=lambda threshold: pair_f1(made.incident, found[threshold])[2])
        tell(f"splink, best at {best}", begun, spent, made.incident, found[best])


if __name__ == "__main__":
    main()
