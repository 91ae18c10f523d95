from lib import *
from limited import *

public()
Klass().go()
shown()
deep()
