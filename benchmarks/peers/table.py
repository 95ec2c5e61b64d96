#!/usr/bin/python3
"""Prints as Markdown what `data.sh` measured: table.py RESULTS POM.

RESULTS holds, for each round R, `one-R.tsv` and `one-R.json` of the runs on one core, and `two-R.tsv`
and `two-R.json` of those on all cores: lines of the peers (see `faces.report`) and JMH's own JSON;
`passes-1.json` is JMH's of `ResamplerBenchmark`.
A figure is the median over the rounds; a ratio is the median of the rounds' ratios.
"""

import glob
import importlib
import json
import os
import re
import subprocess
import sys
from datetime import date
from statistics import median

# kp-native's lines: methods of LoaderBenchmark
OURS, CACHED, FLOOR, WARP = "files", "cache", "floor", "warp"
PLAIN, CHANGED = "samplePerspective", "samplePerspectiveJitter"  # methods of ResamplerBenchmark
REST = "draw, compose, points, queue; pictures from memory, not from the processor's cache"
NAMES = {
    (True, OURS): "**kp-native, from files**",
    (True, CACHED): "kp-native, from decoded pictures",
    (True, FLOOR): "floor, presets' OpenCV in Java",
    (True, WARP): "bare warp of decoded pictures, the same",
    (False, "floor"): "floor, Debian's OpenCV in Python",
    (False, "composed"): "composed, OpenCV in Python",
    (False, "chain"): "chain, OpenCV in Python",
    (False, "torchvision"): "torchvision's DataLoader",
}


def peers(path):
    """Rates by (ours, line, channels, workers) of one file of the peers."""
    rates = {}
    with open(path, encoding="utf-8") as lines:
        for text in lines:
            line, channels, workers, rate = text.rstrip("\n").split("\t")
            rates[False, line, channels, int(workers)] = float(rate)
    return rates


def jmh(path):
    """The same of one file of JMH."""
    rates = {}
    with open(path, encoding="utf-8") as text:
        results = json.load(text)
    for result in results:
        score, unit = result["primaryMetric"]["score"], result["primaryMetric"]["scoreUnit"]
        parameters = result.get("params") or {}
        key = (
            True,
            result["benchmark"].rsplit(".", 1)[1],
            "gray" if "gray" in map(str.lower, parameters.values()) else "color",
            int(parameters.get("workers", 1)),
        )
        if key in rates:
            raise SystemExit(f"{path}: two results for {key[1:]}, parameters {parameters}")
        rates[key] = a_second(score, unit)
    return rates


def a_second(score, unit):
    """A score of JMH as operations a second."""
    seconds = {"s": 1, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}
    top, bottom = unit.split("/")
    return score / seconds[bottom] if top == "ops" else 1 / (score * seconds[top])


def rounds(folder, kind):
    """A list of the rounds' rates."""
    found = {}
    for path in sorted(glob.glob(os.path.join(folder, f"{kind}-*.*"))):
        turn = re.search(r"-(\d+)\.", os.path.basename(path)).group(1)
        rates = jmh(path) if path.endswith(".json") else peers(path)
        found.setdefault(turn, {}).update(rates)
    return list(found.values())


def over(every_round, key, base):
    """The median of the rounds' ratios, or None where a round has only one of the two."""
    ratios = [r[key] / r[base] for r in every_round if key in r and base in r]
    return median(ratios) if ratios else None


def cell(ratio):
    """A ratio as it stands in a table."""
    return "" if ratio is None else f"{ratio:.2f}"


def name(key):
    """A line's name."""
    ours, line, _, workers = key
    label = NAMES.get((ours, line), line)
    if line != "torchvision":
        return label
    return f"{label}, a worker process" if workers else f"{label}, in the same process"


