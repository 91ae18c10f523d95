def _private():
    pass
