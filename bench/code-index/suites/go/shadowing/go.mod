module example.com/shadowing
