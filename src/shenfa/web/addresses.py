"""How an object is named in an address."""


class IdConverter:
    """An id as the desk gives them; anything else is an unknown address, before it is asked.

    An id has a digit or a hyphen, so ``/units/open`` is never asked for a unit named "open".
    """

    regex = "(?=[^/]*[0-9-])[0-9A-Za-z_.-]{1,64}"

    def to_python(self, value: str) -> str:
        """Return the id."""
        return value

    def to_url(self, value: str) -> str:
        """Return how it is written."""
        return value
