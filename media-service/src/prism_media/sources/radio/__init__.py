"""Radio stations from the directory of radio-browser.info."""
