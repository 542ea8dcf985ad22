"""Where the material by others lies that tests read in place: beside the checkout, or where REAL_DATA says. None of it is ours."""

import os
from pathlib import Path

REAL = Path(os.environ.get("REAL_DATA", Path(__file__).resolve().parents[2] / "shared" / "data" / "real"))
