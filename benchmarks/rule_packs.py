"""How long many rules take: reading, checking and compiling packs, and running them over many profiles.

`python benchmarks/rule_packs.py load` compares with PyYAML's C loader merely parsing the same files;
`python benchmarks/rule_packs.py run` measures rules × profiles; `make DIR` only writes the packs.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

AS_OF = datetime.date(2026, 11, 1)
TYPES = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")
SHARES = (
    ("share_old_estate", "老新村住房占比"), ("share_commodity", "商品房占比"), ("share_resettlement", "动迁安置房占比"),
    ("open_share", "开放街巷住房占比"), ("pre2001_share", "2000年底前建成住房占比"), ("rented_share", "出租住房占比"),
    ("walkup_share", "无电梯楼幢占比"), ("age60_share", "60岁及以上人口占比"), ("migrant_share", "流动人口占比"),
    ("commercial_area_share", "商业办公面积占比"),
)  # fmt: skip
NUMBERS = (
    ("biz_per_100hh", 5, 60), ("parking_per_household", 0.1, 1.2), ("daytime_ratio", 0.5, 3),
    ("persons_per_household", 1.5, 4), ("households_per_compound", 100, 3000), ("pop_density", 2000, 30000),
)  # fmt: skip


def make_packs(folder: Path, packs: int, rules: int, seed: int = 1) -> list[Path]:
    """Write one pack with a scheme and `packs` that extend it, `rules` rules in all; return the latter's folders."""
    chance = random.Random(seed)
    (folder / "bench").mkdir(parents=True)
    (folder / "bench" / "pack.yaml").write_text(_scheme(rules), encoding="utf-8")
    made = []
    for number in range(packs):
        name = f"bench-{number:02}"
        (folder / name).mkdir()
        ids = range(number * rules // packs, (number + 1) * rules // packs)
        text = "".join(_rule(chance, name, i) for i in ids)
        (folder / name / "pack.yaml").write_text(_header(name), encoding="utf-8")
        (folder / name / "parameters.yaml").write_text(_parameters(chance, name), encoding="utf-8")
        (folder / name / "rules.yaml").write_text("rules:\n" + text, encoding="utf-8")
        made.append(folder / name)
    return made


def _scheme(rules: int) -> str:
    types = "".join(
        f"  - {{id: {t}, label: {{zh: 类型{i}, en: Type {t}}}, definition: {{zh: 说明{i}, en: About {t}}},"
        f" basis: {{kind: expert}}, full_at: {rules * 0.15:.1f}}}\n"
        for i, t in enumerate(TYPES)
    )
    return (
        "pack: {id: bench, version: 1.0.0, title: {zh: 基准, en: Bench}, extends: [community-profile]}\n"
        f"scheme: {{id: bench, label: {{zh: 基准, en: Bench}}, precedence: [{', '.join(TYPES)}],\n"
        "  criteria: [{id: housing, label: {zh: 住房, en: Housing}}, {id: people, label: {zh: 人口, en: People}}]}\n"
        f"types:\n{types}"
    )


def _header(name: str) -> str:
    return f"pack: {{id: {name}, version: 1.0.0, title: {{zh: 规则包 {name}, en: Pack {name}}}, extends: [bench]}}\n"


def _parameters(chance: random.Random, name: str) -> str:
    return "parameters:\n" + "".join(
        f"  - id: {name.replace('-', '_')}_p{i}\n    label: {{zh: {name} 标准{i}, en: Standard {i} of {name}}}\n"
        f"    type: share\n    range: [1%, 99%]\n    values:\n      '2024-09-12':\n        value: {chance.randint(10, 80)}%\n"
        "        basis:\n          kind: expert\n          note: {zh: 专家判断。, en: Our judgement.}\n"
        for i in range(10)
    )


def _rule(chance: random.Random, name: str, number: int) -> str:
    condition = chance.choice((_english, _chinese, _structured, _ramp, _several))(chance, name)
    first, second = chance.sample(TYPES, 2)
    return (
        f"  - id: {name}.r{number}\n    title: {{zh: 规则 {number}, en: Rule {number}}}\n"
        f"    criterion: {chance.choice(('housing', 'people'))}\n{condition}"
        f"    weigh: {{{first}: {chance.randint(1, 12) / 2}, {second}: -{chance.randint(1, 8) / 2}}}\n"
        f"    why:\n      zh: 说明 {number}：这条规则只为测量速度而写，内容并无意义，不用于任何社区。\n"
        f"      en: Reason {number}; written to measure speed alone and meant for no community.\n"
        "    basis: {kind: expert, note: {zh: 随机生成。, en: Drawn at random.}}\n"
    )


def _english(chance: random.Random, name: str) -> str:
    (share, _zh), (number, low, high) = chance.choice(SHARES), chance.choice(NUMBERS)
    limit = f"{name.replace('-', '_')}_p{chance.randrange(10)}"
    return f"    when: {share} >= {limit} and {number} < {chance.uniform(low, high):.1f}\n"


def _chinese(chance: random.Random, _name: str) -> str:
    a, b = chance.sample(SHARES, 2)
    return f"    when: {a[1]} 不低于 {chance.randint(5, 60)}% 且（{b[1]} 低于 {chance.randint(20, 90)}% 或 在册商圈）\n"


def _structured(chance: random.Random, _name: str) -> str:
    a, b = chance.sample(SHARES, 2)
    return (
        f"    when:\n      any:\n        - {{field: {a[0]}, op: '>=', value: {chance.randint(20, 90)}%}}\n"
        f"        - all: [{{field: {b[0]}, op: '<', value: {chance.randint(10, 80)}%}}, designated_commercial_district]\n"
    )


def _ramp(chance: random.Random, _name: str) -> str:
    number, low, high = chance.choice(NUMBERS)
    middle = (low + high) / 2
    return f"    ramp: {{of: {number}, from: {chance.uniform(low, middle):.2f}, to: {chance.uniform(middle * 1.01, high):.2f}}}\n"


def _several(chance: random.Random, _name: str) -> str:
    a, b, c = chance.sample(SHARES, 3)
    first, second, third = (chance.randint(10, 70) for _ in range(3))
    return f"    when: at_least(2, {a[0]} >= {first}%, {b[0]} >= {second}%, {c[0]} >= {third}%)\n"


def _seconds(function: Callable[[], Any], times: int = 3) -> float:
    """Return the median of the processor's time: everything here runs in one thread, and machines are shared."""
    found = []
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        function()
        found.append(time.process_time() - start)
    return statistics.median(found)


def load(packs: int, rules: int) -> None:
    """Measure reading, checking and compiling against merely parsing."""
    from classify.proof.lint import lint  # noqa: PLC0415 - only what is measured is loaded
    from classify.proof.subject import subject_of  # noqa: PLC0415
    from classify.rulepack.load import load_packs  # noqa: PLC0415
    from classify.scoring.program import compile_program  # noqa: PLC0415
    from classify.scoring.row import RowKernel  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as made:
        folders = make_packs(Path(made), packs, rules)
        load_packs(
            ["community-profile"]
        )  # the bundled profile is read in every run; it is not what is measured here
        loaded = load_packs(folders)
        files = [p for folder in loaded.folders for p in folder.files]
        parse = _seconds(lambda: [yaml.load(p.read_bytes(), Loader=yaml.CSafeLoader) for p in files])
        steps: dict[str, Callable[[], Any]] = {
            "load and check references": lambda: load_packs(folders),
            "compile the program": lambda: compile_program(loaded, AS_OF),
            "generate the row function": lambda: RowKernel(program),
            "check (every validator)": lambda: lint(subject_of(loaded, folders)),
        }
        program = compile_program(loaded, AS_OF)
        size = sum(p.stat().st_size for p in files)
        print(f"{len(files)} files, {size / 1e6:.1f} MB, {len(loaded.pack.rules)} rules")
        print(f"{'PyYAML CSafeLoader parses them':34} {parse:7.2f} s")
        total = 0.0
        for name, step in steps.items():
            seconds = _seconds(step)
            total += seconds
            print(f"{name:34} {seconds:7.2f} s  {seconds / parse:5.2f} ×")
        print(f"{'all of it':34} {total:7.2f} s  {total / parse:5.2f} ×")


def run_one(rules: int, profiles: int, engine: str) -> None:
    """Measure one size in a process of its own; prints seconds to build and to run, and the peak memory."""
    from benchmarks.profiles import random_frame  # noqa: PLC0415 - only what is measured is loaded
    from classify.rulepack.load import load_packs  # noqa: PLC0415
    from classify.scoring.columns import ColumnKernel  # noqa: PLC0415
    from classify.scoring.program import compile_program  # noqa: PLC0415
    from classify.scoring.row import RowKernel  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as made:
        program = compile_program(load_packs(make_packs(Path(made), max(rules // 100, 1), rules)), AS_OF)
    frame = random_frame(program, profiles)
    start = time.perf_counter()
    kernel: Any = ColumnKernel(program) if engine == "columns" else RowKernel(program)
    built = time.perf_counter()
    if engine == "columns":
        kernel.run(frame)
    else:
        for row in frame.iter_rows(named=True):
            kernel.run(row)
    done = time.perf_counter()
    peak, each = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        (done - built) / rules / profiles * 1e9,
    )
    print(
        f"{rules:6} {profiles:8} {engine:8} {built - start:7.2f} {done - built:8.2f} {each:8.1f} {peak:8.0f}"
    )


def run(sizes: Iterator[tuple[int, int, str]]) -> None:
    """Measure several sizes, each in a process of its own so that memory can be told apart."""
    print(
        f"{'rules':>6} {'profiles':>8} {'engine':8} {'build s':>7} {'run s':>8} {'ns/r/p':>8} {'peak MB':>8}",
        flush=True,
    )
    for rules, profiles, engine in sizes:
        subprocess.run([sys.executable, __file__, "one", str(rules), str(profiles), engine], check=True)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["load", "run", "make", "one"])
    parser.add_argument("rest", nargs="*")
    asked = parser.parse_args()
    if asked.what == "load":
        packs, rules = (int(n) for n in (asked.rest or ("50", "5000")))
        load(packs, rules)
    elif asked.what == "make":
        make_packs(Path(asked.rest[0]), 50, 5000)
    elif asked.what == "one":
        run_one(int(asked.rest[0]), int(asked.rest[1]), asked.rest[2])
    else:
        rules = [int(n) for n in asked.rest] or [500, 1000, 5000]
        run((r, p, "columns") for r in rules for p in (10_000, 100_000))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main()
