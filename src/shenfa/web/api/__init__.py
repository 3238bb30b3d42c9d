"""The REST API, one module for each resource.

A module has a ``router`` and stands in the list of ``mount.py``. A list is ``GET /things`` and
takes ``Paging`` where it can grow; a command is ``POST`` with its verb in the address
(``/tenures/{id:tenure}/end``). An operation reads its input into a schema, calls one service or
selector with ``identity_of(request).acting``, and returns a row, which the schema of the answer
takes apart. Refusals are exceptions; ``refusals.py`` makes problems of them.
The first argument is called ``request`` even where it is not used, and a schema has a name that
no other module uses.
"""
