from layer4 import Store, load
