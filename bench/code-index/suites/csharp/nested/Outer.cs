namespace N;

public class Outer
{
    static void Shared() { }

    public static class Consts
    {
        public static int Max() => 1;
    }

    public class Node
    {
        private Node next;

        public Node Next() => next;

        public static Node Of()
        {
            Shared();
            return new Node();
        }

        public class Deep
        {
            public void Go() => Of().Next();
        }
    }

    public int Start()
    {
        Node.Of().Next();
        new Node.Deep().Go();
        int Local(int n) => Twice(n) + Inner();
        int Inner() { return 1; }
        return Local(Consts.Max());
    }

    private int Twice(int n) => n * 2;
}