def one_core(every_round, channels):
    """The table of the runs on one core."""
    print(f"### One core, {channels}, 224 x 224\n")
    print("| line | images/s | lowest to highest | of its floor | kp-native is faster by |")
    print("|---|---|---|---|---|")
    keys = {key for r in every_round for key in r if key[2] == channels}
    middle = {key: median(r[key] for r in every_round if key in r) for key in keys}
    ours = (True, OURS, channels, 1)
    for key in sorted(keys, key=lambda k: -middle[k]):
        floor = (key[0], WARP if key[0] and key[1] in (CACHED, WARP) else FLOOR, channels, 1)
        seen = [r[key] for r in every_round if key in r]
        print(
            f"| {name(key)} | {middle[key]:,.0f} | {min(seen):,.0f} to {max(seen):,.0f}"
            f" | {cell(over(every_round, key, floor))} | {cell(over(every_round, ours, key))} |"
        )
    print()


def two_cores(every_round):
    """The table of what a second worker gives."""
    print("### Two cores, color, 224 x 224\n")
    print("| line | one worker or process | two | two over one |")
    print("|---|---|---|---|")
    for one in sorted({key for r in every_round for key in r if key[3] == 1}, reverse=True):
        two = one[:3] + (2,)
        if any(two in r for r in every_round):
            figures = [median(r[key] for r in every_round if key in r) for key in (one, two)]
            label = NAMES.get(one[:2], one[1])
            ratio = cell(over(every_round, two, one))
            print(f"| {label} | {figures[0]:,.0f} | {figures[1]:,.0f} | {ratio} |")
    print()


def passes(every_round, resampling):
    """Where kp-native's time goes: differences of what several benchmarks take."""
    if not resampling:
        return
    print("### One core, where kp-native spends its time\n")
    print("| microseconds a picture | color | gray | from |")
    print("|---|---|---|---|")
    rows = {}
    for channels in ("color", "gray"):
        whole, cached, plain, changed = (
            1e6 / median(r[True, line, channels, 1] for r in group if (True, line, channels, 1) in r)
            for group, line in (
                (every_round, OURS),
                (every_round, CACHED),
                (resampling, PLAIN),
                (resampling, CHANGED),
            )
        )
        for row, time in (
            (("read and decode", f"all, less `{CACHED}`"), whole - cached),
            (("warp, write floats", f"`ResamplerBenchmark.{PLAIN}`"), plain),
            (("tones", f"`{CHANGED}`, less the line above"), changed - plain),
            ((REST, "the rest"), cached - changed),
            (("all", f"`LoaderBenchmark.{OURS}`"), whole),
        ):
            rows.setdefault(row, []).append(f"{time:.0f} ({time / whole:.0%})")
    for (row, source), times in rows.items():
        print(f"| {row} | {times[0]} | {times[1]} | {source} |")
    print()


def output(*command):
    """What a command prints, both streams; empty where it is not installed."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.decode()


def version(module):
    """A Python module's version, or none: kp-native's lines need no peer."""
    try:
        return importlib.import_module(module).__version__
    except ImportError:
        return "none"


def machine(pom, every_round):
    """One paragraph: processor, memory, versions, commit, date."""
    processor = re.search(r"Model name:\s*(.*)", output("lscpu")).group(1)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    java = re.search(r'version "([^"]*)"', output("java", "-version"))
    with open(pom, encoding="utf-8") as text:
        presets = re.search(r"<opencv.version>([^-<]*)", text.read())
    folder = os.path.dirname(os.path.abspath(pom))
    commit = output("git", "-C", folder, "rev-parse", "--short", "HEAD").strip()
    if output("git", "-C", folder, "status", "--porcelain", "src", "benchmarks").strip():
        commit += " with changes"
    print(
        f"Machine: {os.cpu_count()} logical cores of an {processor}, {memory:.0f} GiB,"
        f" Linux {os.uname().release}. OpenJDK {java.group(1) if java else 'none'},"
        f" presets' OpenCV {presets.group(1) if presets else 'unknown'}."
        f" Python: OpenCV {version('cv2')}, PyTorch {version('torch')},"
        f" torchvision {version('torchvision')}, PIL {version('PIL')}."
        f" Commit {commit}, {date.today()}. Rounds: {len(every_round)}, medians.\n"
    )


def main(folder, pom):
    """Prints all."""
    ones, twos = rounds(folder, "one"), rounds(folder, "two")
    machine(pom, ones)
    one_core(ones, "color")
    one_core(ones, "gray")
    two_cores(twos)
    passes(ones, rounds(folder, "passes"))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("usage: table.py RESULTS POM")
    main(*sys.argv[1:])
