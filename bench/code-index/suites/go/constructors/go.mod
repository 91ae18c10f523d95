module example.com/constructors
