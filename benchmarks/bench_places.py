"""How well addresses of one place meet in one key, and how seldom those of two places do.

    python -m benchmarks.bench_places [--accounts 5000] [--districts 0] [--data DIR] [SEED ...]

For every seed a world is simulated, and every place that its accounts name is taken with the texts
they wrote. Printed: recall over pairs of writings of one place, first of those the world wrote and
then of all the ways a place can be written; how many labels with a hidden room meet their building;
collisions in every 1,000 pairs of different places, of any two and of two that differ by one house,
building or room; keys a second of processor time. `--districts 20` keeps the places of the twenty
districts with most of them. Road names of these worlds all sound differently.

Then the same for doors on real roads in real districts, from public files in `--data` (see
`real_places`): recall over pairs of twenty ways of writing; collisions of two real roads in one
district, in every 1,000 pairs of roads, for those that sound alike too; of two real towns of one
district; and of next doors.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random
from typing import TypeVar
from unittest.mock import patch

from benchmarks.real_places import Country, RealPlace
from casework.analysis.normalise import address
from casework.analysis.normalise.address import whole
from casework.analysis.normalise.address.recurring import Recurring
from casework.simulator import WorldPlan, places, simulate
from casework.simulator.places import Place

SEEDS = (101, 102, 103)
WAYS = ("whole", "no province", "short", "traditional", "幢", "English", "English long", "spaced")

Door = TypeVar("Door", Place, RealPlace)
Written = dict[Place, set[str]]


def main() -> None:
    """Print the figures of each seed, then those of the ways of writing over all of them."""
    parser = argparse.ArgumentParser(description="Measure how addresses become place keys.")
    parser.add_argument("seeds", nargs="*", type=int, default=list(SEEDS))
    parser.add_argument("--accounts", type=int, default=5_000)
    parser.add_argument("--districts", type=int, default=0, help="only the N commonest; 0 = all")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="public files")
    parser.add_argument("--real", type=int, default=3_000, help="how many real places")
    options = parser.parse_args()
    address.clean("广州市白云区")  # reads the gazetteer, which is not what is timed
    missed: Counter[str] = Counter()
    for seed in options.seeds:
        written = _in_districts(_world(seed, options.accounts), options.districts)
        missed += _print_world(seed, written)
    for way, count in missed.most_common():
        print(f"  apart from the whole address: {way} {count:,}")
    if (options.data / "china-admin").exists() and (options.data / "chinese-addresses").exists():
        _print_country(Country(options.data), options.real, Random(options.seeds[0]))
    else:
        print(
            f"real roads: {options.data} does not hold china-admin and chinese-addresses, skipped"
        )


def _print_country(country: Country, count: int, rng: Random) -> None:
    """Print recall and collisions of real names."""
    found = [country.place(rng) for _ in range(count)]
    roads, districts = len(country.roads), len(country.districts)
    print(f"real roads: {count:,} doors on {roads:,} roads in {districts:,} districts")
    missed: Counter[str] = Counter()
    pairs = met = 0
    for place in found:
        keys = {way: address.clean(text) for way, text in place.written().items()}
        shared = Counter(keys.values())
        pairs += len(keys) * (len(keys) - 1) // 2
        met += sum(times * (times - 1) // 2 for key, times in shared.items() if key)
        [(common, _)] = shared.most_common(1)
        missed.update(way for way, key in keys.items() if key != common)
    print(f"  recall, pairs in every way: {met:,} of {pairs:,} ({met / pairs:.4%})")
    for way, times in missed.most_common():
        print(f"    apart from most: {way} {times:,} of {count:,}")
    _print_sound_alikes(country, found)


def _print_sound_alikes(country: Country, found: list[RealPlace]) -> None:
    """Print how many pairs of different real names share a key."""
    where = country.districts[0]
    roads = [replace(found[0], district=where, road=road) for road in country.roads]
    _print_shared("two roads of one district", [roads])
    towns = [
        [replace(found[0], district=district, road=f"{town}人民路") for town in names]
        for district, names in country.towns.items()
    ]
    _print_shared("two towns of one district", towns)
    near = [(place, other) for place in found for other in _next_doors(place)]
    same = sum(
        address.clean(place.written()["whole"]) == address.clean(other.written()["English"])
        for place, other in near
    )
    print(f"  collisions, next doors: {same:,} of {len(near):,} ({1000 * same / len(near):.3f} ‰)")


def _print_shared(what: str, groups: list[list[RealPlace]]) -> None:
    shared = pairs = 0
    for places_there in groups:
        by_key = Counter(address.clean(place.written()["whole"]) for place in places_there)
        shared += sum(count * (count - 1) // 2 for count in by_key.values())
        pairs += len(places_there) * (len(places_there) - 1) // 2
    print(f"  collisions, {what}: {shared:,} of {pairs:,} ({1000 * shared / pairs:.4f} ‰)")


def _print_world(seed: int, written: Written) -> Counter[str]:
    print(f"seed {seed}: {len(written):,} places, {sum(map(len, written.values())):,} texts")
    _print_recall("as the world wrote", ([*texts] for texts in written.values()))
    _print_recall("in every way", ([*place.written()] for place in written))
    _print_masked(written)
    _print_collisions(list(written))
    _print_speed(list(written))
    return _missed(written)


def _world(seed: int, accounts: int) -> Written:
    """Return every place a simulated world wrote down, with the texts it wrote."""
    with _recorded() as written:
        simulate(WorldPlan(seed=seed, accounts=accounts))
    return written


@contextmanager
def _recorded() -> Iterator[Written]:
    """Keep which place each address was written for: the delivered rows do not say."""
    written: Written = defaultdict(set)
    write = places.write

    def recording(place: Place, rng: Random) -> str:
        text = write(place, rng)
        written[place].add(text)
        return text

    with patch.object(places, "write", recording):
        yield written


def _in_districts(written: Written, count: int) -> Written:
    if not count:
        return written
    commonest = Counter(place.district for place in written).most_common(count)
    kept = {district for district, _ in commonest}
    return {place: texts for place, texts in written.items() if place.district in kept}


def _print_recall(what: str, writings: Iterable[Sequence[str]]) -> None:
    pairs = met = 0
    for texts in writings:
        keys = [address.clean(text) for text in texts]
        for left, right in combinations(keys, 2):
            pairs += 1
            met += left is not None and left == right
    print(f"  recall, pairs {what}: {met:,} of {pairs:,} ({met / max(pairs, 1):.4%})")


def _print_masked(written: Written) -> None:
    labels = met = 0
    for place in written:
        if place.room:
            building = f"{address.clean(place.building_only().full())}/*"
            keys = [address.clean(text) for text in place.masked()]
            labels += len(keys)
            met += sum(key == building for key in keys)
    print(f"  labels with a hidden room that meet their building: {met:,} of {labels:,}")


def _print_collisions(found: list[Place]) -> None:
    """Count, over the whole addresses, different places that share a key."""
    by_key = Counter(address.clean(place.full()) for place in found)
    shared = sum(count * (count - 1) // 2 for count in by_key.values())
    pairs = len(found) * (len(found) - 1) // 2
    print(f"  collisions, any two places: {shared:,} of {pairs:,} ({1000 * shared / pairs:.6f} ‰)")
    near = [(place, other) for place in found for other in _next_doors(place)]
    same = 0
    for place, other in near:
        # The other in another way of writing, as two shops would.
        way = (place.number + place.room) % len(WAYS)
        same += address.clean(place.full()) == address.clean(other.written()[way])
    print(f"  collisions, next doors: {same:,} of {len(near):,} ({1000 * same / len(near):.3f} ‰)")


def _next_doors(place: Door) -> Iterator[Door]:
    yield replace(place, number=place.number + 1)
    yield replace(place, building=place.building + 1)
    yield replace(place, room=place.room + 1 if place.room else 101)


def _print_speed(found: list[Place]) -> None:
    for script, ways in (("characters", (0, 1, 2)), ("Latin", (5, 6))):
        texts = [place.written()[way] for place in found for way in ways]
        for what, read in (("read as a whole", whole.read), ("with what recurs", Recurring().key)):
            began = time.process_time()
            for text in texts:
                read(text)
            took = time.process_time() - began
            print(f"  {script}, {what}: {len(texts) / took:,.0f} keys a second")


def _missed(written: Written) -> Counter[str]:
    missed: Counter[str] = Counter()
    for place in written:
        whole, *others = (address.clean(text) for text in place.written())
        missed.update(way for way, key in zip(WAYS[1:], others, strict=True) if key != whole)
    return missed


if __name__ == "__main__":
    main()
