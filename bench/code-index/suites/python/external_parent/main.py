import threading
import collections
from http.server import BaseHTTPRequestHandler

class Worker(threading.Thread):
    def __init__(self):
        threading.Thread.__init__(self)
        self.setup_it()

    def setup_it(self):
        json_dump({})

    def run(self):
        self.setup_it()

def json_dump(x):
    import json
    json.dumps(x)

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.reply()

    def reply(self):
        self.send_response(200)

w = Worker()
w.start()
w.run()
