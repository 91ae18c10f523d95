module example.com/containers
