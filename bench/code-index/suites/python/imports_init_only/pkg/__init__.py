from .impl import *
from .impl import _private as func
from .things import Thing
