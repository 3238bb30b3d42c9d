"""虚谷土家族苗族自治县: a county that does not exist, built through the services of the desk.

Nothing here writes a row of its own: whatever stands in the demonstration was decided by
somebody who may, at a time of its own, and is chained. Everybody in it is invented.
"""

from shenfa.demo.build import CountyExists, build
from shenfa.demo.credentials import Credential, to_json

__all__ = ["CountyExists", "Credential", "build", "to_json"]
