"""Which of the two doors to the network is there: libcurl, or else the standard library."""

try:
    from shenfa.patrol.fetch.many import visit_many
    from shenfa.patrol.fetch.one import certificate_ends, fetch
except ImportError:  # pycurl, or the library it needs, is not on this machine
    from shenfa.patrol.fetch.plain import certificate_ends, fetch, visit_many

__all__ = ["certificate_ends", "fetch", "visit_many"]
