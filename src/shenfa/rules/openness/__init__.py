"""The openness marker (R50): only 此件公开发布 lets an official document go online."""
