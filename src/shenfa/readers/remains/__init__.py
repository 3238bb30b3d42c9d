"""What is left in a file when its own reader is through: long numbers no passage has told.

Office programs keep words in more places than anyone lists. So whatever a reader knows, the
file is gone through once more, and a long number that has not been told yet becomes a passage
that names the part it stands in. Numbers only: they are what harms a person, and everything
else in these corners is furniture.
"""
