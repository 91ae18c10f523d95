public class Request {
    private final String url;

    private Request(Builder b) {
        this.url = b.url;
    }

    public static Builder builder() {
        return new Builder();
    }

    public Response send() {
        return Client.shared().execute(this);
    }

    public static final class Builder {
        private String url;

        public Builder url(String url) {
            this.url = check(url);
            return this;
        }

        public Builder method(String m) {
            return this;
        }

        private String check(String s) {
            return s;
        }

        public Request build() {
            return new Request(this);
        }
    }
}

class Response {
    String body() {
        return "";
    }
}

class Client {
    private static Client shared;

    static synchronized Client shared() {
        if (shared == null) shared = new Client();
        return shared;
    }

    Response execute(Request r) {
        return new Response();
    }
}

class Main {
    public static void main(String[] args) {
        String body = Request.builder().url("a").method("GET").build().send().body();
    }
}
