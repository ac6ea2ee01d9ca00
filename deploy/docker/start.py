"""Runs `main()` of the module that the image was built for."""

import importlib
import os

if __name__ == "__main__":
    importlib.import_module(os.environ["PRISM_MODULE"]).main()
