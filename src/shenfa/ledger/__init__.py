"""Problems on account, and the marks that come of facts. Pure: no database, no clock, no Django."""
