"""Great Expectations and pandas stand behind this package only; importing it takes seconds, so it is done late."""

import os

from pipeline.validate.gx.later import put_off

# Read by the library while it is being imported: nothing is sent anywhere.
os.environ["GX_ANALYTICS_ENABLED"] = "false"
put_off()
