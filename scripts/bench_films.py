"""Measures what a film costs: its three sizes, and its copy, against one plain run of ffmpeg over the same film.

    python scripts/bench_films.py --seconds 60

User CPU-seconds of each run, and the multiple of the plain one (the same encoder settings, one size). Nothing here is a test.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cms.ffmpeg import program  # noqa: E402
from cms.film import PLAIN, threads  # noqa: E402
from cms.rules import rungs_for  # noqa: E402
from cms.streams import arguments  # noqa: E402

# Multiples of the plain run (must, aim).
GOALS = {"three sizes": (1.8, 1.65), "copy": (0.05, 0.05)}


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--rounds", type=int, default=2)
    told = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="been-there-films-") as name:
        folder = Path(name)
        film = _film(folder, told.seconds)
        runs = _runs(film, folder)
        found = {row: min(_cpu(run) for _round in range(told.rounds)) for row, run in runs.items()}
    print(f"{'film':<14}{'CPU-s':>8}{'multiple':>10}{'must':>7}{'aim':>6}")
    for row, cpu in found.items():
        must, aim = GOALS.get(row, ("", ""))
        print(f"{row:<14}{cpu:>8.2f}{cpu / found['plain']:>9.2f}x{must:>7}{aim:>6}")
    return 0


def _film(folder: Path, seconds: int) -> Path:
    """720 lines of moving shapes with grain, as a camera has it, and a tone."""
    film = folder / "film.mp4"
    picture = ["-f", "lavfi", "-i", f"testsrc2=size=1280x720:rate=25:duration={seconds},noise=alls=6:allf=t"]
    sound = ["-f", "lavfi", "-i", f"sine=duration={seconds}"]
    h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "20", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    _cpu([program(), "-v", "error", "-y", *picture, *sound, *h264, str(film)])
    return film


def _runs(film: Path, folder: Path) -> dict[str, list[str]]:
    begin = [program(), "-v", "error", "-nostdin", "-y", "-i", str(film)]
    x264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-c:a", "copy"]
    copied = ["-c", "copy", *PLAIN, "-movflags", "+faststart"]
    return {
        "plain": [*begin, *x264, *threads(), str(folder / "plain.mp4")],
        "three sizes": [*begin, *arguments(folder, rungs_for(1280, 720), sound=True)],
        "copy": [*begin, *copied, str(folder / "copy.mp4")],
    }


def _cpu(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


if __name__ == "__main__":
    sys.exit(main())
