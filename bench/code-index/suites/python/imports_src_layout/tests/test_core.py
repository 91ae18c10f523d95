from app.core import run
from app.cli import main

def test_run():
    run()
    main()
