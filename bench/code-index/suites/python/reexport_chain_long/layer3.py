from layer2 import Store, load
