package b;

import a.Outer;
import a.Outer.Node;

class User {
    void use() {
        Node node = Node.of();
        node.next();
        Outer.Node other = new Outer.Node();
        other.next();
        Outer outer = new Outer();
        Outer.Inner inner = outer.new Inner();
        inner.help();
    }
}
