module example.com/callbacks
