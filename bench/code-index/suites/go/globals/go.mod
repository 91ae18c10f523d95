module example.com/globals
