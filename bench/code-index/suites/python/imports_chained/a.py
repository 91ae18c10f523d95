import b
from b import b_func
