"""All jobs, in the order in which they are done. Adding one is adding a row.

A row's function finds in the state what is to be done, calls a service for each, and returns
how many there were. It must be safe to call twice.
"""

import datetime

from shenfa.desk.jobs.job import Daily, Job
from shenfa.desk.jobs.upkeep import beat, sign_checkpoint

BEAT = "beat"

JOBS = (
    Job(BEAT, "时钟、磁盘检查", datetime.timedelta(hours=1), beat),
    Job("checkpoint", "签署检查点", Daily(datetime.time(0, 30)), sign_checkpoint),
)
