"""Work to be measured: ends, fails, or goes on until it is stopped."""

from __future__ import annotations

import subprocess
import sys
import time

_HOLDING = "import time; held = bytearray(b'x' * 40_000_000); time.sleep({})"


def main() -> None:
    """Do what the first argument says."""
    what = sys.argv[1]
    if what == "fail":
        sys.exit(3)
    seconds = 600 if what == "forever" else 2
    subprocess.run([sys.executable, "-c", _HOLDING.format(seconds)], check=True)
    if what == "forever":
        time.sleep(seconds)
    print("done")


if __name__ == "__main__":
    main()
